import { callOf, inLineAt, type Stay } from './stay.ts';

/** From when until when somebody stood in line. */
export interface Wait {
	stay: Stay;
	from: number;
	/** The call, or leaving. */
	until: number;
	/** Left without having been called. */
	left: boolean;
}

/** One that so many who came later were called before is gone: once or twice may be a teller's choice. */
const OVERTAKEN = 3;

/**
 * Every stay's time in line. Who was neither called nor said to have left (many queue systems never hear of
 * those who walk out) is taken to be gone when the third who came later is called, at the latest when the last
 * counter has done its work. `now` is until when the day is known.
 */
export function waitsOf(stays: readonly Stay[], now = Infinity): Wait[] {
	const calls = laterCalls(stays);
	const last = now === Infinity ? lastInstant(stays) : now;
	return stays.map((stay) => {
		const from = inLineAt(stay);
		const call = callOf(stay);
		if (call !== null) return { stay, from: Math.min(from, call), until: call, left: false };
		if (stay.endedAt !== null) {
			// Nobody stood behind a number that was taken back; and who is finished without a call was called some time.
			const unseen = stay.end === 'cancelled' || stay.end === 'finished';
			if (unseen) return { stay, from, until: from, left: true };
			return { stay, from: Math.min(from, stay.endedAt), until: stay.endedAt, left: true };
		}
		const gone = overtakenAt(stay, calls);
		return { stay, from, until: Math.max(from, gone ?? last), left: true };
	});
}

/** When somebody who stands in line still must be gone, or null. */
export function goneAt(stays: readonly Stay[]): (stay: Stay) => number | null {
	const calls = laterCalls(stays);
	return (stay) => overtakenAt(stay, calls);
}

type Calls = ReadonlyMap<string, readonly { at: number; issuedAt: number }[]>;

const key = (stay: Stay) => `${stay.segment} ${stay.service}`;

function laterCalls(stays: readonly Stay[]): Calls {
	const calls = new Map<string, { at: number; issuedAt: number }[]>();
	for (const stay of stays) {
		const at = callOf(stay);
		if (at === null) continue;
		const list = calls.get(key(stay));
		const call = { at, issuedAt: stay.issuedAt };
		if (list === undefined) calls.set(key(stay), [call]);
		else list.push(call);
	}
	for (const list of calls.values()) list.sort((a, b) => a.at - b.at);
	return calls;
}

function overtakenAt(stay: Stay, calls: Calls): number | null {
	const from = inLineAt(stay);
	let overtaken = 0;
	for (const call of calls.get(key(stay)) ?? []) {
		if (call.at < from || call.issuedAt <= stay.issuedAt) continue;
		overtaken += 1;
		if (overtaken === OVERTAKEN) return call.at;
	}
	return null;
}

function lastInstant(stays: readonly Stay[]): number {
	let last = 0;
	for (const stay of stays) last = Math.max(last, stay.endedAt ?? callOf(stay) ?? stay.enteredAt);
	return last;
}
