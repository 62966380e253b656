import { describe, expect, test } from 'vitest';
import type { BranchFile, TodayRow } from '#lib/protocol/index.ts';
import type { ReworkAnswer } from '#lib/protocol/rework.ts';
import { callersOf } from '../../support/callers.ts';
import type { CallerKind } from '../../support/callers.ts';
import { manualClock } from '../../support/manual-clock.ts';
import { askRoute } from '../../support/routes.ts';
import { event, lakeside, testServer } from '../../support/test-server.ts';
import { GET } from '../../../src/routes/api/v1/branches/[id]/rework/+server.ts';
import { GET as getStats } from '../../../src/routes/api/v1/branches/[id]/stats/+server.ts';

/** The ledger of returned customers: events in, what is read of them out. */
const NINE = Date.UTC(2026, 10, 25, 1);
const DAY = 86_400_000;

function branchFile(): BranchFile {
	const file = lakeside();
	return {
		...file,
		services: file.services.map((service) =>
			service.id === 'opening' ? { ...service, needsForm: true } : service
		),
		staff: ['h01', 't01', 't02', 'm01'].map((id) => ({
			id,
			name: id,
			role: id.startsWith('t') ? 'teller' : id === 'h01' ? 'branch_head' : 'lobby_manager'
		}))
	};
}

type Step = [minute: number, type: string, subject: string, data?: object];

/** A server that has lived through steps of 25 November, in minutes from nine, and stands at the last of them. */
async function lived(steps: Step[]) {
	const clock = manualClock(NINE);
	const server = await testServer({ clock, branches: [branchFile()], unlimited: true });
	const who = callersOf(server.app, () => server.now());
	const tell = async (more: Step[], day = 0) => {
		for (const [minute, type, subject, data = {}] of more) {
			const at = NINE + day * DAY + minute * 60_000;
			if (at > server.now()) clock.to(at);
			const time = { time: new Date(at).toISOString() };
			const { body } = await server.batch([event(type, subject, data, time)]);
			expect([type, subject, body.rejected]).toEqual([type, subject, []]);
		}
	};
	await tell(steps);
	const ledger = async (query = '', kind: CallerKind = 'branch_head') => {
		const read = await askRoute(server, GET, { id: 'lakeside' }, query, who(kind).headers);
		expect(read.status).toBe(200);
		return read.body as ReworkAnswer;
	};
	const today = () =>
		server.app.branches.get('lakeside')!.view('head').view.kpis!['today'] as TodayRow;
	return { server, clock, who, tell, ledger, today };
}

const opened = (counter: string, staff: string): Step => [0, 'counter.opened', counter, { staff }];
const served = (from: number, number: string, counter: string, staff: string): Step[] => [
	[from, 'ticket.called', number, { counter, staff }],
	[from + 1, 'ticket.started', number, { counter }]
];

/** B1 is sent back twice and B2 once; A1 once, and still waits. Somebody is with A2 meanwhile. */
const MORNING: Step[] = [
	opened('1', 't01'),
	opened('2', 't02'),
	[0, 'ticket.issued', 'B1', { service: 'opening' }],
	[0, 'ticket.issued', 'B2', { service: 'opening' }],
	[1, 'ticket.issued', 'A1', { service: 'cash' }],
	[1, 'ticket.issued', 'A2', { service: 'cash' }],
	...served(2, 'B1', '1', 't01'),
	...served(2, 'A2', '2', 't02'),
	[5, 'ticket.requeued', 'B1', { reason: 'form_error', faults: ['signature'], staff: 't01' }],
	[6, 'form.checked', 'B1', { ok: true, staff: 'm01' }],
	[6, 'form.checked', 'B2', { ok: true, staff: 'm01' }],
	...served(8, 'B2', '1', 't01'),
	[10, 'ticket.requeued', 'B2', { reason: 'document_missing', staff: 't01' }],
	...served(11, 'B1', '1', 't01'),
	[13, 'ticket.requeued', 'B1', { reason: 'form_error', staff: 't01' }],
	...served(20, 'B1', '1', 't01'),
	[24, 'ticket.finished', 'B1'],
	...served(25, 'B2', '1', 't01'),
	[26, 'ticket.finished', 'A2'],
	...served(26, 'A1', '2', 't02'),
	[28, 'ticket.requeued', 'A1', { reason: 'other', faults: ['证件过期'], staff: 't02' }]
];

describe('the rework ledger', () => {
	test('tells each return with its reason, its form and the minutes lost, of how many tickets', async () => {
		const { ledger } = await lived(MORNING);
		const { rows, tickets, names } = await ledger();
		expect(names).toBe(true);
		const minutes = (ms: number | null) => (ms === null ? null : ms / 60_000);
		expect(
			rows.map(({ number, stage, reason, faults, form, hasForm, counter, staff, lost }) => [
				...[number, stage, reason, faults.join(), form, hasForm, counter, staff, minutes(lost)]
			])
		).toEqual([
			['B1', 1, 'form_error', 'signature', null, true, '1', 't01', 6],
			['B2', 1, 'document_missing', '', 'ok', true, '1', 't01', 15],
			['B1', 2, 'form_error', '', 'ok', true, '1', 't01', 7],
			['A1', 1, 'other', '证件过期', null, false, '2', 't02', null]
		]);
		expect(tickets).toEqual({ byDay: { '2026-11-25': 4 }, byService: { cash: 2, opening: 2 } });
	});

	test('sums to the day’s figures', async () => {
		const { ledger, today, tell } = await lived(MORNING);
		const sum = async () => {
			const { rows } = await ledger();
			return {
				requeued: rows.length,
				minutesLostToRework: rows.reduce((total, { lost }) => total + (lost ?? 0), 0) / 60_000
			};
		};
		expect(await sum()).toEqual({ requeued: 4, minutesLostToRework: 28 });
		expect(today()).toMatchObject(await sum());
		// Passed on to another line, and called there: the wait went on.
		await tell([
			[30, 'ticket.transferred', 'A1', { service: 'opening' }],
			[38, 'ticket.called', 'A1', { counter: '1' }]
		]);
		expect(await sum()).toEqual({ requeued: 4, minutesLostToRework: 38 });
		expect(today()).toMatchObject(await sum());
		expect((await ledger()).tickets.byService).toEqual({ cash: 2, opening: 3 });
	});

	test('says who was doing what to the branch head, to the others only their own part', async () => {
		const { ledger } = await lived(MORNING);
		const first = async (kind: CallerKind) => {
			const { names, rows } = await ledger('', kind);
			return { names, staff: rows[0]?.staff, doing: rows[0]?.doing };
		};
		expect(await first('branch_head')).toEqual({
			names: true,
			staff: 't01',
			doing: [
				{ staff: 't01', doing: 'serving', counter: '1', ticket: 'B1' },
				{ staff: 't02', doing: 'serving', counter: '2', ticket: 'A2' }
			]
		});
		const [mine] = (await first('branch_head')).doing ?? [];
		expect(await first('teller')).toEqual({ names: false, staff: 't01', doing: [mine] });
		for (const kind of ['administrator', 'operations_supervisor', 'reader_key'] as const) {
			expect([kind, await first(kind)]).toEqual([kind, { names: false, staff: null, doing: [] }]);
		}
		const asTeller = await ledger('', 'teller');
		expect(JSON.stringify(asTeller.rows)).not.toContain('t02');
	});

	test('tells a return that was heard of late at its own time, without what people do now', async () => {
		const { ledger, tell, clock } = await lived(MORNING.slice(0, -1));
		clock.to(NINE + 60 * 60_000);
		await tell([[28, 'ticket.requeued', 'A1', { reason: 'form_error', staff: 't02' }]]);
		const { rows } = await ledger();
		expect(rows.at(-1)).toMatchObject({ number: 'A1', at: NINE + 28 * 60_000, doing: [] });
	});

	test('spans days, and ends what the end of the day cut off', async () => {
		const { ledger, tell } = await lived(MORNING);
		await tell(
			[
				[0, 'ticket.issued', 'B1', { service: 'opening' }],
				[1, 'ticket.called', 'B1', { counter: '1', staff: 't01' }],
				[2, 'ticket.requeued', 'B1', { reason: 'form_error' }],
				[5, 'ticket.called', 'B1', { counter: '1', staff: 't01' }]
			],
			1
		);
		expect((await ledger()).rows.map(({ number, lost }) => [number, lost])).toEqual([
			['B1', 180_000]
		]);
		const both = await ledger('from=2026-11-25&to=2026-11-26');
		expect(both.tickets.byDay).toEqual({ '2026-11-25': 4, '2026-11-26': 1 });
		expect(both.rows.map(({ day, number }) => `${day.slice(-2)} ${number}`)).toEqual([
			...['25 B1', '25 B2', '25 B1', '25 A1', '26 B1']
		]);
		const cutOff = both.rows[3];
		expect(cutOff?.lost).toBe(NINE + 15 * 3_600_000 - (NINE + 28 * 60_000));
	});
});

describe('what customers said', () => {
	test('is counted and averaged, by day, service and counter', async () => {
		const { server, who, tell, today } = await lived(MORNING);
		await tell([
			[30, 'ticket.finished', 'B2'],
			[31, 'ticket.rated', 'B1', { score: 5 }],
			[32, 'ticket.rated', 'A2', { score: 2 }],
			[33, 'ticket.rated', 'B2', { score: 4 }]
		]);
		expect(today()).toMatchObject({ rated: 3, meanScore: 11 / 3 });
		const by = async (group: string) => {
			const { headers } = who('branch_head');
			const read = await askRoute(server, getStats, { id: 'lakeside' }, `by=${group}`, headers);
			const { rows } = read.body as {
				rows: { key: string; rated: number; meanScore: number | null }[];
			};
			return rows.map(({ key, rated, meanScore }) => [key, rated, meanScore]);
		};
		expect(await by('day')).toEqual([['2026-11-25', 3, 11 / 3]]);
		expect(await by('service')).toEqual([
			['cash', 1, 2],
			['opening', 2, 4.5]
		]);
		expect(await by('counter')).toEqual([
			['-', 0, null],
			['1', 2, 4.5],
			['2', 1, 2]
		]);
	});
});
