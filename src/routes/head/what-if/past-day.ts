import type { WaitRange } from '#lib/charts/wait-words.ts';
import { FEWEST_FOR_A_SHARE } from '#lib/client/format.ts';
import type { WhatIfAnswer, WhatIfHalf } from '#lib/protocol/forecast.ts';
import { minutesOfDay, shortTime, STEP } from './span.ts';

/** A half hour of a day that is over. Durations in seconds, the range in minutes. */
export interface PastColumn {
	/** Minutes since midnight. */
	from: number;
	label: string;
	tickets: number;
	range: WaitRange | null;
	before: number | null;
	after: number | null;
}

/** From the first half hour in which somebody came, from a whole hour on, until the last. */
export function pastColumns({ base, changed }: WhatIfAnswer): PastColumn[] {
	const before = new Map(base.halves.map((half) => [minutesOfDay(half.from), half]));
	const after = new Map(changed.halves.map((half) => [minutesOfDay(half.from), half]));
	const starts = [...before.keys()];
	if (starts.length === 0) return [];
	const first = Math.floor(Math.min(...starts) / 60) * 60;
	const last = Math.max(...starts);
	return Array.from({ length: (last - first) / STEP + 1 }, (_, index) => {
		const from = first + index * STEP;
		const half = before.get(from);
		return {
			from,
			label: shortTime(from),
			tickets: Math.round(half?.tickets ?? 0),
			range: rangeOf(half),
			before: ninetyOf(half),
			after: ninetyOf(after.get(from))
		};
	});
}

function rangeOf(half: WhatIfHalf | undefined): WaitRange | null {
	if (half === undefined || half.p50 === null) return null;
	const high = ninetyOf(half);
	return { low: half.p50 / 60, high: high === null ? null : high / 60, unfinished: false };
}

/** The 90th percentile of fewer than five is only the longest of them: it is not given. */
function ninetyOf(half: WhatIfHalf | undefined): number | null {
	return half !== undefined && half.tickets >= FEWEST_FOR_A_SHARE ? half.p90 : null;
}
