/** What the console has to say about the last press. Pure. */
import type { TicketRow } from '#lib/protocol/index.ts';
import type { Bar } from './may.ts';

export type Notice =
	/** Another one came than the button had said. */
	| { kind: 'got'; expected: string; got: string }
	| { kind: 'nobody' }
	/** It was finished, and too long ago to call anybody for it. */
	| { kind: 'not_called'; number: string }
	| { kind: 'done'; type: string; number: string }
	| { kind: 'barred'; bar: Bar }
	| { kind: 'refused'; type: string; number: string | undefined; code: string };

/** Whether it is about something that did not happen. */
export function isRefusal({ kind }: Notice): boolean {
	return kind === 'refused' || kind === 'not_called';
}

/** What became of the number that the button had said. */
export type Fate = { was: 'called'; counter: string } | { was: 'overtaken' } | { was: 'gone' };

export function fateOf(number: string, tickets: Record<string, TicketRow>): Fate {
	const ticket = tickets[number];
	if (ticket === undefined) return { was: 'gone' };
	if (ticket.counter !== undefined) return { was: 'called', counter: ticket.counter };
	return ticket.state === 'waiting' ? { was: 'overtaken' } : { was: 'gone' };
}

/** Whether the subject of an act is a customer's number; those of referrals and sales say nothing to anybody. */
export function isAboutTicket(type: string): boolean {
	return type.startsWith('ticket.') || type.startsWith('pitch.');
}
