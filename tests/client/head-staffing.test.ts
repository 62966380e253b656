import { describe, expect, it } from 'vitest';
import * as words from '#lib/i18n/staffing.ts';
import type { StaffingAnswer, StaffingReason, StaffingRow } from '#lib/protocol/forecast.ts';
import { exceeds, gridOf, mostMissing } from '../../src/routes/head/staffing/rows.ts';
import { nextCell } from '../../src/routes/head/staffing/walk.ts';
import { whyText } from '../../src/routes/head/staffing/words.ts';
import { at } from '../support/history.ts';

function row(time: string, services: string[], changes: Partial<StaffingRow> = {}): StaffingRow {
	const from = at(time);
	return {
		from,
		until: from + 1_800_000,
		services,
		counters: 2,
		existing: 3,
		reasons: [],
		...changes
	};
}

const answer = (rows: StaffingRow[]): StaffingAnswer => ({
	branch: 'lakeside',
	day: '2026-11-25',
	goal: 0.85,
	days: 12,
	rows
});

const ORDER = ['cash', 'transfer', 'opening'];
const grid = (rows: StaffingRow[], now = at('09:00')) =>
	gridOf(answer(rows), now, 'Asia/Shanghai', ORDER);

describe('counters by half hour', () => {
	it('are a row for each group and a column for each half hour to come', () => {
		const table = grid(
			[
				row('09:00', ['opening']),
				row('09:30', ['opening']),
				row('10:00', ['cash']),
				row('09:30', ['cash', 'transfer'])
			],
			at('09:30')
		);
		expect(table.columns.map(({ label }) => label)).toEqual(['9:30', '10:00']);
		expect(table.groups.map(({ services }) => services)).toEqual([
			['cash', 'transfer'],
			['opening']
		]);
		expect(table.groups.map(({ cells }) => cells.map((cell) => cell?.counters ?? null))).toEqual([
			[2, 2],
			[2, null]
		]);
	});

	it('join services that are named together only at times', () => {
		const table = grid([
			row('09:00', ['cash']),
			row('09:00', ['opening']),
			row('09:30', ['cash', 'opening'])
		]);
		expect(table.groups.map(({ services }) => services)).toEqual([['cash', 'opening']]);
	});

	it('say where most are missing, the earliest of equals', () => {
		const table = grid([
			row('09:00', ['opening'], { counters: 4 }),
			row('09:30', ['opening'], { counters: 5 }),
			row('10:00', ['cash'], { counters: 5 })
		]);
		expect(mostMissing(table)).toMatchObject({ row: { from: at('09:30') } });
		expect(mostMissing(grid([row('09:00', ['cash'])]))).toBeNull();
		expect(exceeds(row('09:00', ['cash'], { counters: null }))).toBe(true);
		expect(mostMissing(grid([row('09:00', ['cash'], { counters: null })]))).not.toBeNull();
	});
});

describe('why so many', () => {
	const reasons: StaffingReason[] = [
		{ code: 'arrivals', n: 18 },
		{ code: 'mean_service', seconds: 240 },
		{ code: 'load', erlangs: 2.4 },
		{ code: 'safety', counters: 1.6, roots: 1 },
		{ code: 'within_target', share: 0.871, goal: 0.85 },
		{ code: 'abandon', share: 0.01, most: 0.05 },
		{ code: 'within_target_now', share: 0.61, counters: 3 },
		{ code: 'abandon_now', share: 0.04, counters: 3 }
	];
	const why = (changes: Partial<StaffingRow>, today = true) =>
		whyText(
			row('09:00', ['cash'], { counters: 4, reasons, ...changes }),
			{ minutes: 10, today },
			words.en
		);

	it('is told in one sentence', () => {
		expect(why({})).toBe(
			'18 expected, 4 min each = 2.4 counters busy; 4 keep 87% within 10 min (goal 85%); with the 3 of now: 61%.'
		);
		expect(why({}, false)).toContain('with 3: 61%');
	});

	it('tells that too many would leave', () => {
		const leaving = reasons.map((each) =>
			each.code === 'abandon_now' ? { ...each, share: 0.12 } : each
		);
		expect(why({ reasons: leaving })).toContain('61%, 12% would leave');
	});

	it('does not compare with what there is already, or with none', () => {
		expect(why({ counters: 3 })).not.toContain('of now');
		const none = reasons.map((each) =>
			each.code === 'within_target_now' ? { ...each, counters: 0, share: 0 } : each
		);
		expect(why({ reasons: none })).not.toContain('of now');
	});

	it('tells that there are not so many, that no number is enough, or that nobody does it', () => {
		const more = (reason: StaffingReason) => [...reasons, reason];
		expect(why({ reasons: more({ code: 'exceeds', counters: 3 }) })).toMatch(/there are only 3\.$/);
		expect(why({ reasons: more({ code: 'no_counter' }) })).toMatch(/no counter does these\.$/);
		expect(why({ counters: null, reasons: reasons.slice(0, 3) })).toMatch(
			/busy; no number of counters is enough\.$/
		);
	});

	it('knows small numbers to a tenth, and large ones as whole', () => {
		const [, ...others] = reasons;
		expect(why({ reasons: [{ code: 'arrivals', n: 1.234 }, ...others] })).toMatch(/^1\.2 expected/);
		expect(why({ reasons: [{ code: 'arrivals', n: 35.6 }, ...others] })).toMatch(/^36 expected/);
	});
});

describe('walking over the table', () => {
	const filled = [
		[true, false, true],
		[false, true, true]
	];

	it('goes over empty cells, and stops at the edge', () => {
		expect(nextCell(filled, { row: 0, column: 0 }, 'ArrowRight')).toEqual({ row: 0, column: 2 });
		expect(nextCell(filled, { row: 0, column: 2 }, 'ArrowDown')).toEqual({ row: 1, column: 2 });
		expect(nextCell(filled, { row: 1, column: 1 }, 'ArrowUp')).toBeNull();
		expect(nextCell(filled, { row: 0, column: 2 }, 'ArrowRight')).toBeNull();
	});

	it('knows the ends of a row, and where to begin', () => {
		expect(nextCell(filled, { row: 1, column: 2 }, 'Home')).toEqual({ row: 1, column: 1 });
		expect(nextCell(filled, { row: 0, column: 0 }, 'End')).toEqual({ row: 0, column: 2 });
		expect(nextCell(filled, null, 'Home')).toEqual({ row: 0, column: 0 });
		expect(nextCell([[false]], null, 'Home')).toBeNull();
		expect(nextCell(filled, { row: 0, column: 0 }, 'a')).toBeNull();
	});
});
