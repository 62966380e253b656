/** What there is to do on the tablet, from rows and the time. Pure. */
import { minutesSince } from '#lib/client/format.ts';
import { earliestCall, leftOf } from '#lib/client/left.ts';
import { waitLimits } from '#lib/client/limits.ts';
import type { WaitLimits } from '#lib/client/limits.ts';
import { isInLobby } from '#lib/client/waiter.ts';
import type { WaiterRows } from '#lib/client/waiter.ts';
import { rank, stageOf } from '#lib/domain/engagement/rank.ts';
import type { Ranked } from '#lib/domain/engagement/rank.ts';
import type { PromptRow, ServiceRow, TicketRow } from '#lib/protocol/index.ts';

export { isInLobby };

/** The rows that the tablet's tasks are made of. */
export type Rows = WaiterRows;

/** Where the customer of a task is now. */
export type Whereabouts =
	{ at: 'lobby' } | { at: 'counter'; counter: string | undefined } | { at: 'gone' };

/** What a card is about. `number`: how it is called there, the ticket's number or the place that calls. */
export interface Target {
	/** The prompt's. */
	id: string;
	prompt: PromptRow;
	number: string;
}

/** A prompt to talk to a customer, with what a card shows of it. */
export interface Task extends Target, Ranked {
	service: ServiceRow | undefined;
	/** The customer's masked name, where one is known. */
	masked: string | undefined;
	/** What is known of the customer. */
	tags: readonly string[];
	limits: WaitLimits;
	/** Minutes left until the call; null where nobody can say. */
	low: number | null;
	high: number | null;
	whereabouts: Whereabouts;
}

/** Somebody else has this customer. */
export interface Followed {
	number: string;
	staff: string;
}

export interface Work {
	mine: Task[];
	offers: Task[];
	followed: Followed[];
}

/** Tasks about a waiting customer that are no call for help: what the rules ask to be done besides talking. */
const ERRANDS: ReadonlySet<PromptRow['rule']> = new Set(['divertible', 'form_unchecked']);

export function isErrand({ rule }: Pick<PromptRow, 'rule'>): boolean {
	return ERRANDS.has(rule);
}

/** The branch's work as `me` sees it; null: nobody has said yet who holds the tablet. */
export function workOf(rows: Rows, me: string | null, now: number): Work {
	const work: Work = { mine: [], offers: [], followed: [] };
	for (const prompt of Object.values(rows.prompts)) {
		if (prompt.kind !== 'engage' || prompt.ticket === undefined) continue;
		const task = taskOf(rows, prompt, prompt.ticket, now);
		if (prompt.state === 'open') work.offers.push(task);
		else if (prompt.assignee === me) work.mine.push(task);
		else if (prompt.assignee !== undefined) {
			work.followed.push({ number: task.number, staff: prompt.assignee });
		}
	}
	work.mine.sort(byObligation);
	work.offers = rank(work.offers, me, now);
	work.followed.sort((a, b) => compare(a.number, b.number));
	return work;
}

function taskOf(rows: Rows, prompt: PromptRow, number: string, now: number): Task {
	const ticket = rows.tickets[number];
	const service = rows.services[ticket?.service ?? prompt.service ?? ''];
	const left = ticket === undefined ? null : leftOf(ticket, now);
	const since = ticket?.issuedAt ?? prompt.issuedAt ?? prompt.raisedAt;
	const limits = waitLimits(rows.branch, service);
	return {
		id: prompt.id,
		prompt,
		number,
		service,
		masked: ticket?.customer,
		tags: ticket?.tags ?? [],
		since,
		limits,
		apologyFrom: since + limits.over * 1000,
		value: prompt.value ?? 1,
		offeredTo: prompt.offeredTo ?? null,
		low: left?.low ?? null,
		high: left?.high ?? null,
		earliest: ticket === undefined ? Infinity : earliestCall(ticket),
		whereabouts: whereaboutsOf(prompt, ticket)
	};
}

function whereaboutsOf(prompt: PromptRow, ticket: TicketRow | undefined): Whereabouts {
	if (ticket !== undefined && isInLobby(ticket)) return { at: 'lobby' };
	const counter = ticket?.counter ?? prompt.counter;
	return counter === undefined && ticket === undefined
		? { at: 'gone' }
		: { at: 'counter', counter };
}

/** Whole minutes that a task's customer has waited. */
export function waitedMinutes(task: Task, now: number): number {
	return minutesSince(task.since, now);
}

/** Past the second limit: an apology, no pitch. */
export function isApology(task: Task, now: number): boolean {
	return stageOf(task, now) === 'apology';
}

/** So close to the call that only a greeting is left. */
export function isGreeting(task: Task, now: number): boolean {
	return stageOf(task, now) === 'greeting';
}

/** In the order they were taken on; whose customer stands at a counter already comes after. */
function byObligation(a: Task, b: Task): number {
	const talk = (task: Task) => (task.whereabouts.at === 'lobby' ? 0 : 1);
	return (
		talk(a) - talk(b) ||
		(a.prompt.acceptedAt ?? 0) - (b.prompt.acceptedAt ?? 0) ||
		compare(a.id, b.id)
	);
}

/** How many are in the lobby, how many of them past the long wait, and how many of those nobody has. */
export interface Counts {
	waiting: number;
	long: number;
	nobody: number;
}

export function countsOf(rows: Rows, now: number): Counts {
	// Other rules speak before anybody has waited long.
	const passed = Object.values(rows.prompts).filter(({ rule }) => rule === 'long_wait');
	const prompted = new Set(passed.map((prompt) => prompt.ticket));
	const counts: Counts = { waiting: 0, long: 0, nobody: 0 };
	for (const ticket of Object.values(rows.tickets)) {
		if (!isInLobby(ticket)) continue;
		counts.waiting += 1;
		const { long } = waitLimits(rows.branch, rows.services[ticket.service]);
		if (prompted.has(ticket.id) || now - ticket.issuedAt > long * 1000) counts.long += 1;
	}
	counts.nobody = Object.values(rows.prompts).filter(
		(prompt) => prompt.state === 'open' && !isErrand(prompt)
	).length;
	return counts;
}

/** Who will be next to wait longer than the limit, and when. */
export interface NextToPass {
	number: string;
	at: number;
	limit: number;
}

export function nextToPass(rows: Rows, now: number): NextToPass | null {
	let next: NextToPass | null = null;
	for (const ticket of Object.values(rows.tickets)) {
		if (!isInLobby(ticket)) continue;
		const { long } = waitLimits(rows.branch, rows.services[ticket.service]);
		const at = ticket.issuedAt + long * 1000;
		if (at < now || (next !== null && next.at <= at)) continue;
		next = { number: ticket.number, at, limit: long };
	}
	return next;
}

function compare(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}
