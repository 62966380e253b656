import { expect, test } from 'vitest';
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
