/**
 * What must be seen to before anything is sold: calls for help and complaints, devices that serve nobody, checks,
 * customers to lead to a colleague, forms to look at. Pure.
 */
import { businessDayAt } from '#lib/domain/time/business-day.ts';
import type {
	BranchRow,
	IncidentRow,
	PromptRow,
	ReferralRow,
	TicketRow
} from '#lib/protocol/index.ts';
import { isErrand, isInLobby } from './tasks.ts';
import type { Waiter } from '#lib/client/waiter.ts';

/**
 * Something asks for somebody: a call for help or a complaint, a `fault` of a device, a `check` that is overdue or
 * failed. Open, or taken by whoever holds the tablet.
 */
export interface Call {
	kind: 'call' | 'fault' | 'check';
	id: string;
	prompt: PromptRow;
}

/** A customer whom a colleague expects. */
export interface Escort {
	kind: 'escort';
	id: string;
	number: string;
	referral: ReferralRow;
}

/** A form to look at. `returned`: a counter sent the customer back. `colleague`: who has said that they do it. */
export interface FormCheck {
	kind: 'form';
	id: string;
	number: string;
	waiter: Waiter;
	returned: boolean;
	colleague: string | undefined;
}

/** Somebody in line who could have what they came for at a machine. `colleague`: as above. */
export interface Errand {
	kind: 'errand';
	/** The prompt's. */
	id: string;
	number: string;
	prompt: PromptRow;
	waiter: Waiter;
	colleague: string | undefined;
}

export type Duty = Call | Escort | FormCheck | Errand;

interface Rows {
	branch: Pick<BranchRow, 'businessDay' | 'timeZone'>;
	prompts: Record<string, PromptRow>;
	referrals: Record<string, ReferralRow>;
}

export function isCall(duty: Duty): duty is Call {
	return duty.kind === 'call' || duty.kind === 'fault' || duty.kind === 'check';
}

/** Nobody has taken it, and it has been told again for that. */
export function isAlarm({ prompt }: Call): boolean {
	return prompt.state === 'open' && prompt.level > 0;
}

/**
 * In the order in which they are needed: who called for help or complains and has nobody, devices, checks, each loudest
 * and longest first; what I have taken of that; who is expected somewhere, the latest first; who was sent back; whose form is due, by when
 * the call comes; who could go to a machine, likewise.
 * `looked`: returned customers whose papers were seen to on this tablet.
 */
export function dutiesOf(
	rows: Rows,
	waiters: readonly Waiter[],
	me: string | null,
	looked: ReadonlySet<string> = new Set()
): Duty[] {
	const errands = Object.values(rows.prompts).filter(isErrand);
	return [
		...callsOf(rows, me),
		...escortsOf(rows),
		...formsOf(waiters, looked, errands, me),
		...divertibleOf(waiters, errands, me)
	];
}

/** People before machines, machines before lists. */
const OF_KIND = { call: 0, fault: 1, check: 2 };

function kindOf({ rule }: PromptRow): Call['kind'] {
	return rule === 'device' ? 'fault' : rule === 'checklist' ? 'check' : 'call';
}

/** Taken here. */
function isMine(duty: Duty): boolean {
	return isCall(duty) && duty.prompt.state === 'accepted';
}

function callsOf({ prompts }: Rows, me: string | null): Call[] {
	const calls = Object.values(prompts)
		.filter((prompt) => {
			const { kind, state, assignee } = prompt;
			if (kind !== 'operate' || isErrand(prompt)) return false;
			return state === 'open' || (assignee === me && me !== null);
		})
		.map((prompt): Call => ({ kind: kindOf(prompt), id: prompt.id, prompt }));
	const rank = ({ kind, prompt }: Call) => (prompt.state === 'open' ? OF_KIND[kind] : 3);
	return calls.sort(
		(a, b) =>
			rank(a) - rank(b) ||
			(isMine(a) ? 0 : b.prompt.level - a.prompt.level) ||
			a.prompt.raisedAt - b.prompt.raisedAt ||
			compare(a.id, b.id)
	);
}

/** Of today: a referral outlives its day, the number that it is about does not. */
function escortsOf({ branch, referrals }: Rows): Escort[] {
	const escorts: Escort[] = [];
	for (const referral of Object.values(referrals)) {
		const { state, number } = referral;
		if (state !== 'accepted' || number === undefined) continue;
		if (businessDayAt(referral.madeAt, branch.timeZone).day !== branch.businessDay) continue;
		escorts.push({ kind: 'escort', id: `referral/${referral.id}`, number, referral });
	}
	const since = ({ referral }: Escort) => referral.acceptedAt ?? referral.madeAt;
	return escorts.sort((a, b) => since(b) - since(a) || compare(a.id, b.id));
}

/** Its own prompt is the same task: one card, which says who has taken it. */
function formsOf(
	waiters: readonly Waiter[],
	looked: ReadonlySet<string>,
	errands: readonly PromptRow[],
	me: string | null
): FormCheck[] {
	const forms: FormCheck[] = [];
	for (const waiter of waiters) {
		const { ticket } = waiter;
		const returned = isReturned(ticket);
		if (ticket.state !== 'waiting' || !(isFormDue(ticket) || (returned && !looked.has(ticket.id))))
			continue;
		const id = formId(ticket.number);
		const prompt = errands.find(
			(errand) => errand.rule === 'form_unchecked' && errand.ticket === ticket.id
		);
		const colleague = colleagueOf(prompt, me);
		forms.push({ kind: 'form', id, number: ticket.number, waiter, returned, colleague });
	}
	return forms.sort((a, b) => Number(b.returned) - Number(a.returned) || byCall(a, b));
}

function divertibleOf(
	waiters: readonly Waiter[],
	errands: readonly PromptRow[],
	me: string | null
): Errand[] {
	const found: Errand[] = [];
	for (const prompt of errands) {
		const waiter = waiters.find(({ ticket }) => ticket.id === prompt.ticket);
		if (prompt.rule !== 'divertible' || waiter?.ticket.state !== 'waiting') continue;
		const { number } = waiter.ticket;
		const colleague = colleagueOf(prompt, me);
		found.push({ kind: 'errand', id: prompt.id, number, prompt, waiter, colleague });
	}
	return found.sort(byCall);
}

function colleagueOf(prompt: PromptRow | undefined, me: string | null): string | undefined {
	return prompt?.assignee === me ? undefined : prompt?.assignee;
}

/** By when the call comes; among equals by place, then by issue. */
function byCall(a: FormCheck | Errand, b: FormCheck | Errand): number {
	const placed = ({ waiter }: FormCheck | Errand) => waiter.place?.place ?? Infinity;
	return (
		order(a.waiter.due, b.waiter.due) ||
		order(placed(a), placed(b)) ||
		a.waiter.ticket.issuedAt - b.waiter.ticket.issuedAt ||
		compare(a.id, b.id)
	);
}

export function formId(number: string): string {
	return `form/${number}`;
}

export function isFormDue({ form }: Pick<TicketRow, 'form'>): boolean {
	return form === 'needed' || form === 'faults';
}

/** Sent back from a counter, and standing in line again. */
export function isReturned({ why }: Pick<TicketRow, 'why'>): boolean {
	return why.some(({ code }) => code === 'requeued');
}

/**
 * So many of a kind are laid out, the others are a count: talks stay in sight. Of customers to lead one at a time, as
 * nobody leads two. What was taken here stays.
 */
const LAID_OUT = { call: Infinity, fault: 2, check: 2, escort: 1, form: 2, errand: 1 };

/** `all`: nothing is only counted. */
export function laidOut(duties: readonly Duty[], all: boolean): { shown: Duty[]; more: number } {
	const count = { call: 0, fault: 0, check: 0, escort: 0, form: 0, errand: 0 };
	const shown = duties.filter(
		(duty) => all || isMine(duty) || (count[duty.kind] += 1) <= LAID_OUT[duty.kind]
	);
	return { shown, more: duties.length - shown.length };
}

/** Why a card is no longer needed. */
export type DutyEnd =
	| { why: 'taken'; staff: string }
	| { why: 'called'; counter: string | undefined }
	| { why: 'parked' | 'left' | 'passed' | 'works' | 'settled' };

/** How what was laid out ended; null while it is still to be done. */
export function endOf(
	before: Duty,
	rows: Rows & {
		tickets: Record<string, TicketRow>;
		incidents: Record<string, Pick<IncidentRow, 'endedAt'>>;
	},
	me: string | null
): DutyEnd | null {
	if (isCall(before)) {
		const prompt = rows.prompts[before.id];
		const { incident } = before.prompt;
		if (prompt === undefined) {
			const works = incident !== undefined && rows.incidents[incident]?.endedAt !== undefined;
			return { why: works ? 'works' : 'settled' };
		}
		if (prompt.state === 'open' || prompt.assignee === me) return null;
		return { why: 'taken', staff: prompt.assignee ?? '' };
	}
	if (before.kind === 'escort') {
		return rows.referrals[before.referral.id]?.state === 'accepted' ? null : { why: 'settled' };
	}
	const ticket = rows.tickets[before.number];
	if (ticket === undefined) return { why: before.kind === 'errand' ? 'settled' : 'left' };
	if (!isInLobby(ticket)) return { why: 'called', counter: ticket.counter };
	if (ticket.state === 'parked') return { why: 'parked' };
	if (before.kind === 'errand') return before.id in rows.prompts ? null : { why: 'settled' };
	return isFormDue(ticket) ? null : { why: 'passed' };
}

function order(a: number, b: number): number {
	return a === b ? 0 : a < b ? -1 : 1;
}

function compare(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}
