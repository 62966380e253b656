const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** After each failed try, how long until the next, in real milliseconds; after the last there is none: eight tries in all. */
export const RETRIES: readonly number[] = [
	...[5 * SECOND, 30 * SECOND, 2 * MINUTE, 10 * MINUTE],
	...[HOUR, 5 * HOUR, 10 * HOUR]
];
/** A receiver that fails is left alone for so long at most, if something is due by then. */
export const LONGEST_HOLD = 10 * MINUTE;
/** An endpoint where nothing was delivered for so long is stopped. */
export const FAILS_FOR = 72 * HOUR;
/** So much more or less, that receivers which came back are not met by everybody at once. */
const JITTER = 0.2;

/** When a delivery that failed `attempts` times is tried again; undefined: it is dead. `random` is from 0 to 1. */
export function nextTry(attempts: number, now: number, random: number): number | undefined {
	const delay = RETRIES[attempts - 1];
	return delay === undefined ? undefined : now + jittered(delay, random);
}

/** How long nothing at all is sent to a receiver that failed so many times in a row. Milliseconds. */
export function holdAfter(failures: number, random: number): number {
	const delay = RETRIES[Math.min(failures, RETRIES.length) - 1] ?? 0;
	return jittered(Math.min(delay, LONGEST_HOLD), random);
}

function jittered(delay: number, random: number): number {
	return Math.ceil(delay * (1 - JITTER + 2 * JITTER * random));
}
