import type { IncomingEvent } from '../../protocol/index.ts';
import { unknownNeed, unknownProduct } from '../catalogue/judge.ts';
import type { Changes } from '../changes.ts';
import { newOffer } from '../duty/offer.ts';
import { offerAll, watchReferralOffer } from '../duty/offering.ts';
import { judgeUndo } from '../engagement/undo.ts';
import type { Recorded } from '../event.ts';
import { touch } from '../queue/apply.ts';
import { refuse, type Refusal } from '../refusal.ts';
import {
	dayFor,
	dayOf,
	findReferral,
	findTicket,
	keptDay,
	openDay,
	type BranchState
} from '../state.ts';
import { unknownNumber } from './number.ts';
import { depthOf, isOpenReferral, lastWord, type Referral } from './referral.ts';

type ReferralFact = Extract<IncomingEvent, { type: `referral.${string}` }>;
type Making = Extract<ReferralFact, { type: 'referral.made' }>;
type Step = Exclude<ReferralFact, Making>;

export function judgeReferral(state: BranchState, event: ReferralFact): Refusal | null {
	const referral = findReferral(state, event.subject);
	if (event.type === 'referral.made') {
		if (referral !== undefined) {
			return refuse('referral_exists', `Referral ${event.subject} was made already.`);
		}
		const { number, need, product } = event.data;
		return (
			unknownNumber(state, number, event.at) ??
			unknownNeed(state, need) ??
			unknownProduct(state, product)
		);
	}
	if (referral === undefined) {
		return refuse(
			'unknown_referral',
			`There is no referral "${event.subject}"; send its referral.made first.`
		);
	}
	return judgeStep(state, referral, event);
}

function judgeStep(state: BranchState, referral: Referral, event: Step): Refusal | null {
	const { acceptedBy } = referral;
	const { staff } = event.data;
	if (event.type === 'referral.seen') return null;
	if (event.type === 'referral.undone') return judgeTakingBack(state, referral, event);
	if (!isOpenReferral(referral)) return closed(referral);
	if (event.type !== 'referral.accepted' || acceptedBy === null) return null;
	// The same person's second word of it may add where it stands; another's comes too late.
	return acceptedBy === staff ? null : taken(state, referral, acceptedBy);
}

/** The last word of a referral is taken back by whoever said it: at once, and its making as long as nobody has it. */
function judgeTakingBack(
	state: BranchState,
	referral: Referral,
	{ at, data: { staff } }: Extract<Step, { type: 'referral.undone' }>
): Refusal | null {
	const { id, from, acceptedBy } = referral;
	const word = lastWord(referral);
	if (word !== null && word.by === staff) return judgeUndo(word, at);
	if (!isOpenReferral(referral)) return closed(referral);
	if (from !== staff) return refuse('not_yours', `The last word of referral ${id} is not yours.`);
	return acceptedBy === null ? null : taken(state, referral, acceptedBy);
}

function closed({ id, state }: Referral): Refusal {
	return refuse('referral_closed', `Referral ${id} is closed (${state}).`);
}

function taken(state: BranchState, { id }: Referral, by: string): Refusal {
	const name = state.config.staff.get(by)?.name.en ?? by;
	return refuse('referral_taken', `${name} has accepted referral ${id}.`);
}

export function applyReferral(
	state: BranchState,
	event: Recorded<ReferralFact>,
	changes: Changes
): void {
	const referral =
		event.type === 'referral.made' ? make(state, event) : findReferral(state, event.subject);
	if (referral === undefined) return;
	if (event.type !== 'referral.made') step(state, referral, event);
	changes.referrals.add(referral);
	followTicketOf(state, referral, changes);
	// Whoever has taken or closed one may be asked about another.
	offerAll(state, Math.max(event.at, event.recordedAt), changes);
}

function make(state: BranchState, { at, subject: id, data }: Recorded<Making>): Referral {
	// Made after midnight of a customer whom midnight cut off, it is of their day: the next has the same numbers again.
	const ticket = data.number === undefined ? undefined : findTicket(state, data.number, at);
	const day =
		ticket === undefined ? (dayFor(state, at) ?? openDay(state, at)) : dayOf(state, ticket);
	const offer = newOffer(at);
	const referral: Referral = {
		id,
		day: day.bounds.day,
		state: 'made',
		number: data.number ?? null,
		from: data.from,
		to: data.to ?? null,
		need: data.need ?? null,
		product: data.product ?? null,
		madeAt: at,
		seenAt: null,
		acceptedBy: null,
		acceptedAt: null,
		met: false,
		metAt: null,
		metBy: null,
		closedAt: null,
		closedBy: null,
		reason: null,
		offer:
			data.to === undefined
				? offer
				: { to: data.to, had: [data.to], dueAt: at + state.config.referrals.acceptWithin }
	};
	day.referrals.set(id, referral);
	state.referrals.set(id, referral);
	watchReferralOffer(state, referral);
	return referral;
}

function step(state: BranchState, referral: Referral, event: Recorded<Step>): void {
	const { at } = event;
	switch (event.type) {
		case 'referral.seen':
			referral.seenAt ??= at;
			return;
		case 'referral.accepted':
			referral.acceptedBy ??= event.data.staff;
			referral.acceptedAt ??= at;
			// Heard after the meeting it tells nothing new of where it stands.
			if (referral.state === 'made') referral.state = 'accepted';
			return;
		case 'referral.met':
			referral.state = 'met';
			referral.met = true;
			referral.metAt ??= at;
			referral.metBy ??= event.data.staff;
			referral.acceptedBy ??= event.data.staff;
			return;
		case 'referral.closed':
			referral.state = event.data.outcome ?? 'lost';
			referral.closedAt = at;
			referral.closedBy = event.data.staff;
			referral.reason = event.data.reason === undefined ? null : wordOf(event.data.reason);
			return;
		case 'referral.undone':
			takeBack(state, referral, Math.max(at, event.recordedAt));
			return;
		default:
			unhandled(event);
	}
}

/** It stands again where it stood before the last word. One that nobody has any more is offered on from there. */
function takeBack(state: BranchState, referral: Referral, at: number): void {
	const { acceptedAt, met } = referral;
	if (referral.state === 'made') {
		referral.state = 'undone';
		referral.closedAt = at;
		return;
	}
	if (!isOpenReferral(referral)) {
		referral.closedAt = referral.closedBy = referral.reason = null;
		referral.state = met ? 'met' : referral.acceptedBy === null ? 'made' : 'accepted';
	} else if (met && acceptedAt !== null) {
		forgetMeeting(referral);
		referral.state = 'accepted';
	} else {
		forgetMeeting(referral);
		referral.acceptedBy = referral.acceptedAt = null;
		referral.state = 'made';
	}
	const { offer } = referral;
	if (offer.dueAt !== null) offer.dueAt = Math.max(offer.dueAt, at);
	watchReferralOffer(state, referral);
}

function forgetMeeting(referral: Referral): void {
	referral.met = false;
	referral.metAt = referral.metBy = null;
}

/** What somebody typed may name the customer: screens and history get the station's words only. */
function wordOf(reason: string): string {
	return /^[a-z][a-z_]{0,39}$/.test(reason) ? reason : 'other';
}

/** How far the customer's referrals came is part of the way from their prompt to a sale. */
function followTicketOf(
	state: BranchState,
	{ day: made, number }: Referral,
	changes: Changes
): void {
	const day = keptDay(state, made);
	const ticket = number === null ? undefined : day?.tickets.get(number);
	if (day === undefined || ticket === undefined) return;
	let furthest: 0 | 1 | 2 | 3 = 0;
	for (const referral of day.referrals.values()) {
		if (referral.number !== number) continue;
		const depth = depthOf(referral);
		if (depth > furthest) furthest = depth;
	}
	if (ticket.referral === furthest) return;
	ticket.referral = furthest;
	touch(state, ticket, changes);
}

/** A customer who has not come after so many days will not come any more. Milliseconds. */
const WAITS = 30 * 86_400_000;

/** The day is over: what was closed before it is history, and what nobody will close any more is lost. */
export function forgetReferrals(
	state: BranchState,
	{ start, end }: { start: number; end: number },
	changes: Changes
): void {
	for (const [id, referral] of state.referrals) {
		if (isOpenReferral(referral)) {
			if (end - referral.madeAt < WAITS) continue;
			referral.state = 'lost';
			referral.closedAt = end;
			referral.reason = 'expired';
			changes.referrals.add(referral);
		} else if (referral.madeAt < start && (referral.closedAt ?? 0) < start) {
			state.referrals.delete(id);
		}
	}
}

function unhandled(event: never): never {
	throw new Error(`No rule for ${(event as { type: string }).type}`);
}
