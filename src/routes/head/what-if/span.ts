/** Times of a day as minutes since its midnight, on the branch's clock. */
import type { Half } from '../day/halves.ts';

export interface Span {
	from: number;
	until: number;
}

/** The slider's step, and the shortest span. */
export const STEP = 30;
const MIDNIGHT = 24 * 60;

/** `9:30` or `09:30` as minutes. */
export function minutesOfDay(time: string): number {
	const [hours = 0, minutes = 0] = time.split(':').map(Number);
	return hours * 60 + minutes;
}

/** `09:30`, as addresses have it. */
export function timeText(minutes: number): string {
	const two = (n: number) => String(n).padStart(2, '0');
	return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** `9:30`, as people read it. */
export function shortTime(minutes: number): string {
	return timeText(minutes).replace(/^0/, '');
}

/** The whole day as the charts have it. */
export function dayRange(halves: readonly Half[]): Span {
	const from = minutesOfDay(halves[0]?.label ?? '9:00');
	return { from, until: Math.min(MIDNIGHT - STEP, from + halves.length * STEP) };
}

/** A day's hours where today's say nothing: the branch is closed, or has none. */
const USUAL: Span = { from: 8 * 60, until: 18 * 60 };

/** From when until when a span of an earlier day can be chosen; its own hours are not known here. */
export function pastRange(halves: readonly Half[], opensToday: boolean): Span {
	const today = dayRange(halves);
	if (opensToday) return today;
	return {
		from: Math.min(today.from, USUAL.from),
		until: Math.max(today.until, USUAL.until)
	};
}

/** What is left of a day: from the half hour that runs now. Null: the day is over. */
export function restRange(halves: readonly Half[]): Span | null {
	const current = halves.find(({ state }) => state !== 'over');
	if (current === undefined) return null;
	const { from, until } = dayRange(halves);
	const left = { from: Math.max(from, minutesOfDay(current.label)), until };
	return left.until - left.from >= STEP ? left : null;
}

/** A span moved and cut so that it lies in a range, never shorter than a step. */
export function spanWithin({ from, until }: Span, range: Span): Span {
	const start = Math.min(Math.max(from, range.from), range.until - STEP);
	return { from: start, until: Math.min(Math.max(until, start + STEP), range.until) };
}

/** One thumb moved; the other one stays, and a step remains between them. */
export function moved(span: Span, end: 'from' | 'until', to: number): Span {
	return end === 'from'
		? { ...span, from: Math.min(to, span.until - STEP) }
		: { ...span, until: Math.max(to, span.from + STEP) };
}
