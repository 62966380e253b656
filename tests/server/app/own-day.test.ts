import { expect, test } from 'vitest';
import type { OwnDay } from '#lib/protocol/index.ts';
import { callersOf } from '../../support/callers.ts';
import { manualClock } from '../../support/manual-clock.ts';
import { askRoute } from '../../support/routes.ts';
import { event, lakeside, testServer } from '../../support/test-server.ts';
import { GET } from '../../../src/routes/api/v1/branches/[id]/own-day/+server.ts';

const branch = lakeside({
	staff: [
		{ id: 't01', name: 'T', role: 'teller' },
		{ id: 't02', name: 'U', role: 'teller' },
		{ id: 'm01', name: 'M', role: 'lobby_manager' },
		{ id: 'w01', name: 'W', role: 'wealth_manager' },
		{ id: 'h01', name: 'H', role: 'branch_head' }
	],
	products: [{ id: 'steady', name: { zh: '稳健', en: 'Steady' } }],
	referrals: { credit: 0.3 },
	targets: [{ product: 'steady', perDay: 9, staff: { t01: 3, t02: 4, w01: 2 } }]
});

/** t01 serves A1 to A3, t02 serves A4; w01 sells to A1, whom t01 referred, and t02 sells too. */
async function aDay() {
	const clock = manualClock(Date.UTC(2026, 10, 25, 3));
	const server = await testServer({ clock, branches: [branch] });
	const minute = (n: number) => ({ time: new Date(Date.UTC(2026, 10, 25, 1, n)).toISOString() });
	const served = (number: string, staff: string, n: number) => {
		const counter = staff === 't01' ? '1' : '2';
		return [
			event('ticket.issued', number, { service: 'cash' }, minute(0)),
			event('ticket.called', number, { counter, staff }, minute(n)),
			event('ticket.started', number, { counter }, minute(n)),
			event('ticket.finished', number, {}, minute(n + 2))
		];
	};
	const sale = { product: 'steady', currency: 'CNY' };
	const { body } = await server.batch([
		...served('A1', 't01', 10),
		...served('A2', 't01', 20),
		...served('A3', 't01', 30),
		...served('A4', 't02', 10),
		event('pitch.made', 'A1', { staff: 't01', result: 'interested' }, minute(11)),
		event('pitch.made', 'A3', { staff: 't01', result: 'skipped', skip: 'upset' }, minute(31)),
		event('referral.made', 'r1', { from: 't01', number: 'A1' }, minute(11)),
		event(
			'sale.recorded',
			's1',
			{ ...sale, amount: 1_000_001, staff: 'w01', channel: 'wealth', referral: 'r1' },
			minute(40)
		),
		event(
			'sale.recorded',
			's2',
			{ ...sale, amount: 5, staff: 't02', channel: 'counter' },
			minute(41)
		),
		event(
			'sale.recorded',
			's3',
			{ ...sale, amount: 7, staff: 't01', channel: 'counter' },
			minute(42)
		),
		event('sale.cancelled', 's3', { staff: 't01', reason: 'duplicate' }, minute(43))
	]);
	expect(body).toMatchObject({ accepted: 23, rejected: [] });
	const shown = callersOf(server.app, () => server.now());
	const ask = async (kind: Parameters<typeof shown>[0]) =>
		askRoute(server, GET, { id: 'lakeside' }, '', shown(kind).headers);
	return { server, ask };
}

test('is that of whoever asks: customers, targets, sales, and what a referral counts', async () => {
	const { ask } = await aDay();
	const { status, body } = await ask('teller');
	expect(status).toBe(200);
	expect(body as OwnDay).toEqual({
		staff: 't01',
		finished: 3,
		meanService: 120,
		customers: [
			{ number: 'A1', pitch: 'said' },
			{ number: 'A2', pitch: 'missed' },
			{ number: 'A3', pitch: 'skipped' }
		],
		targets: [{ product: 'steady', sold: 0, target: 3 }],
		sales: [expect.objectContaining({ id: 's3', amount: 7, cancelled: true })],
		shares: [
			{
				referral: 'r1',
				sale: 's1',
				product: 'steady',
				amount: 1_000_001,
				part: 300_000,
				currency: 'CNY'
			}
		]
	});
});

test('gives whoever sold the rest of the amount, to the last minor unit', async () => {
	const { ask } = await aDay();
	const { body } = await ask('wealth_manager');
	expect(body).toMatchObject({
		staff: 'w01',
		finished: 0,
		meanService: null,
		targets: [{ product: 'steady', sold: 1, target: 2 }],
		shares: [{ referral: 'r1', part: 700_001 }]
	});
});

test('holds nothing of colleagues, for nobody', async () => {
	const { server, ask } = await aDay();
	for (const kind of ['teller', 'wealth_manager', 'branch_head'] as const) {
		expect(JSON.stringify((await ask(kind)).body)).not.toMatch(/t02|A4|s2/);
	}
	const authorization = `Bearer ${server.key(['read'])}`;
	const machine = await askRoute(server, GET, { id: 'lakeside' }, '', { authorization });
	expect(machine.status).toBe(403);
});
