import type { WaitRange } from './wait-words.ts';

/** What would be different, over a chart of waits. Columns as in `BarsInput`, waits in minutes. */
export interface WhatIfMarks {
	/** The columns that are shaded: from the left edge of one to that of another. */
	span: [number, number] | null;
	/** What is expected as it is: dotted. */
	base: readonly (number | null)[];
	/** Hollow circles. */
	changed: readonly (number | null)[];
	/** Written once each, beside a mark. */
	words: { changed: string; base: string };
	/** Where the forecast begins, in columns: a vertical line. */
	now: number | null;
	/** Another answer is on its way. */
	pending: boolean;
}

/** A word beside a mark, and where its line of text stands. */
export interface MarkWord {
	column: number;
	minutes: number;
	side: 'left' | 'right';
}

export interface Crowded {
	/** The lowest and the highest thing of each column; null where there is nothing. */
	extents: readonly (readonly [lowest: number, highest: number] | null)[];
	top: number;
	/** Columns that the word reaches over. */
	reach: number;
	/** The column that it had best stand near to. */
	near: number;
	/** Words that stand already. */
	taken: readonly (MarkWord & { reach: number })[];
}

/** The waits of each column with its marks: where a word of the waits would meet something. */
export function withMarks({
	ranges,
	whatIf
}: {
	ranges: readonly (WaitRange | null)[];
	whatIf?: WhatIfMarks | null;
}): (WaitRange | null)[] {
	return ranges.map((range, column) => {
		const marks = [whatIf?.base[column], whatIf?.changed[column]].filter((mark) => mark != null);
		if (marks.length === 0) return range;
		const all = [range?.low, range?.high, ...marks].filter((value) => value != null);
		// No word explains this column: half of it is only expected.
		return { low: Math.min(...all), high: Math.max(...all), unfinished: true };
	});
}

const SIDES = ['right', 'left'] as const;

/** A column further away counts like so much of the chart's height. */
const AWAY = 1 / 16;

/**
 * Where a word stands in the free air over its neighbours, or under them: beside the mark that is near and needs the
 * shortest way, or nowhere when there is no room.
 */
export function airBeside(marks: readonly (number | null)[], crowded: Crowded): MarkWord | null {
	const { top, extents, near, taken } = crowded;
	const clear = top / 9;
	const count = extents.length;
	const places = marks.flatMap((mark, column) => {
		if (mark === null) return [];
		return SIDES.flatMap((side) => {
			const columns = reached(column, side, crowded.reach, count);
			if (columns === null) return [];
			const things = columns.map((each) => extents[each]).filter((each) => each != null);
			const words = taken.filter((word) =>
				reached(word.column, word.side, word.reach, count)?.some((each) => columns.includes(each))
			);
			const over = Math.max(mark, ...things.map(([, highest]) => highest)) + clear;
			const under = Math.min(mark, ...things.map(([lowest]) => lowest)) - clear;
			return [over, under]
				.filter((minutes) => minutes > clear / 2 && minutes < top - clear / 2)
				.filter((minutes) => words.every((word) => Math.abs(word.minutes - minutes) >= clear))
				.map((minutes) => {
					const way = Math.abs(minutes - mark) + Math.abs(column - near) * AWAY * top;
					return { column, side, minutes, way };
				});
		});
	});
	const [best] = places.sort((a, b) => a.way - b.way || b.column - a.column);
	return best ? { column: best.column, minutes: best.minutes, side: best.side } : null;
}

/** The columns that a word beside one of them reaches over; null: it would run off the chart. */
function reached(
	column: number,
	side: 'left' | 'right',
	reach: number,
	count: number
): number[] | null {
	const last = side === 'right' ? column + reach : column - reach;
	if (last < 0 || last >= count) return null;
	const first = Math.min(column, last);
	return Array.from({ length: reach + 1 }, (_, index) => first + index);
}
