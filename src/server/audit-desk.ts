import { setImmediate as nextTurn } from 'node:timers/promises';
import type { EventType } from '#lib/protocol/events/index.ts';
import { instantAt } from '#lib/domain/time/business-day.ts';
import { dayPlus } from '#lib/domain/time/calendar-day.ts';
import { actorOf, EVERY_BRANCH, homeOf } from './access/access.ts';
import type { Access, Caller } from './access/access.ts';
import type { Action } from './access/policy.ts';
import type { AuditLog } from './audit.ts';
import { BOM, csvRecord } from './csv.ts';
import { isDay } from './reading.ts';
import { refused } from './refused.ts';
import type { Refused } from './refused.ts';
import type { AuditFilter, AuditRow, AuditTrail, AuditVerdict, Store } from './store/types.ts';

/** What the rows of the audit are about, in the words of a screen: which actions belong to each. */
export const KINDS: Readonly<Record<string, readonly string[]>> = {
	sign_in: ['person.signed_in', 'person.signed_out', 'person.sign_in_refused', 'access', 'session'],
	people: [
		'person.created',
		'person.changed',
		'person.password_reset',
		'person.password_changed',
		'person.second_factor_added',
		'person.second_factor_removed'
	],
	displays: ['display'],
	keys: ['key'],
	webhooks: ['webhook'],
	settings: ['branch'],
	customers: ['customer', 'customers'],
	exports: ['audit', 'history'],
	backups: ['backup', 'data']
};

/** How many rows of the audit are looked through at once, between which other work has its turn. */
const WINDOW = 20_000;
/** Rows of one page of an export. */
const EXPORTED = 1_000;

/** What somebody wants to know of the audit. What is left out, or empty, is no condition. */
export interface AuditQuestion {
	/** Part of actor, target, address or detail. */
	text?: string | undefined;
	/** One of KINDS, a whole action, or the first word of some. */
	kind?: string | undefined;
	/** A username: who did it, or whom it was done to. */
	person?: string | undefined;
	/** null: of all branches, for who has them all. */
	branch?: string | null | undefined;
	/** Local days of the branch (YYYY-MM-DD), both included. */
	from?: string | undefined;
	to?: string | undefined;
	/** Rows older than this one. */
	before?: number | undefined;
}

/** What somebody did at a counter or in the lobby, from the log of events; without anything of the customer. */
export interface CounterAct {
	/** The event's place in the log, for the next page. */
	pos: number;
	/** Epoch milliseconds. */
	at: number;
	branch: string;
	type: EventType;
	/** What the event is about: a ticket, a counter, a device … */
	subject: string;
	/** The counter that it happened at, where the event says so. */
	counter: string | null;
	/** Why, as whoever did it said; words of the log first, then what was found. */
	reasons: string[];
}

/** `older`: what to ask `before` for the next page; null: this is the last one. */
export type Page<T> = { ok: true; rows: T[]; older: number | null };

export interface AuditDeskParts {
	trail: AuditTrail;
	log: Pick<Store, 'toldBy'>;
	audit: AuditLog;
	access: Pick<Access, 'denies'>;
	branches: { list(): { id: string; timeZone: string }[] };
}

/** The audit for who may read it: searched, verified and exported. Who works in one branch sees that one. */
export class AuditDesk {
	readonly #parts: AuditDeskParts;
	#verifying: Promise<AuditVerdict> | undefined;

	constructor(parts: AuditDeskParts) {
		this.#parts = parts;
	}

	/** Newest first. */
	async search(
		caller: Caller,
		question: AuditQuestion,
		limit: number
	): Promise<Page<AuditRow> | Refused> {
		const asked = this.#filterOf(caller, 'read_audit', question);
		return asked.ok ? this.#page(asked.filter, limit) : asked;
	}

	/** What a person did at the counters and in the lobby of a branch (null: of all of theirs), newest first. */
	acts(
		{ principal }: Caller,
		{ person, branch, before }: { person: string; branch: string | null; before?: number },
		limit: number
	): Page<CounterAct> | Refused {
		const { access, branches, log } = this.#parts;
		const own = branch ?? homeOf(principal);
		const denied = access.denies(principal, 'read_audit', own ?? EVERY_BRANCH);
		if (denied !== undefined) return { ok: false, ...denied };
		const places = own === null ? branches.list().map(({ id }) => id) : [own];
		const found = places
			.flatMap((id) => log.toldBy(id, `person:${person}`, before ?? Infinity, limit + 1))
			.sort((a, b) => b.pos - a.pos);
		const rows = found.slice(0, limit).map(({ pos, at, branch, type, subject, data }) => {
			const told = JSON.parse(data) as { counter?: unknown; reason?: unknown; faults?: unknown };
			const { counter, reason, faults } = told;
			return {
				pos,
				at,
				branch,
				type: type as EventType,
				subject,
				counter: typeof counter === 'string' ? counter : null,
				reasons: [reason, ...(Array.isArray(faults) ? faults : [])].filter(isText)
			};
		});
		return { ok: true, rows, older: found.length > limit ? (rows.at(-1)?.pos ?? null) : null };
	}

	/** Walks the whole chain, and lets other work have its turns. Who asks meanwhile gets the same answer. */
	async verify({ principal }: Caller): Promise<{ ok: true; verdict: AuditVerdict } | Refused> {
		const denied = this.#parts.access.denies(principal, 'read_audit', null);
		if (denied !== undefined) return { ok: false, ...denied };
		this.#verifying ??= this.#verify().finally(() => (this.#verifying = undefined));
		return { ok: true, verdict: await this.#verifying };
	}

	/**
	 * The rows as a CSV file, newest first, however many there are: read a page at a time as they are fetched. That
	 * they were exported is written down before the first of them is handed out.
	 */
	export(
		caller: Caller,
		question: AuditQuestion
	): { ok: true; file: AsyncGenerator<string, void> } | Refused {
		const asked = this.#filterOf(caller, 'export_audit', question);
		if (!asked.ok) return asked;
		const { principal, address } = caller;
		const given = Object.entries(question).filter(([, value]) => value != null && value !== '');
		this.#parts.audit.append({
			actor: actorOf(principal),
			action: 'audit.exported',
			target: '',
			branch: asked.filter.branch ?? null,
			address,
			detail: Object.fromEntries(given)
		});
		return { ok: true, file: this.#csv(asked.filter) };
	}

	/** The time zone that a branch's days are days of; null: that of the first branch. */
	timeZone(branch: string | null): string {
		const all = this.#parts.branches.list();
		return (all.find(({ id }) => id === branch) ?? all[0])?.timeZone ?? 'UTC';
	}

	#filterOf(
		{ principal }: Caller,
		action: Action,
		question: AuditQuestion
	): { ok: true; filter: Omit<AuditFilter, 'limit'> } | Refused {
		const branch = question.branch ?? homeOf(principal);
		const denied = this.#parts.access.denies(principal, action, branch ?? EVERY_BRANCH);
		if (denied !== undefined) return { ok: false, ...denied };
		const { text = '', kind = '', person = '', from = '', to = '', before } = question;
		if (!isDayOrEmpty(from) || !isDayOrEmpty(to)) {
			return refused('invalid_query', 'Write days like 2026-11-25.');
		}
		const zone = this.timeZone(branch);
		return {
			ok: true,
			filter: {
				...(text === '' ? {} : { text }),
				...(kind === '' ? {} : { actions: Object.hasOwn(KINDS, kind) ? KINDS[kind]! : [kind] }),
				...(person === '' ? {} : { person }),
				...(branch === null ? {} : { branch }),
				...(from === '' ? {} : { from: instantAt(from, '00:00', zone) }),
				...(to === '' ? {} : { to: instantAt(dayPlus(to, 1), '00:00', zone) }),
				...(before === undefined ? {} : { before })
			}
		};
	}

	async #page(filter: Omit<AuditFilter, 'limit'>, limit: number): Promise<Page<AuditRow>> {
		const { trail } = this.#parts;
		const found: AuditRow[] = [];
		let before = filter.before ?? trail.newest() + 1;
		while (before > 1 && found.length <= limit) {
			const after = Math.max(0, before - 1 - WINDOW);
			found.push(...trail.search({ ...filter, before, after, limit: limit + 1 - found.length }));
			before = after + 1;
			if (before > 1) await nextTurn();
		}
		const rows = found.slice(0, limit);
		return { ok: true, rows, older: found.length > limit ? (rows.at(-1)?.seq ?? null) : null };
	}

	async #verify(): Promise<AuditVerdict> {
		const verifying = this.#parts.trail.verifying();
		for (;;) {
			const { done, value } = verifying.next();
			if (done === true) return value;
			await nextTurn();
		}
	}

	async *#csv(filter: Omit<AuditFilter, 'limit'>): AsyncGenerator<string, void> {
		yield (
			BOM + csvRecord(['seq', 'at', 'actor', 'action', 'target', 'branch', 'address', 'detail'])
		);
		let before: number | null | undefined = filter.before;
		do {
			const page: Page<AuditRow> = await this.#page(
				{ ...filter, ...(before === undefined ? {} : { before }) },
				EXPORTED
			);
			yield page.rows
				.map(({ seq, at, actor, action, target, branch, address, detail }) =>
					csvRecord([
						seq,
						new Date(at).toISOString(),
						...[actor, action, target, branch, address, JSON.stringify(detail)]
					])
				)
				.join('');
			before = page.older;
		} while (before !== null);
	}
}

function isText(value: unknown): value is string {
	return typeof value === 'string' && value !== '';
}

function isDayOrEmpty(day: string): boolean {
	return day === '' || isDay(day);
}
