/** What an answer says, as the panel shows it. Durations in seconds. */
import { FEWEST_FOR_A_SHARE } from '#lib/client/format.ts';
import type { Spread, WhatIfAnswer, WhatIfFigures, WhatIfHalf } from '#lib/protocol/forecast.ts';
import { minutesOfDay, STEP } from './span.ts';
import type { Span } from './span.ts';

/** A figure as it is and as it would be. */
export interface BeforeAfter {
	before: number;
	after: number;
}

export interface Change extends BeforeAfter {
	/** Where it would lie four times of five; null: it may as well be no change at all. */
	low: number | null;
	high: number | null;
}

/** The 90th percentile, and of whom. */
export interface Ninety extends BeforeAfter {
	of: 'half' | 'halves' | 'all';
}

/** Tickets issued in a span, half hour by half hour. */
function within(figures: WhatIfFigures, { from, until }: Span): WhatIfHalf[] {
	return figures.halves.filter((half) => {
		const at = minutesOfDay(half.from);
		return at >= from && at < until;
	});
}

/** The mean of half hours' 90th percentiles by their tickets; null of fewer than five tickets. */
export function meanNinety(halves: readonly WhatIfHalf[]): number | null {
	let tickets = 0;
	let sum = 0;
	for (const half of halves) {
		if (half.p90 === null) continue;
		tickets += half.tickets;
		sum += half.p90 * half.tickets;
	}
	return tickets >= FEWEST_FOR_A_SHARE ? sum / tickets : null;
}

/** Of those who come in the span; where they are too few, of all. Null where those are too few, too. */
export function ninetyOf({ base, changed, tickets }: WhatIfAnswer, span: Span): Ninety | null {
	const before = meanNinety(within(base, span));
	const after = meanNinety(within(changed, span));
	if (before !== null && after !== null) {
		return { before, after, of: span.until - span.from > STEP ? 'halves' : 'half' };
	}
	if (base.p90 === null || changed.p90 === null || tickets < FEWEST_FOR_A_SHARE) return null;
	return { before: base.p90, after: changed.p90, of: 'all' };
}

/** A figure of all tickets with what four of five replications say; null where nothing was counted. */
export function changeOf(before: number | null, after: number | null, change: Spread) {
	if (before === null || after === null) return null;
	const { low, high } = change;
	if (low === null || high === null || !isClear(change)) {
		return { before, after, low: null, high: null };
	}
	return { before, after, low: Math.max(0, before + low), high: Math.max(0, before + high) };
}

/** Whether four of five replications changed it, all in one direction. */
export function isClear({ low, high }: Spread): boolean {
	return low !== null && high !== null && (low > 0 || high < 0);
}

export interface Whole {
	low: number;
	high: number;
}

/** A range of people; null where in whole people there may be no difference. */
export function wholePeople({ before, low, high }: Change): Whole | null {
	return apart(low, high, Math.round(before), Math.round, Math.round);
}

/** A range of whole minutes, rounded outwards; null where in whole minutes there may be no difference. */
export function wholeMinutes({ before, low, high }: Change): Whole | null {
	const minutes = (seconds: number) => Math.ceil(seconds / 60);
	const down = (seconds: number) => Math.floor(seconds / 60);
	return apart(low, high, minutes(before), down, minutes);
}

function apart(
	low: number | null,
	high: number | null,
	before: number,
	down: (value: number) => number,
	up: (value: number) => number
): Whole | null {
	if (low === null || high === null) return null;
	const whole = { low: down(low), high: up(high) };
	return whole.low > before || whole.high < before ? whole : null;
}

/** How far the unchanged replay is from what happened, where that is known. */
export function offBy({ actual, base, tickets }: WhatIfAnswer): BeforeAfter | null {
	if (actual === null || actual.p90 === null || base.p90 === null) return null;
	return tickets < FEWEST_FOR_A_SHARE ? null : { before: base.p90, after: actual.p90 };
}
