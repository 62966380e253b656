/** What there is to do on the tablet, from rows and the time. Pure. */
import { minutesSince } from '#lib/client/format.ts';
import { earliestCall, leftOf } from '#lib/client/left.ts';
import { waitLevel, waitLimits } from '#lib/client/limits.ts';
import type { WaitLimits } from '#lib/client/limits.ts';
import { isInLobby } from '#lib/client/waiter.ts';
import type { WaiterRows } from '#lib/client/waiter.ts';
import type { DeviceRow, PromptRow, ServiceRow, TicketRow } from '#lib/protocol/index.ts';

export { isInLobby };

type Records<R> = Record<string, R>;

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
export interface Task extends Target {
	service: ServiceRow | undefined;
	/** The customer's masked name, where one is known. */
	masked: string | undefined;
	/** First issue, epoch milliseconds. */
	since: number;
	limits: WaitLimits;
	/** Minutes left until the call; null where nobody can say. */
	low: number | null;
	high: number | null;
	/** The instant before which the call surely does not come; Infinity where nobody can say. */
	earliest: number;
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

/** Under so many minutes there is no talk any more, only a greeting. */
const TOO_SHORT = 2;

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
	work.offers.sort((a, b) => byUrgency(a, b, now));
	work.followed.sort((a, b) => compare(a.number, b.number));
	return work;
}

function taskOf(rows: Rows, prompt: PromptRow, number: string, now: number): Task {
	const ticket = rows.tickets[number];
	const service = rows.services[ticket?.service ?? prompt.service ?? ''];
	const left = ticket === undefined ? null : leftOf(ticket, now);
	return {
		id: prompt.id,
		prompt,
		number,
		service,
		masked: ticket?.customer,
		since: ticket?.issuedAt ?? prompt.issuedAt ?? prompt.raisedAt,
		limits: waitLimits(rows.branch, service),
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
	return waitLevel(now - task.since, task.limits) === 'over';
}

/** So close to the call that only a greeting is left. */
export function isGreeting(task: Task, now: number): boolean {
	return task.low !== null && task.low < TOO_SHORT && !isApology(task, now);
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

/**
 * Apologies first, then by when the call comes, greetings last; among equals who has waited longest. Where nobody can
 * say when, there is the most time.
 */
function byUrgency(a: Task, b: Task, now: number): number {
	const rank = (task: Task) => (isApology(task, now) ? 0 : isGreeting(task, now) ? 2 : 1);
	return (
		rank(a) - rank(b) ||
		(a.earliest === b.earliest ? 0 : a.earliest - b.earliest) ||
		a.since - b.since ||
		compare(a.number, b.number)
	);
}

/** How many are in the lobby, how many of them past the long wait, and how many of those nobody has. */
export interface Counts {
	waiting: number;
	long: number;
	nobody: number;
}

export function countsOf(rows: Rows, now: number): Counts {
	const talks = Object.values(rows.prompts).filter(({ kind }) => kind === 'engage');
	const prompted = new Set(talks.map((prompt) => prompt.ticket));
	const counts: Counts = { waiting: 0, long: 0, nobody: 0 };
	for (const ticket of Object.values(rows.tickets)) {
		if (!isInLobby(ticket)) continue;
		counts.waiting += 1;
		const { long } = waitLimits(rows.branch, rows.services[ticket.service]);
		if (prompted.has(ticket.id) || now - ticket.issuedAt > long * 1000) counts.long += 1;
	}
	counts.nobody = Object.values(rows.prompts).filter(({ state }) => state === 'open').length;
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

/** The device that most needs somebody, and how many others do. */
export function worstFault(
	devices: Records<DeviceRow>
): { device: DeviceRow; more: number } | null {
	const severity = { offline: 0, degraded: 1, maintenance: 2, unknown: 2, ok: 2 };
	const faults = Object.values(devices)
		.filter(({ state }) => severity[state] < 2)
		.sort(
			(a, b) =>
				severity[a.state] - severity[b.state] ||
				(a.since ?? 0) - (b.since ?? 0) ||
				compare(a.id, b.id)
		);
	const device = faults[0];
	return device ? { device, more: faults.length - 1 } : null;
}

function compare(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}
