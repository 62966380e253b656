import type { Config } from '../../config/config.ts';
import { agedAt, orderOf } from '../../queue/order.ts';
import type { Ticket } from '../../queue/ticket.ts';
import type { Stay } from './stay.ts';

/** What becomes of a customer after a stay. */
export const SERVED = 1;
export const ABANDONED = 2;
export const NO_SHOW = 3;
export const DIVERTED = 4;
/** Over without a wait that counts: voided, or finished by a machine that told of no call. */
export const VOID = 5;
/** The ticket's next stay follows. */
export const ON = 6;

/**
 * A stay as the engine plays it: what is known of it whatever the counters do. What depends on the replication is
 * a `Fate`.
 */
export interface Part {
	stay: Stay;
	/** Milliseconds from the end of the stay before, or from the issue, until joining the line. */
	after: number;
	/** What follows once it was called and kept a counter. */
	called: number;
	/** What follows once it gave up waiting. */
	left: number;
	/** What a call finds when nobody is there any more. */
	absent: number;
	/** How long an idle counter takes to call. */
	reaction: number;
	/** A place given by hand, as `Ticket.placedAt`. */
	placedAt: number | null;
}

/**
 * Everybody who comes, in flat arrays: a month is replayed dozens of times. A ticket's index is its rank by issue
 * and number, which decides between equal claims; its stays stand one after the other.
 */
export interface Crowd {
	services: readonly string[];
	/** By ticket. */
	issuedAt: Float64Array;
	segment: Uint8Array;
	/** Sort key before and after the score reached the cap, and when it does (`queue/order.ts`). */
	order: Float64Array;
	agedOrder: Float64Array;
	agedAt: Float64Array;
	firstStay: Int32Array;
	/** By stay. */
	ticket: Int32Array;
	service: Int32Array;
	after: Float64Array;
	called: Uint8Array;
	left: Uint8Array;
	absent: Uint8Array;
	reaction: Float64Array;
	/** The counter that really called it, as an index into `counters`, or -1. */
	counter: Int32Array;
	/** NaN: no place by hand. */
	placedAt: Float64Array;
	parts: readonly Part[];
	counters: readonly string[];
}

/** What chance decides in one replication, by stay: the same for every scenario, so that they differ by it alone. */
export interface Fates {
	/** Milliseconds that it keeps a counter. */
	time: Float64Array;
	/** Milliseconds in line until it gives up. */
	patience: Float64Array;
	/** A call that comes later than so many milliseconds in line finds nobody. */
	present: Float64Array;
	/** Milliseconds that calling nobody keeps a counter. */
	absentTime: Float64Array;
}

const SEGMENTS = { ordinary: 0, priority: 1, vip: 2 } as const;

/** Tickets with their parts in order. */
export function crowdOf(tickets: readonly (readonly Part[])[], config: Config): Crowd {
	const sorted = tickets
		.filter((parts) => parts.length > 0)
		.sort((a, b) => byIssue((a[0] as Part).stay, (b[0] as Part).stay));
	const parts = sorted.flat();
	const services = new Set(config.services.keys());
	const counters = new Set(config.counters.keys());
	for (const { stay } of parts) {
		services.add(stay.service);
		if (stay.counter !== null) counters.add(stay.counter);
	}
	const serviceIndex = indexOf(services);
	const counterIndex = indexOf(counters);
	const ofTicket = (value: (stay: Stay) => number) =>
		Float64Array.from(sorted, ([part]) => value((part as Part).stay));
	const ofStay = (value: (part: Part) => number) => Float64Array.from(parts, value);
	let at = 0;
	const firstStay = Int32Array.from(sorted, (own) => (at += own.length) - own.length);
	return {
		services: [...services],
		counters: [...counters],
		issuedAt: ofTicket((stay) => stay.issuedAt),
		segment: Uint8Array.from(sorted, ([part]) => SEGMENTS[(part as Part).stay.segment]),
		order: ofTicket((stay) => orderOf(claimant(stay, false), config)),
		agedOrder: ofTicket((stay) => orderOf(claimant(stay, true), config)),
		agedAt: ofTicket((stay) => agedAt(claimant(stay, false), config)),
		firstStay,
		ticket: Int32Array.from(sorted.flatMap((own, index) => own.map(() => index))),
		service: Int32Array.from(parts, ({ stay }) => serviceIndex.get(stay.service) as number),
		after: ofStay((part) => part.after),
		called: Uint8Array.from(parts, (part) => part.called),
		left: Uint8Array.from(parts, (part) => part.left),
		absent: Uint8Array.from(parts, (part) => part.absent),
		reaction: ofStay((part) => part.reaction),
		counter: Int32Array.from(parts, ({ stay }) =>
			stay.counter === null ? -1 : (counterIndex.get(stay.counter) as number)
		),
		placedAt: ofStay((part) => part.placedAt ?? NaN),
		parts
	};
}

/** A ticket that is void at last counts nowhere, whatever a replay makes of it on the way. */
export function isVoid({ firstStay, parts }: Crowd, ticket: number): boolean {
	const last = parts[(firstStay[ticket + 1] ?? parts.length) - 1];
	return last?.left === VOID || last?.called === VOID;
}

export function newFates(crowd: Crowd): Fates {
	const stays = crowd.parts.length;
	return {
		time: new Float64Array(stays),
		patience: new Float64Array(stays).fill(Infinity),
		present: new Float64Array(stays).fill(Infinity),
		absentTime: new Float64Array(stays)
	};
}

/** All that the rule of `queue/order.ts` looks at. */
function claimant({ segment, issuedAt }: Stay, aged: boolean): Ticket {
	return { segment, issuedAt, aged, placedAt: null } as Ticket;
}

function byIssue(a: Stay, b: Stay): number {
	return a.issuedAt - b.issuedAt || (a.ticket < b.ticket ? -1 : a.ticket > b.ticket ? 1 : 0);
}

function indexOf(ids: Iterable<string>): Map<string, number> {
	return new Map([...ids].map((id, index) => [id, index]));
}
