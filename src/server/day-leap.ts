import { dayPlus } from '#lib/domain/time/calendar-day.ts';

/** More days at once than a branch is closed for. */
const MOST_DAYS = 31;
/** Whoever set the clock wrong has seen it by then. Milliseconds of a clock that never steps. */
const DOUBT = 24 * 3_600_000;

/**
 * Whether the day may be believed. A clock that was set to another year would have everything taken away that is kept
 * for years; for a day nothing is done that cannot be undone.
 */
export class DayLeap {
	/** The last day that was believed, YYYY-MM-DD. */
	#day: string;
	/** Since when the clock has been ahead of it; null: it is not. */
	#since: number | null = null;

	constructor(day: string) {
		this.#day = day;
	}

	/** `monotonic`: milliseconds of a clock that never steps. */
	isDoubtful(today: string, monotonic: number): boolean {
		const leapt = today > dayPlus(this.#day, MOST_DAYS);
		this.#since = leapt ? (this.#since ?? monotonic) : null;
		if (this.#since !== null && monotonic - this.#since < DOUBT) return true;
		this.#day = today;
		this.#since = null;
		return false;
	}
}
