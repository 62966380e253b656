/**
 * Where a wait stands between the branch's limits. The limits are the branch's own: the long wait of its
 * services, and the first escalation after it, from which a talk is an apology.
 */
import type { BranchRow, ServiceRow } from '../protocol/index.ts';

/** Seconds. */
export interface WaitLimits {
	/** On the way to the long wait: four fifths of it (8′ of 10′). */
	warn: number;
	long: number;
	/** The first escalation after the long wait; from here nobody pitches any more. */
	over: number;
}

const ON_THE_WAY = 0.8;

export function waitLimits(branch: BranchRow, service?: ServiceRow): WaitLimits {
	const long = service?.longWait ?? branch.longWait.seconds;
	const over = branch.longWait.escalate.find((seconds) => seconds > long) ?? Infinity;
	return { warn: long * ON_THE_WAY, long, over };
}

export type WaitLevel = 'fine' | 'warn' | 'long' | 'over';

/** `waited` in milliseconds. A ticket is long past its threshold only when it waited more than it. */
export function waitLevel(waited: number, limits: WaitLimits): WaitLevel {
	const seconds = waited / 1000;
	if (seconds >= limits.over) return 'over';
	if (seconds > limits.long) return 'long';
	return seconds >= limits.warn ? 'warn' : 'fine';
}
