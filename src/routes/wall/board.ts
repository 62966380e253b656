/** What the wall and the call display show, from rows and the time. Pure. */
import { leftOf } from '#lib/client/left.ts';
import { waitLimits } from '#lib/client/limits.ts';
import type { WaitLimits } from '#lib/client/limits.ts';
import type {
	BranchRow,
	CounterRow,
	PromptRow,
	ServiceRow,
	StaffRow,
	TicketRow
} from '#lib/protocol/index.ts';

type Records<R> = Record<string, R>;

export function isInLobby(ticket: TicketRow): boolean {
	return ticket.state === 'waiting' || ticket.state === 'parked';
}

/** One service's line. `since` is the issue of whoever has waited longest. */
export interface Line {
	id: string;
	service: ServiceRow | null;
	counters: number;
	people: number;
	since: number | null;
	limits: WaitLimits;
}

/** The lines in the branch's own order; those that find no slot are told together in the last one (`service: null`). */
export function linesOf(
	branch: BranchRow,
	services: Records<ServiceRow>,
	tickets: Records<TicketRow>,
	counters: Records<CounterRow>,
	slots: number
): Line[] {
	const open = Object.values(counters).filter((counter) => counter.state === 'open');
	const lines = new Map<string, Line>();
	for (const service of Object.values(services)) {
		lines.set(service.id, {
			id: service.id,
			service,
			counters: open.filter((counter) => counter.services.includes(service.id)).length,
			people: 0,
			since: null,
			limits: waitLimits(branch, service)
		});
	}
	for (const ticket of Object.values(tickets)) {
		const line = lines.get(ticket.service);
		if (!line || !isInLobby(ticket)) continue;
		line.people += 1;
		line.since = Math.min(line.since ?? Infinity, ticket.issuedAt);
	}
	const all = [...lines.values()];
	if (all.length <= slots) return all;
	return [...all.slice(0, slots - 1), together(all.slice(slots - 1))];
}

function together(lines: Line[]): Line {
	const waiting = lines.filter((line) => line.since !== null);
	const worst = waiting.sort((a, b) => (a.since ?? 0) - (b.since ?? 0))[0] ?? (lines[0] as Line);
	return {
		id: '+',
		service: null,
		counters: lines.length,
		people: lines.reduce((sum, line) => sum + line.people, 0),
		since: worst.since,
		limits: worst.limits
	};
}

/** Who has a person past the long wait: nobody yet, somebody, or it was talked over already. */
export type Following = { kind: 'nobody' } | { kind: 'staff'; staff: string } | { kind: 'talked' };

/** A person past the long wait, or one who was called before anybody came (`called`). */
export interface Overdue {
	ticket: string;
	service: string;
	issuedAt: number;
	limits: WaitLimits;
	/** Minutes until the call; null where nobody can say. */
	low: number | null;
	high: number | null;
	following: Following;
	/** Set once the customer was called before anybody came. */
	called: { at: number; counter: string } | null;
}

function followingOf(prompt: PromptRow | undefined): Following {
	if (!prompt) return { kind: 'talked' };
	return prompt.state === 'accepted' && prompt.assignee !== undefined
		? { kind: 'staff', staff: prompt.assignee }
		: { kind: 'nobody' };
}

/** Everybody who has waited for more than their service's long wait, by time of issue: the order that never reshuffles. */
export function overdueOf(
	branch: BranchRow,
	services: Records<ServiceRow>,
	tickets: Records<TicketRow>,
	prompts: Records<PromptRow>,
	now: number
): Overdue[] {
	const promptOf = new Map<string, PromptRow>();
	for (const prompt of Object.values(prompts)) {
		if (prompt.kind === 'engage' && prompt.ticket !== undefined)
			promptOf.set(prompt.ticket, prompt);
	}
	const overdue: Overdue[] = [];
	for (const ticket of Object.values(tickets)) {
		if (!isInLobby(ticket)) continue;
		const limits = waitLimits(branch, services[ticket.service]);
		const prompt = promptOf.get(ticket.id);
		// Signals prompt earlier, and those are the tablet's; the clock may be a moment behind the limit's own prompt.
		const passed = prompt?.rule === 'long_wait' || now - ticket.issuedAt > limits.long * 1000;
		if (!passed) continue;
		const left = leftOf(ticket, now);
		overdue.push({
			ticket: ticket.id,
			service: ticket.service,
			issuedAt: ticket.issuedAt,
			limits,
			low: left?.low ?? null,
			high: left?.high ?? null,
			following: followingOf(prompt),
			called: null
		});
	}
	return overdue.sort(byIssue);
}

/** Whether every lobby manager at work has as much in hand as they can: new opportunities wait. */
export function isFull({ capacity }: BranchRow, staff: Records<StaffRow>): boolean {
	const present = Object.values(staff).filter(
		({ role, onDuty }) => role === 'lobby_manager' && onDuty !== undefined
	);
	return present.length > 0 && present.every(({ tasks = 0 }) => tasks >= capacity);
}

export function byIssue(a: Overdue, b: Overdue): number {
	return a.issuedAt - b.issuedAt || (a.ticket < b.ticket ? -1 : 1);
}

/** Where help was called from, and whether somebody has it; by place: a counter, or `kiosk`. */
export function helpAt(prompts: Records<PromptRow>, place: string): PromptRow | undefined {
	return Object.values(prompts).find((prompt) => prompt.rule === 'help' && prompt.place === place);
}

/** The people who find no slot of their own, in one. */
export interface Rest {
	people: number;
	since: number;
	limits: WaitLimits;
	nobody: number;
}

/**
 * As many as there are slots; where there are more, the last slot holds the rest of them. Whoever was talked to
 * needs nobody any more and makes room first.
 */
export function slotted(rows: Overdue[], slots: number): { rows: Overdue[]; rest: Rest | null } {
	if (rows.length <= slots) return { rows, rest: null };
	const needy = rows.filter((row) => row.following.kind !== 'talked');
	const talked = rows.filter((row) => row.following.kind === 'talked');
	const own = new Set([...needy, ...talked].slice(0, slots - 1));
	const others = rows.filter((row) => !own.has(row) && row.called === null);
	const first = others[0];
	return {
		rows: rows.filter((row) => own.has(row)),
		rest: first
			? {
					people: others.length,
					since: first.issuedAt,
					limits: first.limits,
					nobody: others.filter((row) => row.following.kind === 'nobody').length
				}
			: null
	};
}

/** Mean minutes that those in the lobby have waited so far, in milliseconds; null where nobody waits. */
export function meanWaiting(tickets: Records<TicketRow>, now: number): number | null {
	let sum = 0;
	let people = 0;
	for (const ticket of Object.values(tickets)) {
		if (!isInLobby(ticket)) continue;
		sum += Math.max(0, now - ticket.issuedAt);
		people += 1;
	}
	return people === 0 ? null : sum / people;
}

/** Numbered by its name where the name says so: `7号弹性窗口` is number 7, `弹性`. */
export function counterLabel(name: string): { number: string | null; rest: string } {
	const match =
		/^(?<n>\d+)\s*号(?<kind>.*?)窗口$/.exec(name) ??
		/^(?<kind>.*?)\s*counter\s+(?<n>\d+)$/i.exec(name);
	if (!match?.groups) return { number: null, rest: name };
	return { number: match.groups['n'] ?? null, rest: (match.groups['kind'] ?? '').trim() };
}

/** All counters where they fit; closed ones leave first, and what is left over is a number. */
export function countersShown(
	counters: Records<CounterRow>,
	slots: number
): { shown: CounterRow[]; more: number } {
	const all = Object.values(counters).sort((a, b) =>
		a.id.localeCompare(b.id, 'en', { numeric: true })
	);
	if (all.length <= slots) return { shown: all, more: 0 };
	const busy = all.filter((counter) => counter.state !== 'closed' || counter.ticket !== undefined);
	const shown = (busy.length >= slots ? busy : all).slice(0, slots - 1);
	return { shown, more: all.length - shown.length };
}

/** Whether the branch is within its hours at this instant; a branch without hours always is. */
export function isOpen(branch: BranchRow, now: number): boolean {
	if (branch.opensAt === null || branch.closesAt === null) return branch.open;
	return now >= branch.opensAt && now < branch.closesAt;
}

/** The branch has closed for the day and nobody waits any more: a screen may dim. */
export function isDone(branch: BranchRow, tickets: Records<TicketRow>, now: number): boolean {
	return (
		!isOpen(branch, now) &&
		branch.closesAt !== null &&
		now >= branch.closesAt &&
		!Object.values(tickets).some(isInLobby)
	);
}
