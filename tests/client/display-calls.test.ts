import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { TicketRow } from '#lib/protocol/index.ts';
import { follow, LEAST, NO_CALLS } from '../../src/routes/display/calls.ts';
import type { Calls } from '../../src/routes/display/calls.ts';
import { isHuge, minutesRange, placeOf } from '../../src/routes/display/place.ts';
import { isDone } from '../../src/routes/wall/board.ts';
import { branch, ticket } from './lobby-rows.ts';

const START = Date.parse('2026-11-25T02:24:00Z');
const SECOND = 1_000;

/** A display in front of rows that a test changes; time is in seconds from the start. */
class Hall {
	calls: Calls = NO_CALLS;
	rows: Record<string, TicketRow> = {};
	#now = START;

	at(seconds: number): this {
		this.#now = START + seconds * SECOND;
		return this;
	}

	put(number: string, more: Partial<TicketRow>): this {
		const { calledAt: _called, counter: _counter, recalls: _recalls, ...row } = this.row(number);
		this.rows = { ...this.rows, [number]: { ...row, ...more } };
		return this;
	}

	row(number: string): TicketRow {
		return this.rows[number] ?? ticket(number, 10);
	}

	call(number: string, counter: string, more: Partial<TicketRow> = {}): this {
		return this.put(number, { state: 'called', counter, calledAt: this.#now, ...more });
	}

	serve(number: string): this {
		const { counter, calledAt } = this.row(number);
		return this.put(number, {
			state: 'serving',
			startedAt: this.#now,
			...(counter === undefined ? {} : { counter }),
			...(calledAt === undefined ? {} : { calledAt })
		});
	}

	leave(number: string): this {
		const { [number]: _gone, ...others } = this.rows;
		this.rows = others;
		return this;
	}

	look(): string | null {
		this.calls = follow(this.calls, this.rows, this.#now);
		return this.calls.huge?.number ?? null;
	}

	get past(): string[] {
		return this.calls.past.map(({ number }) => number);
	}
}

test('nobody called: nothing is huge', () => {
	const hall = new Hall().put('A001', {});
	expect(hall.look()).toBe(null);
});

test('a call is huge until the next one, also while it is served', () => {
	const hall = new Hall().at(0).call('A001', '1');
	expect(hall.look()).toBe('A001');
	expect(hall.at(40).serve('A001').look()).toBe('A001');
	expect(hall.at(90).call('A002', '2').look()).toBe('A002');
	expect(hall.past).toEqual(['A001']);
});

test('three calls at once follow each other, each for six seconds', () => {
	const hall = new Hall().at(0).call('A001', '1');
	hall.look();
	hall.at(1).call('B001', '4').at(2).call('C001', '5');
	const seen = [1, 2, 5, 6, 8, 11, 12, 30].map((second) => hall.at(second).look());
	expect(seen).toEqual(['A001', 'A001', 'A001', 'B001', 'B001', 'B001', 'C001', 'C001']);
	expect(hall.past).toEqual(['B001', 'A001']);
});

test('calls that are heard in one word are shown in the order in which they were made', () => {
	const hall = new Hall().at(2).call('A001', '1').at(1).call('B001', '4').at(3);
	expect(hall.look()).toBe('B001');
	expect(hall.at(9).look()).toBe('A001');
});

test('a recall is shown again, and says which call it is', () => {
	const hall = new Hall().at(0).call('A001', '1');
	hall.look();
	expect(hall.at(10).call('B001', '4').look()).toBe('B001');
	hall.at(12).call('A001', '1', { recalls: 1 });
	expect(hall.look()).toBe('B001');
	expect(hall.at(16).look()).toBe('A001');
	expect(hall.calls.huge?.times).toBe(2);
	expect(hall.past).toEqual(['B001']);
});

test('a recall in the same instant as the call is heard too', () => {
	const hall = new Hall().at(0).call('A001', '1');
	hall.look();
	hall.call('A001', '1', { recalls: 1 }).look();
	hall.at(6).look();
	expect(hall.calls.huge?.times).toBe(2);
});

test('whoever came back into the line and is called again is shown again', () => {
	const hall = new Hall().at(0).call('A001', '1');
	hall.look();
	hall.at(20).put('A001', { state: 'waiting' });
	expect(hall.look()).toBe(null);
	expect(hall.at(60).call('A001', '2').look()).toBe('A001');
	expect(hall.calls.huge?.counter).toBe('2');
});

test('a call that was taken back before its turn sends nobody to that counter', () => {
	const hall = new Hall().at(0).call('A001', '1').call('A002', '2').call('A003', '3');
	expect(hall.look()).toBe('A001');
	hall.at(3).leave('A002');
	expect(hall.at(6).look()).toBe('A003');
	expect(hall.past).not.toContain('A002');
});

test('who leaves while huge stays for the six seconds and is then gone', () => {
	const hall = new Hall().at(0).call('A001', '1');
	hall.look();
	expect(hall.at(5).leave('A001').look()).toBe('A001');
	expect(hall.at(6).look()).toBe(null);
	expect(hall.past).toEqual(['A001']);
});

test('a call that was answered at once is still shown', () => {
	const hall = new Hall().at(0).call('A001', '1').serve('A001').at(1);
	expect(hall.look()).toBe('A001');
});

test('a display that is switched on calls whoever has not come, and lists the others as past', () => {
	const hall = new Hall().at(-300).call('A001', '1').serve('A001');
	hall.at(-200).call('A002', '2').serve('A002').at(-100).call('A003', '3').at(0);
	expect(hall.look()).toBe('A003');
	expect(hall.past).toEqual(['A002', 'A001']);
});

test('a late word that corrects a call to an earlier instant calls nobody', () => {
	const hall = new Hall().at(0).call('A001', '1');
	hall.look();
	const shown = hall.calls.huge;
	hall
		.at(10)
		.put('A001', { state: 'serving', counter: '1', calledAt: START - 4 * SECOND })
		.look();
	expect(hall.calls.huge).toBe(shown);
	expect(hall.calls.waiting).toEqual([]);
});

test('a call of long ago is not among the last ones', () => {
	const hall = new Hall().at(0).call('A001', '1');
	hall.look();
	hall.at(60).call('A002', '2').look();
	expect(hall.past).toEqual(['A001']);
	hall.at(16 * 60).look();
	expect(hall.past).toEqual([]);
});

test('a clock that is set back holds a call for six seconds more, not for an hour', () => {
	const hall = new Hall().at(3600).call('A001', '1').call('A002', '2');
	expect(hall.look()).toBe('A001');
	expect(hall.at(0).look()).toBe('A001');
	expect(hall.at(6).look()).toBe('A002');
});

test('where nothing changed, what is shown is the same object', () => {
	const hall = new Hall().at(0).call('A001', '1').call('A002', '2');
	hall.look();
	const before = hall.calls;
	hall.at(3).look();
	expect(hall.calls).toBe(before);
});

/** What may happen in a hall between two looks. */
const step = fc.record({
	pass: fc.integer({ min: 0, max: 9_000 }),
	told: fc.array(
		fc.record({
			act: fc.constantFrom('call', 'recall', 'serve'),
			ticket: fc.integer({ min: 0, max: 11 })
		}),
		{ maxLength: 4 }
	)
});

test('no call is lost, their order is kept, and each is huge for six seconds, one at a time', () => {
	fc.assert(
		fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
			let now = START;
			let calls = NO_CALLS;
			const rows: Record<string, TicketRow> = {};
			/** Keys in the order of the calls; and what was huge, with its first and last instant. */
			const made: string[] = [];
			const shown: { key: string; from: number; until: number }[] = [];
			const look = () => {
				calls = follow(calls, { ...rows }, now);
				const key = calls.huge?.key;
				const last = shown.at(-1);
				if (last !== undefined) last.until = now;
				if (key !== undefined && key !== last?.key) shown.push({ key, from: now, until: now });
			};
			for (const { pass, told } of steps) {
				now += pass;
				for (const { act, ticket: which } of told) {
					const id = `A${String(which).padStart(3, '0')}`;
					const row = rows[id];
					const counter = String(which % 4);
					if (act === 'call' && row === undefined) {
						now += 1;
						rows[id] = ticket(id, 10, { state: 'called', counter, calledAt: now });
						made.push(`${id} ${now} 1`);
						look();
					} else if (act === 'recall' && row?.state === 'called') {
						now += 1;
						const recalls = (row.recalls ?? 0) + 1;
						rows[id] = { ...row, calledAt: now, recalls };
						made.push(`${id} ${now} ${recalls + 1}`);
						look();
					} else if (act === 'serve' && row?.state === 'called') {
						const { recalls: _recalls, ...rest } = row;
						rows[id] = { ...rest, state: 'serving', startedAt: now };
					}
				}
				look();
			}
			for (let each = 0; each <= made.length; each += 1) {
				now += LEAST;
				look();
			}
			expect(shown.map(({ key }) => key)).toEqual(made);
			for (const { from, until } of shown) expect(until - from).toBeGreaterThanOrEqual(LEAST);
			expect(calls.waiting).toEqual([]);
		})
	);
});

test('a numbered counter is its number, another one its name; what does not fit is set smaller', () => {
	expect(placeOf({ zh: '4号窗口', en: 'Counter 4' })).toEqual({ number: '4' });
	const vip = { zh: '贵宾室', en: 'VIP room' };
	expect(placeOf(vip)).toEqual({ number: null, name: vip });
	expect(isHuge('B014', { number: '12' })).toBe(true);
	expect(isHuge('W12345', { number: '12' })).toBe(false);
	expect(isHuge('B014', placeOf(vip))).toBe(false);
});

test('minutes of an estimate: rounded outwards, never one number', () => {
	expect(minutesRange(16 * 60 + 20, 23 * 60 + 10)).toBe('16–24');
	expect(minutesRange(600, 600)).toBe('10–11');
	expect(minutesRange(0, 40)).toBe('0–2');
});

test('the day is done once the branch has closed and nobody waits any more', () => {
	const day = { ...branch, opensAt: START - 3_600_000, closesAt: START };
	const waiting = { A001: ticket('A001', 5) };
	expect(isDone(day, {}, START - 1)).toBe(false);
	expect(isDone(day, waiting, START)).toBe(false);
	expect(isDone(day, {}, START)).toBe(true);
	expect(isDone(branch, {}, START)).toBe(false);
});
