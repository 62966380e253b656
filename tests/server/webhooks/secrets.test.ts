import { expect, test } from 'vitest';
import { Webhook } from 'standardwebhooks';
import type { WebhookEndpoint } from '#server/store/types.ts';
import { BOTH_SIGN } from '#server/webhooks/desk.ts';
import { secretOf, signed } from '#server/webhooks/secrets.ts';

const NOW = Date.UTC(2026, 10, 25, 2, 24);
const message = { id: 'lakeside_7_x', body: '{"type":"sale.recorded"}' };
const endpoint: WebhookEndpoint = {
	id: 'a1',
	branch: 'lakeside',
	url: 'https://hooks.bank.lan/',
	kinds: ['sale'],
	createdAt: NOW,
	cursor: 0,
	secretNumber: 2,
	bothUntil: NOW + BOTH_SIGN,
	stopped: null,
	stoppedAt: null,
	failingSince: null
};

/** The numbers of the secrets, of the first three, that a message is signed with at an instant. */
function signers(now: number): number[] {
	const signatures = signed(message, endpoint, 'key', now)['webhook-signature']?.split(' ') ?? [];
	return [1, 2, 3].filter((number) => {
		const webhook = new Webhook(secretOf('key', endpoint.id, number));
		return signatures.includes(webhook.sign(message.id, new Date(now), message.body));
	});
}

test('the secret before signs until its time is over, and not a moment longer', () => {
	expect(signers(NOW)).toEqual([1, 2]);
	expect(signers(NOW + BOTH_SIGN - 1)).toEqual([1, 2]);
	expect(signers(NOW + BOTH_SIGN)).toEqual([2]);
});

test('a secret is of its folder, endpoint and number, and the same each time', () => {
	const all = [
		secretOf('key', 'a1', 1),
		secretOf('key', 'a1', 2),
		secretOf('key', 'a2', 1),
		secretOf('other', 'a1', 1)
	];
	expect(new Set(all).size).toBe(4);
	expect(secretOf('key', 'a1', 1)).toBe(all[0]);
});
