import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { eventData } from '#lib/protocol/events/index.ts';
import { WEBHOOK_KINDS } from '#lib/protocol/webhooks.ts';
import { COMMAND_LINE } from '#server/access/access.ts';
import type { LoggedEvent } from '#server/store/types.ts';
import { messageOf, SENT, WITHHELD } from '#server/webhooks/message.ts';
import {
	CANARY_LISTS,
	canariesIn,
	CUSTOMER,
	NOTES,
	plantCanaries,
	UPKEEP
} from '../../support/canaries.ts';
import { event, lakeside } from '../../support/test-server.ts';
import { BRANCH, sender, webhookReceiver } from './support.ts';

const file = lakeside({
	needs: [{ id: 'idle_cash', name: { zh: '闲钱', en: 'Idle cash' } }],
	products: [{ id: 'steady-3m', name: { zh: '稳健', en: 'Steady' } }]
});

function logged(type: string, data: object, change: Partial<LoggedEvent> = {}): LoggedEvent {
	return {
		branch: BRANCH,
		seq: 7,
		type,
		at: Date.UTC(2026, 10, 25, 2, 24),
		recordedAt: Date.UTC(2026, 10, 25, 2, 25),
		subject: 'x',
		data: JSON.stringify(data),
		source: null,
		id: null,
		...change
	};
}

function dataOf(type: string, data: object): unknown {
	return (JSON.parse(messageOf(logged(type, data), file).body) as { data: unknown }).data;
}

describe('what goes out', () => {
	test('of every field of every event that webhooks tell of, somebody decided whether it does', () => {
		const decided: readonly string[] = [...SENT, ...WITHHELD];
		const undecided = Object.entries(eventData)
			.filter(([type]) => WEBHOOK_KINDS.some((kind) => type.startsWith(`${kind}.`)))
			.flatMap(([type, schema]) => Object.keys(schema.properties).map((field) => ({ type, field })))
			.filter(({ field }) => !decided.includes(field));
		// Put it into SENT of message.ts and into docs/webhooks.md, or into WITHHELD if people write it freely.
		expect(undecided).toEqual([]);
	});

	test('the page on webhooks has every field that goes out', () => {
		const page = readFileSync(new URL('../../../docs/webhooks.md', import.meta.url), 'utf8');
		expect(SENT.filter((field) => !page.includes(`\`${field}\``))).toEqual([]);
	});

	test('is ids, numbers and words of lists, and nothing that somebody wrote', () => {
		expect(
			dataOf('engagement.recorded', { staff: 'l01', result: 'talked', note: 'Mrs Li', more: 1 })
		).toEqual({ staff: 'l01', result: 'talked' });
		expect(dataOf('referral.closed', { staff: 'w1', outcome: 'lost', reason: 'Mr Wu' })).toEqual({
			staff: 'w1',
			outcome: 'lost'
		});
		expect(dataOf('prompt.done', { staff: 'l01', result: 'Mr Wu calmed down' })).toEqual({
			staff: 'l01'
		});
		expect(dataOf('sale.recorded', { amount: 500, currency: 'CNY', number: { a: 1 } })).toEqual({
			amount: 500,
			currency: 'CNY'
		});
	});

	test('is of a part of it the same', () => {
		const outflow = { kept: true, amount: 500, currency: 'CNY' };
		expect(
			dataOf('engagement.recorded', { staff: 'l01', outflow: { ...outflow, note: 'Mrs Li' } })
		).toEqual({ staff: 'l01', outflow });
		expect(dataOf('engagement.recorded', { outflow: null, staff: { number: 1 } })).toEqual({});
	});

	test('products and needs go out if the branch file has them: a machine can send any word for one', () => {
		const words = { staff: 'l01', product: 'steady-3m', need: 'idle_cash' };
		expect(dataOf('engagement.recorded', words)).toEqual(words);
		expect(
			dataOf('engagement.recorded', { staff: 'l01', product: 'Wang Min', need: 'Wang Min' })
		).toEqual({ staff: 'l01' });
	});
});

describe('its id', () => {
	test('is of the branch and the place in its log, and another for another event at that place', () => {
		const first = messageOf(logged('sale.recorded', {}), file).id;
		expect(messageOf(logged('sale.recorded', { amount: 5 }), file).id).toBe(first);
		const restored = logged('sale.recorded', {}, { recordedAt: Date.UTC(2026, 10, 26) });
		expect(messageOf(restored, file).id).not.toBe(first);
	});

	test('fits into a header, and has no full stop, whatever the branch is called', () => {
		const { id } = messageOf(logged('sale.recorded', {}, { branch: '湖滨 1.支行' }), file);
		expect(id).toMatch(/^[\w%-]+$/);
	});
});

test('no canary in any personal field arrives', async () => {
	const receiver = await webhookReceiver();
	const from = await sender([receiver.host], undefined, { checklists: CANARY_LISTS });
	const { webhooks } = from.server.app;
	const made = webhooks.create(COMMAND_LINE, {
		branch: BRANCH,
		url: receiver.url,
		kinds: [...WEBHOOK_KINDS]
	});
	expect(made.ok).toBe(true);
	await plantCanaries(from.server);
	await from.server.post(
		event('sale.recorded', 's1', {
			...{ product: 'x', amount: 100, currency: 'CNY', staff: 'wang', channel: 'lobby' },
			number: 'A7'
		})
	);
	await from.look(() => receiver.types().includes('sale.recorded'));
	expect(receiver.types()).toEqual([
		'engagement.recorded',
		'referral.made',
		'referral.closed',
		'sale.recorded'
	]);
	const all = receiver.arrivals.map(({ body, headers }) => body + JSON.stringify(headers)).join();
	expect(canariesIn(all, { ...CUSTOMER, ...NOTES, ...UPKEEP })).toEqual([]);
	expect(all).toContain('wang');
});
