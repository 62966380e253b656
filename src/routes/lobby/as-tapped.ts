/** Rows as they will be once what was tapped here has arrived: nobody taps twice because the network is slow. Pure. */
import type { TicketRow } from '#lib/protocol/index.ts';
import type { Act } from './deeds.ts';

const ENDS = new Set(['ticket.abandoned', 'ticket.diverted']);

/** Null: it will be over. */
export function asTapped(ticket: TicketRow, pending: readonly Act[]): TicketRow | null {
	let row = ticket;
	for (const { type, subject, data } of pending) {
		if (subject !== ticket.number) continue;
		if (ENDS.has(type)) return null;
		if (type === 'form.checked') row = { ...row, form: data['ok'] === true ? 'ok' : 'faults' };
		else if (type === 'ticket.parked') row = { ...row, state: 'parked' };
		else if (type === 'ticket.resumed' || type === 'ticket.requeued')
			row = { ...row, state: 'waiting' };
		else if (type === 'ticket.transferred') {
			row = { ...row, state: 'waiting', service: String(data['service']) };
		}
	}
	return row;
}
