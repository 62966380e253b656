import { describe, expect, test } from 'vitest';
import { arrange, departureOf, placesOf } from '../../src/routes/lobby/places.ts';
import type { Places } from '../../src/routes/lobby/places.ts';
import { workOf } from '../../src/routes/lobby/tasks.ts';
import type { Rows, Task } from '../../src/routes/lobby/tasks.ts';
import { NOW, prompt, rowsOf, taken, ticket } from './lobby-rows.ts';

const none: ReadonlySet<string> = new Set();
const offers = (...ids: string[]): Places => ({
	mine: [],
	offers: ids.map((id) => ({ id, form: 'offer' }))
});
const ids = ({ offers: slots }: Places) => slots.map(({ id }) => id);

function taskOf(rows: Rows, me = 'm01'): Task {
	const { mine, offers: open } = workOf(rows, me, NOW);
	return [...mine, ...open][0] as Task;
}

describe('places', () => {
	test('the first talk is whole, further ones are short, who was called is asked about', () => {
		const rows = rowsOf(
			[ticket('A1', 11), ticket('A2', 12), ticket('A3', 13, { state: 'serving', counter: '2' })],
			[taken('A1', 11, 'm01', 9), taken('A2', 12, 'm01', 5), taken('A3', 13, 'm01', 20)]
		);
		expect(placesOf(workOf(rows, 'm01', NOW)).mine).toEqual([
			{ id: 'long_wait/A1', form: 'talk' },
			{ id: 'long_wait/A2', form: 'next' },
			{ id: 'long_wait/A3', form: 'called' }
		]);
	});

	test('nothing moves under a finger, neither place nor form', () => {
		const shown = offers('a', 'b');
		expect(arrange(shown, offers('c', 'b'), none, true)).toBe(shown);
		expect(ids(arrange(shown, offers('c', 'b'), none, false))).toEqual(['c', 'b']);
	});

	test('a card that was settled elsewhere keeps its place until it has said so', () => {
		const shown = offers('a', 'b', 'c');
		const kept = arrange(shown, offers('a', 'c'), new Set(['b']), false);
		expect(ids(kept)).toEqual(['a', 'b', 'c']);
		expect(ids(arrange(kept, offers('a', 'c'), none, false))).toEqual(['a', 'c']);
		expect(ids(arrange(offers('b'), offers(), new Set(['b']), false))).toEqual(['b']);
	});

	test('a card that came back to life stands once, where it belongs', () => {
		const shown = offers('a', 'b');
		expect(ids(arrange(shown, offers('b', 'a'), new Set(['b']), false))).toEqual(['b', 'a']);
	});

	test('the same places are the same object, so that nothing is drawn again', () => {
		const shown = offers('a');
		expect(arrange(shown, offers('a'), none, false)).toBe(shown);
	});
});

describe('why a card goes', () => {
	const open = taskOf(rowsOf([ticket('A1', 12)], [prompt('A1', 12)]));
	const mine = taskOf(rowsOf([ticket('A1', 12)], [taken('A1', 12, 'm01')]));
	const after = (rows: Rows, before: Task) =>
		departureOf(before, rows.prompts, rows.tickets, 'm01');

	test('it does not while it is open, or mine', () => {
		expect(after(rowsOf([ticket('A1', 12)], [prompt('A1', 12)]), open)).toBeNull();
		expect(after(rowsOf([ticket('A1', 12)], [taken('A1', 12, 'm01')]), open)).toBeNull();
		expect(after(rowsOf([ticket('A1', 12)], [prompt('A1', 12)]), mine)).toBeNull();
	});

	test('somebody was first', () => {
		const rows = rowsOf([ticket('A1', 12)], [taken('A1', 12, 'm02')]);
		expect(after(rows, open)).toEqual({ why: 'taken', staff: 'm02' });
		expect(after(rows, mine)).toEqual({ why: 'taken', staff: 'm02' });
	});

	test('the customer was called, left, or was talked to by somebody else', () => {
		const called = ticket('A1', 12, { state: 'called', counter: '4' });
		expect(after(rowsOf([called]), open)).toEqual({ why: 'called', counter: '4' });
		expect(after(rowsOf([]), open)).toEqual({ why: 'left' });
		expect(after(rowsOf([ticket('A1', 12)]), open)).toEqual({ why: 'settled' });
	});

	test('the outcome of mine was told', () => {
		expect(after(rowsOf([ticket('A1', 12)]), mine)).toEqual({ why: 'settled' });
		expect(after(rowsOf([]), mine)).toEqual({ why: 'settled' });
	});
});
