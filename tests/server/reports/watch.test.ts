import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SpellRecord } from '#lib/protocol/history.ts';
import type { Stretch } from '#server/reports/opening.ts';
import { watchOf, type Watch } from '#server/reports/watch.ts';
import { OUT, spell } from './device-support.ts';

const SECOND = 1_000;
const SPAN = 120;

const KINDS: Partial<SpellRecord>[] = [
	{},
	OUT,
	{ state: 'degraded', service: 'limited', functions: { receipt: 'out', dispense: 'degraded' } },
	{ state: 'unknown', service: 'unknown', cause: 'silent', functions: { card: 'unknown' } },
	{
		state: 'unknown',
		service: 'unknown',
		cause: 'probe_unavailable',
		functions: { card: 'unknown' }
	},
	{ state: 'maintenance', service: 'out', functions: { dispense: 'out' } }
];

/** Looks at every second by itself: how the device was by the newest word about it. */
function bySeconds(spells: SpellRecord[], open: Stretch[], now: number): Watch {
	const watch: Watch = { watched: 0, served: 0, maintenance: 0, without: {} };
	for (let at = 0; at < now; at += SECOND) {
		if (!open.some(({ from, to }) => at >= from && at < to)) continue;
		const newest = spells.filter(({ from }) => from <= at).at(-1);
		if (newest === undefined || (newest.to !== null && newest.to <= at)) continue;
		if (newest.cause === 'probe_unavailable') continue;
		watch.watched += SECOND;
		if (newest.service === 'full' || newest.service === 'limited') watch.served += SECOND;
		else if (newest.state === 'maintenance') watch.maintenance += SECOND;
		for (const name of ['dispense', 'card', 'receipt', 'network']) {
			const how = newest.functions[name];
			if (how !== 'out' && how !== 'unknown') continue;
			watch.without[name] = (watch.without[name] ?? 0) + SECOND;
		}
	}
	return watch;
}

const second = fc.integer({ min: 0, max: SPAN });

/** Spells that follow each other, now and then with a gap, or told late so that they overlap; the last may go on. */
const spells = fc
	.array(
		fc.record({
			from: second,
			kind: fc.constantFrom(...KINDS),
			slip: fc.integer({ min: -3, max: 3 })
		}),
		{
			maxLength: 12
		}
	)
	.chain((parts) => fc.tuple(fc.constant(parts), fc.boolean()))
	.map(([parts, goesOn]) => {
		const sorted = [...new Map(parts.map((part) => [part.from, part])).values()].sort(
			(a, b) => a.from - b.from
		);
		return sorted.map(({ from, kind, slip }, index) => {
			const next = sorted[index + 1]?.from;
			const to = next === undefined ? (goesOn ? null : SPAN - 5) : next + slip;
			return spell(from * SECOND, to === null ? null : to * SECOND, kind);
		});
	});

const open = fc.array(second, { maxLength: 8 }).map((edges) => {
	const sorted = [...new Set(edges)].sort((a, b) => a - b);
	const stretches: Stretch[] = [];
	for (let index = 0; index + 1 < sorted.length; index += 2) {
		stretches.push({ from: sorted[index]! * SECOND, to: sorted[index + 1]! * SECOND });
	}
	return stretches;
});

test('counts what somebody counts who looks every second', () => {
	fc.assert(
		fc.property(spells, open, second, (told, stretches, now) => {
			const made = watchOf(told, stretches, now * SECOND);
			expect(made).toEqual(bySeconds(told, stretches, now * SECOND));
		}),
		{ numRuns: 2_000 }
	);
});
