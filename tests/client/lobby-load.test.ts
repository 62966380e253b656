import { expect, test } from 'vitest';
import { loadOf, withRoom } from '../../src/routes/lobby/load.ts';
import { Desk } from '../../src/routes/lobby/desk.svelte.ts';
import type { Task } from '../../src/routes/lobby/tasks.ts';
import { FakeLive } from './lobby-live.svelte.ts';
import { byId, NOW, prompt, taken, ticket } from './lobby-rows.ts';

const help = (id: string, assignee: string) => ({
	...taken(id, 1, assignee),
	id: `help/${id}`,
	rule: 'help' as const,
	kind: 'operate' as const
});

test('talks and duties count alike, and only what somebody has taken', () => {
	const prompts = byId([taken('A1', 12, 'm01'), help('1', 'm01'), prompt('A2', 13)]);
	expect(loadOf(prompts, 'm01')).toBe(2);
	expect(loadOf(prompts, 'm02')).toBe(0);
	expect(loadOf(prompts, null)).toBe(0);
});

test('where new offers go: colleagues seen at work who have room, freest first', () => {
	const prompts = byId([
		...[1, 2, 3, 4].map((n) => taken(`A${n}`, 12, 'm01')),
		...[5, 6].map((n) => taken(`A${n}`, 12, 'm03')),
		taken('A7', 12, 'm02'),
		...[1, 2, 3, 4].map((n) => help(`${n}`, 'm04'))
	]);
	expect(withRoom(prompts, 'm01', 4)).toEqual(['m02', 'm03']);
	expect(withRoom(prompts, 'm02', 4)).toEqual(['m03']);
});

test('with both hands full a sale waits, an apology and a duty do not', async () => {
	const mine = [1, 2, 3, 4].map((n) => taken(`A${n}`, 12, 'm01'));
	const people = [...mine.map(({ ticket: number = '' }) => ticket(number, 12)), ticket('A8', 12)];
	const live = new FakeLive(
		NOW,
		[...people, ticket('A9', 25)],
		[...mine, prompt('A8', 12), prompt('A9', 25)]
	);
	const desk = new Desk(live.asLiveView(), 'm01');
	expect([desk.load, desk.full]).toEqual([4, true]);
	const offer = (number: string) => desk.tasks[`long_wait/${number}`] as Task;
	expect([desk.isPaused(offer('A8')), desk.isPaused(offer('A9'))]).toEqual([true, false]);
	await desk.do('accept', offer('A8'));
	expect(live.sent).toEqual([]);
	expect(desk.refused['long_wait/A8']).toEqual({ deed: 'accept', code: 'full' });
	await desk.do('accept', offer('A9'));
	await desk.do('accept', { id: 'help/2', number: '3' });
	expect(live.sent.map(({ subject }) => subject)).toEqual(['long_wait/A9', 'help/2']);
	desk.dispose();
});

test('a new sale is not heard where it goes to a colleague', () => {
	const mine = [1, 2, 3, 4].map((n) => taken(`A${n}`, 12, 'm01'));
	const live = new FakeLive(NOW, [ticket('A8', 12)], mine);
	const desk = new Desk(live.asLiveView(), 'm01');
	live.become([ticket('A8', 12)], [...mine, prompt('A8', 12)]);
	expect(desk.notice()).toBeNull();
	live.become(
		[ticket('A8', 12)],
		[...mine, { ...prompt('A9', 1), id: 'help/9', kind: 'operate', rule: 'help', place: '3' }]
	);
	const heard = desk.notice();
	expect([heard?.alert, heard?.calls.map(({ id }) => id)]).toEqual(['new', ['help/9']]);
	desk.dispose();
});
