import Type from 'typebox';
import { Segment } from './events/ticket.ts';
import { Id, Line, Text } from './scalars.ts';
import type { Name } from './scalars.ts';
import type { TicketState, WaitEstimate } from './rows/ticket.ts';

/**
 * Taking a ticket, at a kiosk or for somebody at the tablet. The server chooses the number; the same `id` again gets
 * the first answer. `code`: what a VIP customer types at the kiosk.
 */
export const TicketRequest = Type.Object({
	id: Type.String({ minLength: 1, maxLength: 200 }),
	service: Id,
	segment: Type.Optional(Segment),
	code: Type.Optional(Type.String({ maxLength: 20 })),
	further: Type.Optional(Type.Array(Id, { maxItems: 10 })),
	tags: Type.Optional(Type.Array(Id, { maxItems: 20 })),
	name: Type.Optional(Line),
	note: Type.Optional(Text),
	divertedTo: Type.Optional(Id)
});
export type TicketRequest = Type.Static<typeof TicketRequest>;

/**
 * How a ticket gets onto paper: `text` is set by the server, a picture is drawn by whoever asks, so many dots wide;
 * null where the branch has no printer for it.
 */
export type Paper = { mode: 'text' } | { mode: 'image'; dots: 384 | 576 } | null;

/** The largest picture of a ticket that is taken, in bytes. */
export const MOST_PICTURE = 512 * 1024;

/** What came of printing a ticket (docs/printing.md); `paperLow`: by the printer's own word. */
export interface PrintAnswer {
	outcome:
		| 'printed'
		| 'paper_out'
		| 'offline'
		| 'unreachable'
		| 'timed_out'
		| 'interrupted'
		| 'queue_full'
		| 'unprintable'
		| 'stopped';
	paperLow: boolean;
}

/** `token`: of the page for the customer's phone; `link`: its whole address, where phones reach this server. */
export interface TicketAnswer {
	number: string;
	seq: number;
	service: string;
	issuedAt: number;
	ahead: number;
	estimate: WaitEstimate;
	token: string;
	link: string | null;
	paper: Paper;
}

/**
 * A ticket as its holder sees it on the phone: nothing of anybody else. Instants are epoch milliseconds of the
 * branch's clock, durations seconds; `place` 1 is next.
 */
export interface PhoneTicket {
	branch: Name;
	timeZone: string;
	number: string;
	service: Name;
	state: TicketState | 'finished' | 'no_show' | 'diverted' | 'gone';
	issuedAt: number;
	place: number | null;
	estimate: WaitEstimate;
	calledAt: number | null;
	recalls: number;
	counter: { id: string; name: Name } | null;
	returnNext: number;
	mayRate: boolean;
	now: number;
	rate: number;
}
