import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Deadlines } from '#lib/domain/deadlines.ts';
import type { Deadline } from '#lib/domain/deadlines.ts';

const deadline: fc.Arbitrary<Deadline> = fc.record({
	at: fc.integer({ min: 0, max: 3 }),
	kind: fc.constantFrom('long_wait' as const, 'escalation' as const, 'aged' as const),
	day: fc.constantFrom('2026-11-24', '2026-11-25'),
	ticket: fc.constantFrom('A1', 'A2', 'B1')
});

function taken(added: readonly Deadline[]): Deadline[] {
	const deadlines = new Deadlines();
	for (const each of added) deadlines.add(each);
	const out: Deadline[] = [];
	for (let next = deadlines.take(9); next !== undefined; next = deadlines.take(9)) out.push(next);
	return out;
}

test('what is due at the same instant comes in the same order, however it was added', () => {
	fc.assert(
		fc.property(
			fc
				.array(deadline, { maxLength: 30 })
				.chain((list) =>
					fc.tuple(
						fc.constant(list),
						fc.shuffledSubarray(list, { minLength: list.length, maxLength: list.length })
					)
				),
			([list, shuffled]) => {
				expect(taken(shuffled)).toEqual(taken(list));
			}
		)
	);
});

test('what is put off comes so much later and still in order, the rest as it was', () => {
	fc.assert(
		fc.property(fc.array(deadline, { maxLength: 30 }), (list) => {
			const aged = (each: Deadline) => each.kind === 'aged';
			const later = list.map((each) => (aged(each) ? { ...each, at: each.at + 2 } : each));
			const deadlines = new Deadlines();
			for (const each of list) deadlines.add(each);
			deadlines.postpone(2, aged);
			const out: Deadline[] = [];
			while (deadlines.next !== undefined) out.push(deadlines.take(9)!);
			expect(out).toEqual(taken(later));
		})
	);
});
