import type { Changes } from '../changes.ts';
import type { OwnEvent, Recorded } from '../event.ts';
import type { Prompt } from '../engagement/prompt.ts';
import { isOpenReferral, type Referral } from '../sales/referral.ts';
import { findPrompt, findReferral, type BranchState } from '../state.ts';
import { onDuty, tasksInHand } from './duty.ts';
import { newOffer, nextPerson, type Offer } from './offer.ts';

/**
 * Offers are recorded, because people are told them: who is asked follows from who is at work and what they have in
 * hand at that instant, and must be the same whenever the log is read.
 */
type Offered = Extract<OwnEvent, { type: 'prompt.offered' | 'referral.offered' }>;

export function watchOffer(state: BranchState, prompt: Prompt): void {
	const { dueAt } = prompt.offer;
	if (prompt.phase.state !== 'open' || prompt.kind !== 'engage' || dueAt === null) return;
	state.alarms.add({ at: dueAt, kind: 'offer', day: prompt.day, ticket: prompt.id });
}

export function watchReferralOffer(state: BranchState, referral: Referral): void {
	const { dueAt } = referral.offer;
	if (referral.state !== 'made' || dueAt === null) return;
	state.alarms.add({ at: dueAt, kind: 'referral', day: referral.day, ticket: referral.id });
}

/** The offer of a prompt that is due, or undefined when there is nobody to ask. */
export function promptOffer(state: BranchState, id: string, at: number): Offered | undefined {
	const prompt = findPrompt(state, id);
	if (prompt === undefined || prompt.phase.state !== 'open') return undefined;
	if (!isDue(prompt.offer, at)) return undefined;
	const people = onDuty(state, 'lobby_manager');
	// Sales wait for whoever has room; an apology does not: it is no sale.
	const isApology = prompt.level > 0;
	const room = people.filter(
		(each) => isApology || tasksInHand(state, each) < state.config.capacity
	);
	const to = nextPerson(room, prompt.offer, (each) => loadOf(state, each));
	if (to !== undefined) return { type: 'prompt.offered', at, subject: id, data: { to } };
	// Whoever was asked has not taken it. Who is full now is asked by `offerAll` once they have room.
	if (prompt.offer.to === null) return undefined;
	return { type: 'prompt.offered', at, subject: id, data: { to: null } };
}

export function referralOffer(state: BranchState, id: string, at: number): Offered | undefined {
	const referral = findReferral(state, id);
	if (referral === undefined || referral.state !== 'made') return undefined;
	if (!isDue(referral.offer, at)) return undefined;
	const people = onDuty(state, 'wealth_manager');
	const to = nextPerson(people, referral.offer, (each) => referralsInHand(state, each));
	if (to !== undefined) return { type: 'referral.offered', at, subject: id, data: { to } };
	if (referral.offer.to === null) return undefined;
	return { type: 'referral.offered', at, subject: id, data: { to: null } };
}

export function applyOffered(state: BranchState, event: Recorded<Offered>, changes: Changes): void {
	const { to } = event.data;
	if (event.type === 'prompt.offered') {
		const prompt = findPrompt(state, event.subject);
		if (prompt === undefined) return;
		prompt.offer = next(prompt.offer, to, event.at, state.config.passAfter);
		watchOffer(state, prompt);
		changes.prompts.add(prompt);
	} else {
		const referral = findReferral(state, event.subject);
		if (referral === undefined) return;
		referral.offer = next(referral.offer, to, event.at, state.config.referrals.acceptWithin);
		watchReferralOffer(state, referral);
		changes.referrals.add(referral);
	}
}

/**
 * Somebody came or has room again: what nobody is asked about is offered anew, and so is what should have gone to the
 * next when nobody had room. `gone`: somebody left, and what they are asked goes to the next.
 */
export function offerAll(
	state: BranchState,
	at: number,
	changes: Changes,
	gone: string | null = null
): void {
	const ask = (offer: Offer): boolean => {
		const isOverdue = offer.dueAt !== null && offer.dueAt <= at;
		if (offer.to !== gone && !isOverdue) return false;
		offer.dueAt = at;
		return true;
	};
	for (const prompt of state.today?.prompts.values() ?? []) {
		if (prompt.phase.state !== 'open' || prompt.kind !== 'engage' || !ask(prompt.offer)) continue;
		watchOffer(state, prompt);
	}
	for (const referral of state.referrals.values()) {
		if (referral.state !== 'made' || !ask(referral.offer)) continue;
		changes.referrals.add(referral);
		watchReferralOffer(state, referral);
	}
}

/** It came back, or is told again: everybody may be asked once more. */
export function offerAnew(state: BranchState, prompt: Prompt, at: number): void {
	prompt.offer = newOffer(at);
	watchOffer(state, prompt);
}

function isDue({ dueAt }: Offer, at: number): boolean {
	return dueAt !== null && at >= dueAt;
}

function next(offer: Offer, to: string | null, at: number, within: number | null): Offer {
	const dueAt = to === null || within === null ? null : at + within;
	return { to, had: to === null ? offer.had : [...offer.had, to], dueAt };
}

function loadOf(state: BranchState, staff: string): number {
	let asked = 0;
	for (const { phase, offer } of state.today?.prompts.values() ?? []) {
		if (phase.state === 'open' && offer.to === staff) asked += 1;
	}
	return asked + tasksInHand(state, staff);
}

function referralsInHand(state: BranchState, staff: string): number {
	let count = 0;
	for (const referral of state.referrals.values()) {
		if (!isOpenReferral(referral)) continue;
		const { acceptedBy, offer } = referral;
		if (acceptedBy === staff || (acceptedBy === null && offer.to === staff)) count += 1;
	}
	return count;
}
