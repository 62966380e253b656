import fc from 'fast-check';
import { expect, test } from 'vitest';
import { businessDayAt, instantAt } from '#lib/domain/time/business-day.ts';
import type { HalfHourRow } from '#lib/protocol/index.ts';
import { howMany, report } from '../support/fault.ts';
import { smallBranch, Told } from '../support/history.ts';

/** Zones whose clocks change at night, at midnight, by half an hour, in the other half of the year, and never. */
const ZONES = [
	...['Asia/Shanghai', 'Europe/Berlin', 'America/New_York', 'Asia/Beirut', 'Australia/Lord_Howe'],
	...['America/Santiago', 'Africa/Casablanca', 'Asia/Kathmandu', 'Pacific/Auckland', 'UTC']
];
const DAYS = howMany(150, 1_500);
const HOUR = 3_600_000;
const LIMIT = 600_001;

/** Days of five years on which clocks change, and both leap days, of a zone. */
function special(timeZone: string): string[] {
	const found = ['2024-02-29', '2028-02-29'];
	const end = Date.UTC(2029, 0, 1);
	for (let at = Date.UTC(2024, 0, 1, 12); at < end;) {
		const { day, start, end: next } = businessDayAt(at, timeZone);
		if (next - start !== 24 * HOUR) found.push(day);
		at = next + 12 * HOUR;
	}
	return found;
}
const SPECIAL = ZONES.flatMap((timeZone) => special(timeZone).map((day) => ({ timeZone, day })));

const plain = fc
	.tuple(fc.constantFrom(...ZONES), fc.integer({ min: 19_723, max: 21_549 }))
	.map(([timeZone, days]) => ({
		timeZone,
		day: new Date(days * 24 * HOUR).toISOString().slice(0, 10)
	}));
const aDay = fc.oneof(
	{ arbitrary: fc.constantFrom(...SPECIAL), weight: 3 },
	{ arbitrary: plain, weight: 1 }
);
const moments = fc.uniqueArray(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), {
	minLength: 1,
	maxLength: 12
});

test('F9: whatever its clocks do, a branch lives through its local day, and every wait is as long as it was', () => {
	const lengths = new Map<number, number>();
	fc.assert(
		fc.property(aDay, moments, fc.nat(11), ({ timeZone, day }, shares, restartAfter) => {
			const { start, end } = businessDayAt(instantAt(day, '12:00', timeZone), timeZone);
			const length = end - start;
			lengths.set(length / HOUR, (lengths.get(length / HOUR) ?? 0) + 1);
			let branch = new Told(smallBranch({ timeZone }));
			// Its first instant and its last one are of the day, and any between them.
			const instants = [start, ...shares.map((each) => start + Math.floor(each * length)), end - 1];
			instants.sort((a, b) => a - b);
			const told: typeof branch.log = [];
			for (const [nth, at] of instants.entries()) {
				expect(branch.tell('ticket.issued', at, `A${nth}`, { service: 'cash' })).toBe('ok');
				if (nth !== restartAfter) continue;
				told.push(...branch.log);
				branch = branch.restarted();
			}
			expect(branch.state.today?.bounds).toEqual({ day, start, end });
			expect(branch.view().kpis['today']).toMatchObject({ issued: instants.length });
			const halves = Object.values(branch.view().kpis).filter((row): row is HalfHourRow =>
				row.id.startsWith('half/')
			);
			expect(halves.reduce((sum, { issued }) => sum + (issued ?? 0), 0)).toBe(instants.length);
			branch.pass(end);
			told.push(...branch.log);
			const prompts = told.filter(({ type }) => type === 'prompt.raised');
			const due = instants.map((at) => at + LIMIT).filter((at) => at < end);
			expect(prompts.map(({ at }) => at)).toEqual(due);
			expect(told.filter(({ type }) => type === 'day.closed')).toMatchObject([
				{ subject: day, at: end }
			]);
			// The next day begins with the same numbers.
			expect(branch.tell('ticket.issued', end, 'A0', { service: 'cash' })).toBe('ok');
			expect(branch.view().kpis['today']).toMatchObject({ issued: 1 });
			expect(branch.state.yesterday?.tickets.size).toBe(instants.length);
		}),
		{ numRuns: DAYS }
	);
	for (const hours of [23, 24, 25]) expect(lengths.get(hours) ?? 0).toBeGreaterThan(0);
	const counted = [...lengths].sort(([a], [b]) => a - b).map(([hours, n]) => `${n} of ${hours} h`);
	report('F9', `${DAYS} days in ${ZONES.length} zones: ${counted.join(', ')}`);
});
