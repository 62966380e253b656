import type { IncomingEvent } from '../../protocol/index.ts';
import type { Changes } from '../changes.ts';
import type { Day } from '../day.ts';
import type { Recorded } from '../event.ts';
import { refuse, type Refusal } from '../refusal.ts';
import { touch } from '../queue/apply.ts';
import { dayFor, findTicket, openDay, type BranchState } from '../state.ts';
import type { Referral } from './referral.ts';

type SalesFact = Extract<
	IncomingEvent,
	{ type: 'pitch.made' | `referral.${string}` | 'sale.recorded' }
>;

export function judgeSales(state: BranchState, event: SalesFact): Refusal | null {
	switch (event.type) {
		case 'pitch.made':
			return unknownNumber(state, event.subject, event.at);
		case 'referral.made':
			return (
				(findReferral(state, event.subject) === undefined
					? null
					: refuse('referral_exists', `Referral ${event.subject} was made already.`)) ??
				unknownNumber(state, event.data.number, event.at)
			);
		case 'referral.accepted':
		case 'referral.met':
		case 'referral.closed':
			return judgeReferralStep(state, event.subject);
		case 'sale.recorded':
			if (dayFor(state, event.at)?.sales.has(event.subject)) {
				return refuse('sale_exists', `Sale ${event.subject} was recorded already.`);
			}
			return unknownNumber(state, event.data.number, event.at);
		default:
			return unhandled(event);
	}
}

function judgeReferralStep(state: BranchState, id: string): Refusal | null {
	const referral = findReferral(state, id);
	if (referral === undefined) {
		return refuse(
			'unknown_referral',
			`There is no referral "${id}"; send its referral.made first.`
		);
	}
	if (referral.state !== 'won' && referral.state !== 'lost') return null;
	return refuse('referral_closed', `Referral ${id} is closed (${referral.state}).`);
}

function unknownNumber(state: BranchState, number: string | undefined, at: number): Refusal | null {
	if (number === undefined || findTicket(state, number, at) !== undefined) return null;
	return refuse('unknown_ticket', `No ticket ${number} is known on that business day.`);
}

function findReferral(state: BranchState, id: string): Referral | undefined {
	return state.today?.referrals.get(id) ?? state.yesterday?.referrals.get(id);
}

export function applySales(state: BranchState, event: Recorded<SalesFact>, changes: Changes): void {
	const day = dayFor(state, event.at) ?? openDay(state, event.at);
	changes.today = true;
	switch (event.type) {
		case 'pitch.made':
			pitch(state, event, changes);
			return;
		case 'referral.made':
			makeReferral(day, event, changes);
			return;
		case 'referral.accepted':
		case 'referral.met':
		case 'referral.closed':
			stepReferral(state, event, changes);
			return;
		case 'sale.recorded':
			sell(state, day, event, changes);
			return;
		default:
			unhandled(event);
	}
}

function makeReferral(
	day: Day,
	{ at, subject: id, data }: Recorded<Extract<SalesFact, { type: 'referral.made' }>>,
	changes: Changes
): void {
	const referral: Referral = {
		id,
		state: 'made',
		number: data.number ?? null,
		from: data.from,
		to: data.to ?? null,
		need: data.need ?? null,
		product: data.product ?? null,
		madeAt: at,
		acceptedBy: null,
		acceptedAt: null,
		met: false,
		metAt: null
	};
	day.referrals.set(id, referral);
	changes.referrals.add(referral);
}

function pitch(
	state: BranchState,
	event: Recorded<Extract<SalesFact, { type: 'pitch.made' }>>,
	changes: Changes
): void {
	const ticket = findTicket(state, event.subject, event.at);
	if (ticket === undefined) return;
	if (event.data.result === 'skipped') ticket.pitchSkipped = true;
	else ticket.pitched = true;
	if (event.data.result === 'interested') ticket.interested = true;
	touch(state, ticket, changes);
}

function stepReferral(
	state: BranchState,
	event: Recorded<
		Extract<SalesFact, { type: 'referral.accepted' | 'referral.met' | 'referral.closed' }>
	>,
	changes: Changes
): void {
	const referral = findReferral(state, event.subject);
	if (referral === undefined) return;
	changes.referrals.add(referral);
	if (event.type === 'referral.accepted') {
		referral.acceptedBy ??= event.data.staff;
		referral.acceptedAt ??= event.at;
		// Heard after the meeting it tells nothing new of where it stands.
		if (referral.state === 'made') referral.state = 'accepted';
	} else if (event.type === 'referral.met') {
		referral.state = 'met';
		referral.met = true;
		referral.metAt ??= event.at;
	} else referral.state = event.data.outcome ?? 'lost';
}

function sell(
	state: BranchState,
	day: Day,
	event: Recorded<Extract<SalesFact, { type: 'sale.recorded' }>>,
	changes: Changes
): void {
	day.sales.add(event.subject);
	day.amount += event.data.amount;
	if (event.data.number === undefined) return;
	const ticket = findTicket(state, event.data.number, event.at);
	if (ticket === undefined) return;
	ticket.sold = true;
	touch(state, ticket, changes);
}

function unhandled(event: never): never {
	throw new Error(`No rule for ${JSON.stringify(event)}`);
}
