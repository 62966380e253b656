/** The lobby at this moment. */
import type { BranchRow, PromptRow, ServiceRow, TicketRow } from '#lib/protocol/index.ts';
import { isInLobby } from './halves.ts';

export interface Now {
	waiting: number;
	/** Have waited for more than their service's long wait. */
	over: number;
	/** Of those with a prompt: nobody has taken it. */
	nobody: number;
}

export function lobbyNow(
	branch: BranchRow,
	services: Record<string, ServiceRow>,
	tickets: Record<string, TicketRow>,
	prompts: Record<string, PromptRow>,
	now: number
): Now {
	const waiting = Object.values(tickets).filter(isInLobby);
	const limit = (ticket: TicketRow) =>
		(services[ticket.service]?.longWait ?? branch.longWait.seconds) * 1000;
	return {
		waiting: waiting.length,
		over: waiting.filter((ticket) => now - ticket.issuedAt > limit(ticket)).length,
		nobody: Object.values(prompts).filter(
			({ kind, state }) => kind === 'engage' && state === 'open'
		).length
	};
}
