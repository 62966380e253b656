/** Figures of this page as text. */
import { percentOf, prime } from '#lib/client/format.ts';
import type { Interval } from '#lib/charts/wilson.ts';

/** A mean of seconds to the nearest minute, or nothing where nothing was counted. */
export function meanText(seconds: number | null): string {
	return seconds === null ? '' : prime(Math.round(seconds / 60));
}

/** The whole minutes within which a quantile lies: rounded up, so that the sentence stays true. */
export function withinText(seconds: number | null): string {
	return seconds === null ? '' : prime(Math.ceil(seconds / 60));
}

/** The ends of an interval in whole percents, or nothing of fewer than five. */
export function intervalText(
	interval: Interval | null,
	range: (low: number, high: number) => string
): string {
	if (interval === null) return '';
	return range(Math.round(interval.low * 100), Math.round(interval.high * 100));
}

/** `38/142 · 26.8%`, `2/3`, or nothing of nothing. */
export function counted(share: { part: number; whole: number; share: number | null }): string {
	if (share.whole === 0) return '';
	const counts = `${share.part}/${share.whole}`;
	return share.share === null ? counts : `${counts} · ${percentOf(share.share)}`;
}

/** `85%`: a goal is a round number. */
export function goalText(goal: number): string {
	return `${Math.round(goal * 1000) / 10}%`;
}
