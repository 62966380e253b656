import type { IncomingEvent } from '../../protocol/index.ts';
import { unknownProduct } from '../catalogue/judge.ts';
import type { Changes } from '../changes.ts';
import { judgeUndo } from '../engagement/undo.ts';
import type { Recorded } from '../event.ts';
import { touch } from '../queue/apply.ts';
import type { Ticket } from '../queue/ticket.ts';
import type { Refusal } from '../refusal.ts';
import { dayOf, findTicket, type BranchState } from '../state.ts';
import { unknownNumber } from './number.ts';
import type { Pitch } from './pitch.ts';

type PitchFact = Extract<IncomingEvent, { type: `pitch.${string}` }>;

export function judgePitch(state: BranchState, event: PitchFact): Refusal | null {
	const unknown = unknownNumber(state, event.subject, event.at);
	if (unknown !== null) return unknown;
	if (event.type === 'pitch.made') return unknownProduct(state, event.data.product);
	return judgeUndo(lastPitch(state, event), event.at);
}

export function applyPitch(state: BranchState, event: Recorded<PitchFact>, changes: Changes): void {
	const ticket = findTicket(state, event.subject, event.at);
	if (ticket === undefined) return;
	const pitch = event.type === 'pitch.made' ? make(state, ticket, event) : lastPitch(state, event);
	if (pitch === undefined) return;
	if (event.type === 'pitch.undone') pitch.undone = true;
	changes.pitches.add(pitch);
	const own = dayOf(state, ticket).pitches.filter(
		({ number, undone }) => number === ticket.number && !undone
	);
	ticket.pitched = own.some(({ result }) => result !== 'skipped');
	ticket.pitchSkipped = own.some(({ result }) => result === 'skipped');
	ticket.pitchInterest = own.some(({ result }) => result === 'interested');
	touch(state, ticket, changes);
}

function make(
	state: BranchState,
	ticket: Ticket,
	{ at, data }: Recorded<Extract<PitchFact, { type: 'pitch.made' }>>
): Pitch {
	const day = dayOf(state, ticket);
	const pitch: Pitch = {
		id: `${ticket.day}/${day.pitches.length + 1}`,
		day: ticket.day,
		at,
		number: ticket.number,
		staff: data.staff,
		product: data.product ?? null,
		result: data.result,
		skip: data.skip ?? null,
		toldWait: data.toldWait ?? false,
		leaflet: data.leaflet ?? false,
		undone: false
	};
	day.pitches.push(pitch);
	return pitch;
}

/** The last that somebody told of a ticket and has not taken back. */
function lastPitch(
	state: BranchState,
	event: Extract<PitchFact, { type: 'pitch.undone' }>
): Pitch | undefined {
	const ticket = findTicket(state, event.subject, event.at);
	if (ticket === undefined) return undefined;
	return dayOf(state, ticket).pitches.findLast(
		({ number, staff, undone }) => number === ticket.number && staff === event.data.staff && !undone
	);
}
