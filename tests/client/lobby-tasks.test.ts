import { describe, expect, test } from 'vitest';
import { actOf, deedOf } from '../../src/routes/lobby/deeds.ts';
import type { Deed } from '../../src/routes/lobby/deeds.ts';
import {
	countsOf,
	isApology,
	isGreeting,
	nextToPass,
	workOf
} from '../../src/routes/lobby/tasks.ts';
import type { Task } from '../../src/routes/lobby/tasks.ts';
import { NOW, prompt, rowsOf, taken, ticket } from './lobby-rows.ts';

const numbers = (tasks: Task[]) => tasks.map(({ number }) => number);
/** Of somebody who has waited so many minutes and has so many left. */
const left = (waited: number, low: number, high: number) => ({
	wait: (waited + low) * 60,
	low: (waited + low) * 60,
	high: (waited + high) * 60
});

describe('the work of one person', () => {
	test('is what they took on, what nobody has, and who has the others', () => {
		const rows = rowsOf(
			[ticket('A1', 11), ticket('A2', 12), ticket('A3', 13), ticket('A4', 14)],
			[prompt('A1', 11), taken('A2', 12, 'm01'), taken('A3', 13, 'm02'), taken('A4', 14, 'm01', 9)]
		);
		const work = workOf(rows, 'm01', NOW);
		expect(numbers(work.mine)).toEqual(['A4', 'A2']);
		expect(numbers(work.offers)).toEqual(['A1']);
		expect(work.followed).toEqual([{ number: 'A3', staff: 'm02' }]);
	});

	test('is nobody’s while nobody said who holds the tablet', () => {
		const work = workOf(rowsOf([ticket('A2', 12)], [taken('A2', 12, 'm01')]), null, NOW);
		expect(work.mine).toEqual([]);
		expect(work.followed).toEqual([{ number: 'A2', staff: 'm01' }]);
	});

	test('has a customer who was called after those who still wait', () => {
		const called = ticket('A2', 15, { state: 'called', counter: '4', calledAt: NOW });
		const rows = rowsOf(
			[called, ticket('A3', 12)],
			[taken('A2', 15, 'm01', 9), taken('A3', 12, 'm01', 1), taken('A9', 30, 'm01', 20)]
		);
		const { mine } = workOf(rows, 'm01', NOW);
		expect(numbers(mine)).toEqual(['A3', 'A9', 'A2']);
		expect(mine.map(({ whereabouts }) => whereabouts)).toEqual([
			{ at: 'lobby' },
			{ at: 'gone' },
			{ at: 'counter', counter: '4' }
		]);
	});
});

describe('offers', () => {
	test('begin with apologies; without a forecast the longest wait is first', () => {
		const waits: [string, number][] = [
			['A1', 11],
			['A2', 25],
			['A3', 14],
			['A4', 21]
		];
		const rows = rowsOf(
			waits.map(([number, minutes]) => ticket(number, minutes)),
			waits.map(([number, minutes]) => prompt(number, minutes))
		);
		const { offers } = workOf(rows, 'm01', NOW);
		expect(numbers(offers)).toEqual(['A2', 'A4', 'A3', 'A1']);
		expect(offers.map((task) => isApology(task, NOW))).toEqual([true, true, false, false]);
	});

	test('go by minutes left once they are known; under two minutes is only a greeting, and last', () => {
		const rows = rowsOf(
			[
				ticket('A1', 17, { estimate: left(17, 1, 2) }),
				ticket('A2', 13, { estimate: left(13, 5, 9) }),
				ticket('A3', 12, { estimate: left(12, 3, 5) }),
				ticket('A4', 22, { estimate: left(22, 1, 3) })
			],
			[prompt('A1', 17), prompt('A2', 13), prompt('A3', 12), prompt('A4', 22)]
		);
		const { offers } = workOf(rows, 'm01', NOW);
		expect(numbers(offers)).toEqual(['A4', 'A3', 'A2', 'A1']);
		expect(offers.map((task) => isGreeting(task, NOW))).toEqual([false, false, false, true]);
		expect(offers.map(({ low, high }) => [low, high])).toEqual([
			[1, 3],
			[3, 5],
			[5, 9],
			[1, 2]
		]);
	});

	test('count down by themselves and keep their order as time passes', () => {
		const rows = rowsOf(
			[
				ticket('A1', 13, { estimate: left(13, 5.9, 9) }),
				ticket('A2', 11, { estimate: left(11, 5.1, 9) })
			],
			[prompt('A1', 13), prompt('A2', 11)]
		);
		const after = (seconds: number) => workOf(rows, 'm01', NOW + seconds * 1000).offers;
		for (const seconds of [0, 5, 30, 60, 90, 120]) {
			expect(numbers(after(seconds)), `${seconds} s`).toEqual(['A2', 'A1']);
		}
		expect(after(60).map(({ low }) => low)).toEqual([4, 4]);
	});

	test('come last before greetings where no counter is open: nobody is called away', () => {
		const rows = rowsOf(
			[
				ticket('A1', 15),
				ticket('A2', 11, { estimate: left(11, 5, 9) }),
				ticket('A3', 14, { estimate: left(14, 0, 1) })
			],
			[prompt('A1', 15), prompt('A2', 11), prompt('A3', 14)]
		);
		const { offers } = workOf(rows, 'm01', NOW);
		expect(numbers(offers)).toEqual(['A2', 'A1', 'A3']);
		expect(offers[1]).toMatchObject({ low: null, high: null });
	});

	test('are ranked by value too, and what a colleague is asked comes after what I am', () => {
		const estimate = left(12, 6, 9);
		const rows = rowsOf(
			['A1', 'A2', 'A3', 'A4'].map((number) => ticket(number, 12, { estimate })),
			[
				prompt('A1', 12, { offeredTo: 'm02', value: 5 }),
				prompt('A2', 12, { offeredTo: 'm01' }),
				prompt('A3', 12, { value: 3 }),
				prompt('A4', 12, { offeredTo: 'm01', value: 2 })
			]
		);
		expect(numbers(workOf(rows, 'm01', NOW).offers)).toEqual(['A3', 'A4', 'A2', 'A1']);
		expect(numbers(workOf(rows, 'm02', NOW).offers)).toEqual(['A1', 'A3', 'A4', 'A2']);
	});

	test('have no minutes left once the customer is called or parked', () => {
		const estimate = left(12, 3, 5);
		const rows = rowsOf(
			[
				ticket('A1', 12, { estimate, state: 'called', counter: '4' }),
				ticket('A2', 12, { estimate, state: 'parked' })
			],
			[prompt('A1', 12), prompt('A2', 12)]
		);
		expect(workOf(rows, 'm01', NOW).offers.map(({ low }) => low)).toEqual([null, null]);
	});

	test('take their limits from the branch', () => {
		const rows = rowsOf([ticket('A1', 11)], [prompt('A1', 11)]);
		const strict = {
			...rows,
			branch: { ...rows.branch, longWait: { seconds: 60, escalate: [600] } }
		};
		const [task] = workOf({ ...strict, services: {} }, 'm01', NOW).offers;
		expect(isApology(task as Task, NOW)).toBe(true);
	});
});

describe('the header', () => {
	test('counts who is in the lobby, who is past the long wait, and what nobody has', () => {
		const rows = rowsOf(
			[
				ticket('A1', 25),
				ticket('A2', 11),
				ticket('A3', 10),
				ticket('A4', 2, { state: 'parked' }),
				ticket('A5', 30, { state: 'serving' })
			],
			[prompt('A1', 25), taken('A2', 11, 'm01')]
		);
		expect(countsOf(rows, NOW)).toEqual({ waiting: 4, long: 2, nobody: 1 });
		const errand = prompt('A3', 10, { id: 'e', rule: 'form_unchecked', kind: 'operate' });
		const more = { ...rows, prompts: { ...rows.prompts, e: errand } };
		expect(countsOf(more, NOW).nobody).toBe(1);
		const soon = rowsOf([ticket('A1', 1)], [prompt('A1', 1, { rule: 'outflow' })]);
		expect(countsOf(soon, NOW)).toEqual({ waiting: 1, long: 0, nobody: 1 });
	});
});

test('with nothing to do it says who is next to pass the limit, and when', () => {
	const rows = rowsOf([ticket('A1', 12), ticket('A2', 9), ticket('A3', 3)]);
	expect(nextToPass(rows, NOW)).toEqual({ number: 'A2', at: NOW + 60_000, limit: 600 });
	expect(nextToPass(rowsOf([]), NOW)).toBeNull();
});

test('every deed is an act of the server’s, and is known again by it', () => {
	const deeds: Deed[] = [
		'accept',
		'hand_back',
		'not_reached',
		'interested',
		'talked',
		'declined',
		'do_not_disturb'
	];
	for (const deed of deeds) {
		const act = actOf(deed, { id: 'long_wait/A1', number: 'A1' }, 'm01');
		expect(deedOf(act)).toEqual({ prompt: 'long_wait/A1', deed });
		expect(act.data['staff']).toBe('m01');
	}
	expect(actOf('interested', { id: 'long_wait/A1', number: 'A1' }, 'm01')).toEqual({
		type: 'engagement.recorded',
		subject: 'A1',
		data: { staff: 'm01', prompt: 'long_wait/A1', result: 'interested' }
	});
	expect(deedOf({ type: 'ticket.called', subject: 'A1', data: {} })).toBeNull();
});
