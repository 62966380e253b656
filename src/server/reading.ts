import { maskName, maskRef } from '#lib/domain/customers/mask.ts';
import { lostSince } from '#lib/domain/rework/lost.ts';
import type { PromptRecord, StageRecord, TicketRecord } from '#lib/protocol/history.ts';
import type { OwnDay } from '#lib/protocol/own-day.ts';
import type { ReworkAnswer, ReworkRow } from '#lib/protocol/rework.ts';
import { SCREENS } from '#lib/protocol/rows/index.ts';
import type { Screen, View } from '#lib/protocol/rows/index.ts';
import type { Access, Denied, Principal } from './access/access.ts';
import type { Action } from './access/policy.ts';
import type { Branch } from './branch.ts';
import type { Customers, History } from './store/types.ts';
import { audienceOf } from './views/audience.ts';
import { NO_DAY } from './views/own-day.ts';

/** What reading can be refused with; the word is the same on every way out. */
export interface ReadFault {
	ok: false;
	code:
		| Denied['code']
		| 'unknown_branch'
		| 'unknown_ticket'
		| 'unknown_customer'
		| 'unknown_device'
		| 'unknown_screen'
		| 'unknown_export'
		| 'unknown_photo'
		| 'invalid_photo'
		| 'invalid_query'
		| 'no_history'
		| 'compacted'
		| 'busy'
		| 'invalid_reason'
		| 'too_many'
		| 'unavailable';
	detail: string;
}
export type Read<T> = { ok: true; value: T } | ReadFault;

export interface ViewAnswer {
	seq: number;
	now: number;
	rate: number;
	view: View;
}

/** Everything that is kept about one ticket of one day. Instants in epoch milliseconds, durations in milliseconds. */
export interface TicketHistory {
	ticket: TicketRecord;
	/** In full, masked, or null, as whoever asks may see it; null too where nothing is known or it was erased. */
	customer: { name: string | null; ref: string | null } | null;
	stages: StageRecord[];
	prompts: PromptRecord[];
}

export interface ReadingParts {
	branches: { get(id: string): Branch | undefined };
	access: Access;
	history: History;
	customers: Customers;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
/** A year of one branch is read in one go; more is an export's business. */
const MOST_DAYS = 400;

/** Answers questions about branches to whoever may ask them. Routes hand over what they were asked. */
export class Reading {
	readonly #parts: ReadingParts;

	constructor(parts: ReadingParts) {
		this.#parts = parts;
	}

	view(principal: Principal, branchId: string, screen: string | null): Read<ViewAnswer> {
		if (!isScreen(screen)) {
			return refused('unknown_screen', `Name a screen: ?screen=${SCREENS.join('|')}.`);
		}
		const found = this.#find(principal, `watch:${screen}`, branchId);
		if (!found.ok) return found;
		const may = (action: Action) =>
			this.#parts.access.denies(principal, action, branchId) === undefined;
		const audience = audienceOf(screen, { names: may('read_masked'), words: may('read_notes') });
		return { ok: true, value: found.branch.view(audience) };
	}

	/** `day` null: today. */
	ticket(
		principal: Principal,
		branchId: string,
		number: string,
		day: string | null
	): Read<TicketHistory> {
		const found = this.#find(principal, 'read_history', branchId);
		if (!found.ok) return found;
		const on = day ?? found.branch.today();
		if (!isDay(on)) return refused('invalid_query', 'Write the day as ?day=2026-11-25.');
		const gone = goneDays(found.branch, on);
		if (gone !== undefined) return gone;
		const { history } = this.#parts;
		const ticket = history.tickets(branchId, on, on).find((each) => each.number === number);
		if (ticket === undefined) {
			return refused('unknown_ticket', `There was no ticket "${number}" on ${on}.`);
		}
		return {
			ok: true,
			value: {
				ticket,
				customer: this.#customer(principal, branchId, on, number),
				stages: history.stages(branchId, on, on).filter((each) => each.number === number),
				prompts: history.prompts(branchId, on, on).filter((each) => each.ticket === number)
			}
		};
	}

	/** The returned customers of days `from` to `to`, both included; either null: today. */
	rework(
		principal: Principal,
		branchId: string,
		query: { from: string | null; to: string | null }
	): Read<ReworkAnswer> {
		const found = this.#find(principal, 'read_stats', branchId);
		if (!found.ok) return found;
		const today = found.branch.today();
		const { from = today, to = today } = present(query);
		const wrong = wrongDays(found.branch, from, to);
		if (wrong !== undefined) return wrong;
		const { access, history } = this.#parts;
		const names = access.denies(principal, 'read_staff_stats', branchId) === undefined;
		const own = principal.kind === 'person' ? principal.person.staff : null;
		const withForm = new Set(
			found.branch.file.services
				.filter(({ needsForm, formChecks }) => needsForm === true || formChecks !== undefined)
				.map(({ id }) => id)
		);
		const stages = Map.groupBy(history.stages(branchId, from, to), keyOf);
		const rows = history.reworks(branchId, from, to).map((rework): ReworkRow => {
			const { service, reason, form, staff, doing } = rework;
			const row = {
				...rework,
				lost: lostSince(stages.get(keyOf(rework))?.sort(byStage) ?? [], rework.stage),
				hasForm: form !== null || reason === 'form_error' || withForm.has(service)
			};
			if (names) return row;
			// Who sent somebody back, and who did what meanwhile, is for the branch head and the person.
			const mine = doing.filter((each) => each.staff === own);
			return { ...row, staff: staff === own ? own : null, doing: mine };
		});
		const tickets = ticketsOf(stages);
		return { ok: true, value: { branch: branchId, from, to, names, rows, tickets } };
	}

	/** How somebody's own day was spent until now: seconds by kind of work. */
	work(
		principal: Principal,
		branchId: string
	): Read<{ staff: string | null; work: Record<string, number> }> {
		const found = this.#find(principal, 'read_stats', branchId);
		if (!found.ok) return found;
		const staff = principal.kind === 'person' ? principal.person.staff : null;
		return {
			ok: true,
			value: { staff, work: staff === null ? {} : found.branch.workOf(staff) }
		};
	}

	/** The day of whoever asks: their customers, targets, sales, and what those count for them. */
	ownDay(principal: Principal, branchId: string): Read<OwnDay> {
		const found = this.#find(principal, 'read_own_day', branchId);
		if (!found.ok) return found;
		const staff = principal.kind === 'person' ? principal.person.staff : null;
		return { ok: true, value: staff === null ? NO_DAY : found.branch.dayOf(staff) };
	}

	#find(
		principal: Principal,
		action: Action,
		branchId: string
	): { ok: true; branch: Branch } | ReadFault {
		const { access, branches } = this.#parts;
		const denied = access.denies(principal, action, branchId);
		if (denied !== undefined) return { ok: false, ...denied };
		const branch = branches.get(branchId);
		if (branch === undefined) {
			return refused('unknown_branch', `There is no branch "${branchId}".`);
		}
		return { ok: true, branch };
	}

	#customer(
		principal: Principal,
		branch: string,
		day: string,
		number: string
	): TicketHistory['customer'] {
		const { access, customers } = this.#parts;
		const may = (action: Action) => access.denies(principal, action, branch) === undefined;
		if (!may('read_personal') && !may('read_masked')) return null;
		const known = customers.find(branch, day, number);
		if (known === undefined) return null;
		const { name, ref } = known;
		if (may('read_personal')) return { name, ref };
		return {
			name: name === null ? null : maskName(name),
			ref: ref === null ? null : maskRef(ref)
		};
	}
}

function refused(code: ReadFault['code'], detail: string): ReadFault {
	return { ok: false, code, detail };
}

/** What is wrong with a span of days of a branch, both included; undefined: nothing. */
export function wrongDays(
	branch: Pick<Branch, 'historySince'>,
	from: string,
	to: string
): ReadFault | undefined {
	if (!isDay(from) || !isDay(to) || to < from) {
		return refused(
			'invalid_query',
			'Write days as ?from=2026-11-01&to=2026-11-25, the earlier first.'
		);
	}
	if (Date.parse(to) - Date.parse(from) > MOST_DAYS * 86_400_000) {
		return refused('invalid_query', `Ask for at most ${MOST_DAYS} days at once.`);
	}
	return goneDays(branch, from);
}

/** Days from one on (YYYY-MM-DD) of which the branch no longer has the first; undefined: it has them all. */
export function goneDays(
	branch: Pick<Branch, 'historySince'>,
	from: string
): ReadFault | undefined {
	const since = branch.historySince();
	if (since === null || from >= since) return undefined;
	return refused('compacted', `History is kept from ${since} on; ask for days from then on.`);
}

function keyOf({ day, number }: { day: string; number: string }): string {
	return `${day} ${number}`;
}

function byStage(a: StageRecord, b: StageRecord): number {
	return a.stage - b.stage;
}

/** How many tickets there were on each day, and how many stood in the line of each service. */
function ticketsOf(stages: ReadonlyMap<string, StageRecord[]>): ReworkAnswer['tickets'] {
	const byDay: Record<string, number> = {};
	const byService: Record<string, number> = {};
	for (const own of stages.values()) {
		const { day } = own[0] as StageRecord;
		byDay[day] = (byDay[day] ?? 0) + 1;
		for (const service of new Set(own.map((stage) => stage.service))) {
			byService[service] = (byService[service] ?? 0) + 1;
		}
	}
	return { byDay, byService };
}

function isScreen(screen: string | null): screen is Screen {
	return (SCREENS as readonly (string | null)[]).includes(screen);
}

/** Whether a text is a day of the calendar, YYYY-MM-DD: 30 February is none, though a Date can be made of it. */
export function isDay(day: string): boolean {
	const at = Date.parse(day);
	return DAY.test(day) && !Number.isNaN(at) && new Date(at).toISOString().startsWith(day);
}

/** What a query names, without what it leaves out. */
function present<K extends string>(query: Record<K, string | null>): Partial<Record<K, string>> {
	return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== null)) as Partial<
		Record<K, string>
	>;
}
