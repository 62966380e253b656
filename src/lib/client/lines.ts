/** Who waits for each service, in the order in which they will be called. Pure. */
import { lineOf } from '../domain/queue/line.ts';
import type { Place } from '../domain/queue/line.ts';
import type { BranchRow, ServiceRow, TicketRow } from '../protocol/index.ts';

/** The rows that a line is made of. */
export interface LineRows {
	branch: Pick<BranchRow, 'consecutivePriority'>;
	services: Readonly<Record<string, ServiceRow>>;
	tickets: Readonly<Record<string, TicketRow>>;
}

/** Who waits for each service, in calling order. */
export function linesIn({ branch, services, tickets }: LineRows): Map<string, Place[]> {
	const waiting = Object.values(tickets).filter(({ state }) => state === 'waiting');
	const lines = Map.groupBy(waiting, ({ service }) => service);
	return new Map(
		[...lines].map(([service, line]) => [
			service,
			lineOf(line, branch, services[service]?.run ?? 0)
		])
	);
}
