import { overPhase, type Ticket } from '#lib/domain/queue/ticket.ts';
import { callingOrder } from '#lib/domain/queue/line.ts';
import type { PhoneTicket, TicketRow, View } from '#lib/protocol/index.ts';

/** What has been published of a branch: rows by collection. */
type Published = Pick<Required<View>, 'branch' | 'services' | 'counters' | 'tickets'>;

/** How a ticket ends for its holder: what voided it is nobody's business on a phone. */
const ENDS = { finished: 'finished', no_show: 'no_show', diverted: 'diverted' } as const;

/**
 * One ticket for its holder's phone. What has been published counts, not what is still on its way to the disk;
 * `ticket` tells only how one that is in no row any more ended.
 */
export function phoneTicket(
	published: Published,
	ticket: Ticket,
	{ now, rate }: { now: number; rate: number }
): PhoneTicket {
	const [branch] = Object.values(published.branch);
	if (branch === undefined) throw new Error('A published branch has its row');
	const row = published.tickets[ticket.number];
	const serviceId = row?.service ?? ticket.stages.at(-1)?.service ?? '';
	const counter = row?.counter === undefined ? undefined : published.counters[row.counter];
	return {
		branch: branch.name,
		timeZone: branch.timeZone,
		number: ticket.number,
		service: published.services[serviceId]?.name ?? { zh: serviceId, en: serviceId },
		state: row?.state ?? endOf(ticket),
		issuedAt: ticket.issuedAt,
		place: row === undefined ? null : placeOf(row, published),
		estimate: row?.estimate ?? null,
		calledAt: row?.calledAt ?? null,
		recalls: row?.recalls ?? 0,
		counter: counter === undefined ? null : { id: counter.id, name: counter.name },
		returnNext: branch.calling.returnNext,
		mayRate: row === undefined && endOf(ticket) === 'finished' && ticket.rating === null,
		now,
		rate
	};
}

/** One that is back in line, and whose row is on its way to the disk, waits. */
function endOf(ticket: Ticket): PhoneTicket['state'] {
	const end = overPhase(ticket)?.state;
	if (end === undefined) return 'waiting';
	return end in ENDS ? ENDS[end as keyof typeof ENDS] : 'gone';
}

function placeOf(row: TicketRow, { tickets, services, branch }: Published): number | null {
	if (row.state !== 'waiting') return null;
	const rule = { consecutivePriority: Object.values(branch)[0]?.consecutivePriority ?? 1 };
	const line = Object.values(tickets).filter(
		({ state, service }) => state === 'waiting' && service === row.service
	);
	const run = services[row.service]?.run ?? 0;
	const place = callingOrder(line, rule, run).findIndex(({ id }) => id === row.id);
	return place < 0 ? null : place + 1;
}
