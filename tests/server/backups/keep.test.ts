import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toDrop } from '#server/backups/keep.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOW = Date.parse('2026-11-25T10:31:00Z');
const day = (at: number) => new Date(at).toISOString().slice(0, 10);
const month = (at: number) => day(at).slice(0, 7);

/** What is kept of some backups. */
function kept(instants: number[], now = NOW): number[] {
	const gone = new Set(toDrop(instants, now));
	return instants.filter((at) => !gone.has(at)).sort((a, b) => a - b);
}

test('a year and a half of hourly backups: all of a day, the last of 30 days, the last of 12 months', () => {
	const hourly = Array.from({ length: 548 * 24 }, (_, hour) => NOW - hour * HOUR);
	const left = kept(hourly);
	expect(left.filter((at) => NOW - at < DAY)).toHaveLength(24);
	const older = left.filter((at) => NOW - at >= DAY);
	const days = older.filter((at) => NOW - at < 30 * DAY);
	expect(days).toHaveLength(29);
	// The last of each, but of the day that is not over yet for those of a day ago.
	for (const at of days.slice(0, -1)) expect(new Date(at).toISOString()).toContain('T23:31:00');
	const months = older.filter((at) => NOW - at >= 30 * DAY).map(month);
	expect(months).toEqual([
		...['2025-12', '2026-01', '2026-02', '2026-03', '2026-04', '2026-05', '2026-06', '2026-07'],
		...['2026-08', '2026-09']
	]);
});

const instants = fc.uniqueArray(fc.integer({ min: NOW - 500 * DAY, max: NOW + 2 * HOUR }), {
	minLength: 1,
	maxLength: 300
});

test('the newest stays, whatever there is; a second look drops nothing more', () => {
	fc.assert(
		fc.property(instants, (given) => {
			const left = kept(given);
			expect(left).toContain(Math.max(...given));
			expect(kept(left)).toEqual(left);
			for (const at of given) if (NOW - at < DAY) expect(left).toContain(at);
		})
	);
});

test('every day of the last 30 and every month of the last 12 that had one has one', () => {
	fc.assert(
		fc.property(instants, (given) => {
			const left = kept(given);
			const has = (what: (at: number) => string, at: number) =>
				left.some((other) => what(other) === what(at));
			for (const at of given) {
				if (NOW - at < 29 * DAY) expect(has(day, at)).toBe(true);
				if (NOW - at < 334 * DAY) expect(has(month, at)).toBe(true);
			}
		})
	);
});

test('kept day after day, the rule leaves what it would have left of all of them', () => {
	let left: number[] = [];
	for (let at = NOW; at < NOW + 90 * DAY; at += 6 * HOUR) left = kept([...left, at], at);
	const end = NOW + 90 * DAY - 6 * HOUR;
	expect(left.filter((at) => end - at < DAY)).toHaveLength(4);
	expect(new Set(left.filter((at) => end - at < 30 * DAY).map(day)).size).toBe(31);
	expect(new Set(left.map(month))).toEqual(new Set(['2026-11', '2026-12', '2027-01', '2027-02']));
});
