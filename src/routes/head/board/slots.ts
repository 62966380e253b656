/** The counters of the board, each in its place: what it does, for how long, and who waits for it. Pure. */
import { ticketAt } from '#lib/client/at-counter.ts';
import { orderAtCounter } from '#lib/domain/queue/next.ts';
import type {
	BranchRow,
	CounterRow,
	PromptRow,
	ServiceRow,
	TicketRow
} from '#lib/protocol/index.ts';

type Records<R> = Readonly<Record<string, R>>;

export interface Rows {
	branch: Pick<BranchRow, 'consecutivePriority' | 'profiles'>;
	services: Records<ServiceRow>;
	counters: Records<CounterRow>;
	tickets: Records<TicketRow>;
	prompts: Records<PromptRow>;
}

/** A counter's place on the board. */
export interface Slot {
	counter: CounterRow;
	does: 'closed' | 'paused' | 'idle' | 'calling' | 'serving';
	ticket: TicketRow | undefined;
	/** Since when it does that; null: nobody has said. */
	since: number | null;
	/** Seconds that such a service usually takes; null where nobody is served. */
	usual: number | null;
	/** Help was called for it: whoever is long there has said so. */
	helped: boolean;
	/** How many it could call, and whom next. */
	waiting: number;
	next: TicketRow | undefined;
}

export function slotsOf(rows: Rows): Slot[] {
	const waiting = Object.values(rows.tickets)
		.filter(({ state }) => state === 'waiting')
		.map((ticket) => ({ ...ticket, heldFor: ticket.heldFor ?? null }));
	const runOf = (service: string) => rows.services[service]?.run ?? 0;
	const helped = new Set(
		Object.values(rows.prompts).map(({ rule, place }) => (rule === 'help' ? place : undefined))
	);
	return Object.values(rows.counters).map((counter): Slot => {
		const ticket = ticketAt(rows.tickets, counter.id);
		// Who is held for a closed counter waits for it, and for nobody else.
		const reach = counter.state === 'closed' ? { ...counter, services: [] } : counter;
		const order = orderAtCounter(waiting, reach, rows.branch, runOf);
		const next = order[0];
		const does =
			ticket === undefined
				? counter.state === 'open'
					? 'idle'
					: counter.state
				: ticket.state === 'called'
					? 'calling'
					: 'serving';
		return {
			counter,
			does,
			ticket,
			since: sinceOf(counter, ticket),
			usual:
				does === 'serving' ? (rows.services[ticket?.service ?? '']?.typicalService ?? null) : null,
			helped: helped.has(counter.id),
			waiting: order.length,
			next: next === undefined ? undefined : rows.tickets[next.id]
		};
	});
}

function sinceOf(counter: CounterRow, ticket: TicketRow | undefined): number | null {
	if (ticket === undefined) return counter.since ?? null;
	return (ticket.state === 'serving' ? ticket.startedAt : undefined) ?? ticket.calledAt ?? null;
}

/** So many times the usual, and nobody called for help: more likely that it was not ended than that it lasts. */
const FORGOTTEN = 3;

export type Pace = 'fine' | 'past' | 'forgotten';

/** Where a service stands against what is usual. */
export function paceOf({ since, usual, helped }: Slot, now: number): Pace {
	if (since === null || usual === null) return 'fine';
	const times = (now - since) / 1000 / usual;
	if (times >= FORGOTTEN && !helped) return 'forgotten';
	return times > 1 ? 'past' : 'fine';
}

export interface Tally {
	open: number;
	paused: number;
	closed: number;
	forgotten: Slot[];
}

export function tallyOf(slots: readonly Slot[], now: number): Tally {
	const count = (state: CounterRow['state']) =>
		slots.filter(({ counter }) => counter.state === state).length;
	return {
		open: count('open'),
		paused: count('paused'),
		closed: count('closed'),
		forgotten: slots.filter((slot) => paceOf(slot, now) === 'forgotten')
	};
}

/** The profile that a counter works by, where what it does is one of the branch's. */
export function profileOf(
	services: readonly string[],
	profiles: BranchRow['profiles']
): BranchRow['profiles'][number] | undefined {
	const own = new Set(services);
	return profiles.find(
		(profile) => profile.services.length === own.size && profile.services.every((id) => own.has(id))
	);
}
