/**
 * Which call is huge, which wait for their turn, and which were huge before: from what was shown last, the
 * tickets as they are, and the branch's time. Pure. Instants and durations are milliseconds of the branch's clock.
 */
import type { TicketRow } from '#lib/protocol/index.ts';

/** A call is huge for at least so long, also when others wait behind it. */
export const LEAST = 6_000;
/** A call of longer ago helps nobody who looks up at it. */
const LAST_FOR = 15 * 60_000;
/** What is heard of later than this after its call is only shown: a display that was away does not catch up aloud. */
const ALOUD_WITHIN = 60_000;
/** So many may wait for the voice; whoever is behind them is only shown. */
export const MOST_ALOUD = 8;
/** A voice that does not come to its end holds its call no longer than this. */
export const HELD_AT_MOST = 60_000;

/** One call of a ticket to a counter. A recall is a call of its own. */
export interface Call {
	/** No other call has the same one. */
	key: string;
	ticket: string;
	number: string;
	counter: string;
	at: number;
	/** 1: the first call; 2: recalled once. */
	times: number;
	/** Whether it is said too, where there is a voice. */
	aloud: boolean;
}

export interface Calls {
	huge: Call | null;
	/** Since when it is huge; without one, since when none is. */
	since: number;
	/** In the order in which they will be huge. */
	waiting: readonly Call[];
	/** Those that were huge before, the last one first; one a ticket. */
	past: readonly Call[];
	/** The last call heard of each ticket that is not over. */
	heard: ReadonlyMap<string, Call>;
}

export const NO_CALLS: Calls = { huge: null, since: 0, waiting: [], past: [], heard: new Map() };

export type Tickets = Readonly<Record<string, TicketRow>>;

/**
 * What is shown now. Returns `before` itself where nothing changed. Each look lets one call give way at most; `saying`
 * is the key of the one that a voice has not yet said to the end, and that one does not.
 */
export function follow(
	before: Calls,
	tickets: Tickets,
	now: number,
	saying: string | null = null
): Calls {
	const { heard, fresh } = hear(before.heard, tickets, now);
	// Who was called some time ago and is served already needs no call any more: it is only the past.
	const isNews = (call: Call) => tickets[call.ticket]?.state === 'called' || now - call.at <= LEAST;
	const queued = before.waiting.filter((call) => isExpected(call, tickets));
	const waiting = [...queued, ...limited(fresh.filter(isNews), MOST_ALOUD - queued.length)];
	let past = [...fresh.filter((call) => !isNews(call)).reverse(), ...before.past];
	let { huge, since } = before;
	// The clock was set back, and would otherwise hold this call for as long.
	if (now < since) since = now;
	const isHeld = huge !== null && huge.key === saying && now - since < HELD_AT_MOST;
	const isWanted = waiting.length === 0 && huge !== null && isExpected(huge, tickets);
	if (huge !== null && now - since >= LEAST && !isHeld && !isWanted) {
		past = [huge, ...past];
		huge = null;
		since = now;
	}
	if (huge === null && waiting.length > 0) {
		huge = waiting.shift() as Call;
		since = now;
	}
	past = pastOf(past, huge, now);
	const after = { huge, since, waiting, past, heard };
	return isSame(before, after) ? before : after;
}

/** Calls that were not heard before, in the order in which they were made. */
function hear(before: Calls['heard'], tickets: Tickets, now: number) {
	const heard = new Map<string, Call>();
	const fresh: Call[] = [];
	for (const ticket of Object.values(tickets)) {
		const known = before.get(ticket.id);
		const call = callOf(ticket, now);
		const last = call !== null && isNewer(call, known) ? call : known;
		if (last === undefined) continue;
		heard.set(ticket.id, last);
		if (last !== known) fresh.push(last);
	}
	fresh.sort((a, b) => a.at - b.at || (a.ticket < b.ticket ? -1 : 1));
	return { heard, fresh };
}

function callOf(
	{ id, number, counter, calledAt, recalls, state }: TicketRow,
	now: number
): Call | null {
	if (calledAt === undefined || counter === undefined) return null;
	if (state !== 'called' && state !== 'serving') return null;
	const times = 1 + (recalls ?? 0);
	const key = `${id} ${calledAt} ${times}`;
	const aloud = now - calledAt <= ALOUD_WITHIN;
	return { key, ticket: id, number, counter, at: calledAt, times, aloud };
}

/** The first `most` as they are, the others only to be shown. */
function limited(calls: readonly Call[], most: number): Call[] {
	return calls.map((call, index) => (index < most ? call : { ...call, aloud: false }));
}

/** A late word may correct a call to an earlier instant: nobody is called by that. */
function isNewer(call: Call, known: Call | undefined): boolean {
	if (known === undefined || call.at > known.at) return true;
	return call.at === known.at && call.times > known.times;
}

/** Whether it still sends somebody somewhere: nobody has come to the counter, and nobody was called anew. */
export function isOpenCall(call: Call, { heard }: Calls, tickets: Tickets): boolean {
	const ticket = tickets[call.ticket];
	return (
		ticket?.state === 'called' &&
		ticket.counter === call.counter &&
		heard.get(call.ticket)?.key === call.key
	);
}

/** Whether the counter still expects or serves whom it called. */
export function isExpected(call: Call, tickets: Tickets): boolean {
	const ticket = tickets[call.ticket];
	return (
		ticket !== undefined &&
		ticket.counter === call.counter &&
		(ticket.state === 'called' || ticket.state === 'serving')
	);
}

function pastOf(past: readonly Call[], huge: Call | null, now: number): Call[] {
	const seen = new Set(huge === null ? [] : [huge.ticket]);
	return past.filter((call) => {
		if (seen.has(call.ticket) || now - call.at > LAST_FOR) return false;
		seen.add(call.ticket);
		return true;
	});
}

function isSame(a: Calls, b: Calls): boolean {
	return (
		a.huge === b.huge &&
		a.since === b.since &&
		isSameList(a.waiting, b.waiting) &&
		isSameList(a.past, b.past) &&
		a.heard.size === b.heard.size &&
		[...a.heard].every(([id, call]) => b.heard.get(id) === call)
	);
}

function isSameList(a: readonly Call[], b: readonly Call[]): boolean {
	return a.length === b.length && a.every((call, index) => call === b[index]);
}
