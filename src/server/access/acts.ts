import type { EventType, IncomingEvent } from '#lib/protocol/events/index.ts';
import type { Role } from '#lib/protocol/roles.ts';

/** What the rule of one's own counter needs to know of the branch as it is now. */
export interface Floor {
	/** The staff member at a counter; null: nobody, or no such counter. */
	staffAt(counter: string): string | null;
	/** The counter that has a ticket; null: none. */
	counterOf(ticket: string): string | null;
	/** Who has accepted a referral of today's holder of a ticket. */
	advisersOf(ticket: string): readonly string[];
	/** Who sold something; null: no such sale is known. */
	sellerOf(sale: string): string | null;
}

/** Somebody who acts, by what the rules ask of them. */
export interface Actor {
	role: Role;
	/** Who they are in the branch's staff; null: nobody in particular. */
	staff: string | null;
}

const LEAD: readonly Role[] = ['branch_head', 'operations_supervisor', 'administrator'];
const LOBBY: readonly Role[] = ['lobby_manager', ...LEAD];
const COUNTER: readonly Role[] = ['teller', ...LEAD];
const FLOOR: readonly Role[] = ['teller', 'lobby_manager', ...LEAD];
const SELLS: readonly Role[] = ['teller', 'lobby_manager', 'wealth_manager', ...LEAD];
/** Whoever has the customer in front of them. */
const MEETS: readonly Role[] = ['wealth_manager', ...FLOOR];
const ADVISES: readonly Role[] = ['lobby_manager', 'wealth_manager', ...LEAD];

/** Whose job each event is, when a person tells it. Machines tell whatever their key's scope says. */
export const ACTS: Readonly<Record<EventType, readonly Role[]>> = {
	'ticket.issued': LOBBY,
	'ticket.called': COUNTER,
	'ticket.recalled': COUNTER,
	'ticket.started': COUNTER,
	'ticket.finished': ['wealth_manager', ...COUNTER],
	'ticket.no_show': COUNTER,
	'ticket.abandoned': LOBBY,
	'ticket.cancelled': LOBBY,
	'ticket.parked': MEETS,
	'ticket.resumed': MEETS,
	'ticket.requeued': FLOOR,
	'ticket.transferred': FLOOR,
	'ticket.moved': LEAD,
	// The customer says it: on the pad at the counter, or on their phone.
	'ticket.rated': [],
	'ticket.diverted': LOBBY,
	'form.checked': FLOOR,
	'counter.opened': COUNTER,
	'counter.paused': COUNTER,
	'counter.closed': COUNTER,
	'device.status': LOBBY,
	'device.heartbeat': [],
	'incident.acknowledged': LOBBY,
	'incident.passed': LOBBY,
	'incident.noted': LOBBY,
	'incident.resolved': LOBBY,
	'engagement.recorded': SELLS,
	'engagement.undone': SELLS,
	'prompt.accepted': ADVISES,
	'prompt.handed_back': ADVISES,
	'prompt.not_reached': ADVISES,
	'help.called': COUNTER,
	'complaint.made': FLOOR,
	'prompt.done': ADVISES,
	'pitch.made': COUNTER,
	'pitch.undone': COUNTER,
	'referral.made': SELLS,
	'referral.seen': ADVISES,
	'referral.accepted': ADVISES,
	'referral.met': ADVISES,
	'referral.closed': ADVISES,
	'referral.undone': SELLS,
	'sale.recorded': SELLS,
	'sale.corrected': SELLS,
	'sale.cancelled': SELLS,
	'staff.arrived': SELLS,
	'staff.left': SELLS,
	'checklist.checked': SELLS,
	'checklist.signed': SELLS,
	'activity.logged': SELLS,
	// Moves the clock of a branch that is replayed: a machine's business.
	'clock.tick': []
};

/** The field of an event's data that says who did it; the others have none, or are about somebody else. */
const DOER: Partial<Record<EventType, 'staff' | 'from'>> = {
	'ticket.called': 'staff',
	'ticket.recalled': 'staff',
	'form.checked': 'staff',
	'counter.opened': 'staff',
	'engagement.recorded': 'staff',
	'engagement.undone': 'staff',
	'prompt.accepted': 'staff',
	'prompt.handed_back': 'staff',
	'prompt.not_reached': 'staff',
	'ticket.requeued': 'staff',
	'help.called': 'staff',
	'complaint.made': 'staff',
	'prompt.done': 'staff',
	'pitch.made': 'staff',
	'pitch.undone': 'staff',
	'referral.made': 'from',
	'referral.seen': 'staff',
	'referral.accepted': 'staff',
	'referral.met': 'staff',
	'referral.closed': 'staff',
	'referral.undone': 'staff',
	'sale.recorded': 'staff',
	'sale.corrected': 'staff',
	'sale.cancelled': 'staff',
	'checklist.checked': 'staff',
	'checklist.signed': 'staff',
	'incident.acknowledged': 'staff',
	'incident.passed': 'staff',
	'incident.noted': 'staff',
	'incident.resolved': 'staff'
};

/** Types whose subject is a person. */
const ABOUT_STAFF: ReadonlySet<EventType> = new Set<EventType>([
	'activity.logged',
	'staff.arrived',
	'staff.left'
]);

/** Types in which the doer may be left out: the server writes them in. */
const FILLED: ReadonlySet<EventType> = new Set<EventType>([
	'ticket.called',
	'ticket.recalled',
	'ticket.requeued',
	'form.checked',
	'counter.opened',
	'help.called',
	'complaint.made'
]);

/** Why somebody may not tell this event; undefined: they may. */
export function deniesAct(
	actor: Actor,
	event: Pick<IncomingEvent, 'type' | 'subject' | 'data'>,
	floor: Floor
): string | undefined {
	if (!ACTS[event.type].includes(actor.role)) return 'This is not for your role to do.';
	if (LEAD.includes(actor.role)) return undefined;
	if (actor.staff === null) {
		return 'Your account is not linked to anybody of this branch; ask the administrator.';
	}
	const field = DOER[event.type];
	const doer = field === undefined ? undefined : (event.data as Record<string, unknown>)[field];
	if (doer !== undefined && doer !== actor.staff) return 'This can be told in your own name only.';
	if (ABOUT_STAFF.has(event.type) && event.subject !== actor.staff) {
		return 'This can be told in your own name only.';
	}
	if (event.type === 'sale.corrected' || event.type === 'sale.cancelled') {
		const seller = floor.sellerOf(event.subject);
		return seller === null || seller === actor.staff ? undefined : NOT_YOUR_SALE;
	}
	if (actor.role === 'wealth_manager') return deniesAdviser(actor.staff, event, floor);
	return actor.role === 'teller' ? deniesTeller(actor.staff, event, floor) : undefined;
}

/** The event with its doer written in, where a person may leave that out. */
export function withDoer<E extends Pick<IncomingEvent, 'type' | 'data'>>(
	event: E,
	staff: string | null
): E {
	if (staff === null || !FILLED.has(event.type) || 'staff' in event.data) return event;
	return { ...event, data: { ...event.data, staff } };
}

/** A teller works at the counter that they opened, and on the tickets there. */
function deniesTeller(
	staff: string,
	event: Pick<IncomingEvent, 'type' | 'subject' | 'data'>,
	floor: Floor
): string | undefined {
	const named = (event.data as { counter?: string }).counter;
	switch (event.type) {
		case 'counter.opened': {
			const there = floor.staffAt(event.subject);
			return there === null || there === staff ? undefined : `${there} is at this counter.`;
		}
		case 'counter.paused':
		case 'counter.closed':
		case 'help.called':
			return floor.staffAt(event.subject) === staff ? undefined : NOT_YOURS;
		case 'ticket.called':
		case 'ticket.recalled':
		case 'ticket.started':
			return named !== undefined && floor.staffAt(named) === staff ? undefined : NOT_YOURS;
		case 'ticket.finished':
		case 'ticket.no_show':
		case 'ticket.parked':
		case 'ticket.requeued':
		case 'ticket.transferred': {
			const counter = floor.counterOf(event.subject);
			return counter !== null && floor.staffAt(counter) === staff ? undefined : NOT_YOURS;
		}
		default:
			return undefined;
	}
}

/** A wealth manager has the tickets of the customers whom they have taken over, as long as no counter has them. */
function deniesAdviser(
	staff: string,
	{ type, subject }: Pick<IncomingEvent, 'type' | 'subject'>,
	floor: Floor
): string | undefined {
	if (!type.startsWith('ticket.')) return undefined;
	if (floor.counterOf(subject) !== null) return 'A counter has this customer.';
	return floor.advisersOf(subject).includes(staff) ? undefined : NOT_REFERRED;
}

/** What a display that nobody signs in to may tell. */
const DISPLAY_ACTS: Record<string, readonly EventType[]> = {
	kiosk: ['help.called'],
	rating: ['ticket.rated']
};

/** Why a display may not tell this event; undefined: it may. */
export function deniesDisplay(
	screen: string,
	event: Pick<IncomingEvent, 'type' | 'subject'>
): string | undefined {
	if (!DISPLAY_ACTS[screen]?.includes(event.type)) return 'This is not for this display to tell.';
	const isElsewhere = event.type === 'help.called' && event.subject !== 'kiosk';
	return isElsewhere ? 'A kiosk calls for help to itself only.' : undefined;
}

const NOT_REFERRED = 'You have not accepted a referral of this customer.';
const NOT_YOUR_SALE = 'Only whoever sold it, or leads the branch, changes a sale.';
const NOT_YOURS = 'This is at another counter than yours; open your own counter first.';
