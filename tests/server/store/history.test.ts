import { expect, test } from 'vitest';
import type { CheckRecord, IncidentRecord, SpellRecord } from '#lib/protocol/history.ts';
import { event, group, newFolder, opened, prompt, stage, ticket } from './support.ts';

test('records come back whole, by branch and days, oldest first', async () => {
	const folder = newFolder();
	const store = opened(folder);
	const day = (n: number) => `2026-11-2${n}`;
	const bare = ticket('A3', {
		day: day(4),
		issuedAt: 9,
		calledAt: null,
		startedAt: null,
		endedAt: null,
		counter: null,
		staff: null,
		wait: null,
		serviceTime: null,
		tags: []
	});
	const tickets = [bare, ticket('A1'), ticket('A2', { day: day(5) })];
	const stages = [
		stage('A1', { enteredAt: 1 }),
		stage('A1', { stage: 1, enteredAt: 2, end: null, calledAt: null }),
		stage('A2', { day: day(5), enteredAt: 3 })
	];
	const prompts = [prompt('p1', { raisedAt: 1 }), prompt('p2', { day: day(5), outcome: null })];
	await store.append(
		group({
			events: [event('lakeside', 1)],
			tickets: [...tickets, ticket('A1', { branch: 'other' })],
			stages: [...stages, stage('A1', { branch: 'other' })],
			prompts: [...prompts, prompt('p1', { branch: 'other' })]
		})
	);
	for (const reader of [store, opened(folder, { readOnly: true })]) {
		const { history } = reader;
		expect(history.tickets('lakeside', day(3), day(5))).toEqual(tickets);
		expect(history.stages('lakeside', day(3), day(5))).toEqual(stages);
		expect(history.prompts('lakeside', day(3), day(5))).toEqual(prompts);
		expect(history.tickets('lakeside', day(5), day(5))).toEqual([tickets[2]]);
		expect(history.stages('lakeside', day(5), day(9))).toEqual([stages[2]]);
		expect(history.prompts('lakeside', day(1), day(3))).toEqual([prompts[0]]);
		expect(history.tickets('unknown', day(1), day(9))).toEqual([]);
	}
});

test('a record with the same key replaces the one before, and only that', async () => {
	const store = opened(newFolder());
	await store.append(group({ tickets: [ticket('A1'), ticket('A2')], stages: [stage('A1')] }));
	const changed = ticket('A1', { state: 'abandoned', counter: null, tags: [], wait: 1 });
	const nextDay = ticket('A1', { day: '2026-11-24', issuedAt: changed.issuedAt + 1 });
	const passed = stage('A1', { end: 'passed_on', service: 'loan' });
	await store.append(group({ tickets: [changed, nextDay], stages: [passed] }));
	await store.append(group({ prompts: [prompt('p1')] }));
	await store.append(group({ prompts: [prompt('p1', { outcome: 'missed', level: 3 })] }));
	const all = ['lakeside', '2026-11-01', '2026-11-30'] as const;
	expect(store.history.tickets(...all)).toEqual([changed, ticket('A2'), nextDay]);
	expect(store.history.stages(...all)).toEqual([passed]);
	expect(store.history.prompts(...all)).toEqual([prompt('p1', { outcome: 'missed', level: 3 })]);
});

test('what devices did and what was checked comes back whole', async () => {
	const store = opened(newFolder());
	const incident: IncidentRecord = {
		branch: 'lakeside',
		id: 'atm-1/2026-11-23/1',
		device: 'atm-1',
		day: '2026-11-23',
		cause: 'out_of_cash',
		severity: 'down',
		openedAt: 1,
		acknowledgedAt: 2,
		acknowledgedBy: 'wang',
		passedAt: 3,
		passedBy: 'li',
		vendor: 'Vault',
		reference: '4711',
		notes: [{ at: 4, staff: 'wang', text: 'Comes at ten' }],
		fineSince: 5,
		flaps: 6,
		endedAt: 7,
		resolvedBy: 'zhou',
		tickets: 8
	};
	const check: CheckRecord = {
		...{ branch: 'lakeside', day: '2026-11-23', list: 'opening', item: 'book', owner: 't01' },
		...{ ok: 0, staff: 't01', at: 1, note: 'Missing', photo: 'p', late: 1 }
	};
	const spell = (from: number, to: number | null): SpellRecord => ({
		...{ branch: 'lakeside', device: 'atm-1', from, to, state: 'degraded', service: 'limited' },
		...{ cause: 'cash_low', functions: { dispense: 'degraded' } }
	});
	const spells = [spell(10, 20), spell(20, 30), spell(30, null)];
	await store.append(group({ incidents: [incident], checks: [check], spells }));
	const { history } = store;
	const days = ['lakeside', '2026-11-23', '2026-11-23'] as const;
	expect(history.incidents(...days)).toEqual([incident]);
	expect(history.checks(...days)).toEqual([check]);
	expect(history.spells('lakeside', 0, 100)).toEqual(spells);
	expect(history.spells('lakeside', 20, 30)).toEqual([spells[1]]);
	expect(history.spells('lakeside', 29, 31)).toEqual([spells[1], spells[2]]);
	expect(history.spells('lakeside', 500, 600)).toEqual([spells[2]]);
	expect(history.spells('lakeside', 0, 10)).toEqual([]);
	expect(history.spells('other', 0, 100)).toEqual([]);
});
