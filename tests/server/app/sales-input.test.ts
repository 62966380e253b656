import { describe, expect, test } from 'vitest';
import type { TodayRow } from '#lib/protocol/index.ts';
import { event, lakeside, testServer } from '../../support/test-server.ts';
import type { TestServer } from '../../support/test-server.ts';

const name = (zh: string) => ({ zh, en: `Name ${zh}` });
const branch = lakeside({
	currency: 'CNY',
	products: [{ id: 'steady', name: name('稳健') }],
	staff: [{ id: 'wang', name: '王敏', role: 'lobby_manager' }]
});
const sold = {
	product: 'steady',
	amount: 5_000_000,
	currency: 'CNY',
	staff: 'wang',
	channel: 'lobby',
	number: 'A1'
};

const today = ({ app }: TestServer) =>
	app.branches.get('lakeside')!.view('head').view.kpis!['today'] as TodayRow;

async function open(): Promise<TestServer> {
	const server = await testServer({ branches: [branch] });
	await server.post(event('ticket.issued', 'A1', { service: 'cash' }));
	return server;
}

/** What must be refused, with the code that machines and screens get. */
const REFUSED: [what: string, change: object, code: string, sentence: RegExp][] = [
	['a negative amount', { amount: -1 }, 'invalid_data', /"amount"/],
	['an enormous amount', { amount: 1e13 }, 'invalid_data', /"amount"/],
	['half a cent', { amount: 0.5 }, 'invalid_data', /"amount"/],
	['an amount in words', { amount: '5000' }, 'invalid_data', /"amount"/],
	['a currency that is none', { currency: 'yuan' }, 'invalid_data', /"currency"/],
	['a channel that is none', { channel: 'street' }, 'invalid_data', /"channel"/],
	['an unknown ticket', { number: 'Z9' }, 'unknown_ticket', /Z9/],
	['an unknown product', { product: 'gold' }, 'unknown_product', /"gold".*catalogue/]
];

describe('a sale that cannot be', () => {
	test('is refused over HTTP and over the socket with the same code, says why, and changes nothing', async () => {
		const server = await open();
		const screen = await server.screen();
		await screen.emitWithAck('watch', { protocol: 1, branch: 'lakeside', screen: 'lobby' });
		const before = today(server);
		for (const [what, change, code, sentence] of REFUSED) {
			const data = { ...sold, ...change };
			const { status, body } = await server.post(event('sale.recorded', 's1', data));
			expect(status, what).toBe(422);
			expect(body.code, what).toBe(code);
			expect(body.detail, what).toMatch(sentence);
			const answer = await screen.emitWithAck('act', {
				id: what,
				type: 'sale.recorded',
				subject: 's1',
				data
			} as never);
			expect(answer, what).toMatchObject({ ok: false, code });
			expect(answer.ok ? '' : answer.detail, what).toMatch(sentence);
		}
		expect(today(server)).toEqual(before);
		expect((await server.post(event('sale.recorded', 's1', sold))).status).toBe(200);
		expect(today(server)).toMatchObject({ sales: 1, amount: 5_000_000 });
	});
});

describe('the same tap five times', () => {
	test('is one talk, one sentence, one referral and one sale, each answered as the first', async () => {
		const server = await open();
		const screen = await server.screen();
		await screen.emitWithAck('watch', { protocol: 1, branch: 'lakeside', screen: 'lobby' });
		const taps = [
			['engagement.recorded', 'A1', { staff: 'wang', result: 'interested' }],
			['pitch.made', 'A1', { staff: 'wang', result: 'interested', product: 'steady' }],
			['referral.made', 'r1', { from: 'wang', number: 'A1', product: 'steady' }],
			['sale.recorded', 's1', sold]
		] as const;
		const before = server.app.branches.get('lakeside')!.seq;
		for (const [type, subject, data] of taps) {
			const act = { id: `tap-${type}`, type, subject, data } as never;
			const answers = await Promise.all([1, 2, 3, 4, 5].map(() => screen.emitWithAck('act', act)));
			expect(answers[0]).toMatchObject({ ok: true });
			for (const answer of answers) expect(answer).toEqual(answers[0]);
		}
		expect(today(server)).toMatchObject({
			approached: 1,
			pitched: 1,
			interested: 1,
			referralsMade: 1,
			sales: 1,
			amount: 5_000_000
		});
		expect(server.app.branches.get('lakeside')!.seq - before).toBe(taps.length);
	});

	test('from a machine is one event and four duplicates', async () => {
		const server = await open();
		const sale = event('sale.recorded', 's1', sold);
		const { body } = await server.batch([sale, sale, sale, sale, sale]);
		expect(body).toMatchObject({ accepted: 1, duplicates: 4, rejected: [] });
		expect(today(server)).toMatchObject({ sales: 1, amount: 5_000_000 });
	});
});
