/** What a what-if adds to the chart of waits: a shaded span, and a mark for each half hour that changes. */
import type { WhatIfMarks } from '#lib/charts/what-if-marks.ts';
import { FEWEST_FOR_A_SHARE } from '#lib/client/format.ts';
import type { WhatIfAnswer, WhatIfHalf } from '#lib/protocol/forecast.ts';
import { minutesOfDay, STEP } from './span.ts';
import type { Span } from './span.ts';

export interface OverlayParts {
	/** `9:30` each. */
	labels: readonly string[];
	span: Span | null;
	answer: WhatIfAnswer | null;
	/** What would be different, in a few words, and what stands at the dotted marks. */
	words: { changed: string; base: string };
	/** Minutes of the day from which it was played ahead; null: the whole day is over. */
	now: number | null;
	pending: boolean;
}

/** Less than this many seconds of change is not worth a mark. */
const VISIBLE = 60;

export function overlayOf(parts: OverlayParts): WhatIfMarks {
	const { labels, span, answer, words, now, pending } = parts;
	const before = byHalf(answer?.base.halves);
	const after = byHalf(answer?.changed.halves);
	const none = labels.map(() => null);
	if (answer === null) {
		return { span: columnsOf(span, labels), base: none, changed: none, words, now: null, pending };
	}
	const at = labels.map(minutesOfDay);
	const base = at.map((minute) => {
		const isAhead = now === null || minute + STEP > now;
		return isAhead ? ninetyOf(before.get(minute)) : null;
	});
	const changed = at.map((minute, column) => {
		const [was = null, then] = [base[column], ninetyOf(after.get(minute))];
		if (was === null || then === null) return null;
		const inSpan = span !== null && minute >= span.from && minute < span.until;
		return inSpan || Math.abs(was - then) >= VISIBLE / 60 ? then : null;
	});
	return {
		span: columnsOf(span, labels),
		// Of a day that is over the bars say it already.
		base: now === null ? none : base,
		changed,
		words,
		now: now === null ? null : Math.max(0, (now - (at[0] ?? 0)) / STEP),
		pending
	};
}

function byHalf(halves: readonly WhatIfHalf[] = []): Map<number, WhatIfHalf> {
	return new Map(halves.map((half) => [minutesOfDay(half.from), half]));
}

/** Minutes; null of fewer than five tickets. */
function ninetyOf(half: WhatIfHalf | undefined): number | null {
	if (half === undefined || half.p90 === null || half.tickets < FEWEST_FOR_A_SHARE) return null;
	return half.p90 / 60;
}

function columnsOf(span: Span | null, labels: readonly string[]): [number, number] | null {
	const [first] = labels;
	if (span === null || first === undefined) return null;
	const start = minutesOfDay(first);
	const column = (minutes: number) =>
		Math.min(labels.length, Math.max(0, (minutes - start) / STEP));
	const [from, until] = [column(span.from), column(span.until)];
	return from < until ? [from, until] : null;
}
