/** What whoever leads the branch can do on the board, as the acts that the server knows. Pure. */
import type { Act } from '#lib/office/doing.svelte.ts';

export type Deed =
	| { do: 'open'; counter: string; staff: string; services?: readonly string[] }
	| { do: 'pause' | 'close'; counter: string }
	| { do: 'finish' | 'return'; ticket: string; counter: string }
	| { do: 'first' | 'last'; ticket: string }
	| { do: 'transfer'; ticket: string; service: string; counter?: string };

export type DeedName = Deed['do'];

/** `reason`: a word of `i18n/act-reasons.ts`, or what somebody wrote; it stays in the log. */
export function actOf(deed: Deed, reason: string): Act {
	switch (deed.do) {
		case 'open': {
			const { counter, staff, services } = deed;
			const data = services === undefined ? { staff } : { staff, services };
			return { type: 'counter.opened', subject: counter, data: { ...data, reason } };
		}
		case 'pause':
			return { type: 'counter.paused', subject: deed.counter, data: { reason } };
		case 'close':
			return { type: 'counter.closed', subject: deed.counter, data: { reason } };
		case 'finish':
			return {
				type: 'ticket.finished',
				subject: deed.ticket,
				data: { counter: deed.counter, reason }
			};
		case 'return':
			// Of the reasons of a return it is the other one; which, stands where faults do.
			return {
				type: 'ticket.requeued',
				subject: deed.ticket,
				data: { reason: 'other', faults: [reason] }
			};
		case 'first':
		case 'last':
			return { type: 'ticket.moved', subject: deed.ticket, data: { to: deed.do, reason } };
		case 'transfer': {
			const { service, counter } = deed;
			const data = counter === undefined ? { service } : { service, counter };
			return { type: 'ticket.transferred', subject: deed.ticket, data: { ...data, reason } };
		}
	}
}

/** What an act does; null when it is none of this board. */
export function deedOf({ type, subject, data }: Act): Deed | null {
	if (subject === undefined) return null;
	const { counter, service, staff, services, to } = data as Partial<Record<string, string>> & {
		services?: readonly string[];
	};
	switch (type) {
		case 'counter.opened':
			if (staff === undefined) return null;
			return { do: 'open', counter: subject, staff, ...(services !== undefined && { services }) };
		case 'counter.paused':
			return { do: 'pause', counter: subject };
		case 'counter.closed':
			return { do: 'close', counter: subject };
		case 'ticket.finished':
			return counter === undefined ? null : { do: 'finish', ticket: subject, counter };
		case 'ticket.requeued':
			return { do: 'return', ticket: subject, counter: counter ?? '' };
		case 'ticket.moved':
			return to === 'first' || to === 'last' ? { do: to, ticket: subject } : null;
		case 'ticket.transferred':
			if (service === undefined) return null;
			return {
				do: 'transfer',
				ticket: subject,
				service,
				...(counter !== undefined && { counter })
			};
		default:
			return null;
	}
}

/** The row that a deed is about. */
export function keyOf(deed: Deed): string {
	return 'ticket' in deed ? `ticket/${deed.ticket}` : `counter/${deed.counter}`;
}
