import { expect, test } from 'vitest';
import { loadOf, withRoom } from '../../src/routes/lobby/load.ts';
import { Desk } from '../../src/routes/lobby/desk.svelte.ts';
import type { StaffRow } from '../../src/lib/protocol/index.ts';
import type { Task } from '../../src/routes/lobby/tasks.ts';
import { FakeLive } from './lobby-live.svelte.ts';
import { byId, NOW, prompt, taken, ticket } from './lobby-rows.ts';

const person = (id: string, more: Partial<StaffRow> = {}): StaffRow => ({
	...{ id, name: { zh: id, en: id }, role: 'lobby_manager', onDuty: NOW },
	...more
});

test('the load is what the branch counts of somebody', () => {
	const staff = byId([person('m01', { tasks: 2 }), person('m02')]);
	expect([loadOf(staff, 'm01'), loadOf(staff, 'm02'), loadOf(staff, null)]).toEqual([2, 0, 0]);
});

test('where new offers go: colleagues of the lobby who are at work and have room, freest first', () => {
	const { onDuty: _, ...absent } = person('m05');
	const staff = byId<StaffRow>([
		person('m01', { tasks: 4 }),
		person('m03', { tasks: 2 }),
		person('m02', { tasks: 1 }),
		person('m04', { tasks: 4 }),
		absent,
		person('t01', { role: 'teller' })
	]);
	expect(withRoom(staff, 'm01', 4)).toEqual(['m02', 'm03']);
	expect(withRoom(staff, 'm02', 4)).toEqual(['m03']);
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
