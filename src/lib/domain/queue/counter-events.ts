import type { IncomingEvent } from '../../protocol/index.ts';
import type { Changes } from '../changes.ts';
import type { Recorded } from '../event.ts';
import { refuse, type Refusal } from '../refusal.ts';
import type { BranchState } from '../state.ts';

type CounterFact = Extract<IncomingEvent, { type: `counter.${string}` }>;

const STATE_OF = {
	'counter.opened': 'open',
	'counter.paused': 'paused',
	'counter.closed': 'closed'
} as const;

export function judgeCounter(state: BranchState, event: CounterFact): Refusal | null {
	if (!state.counters.has(event.subject)) {
		return refuse('unknown_counter', `This branch has no counter "${event.subject}".`);
	}
	const unknown = event.data.services?.find((id) => !state.config.services.has(id));
	if (unknown === undefined) return null;
	return refuse('unknown_service', `This branch has no service "${unknown}".`);
}

export function applyCounter(
	state: BranchState,
	event: Recorded<CounterFact>,
	changes: Changes
): void {
	const counter = state.counters.get(event.subject);
	if (counter === undefined)
		throw new Error(`${event.type} about unknown counter ${event.subject}`);
	// A late word about a counter is history: what was heard of it since is newer.
	if (counter.since !== null && event.at < counter.since) return;
	counter.state = STATE_OF[event.type];
	counter.since = event.at;
	counter.reason = event.data.reason ?? null;
	if (event.data.staff !== undefined) {
		counter.staff = event.data.staff;
		state.today?.cameAt(event.data.staff, event.at);
	}
	if (event.data.services !== undefined) counter.services = event.data.services;
	if (counter.state === 'closed') {
		counter.staff = null;
		counter.services = null;
	}
	state.forecast.counterSaid(counter.id, counter.state === 'open', event.at);
	changes.counters.add(counter.id);
}
