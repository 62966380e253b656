import type { BranchState } from '../state.ts';
import { compareClaims } from './line.ts';
import { lineWithKeys } from './place.ts';
import type { Ticket } from './ticket.ts';

/**
 * The ticket that a counter should call next: of the heads of the lines that it works on, the one with the
 * oldest claim; the profile's order decides between equals. Undefined when nobody waits for it.
 */
export function nextTicket(state: BranchState, counterId: string): Ticket | undefined {
	const day = state.today;
	const counter = state.counters.get(counterId);
	if (day === null || counter === undefined) return undefined;
	const profile = counter.services ?? state.config.counters.get(counterId)?.services ?? [];
	let best: ReturnType<typeof lineWithKeys>[number] | undefined;
	for (const service of profile) {
		if (day.line(service).size === 0) continue;
		const head = lineWithKeys(day, service, state.config)[0];
		if (head !== undefined && (best === undefined || compareClaims(head, best) < 0)) best = head;
	}
	return best?.ticket;
}
