import { hkdfSync } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import type { WebhookEndpoint } from '../store/types.ts';

const BYTES = 32;

/**
 * An endpoint's secret: 256 bits that follow from the folder's key, the endpoint and the secret's number, so that none
 * is kept and a copy of the database alone signs nothing.
 */
export function secretOf(key: string, endpoint: string, number: number): string {
	const bytes = hkdfSync('sha256', key, endpoint, `foyer webhook ${number}`, BYTES);
	return `whsec_${Buffer.from(bytes).toString('base64')}`;
}

/**
 * The headers of Standard Webhooks for one attempt at `now` (real epoch milliseconds): signed with the endpoint's secret,
 * and with the one before it while both hold.
 */
export function signed(
	message: { id: string; body: string },
	{ id, secretNumber, bothUntil }: WebhookEndpoint,
	key: string,
	now: number
): Record<string, string> {
	const numbers =
		bothUntil !== null && bothUntil > now ? [secretNumber, secretNumber - 1] : [secretNumber];
	const at = new Date(now);
	return {
		'webhook-id': message.id,
		'webhook-timestamp': String(Math.floor(now / 1_000)),
		'webhook-signature': numbers
			.map((number) => new Webhook(secretOf(key, id, number)).sign(message.id, at, message.body))
			.join(' ')
	};
}
