import { Compile } from 'typebox/compile';
import { describe, expect, test } from 'vitest';
import { ConversionReport, PayingReport } from '#lib/protocol/index.ts';
import type { openApi } from '#lib/protocol/openapi.ts';
import { callersOf } from '../../support/callers.ts';
import { manualClock } from '../../support/manual-clock.ts';
import { askRoute as get } from '../../support/routes.ts';
import { event, lakeside, testServer } from '../../support/test-server.ts';
import type { TestServer } from '../../support/test-server.ts';
import { GET as getConversion } from '../../../src/routes/api/v1/branches/[id]/conversion/+server.ts';
import { GET as getPaying } from '../../../src/routes/api/v1/branches/[id]/paying/+server.ts';
import { GET as getOpenApi } from '../../../src/routes/api/v1/openapi.json/+server.ts';

const params = { id: 'lakeside' };
const TODAY = '2026-11-25';
const LONG = `long_wait/A1/${TODAY}`;

/** A1 waits eleven minutes, is talked to by m01, referred, met and buys; A2 waits as long and nobody comes; A3 is pitched to. */
async function aDay(): Promise<TestServer> {
	const clock = manualClock(Date.UTC(2026, 10, 25, 3));
	const branch = lakeside({
		clock: 'event',
		currency: 'CNY',
		products: [{ id: 'steady', name: { zh: '稳健', en: 'Steady' } }],
		staff: [
			{ id: 't01', name: '田', role: 'teller' },
			{ id: 'm01', name: '孟', role: 'lobby_manager' },
			{ id: 'w01', name: '魏', role: 'wealth_manager' }
		]
	});
	const server = await testServer({ clock, branches: [branch] });
	const minute = (n: number) => ({ time: new Date(Date.UTC(2026, 10, 25, 1, n)).toISOString() });
	const sale = { product: 'steady', currency: 'CNY', staff: 'w01', channel: 'wealth' };
	const { body } = await server.batch([
		event('ticket.issued', 'A1', { service: 'cash' }, minute(0)),
		event('ticket.issued', 'A2', { service: 'cash' }, minute(0)),
		event('ticket.issued', 'A3', { service: 'opening' }, minute(5)),
		event('clock.tick', undefined, {}, minute(11)),
		event(
			'engagement.recorded',
			'A1',
			{ staff: 'm01', prompt: LONG, product: 'steady', result: 'interested' },
			minute(11)
		),
		event('ticket.called', 'A2', { counter: '1', staff: 't01' }, minute(12)),
		event('ticket.finished', 'A2', {}, minute(14)),
		event('ticket.called', 'A3', { counter: '1', staff: 't01' }, minute(14)),
		event('pitch.made', 'A3', { staff: 't01', product: 'steady', result: 'later' }, minute(15)),
		event('ticket.finished', 'A3', {}, minute(16)),
		event('referral.made', 'r1', { from: 'm01', number: 'A1', product: 'steady' }, minute(16)),
		event('referral.met', 'r1', { staff: 'w01' }, minute(17)),
		event('ticket.called', 'A1', { counter: '1', staff: 't01' }, minute(18)),
		event('sale.recorded', 's1', { ...sale, amount: 5_000_000, number: 'A1' }, minute(65)),
		event('sale.recorded', 's2', { ...sale, amount: 700, currency: 'USD' }, minute(66)),
		event('ticket.finished', 'A1', {}, minute(67))
	]);
	expect(body).toMatchObject({ accepted: 16 });
	return server;
}

const span = (more = '') => `from=${TODAY}&to=${TODAY}${more}`;
const rowsOf = (body: unknown) => (body as ConversionReport).rows;

describe('conversion over HTTP', () => {
	test('counts a day as its own row of figures does, by every group', async () => {
		const server = await aDay();
		const { kpis } = server.app.branches.get('lakeside')!.view('head').view;
		const { id: _, ...funnel } = kpis!['funnel'] as unknown as Record<string, unknown>;
		const { headers } = callersOf(server.app, () => server.now())('branch_head');
		for (const by of ['day', 'month', 'hour', 'service', 'product', 'staff', 'rule']) {
			const { status, body } = await get(server, getConversion, params, span(`&by=${by}`), headers);
			expect([by, status]).toEqual([by, 200]);
			expect(Compile(ConversionReport).Check(body)).toBe(true);
			expect(body).toMatchObject({ currency: 'CNY', otherAmounts: { USD: 700 }, names: true });
			const { total, rows } = body as ConversionReport;
			expect(total).toMatchObject(funnel);
			expect(total).toMatchObject({
				sold: 1,
				windowsRaised: 2,
				windowsMissed: 1,
				amount: 5_000_000
			});
			for (const figure of Object.keys(total) as (keyof typeof total)[]) {
				if (figure === 'key') continue;
				expect([by, figure, rows.reduce((sum, row) => sum + row[figure], 0)]).toEqual([
					by,
					figure,
					total[figure]
				]);
			}
		}
	});

	test('puts each where it belongs', async () => {
		const server = await aDay();
		const { headers } = callersOf(server.app, () => server.now())('branch_head');
		const by = async (group: string) =>
			rowsOf((await get(server, getConversion, params, span(`&by=${group}`), headers)).body);
		expect(await by('staff')).toMatchObject([
			{ key: '-', prompted: 1, engaged: 0, windowsNobody: 1 },
			{ key: 'm01', prompted: 1, sold: 1, referralsMet: 1, converted: 1, sales: 0 },
			{ key: 't01', pitched: 1, finished: 3, covered: 1, approached: 1 },
			{ key: 'w01', sales: 2, amount: 5_000_000, prompted: 0 }
		]);
		expect(await by('hour')).toMatchObject([
			{ key: '09', prompted: 2, sold: 1, finished: 2, sales: 0 },
			{ key: '10', prompted: 0, finished: 1, sales: 2 }
		]);
		expect(await by('service')).toMatchObject([
			{ key: '-', sales: 1, prompted: 0 },
			{ key: 'cash', prompted: 2, sales: 1 },
			{ key: 'opening', pitched: 1 }
		]);
		expect(await by('rule')).toMatchObject([
			{ key: '-', pitched: 1, finished: 3, sales: 1 },
			{ key: 'long_wait', prompted: 2, sold: 1, referralsMade: 1, sales: 1 }
		]);
	});

	test('shows people their own row alone', async () => {
		const server = await aDay();
		const callers = callersOf(server.app, () => server.now());
		const own = await get(
			server,
			getConversion,
			params,
			span('&by=staff'),
			callers('lobby_manager').headers
		);
		expect(own.body).toMatchObject({ names: false, rows: [{ key: 'm01' }] });
		for (const who of ['operations_supervisor', 'reader_key'] as const) {
			const { headers } = callers(who);
			const refused = await get(server, getConversion, params, span('&by=staff'), headers);
			expect([who, refused.status, refused.body]).toMatchObject([who, 403, { code: 'forbidden' }]);
			const days = await get(server, getConversion, params, span(), headers);
			expect([who, days.status]).toEqual([who, 200]);
		}
	});

	test('says what is wrong with a question', async () => {
		const server = await aDay();
		const wrong: [string, number, string][] = [
			['by=moon', 400, 'invalid_query'],
			['from=2026-11-25&to=2026-11-24', 400, 'invalid_query'],
			['from=2026-02-30', 400, 'invalid_query'],
			['from=1970-01-01', 400, 'invalid_query'],
			['from=yesterday', 400, 'invalid_query']
		];
		for (const [query, status, code] of wrong) {
			const answer = await get(server, getConversion, params, query);
			expect([query, answer.status, answer.body]).toMatchObject([query, status, { code }]);
		}
		const nowhere = await get(server, getConversion, { id: 'atlantis' }, '');
		expect([nowhere.status, nowhere.body]).toMatchObject([404, { code: 'unknown_branch' }]);
		const stranger = { authorization: 'Bearer foyer_x' };
		expect((await get(server, getConversion, params, '', stranger)).status).toBe(401);
		expect((await get(server, getPaying, params, '', stranger)).status).toBe(401);
		expect((await get(server, getPaying, params, 'from=2026-11-26')).status).toBe(400);
	});
});

test('which prompts pay, over HTTP', async () => {
	const server = await aDay();
	const { status, body } = await get(server, getPaying, params, span());
	expect(status).toBe(200);
	expect(Compile(PayingReport).Check(body)).toBe(true);
	const [rule] = (body as PayingReport).rules;
	// A1 waited eighteen minutes and A2 twelve: no two of them waited alike.
	expect(rule).toMatchObject({ rule: 'long_wait', difference: null, engagedRate: null });
	expect(rule!.strata.filter(({ engaged, missed }) => engaged + missed > 0)).toMatchObject([
		{ waitFrom: 600, waitTo: 900, missed: 1, missedSold: 0 },
		{ waitFrom: 900, waitTo: 1_200, engaged: 1, engagedSold: 1 }
	]);
});

test('the OpenAPI document has both', async () => {
	const response = await getOpenApi({} as never);
	const { paths, components } = (await response.json()) as ReturnType<typeof openApi> & {
		paths: Record<string, unknown>;
		components: { schemas: Record<string, unknown> };
	};
	expect(Object.keys(paths)).toContain('/api/v1/branches/{id}/conversion');
	expect(Object.keys(paths)).toContain('/api/v1/branches/{id}/paying');
	expect(components.schemas).toHaveProperty('ConversionReport');
	expect(components.schemas).toHaveProperty('PayingReport');
});
