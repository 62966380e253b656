/** How long a screen may hear nothing before it says so. Real milliseconds: silence has no branch rate. */
export type Freshness = 'live' | 'quiet' | 'stale';

/** How often screens look at the clock and at the silence. */
export const TICK = 250;
/** The server pings each 5 s; half a second of travel is not yet silence. */
export const QUIET_AFTER = 5_500;
/** One look early, so that nothing older than 10 s is ever shown unmarked. */
export const STALE_AFTER = 10_000 - TICK;

/** `inStep`: the last question for the view has been answered; frames of a connection without one prove nothing. */
export function freshnessOf(silence: number, inStep: boolean): Freshness {
	if (silence >= STALE_AFTER) return 'stale';
	return inStep && silence < QUIET_AFTER ? 'live' : 'quiet';
}
