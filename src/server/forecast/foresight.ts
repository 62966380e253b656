import { configOf, type Config } from '#lib/domain/config/config.ts';
import { dayPlus } from '#lib/domain/time/calendar-day.ts';
import type {
	ForecastScore,
	StaffingAnswer,
	WhatIfAnswer,
	WhatIfScenario
} from '#lib/protocol/index.ts';
import type { Access, Principal } from '../access/access.ts';
import type { Action } from '../access/policy.ts';
import type { Branch } from '../branch.ts';
import { goneDays, isDay, type Read, type ReadFault } from '../reading.ts';
import { Busy, type Analysts } from './analysts.ts';

export interface ForesightParts {
	branches: { get(id: string): Branch | undefined };
	access: Access;
	analysts: Pick<Analysts, 'ask'>;
	fault: (where: string, error: unknown) => void;
}

/** A question as it was written; null: left out. */
export type WhatIfQuery = Record<
	| 'day'
	| 'to'
	| 'from'
	| 'until'
	| 'counters'
	| 'services'
	| 'counter'
	| 'profile'
	| 'divert'
	| 'share',
	string | null
>;

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;
const MOST_COUNTERS = 20;
const MOST_DAYS = 31;
/** Advice for the day after the next weekend. */
const FURTHEST = 7;

/** Answers what would have been, what would be, and how many counters it takes, to those who may read figures. */
export class Foresight {
	readonly #parts: ForesightParts;

	constructor(parts: ForesightParts) {
		this.#parts = parts;
	}

	/** Days that are over played again, or the rest of today, with something different. */
	async whatIf(principal: Principal, id: string, query: WhatIfQuery): Promise<Read<WhatIfAnswer>> {
		const found = this.#find(principal, id);
		if (!found.ok) return found;
		const { branch } = found;
		const today = branch.today();
		const from = query.day === null || query.day === 'today' ? today : query.day;
		const to = query.to ?? from;
		const days = daysFault(from, to, today);
		if (days !== null) return invalid(days);
		const gone = goneDays(branch, from);
		if (gone !== undefined) return gone;
		const scenario = scenarioOf(query, configOf(branch.file));
		if (typeof scenario === 'string') return invalid(scenario);
		const { file } = branch;
		return this.#asked(
			from === today
				? this.#parts.analysts.ask({ kind: 'rest', moment: branch.moment(), scenario })
				: this.#parts.analysts.ask({ kind: 'past', file, from, to, scenario }),
			from === to ? `Nobody came on ${from}.` : `Nobody came from ${from} to ${to}.`
		);
	}

	/** Counters needed by half hour; `day` null: today. */
	async staffing(
		principal: Principal,
		id: string,
		day: string | null
	): Promise<Read<StaffingAnswer>> {
		const found = this.#find(principal, id);
		if (!found.ok) return found;
		const { branch } = found;
		const today = branch.today();
		const on = day ?? today;
		if (!isDay(on) || on < today || on > dayPlus(today, FURTHEST)) {
			return invalid(`Write the day as ?day=${today}, at most ${FURTHEST} days ahead.`);
		}
		const { file } = branch;
		return this.#asked(
			this.#parts.analysts.ask({ kind: 'staffing', file, now: branch.now(), today, day: on }),
			'Nothing is known yet of when people come; ask again once the branch has had customers.'
		);
	}

	async #asked<T>(answer: Promise<T | null>, nothing: string): Promise<Read<T>> {
		try {
			const value = await answer;
			if (value === null) return { ok: false, code: 'no_history', detail: nothing };
			return { ok: true, value };
		} catch (error) {
			if (!(error instanceof Busy)) {
				this.#parts.fault('working out a what-if', error);
				return { ok: false, code: 'unavailable', detail: 'It could not be worked out; try again.' };
			}
			return { ok: false, code: 'busy', detail: 'Too many ask at once; ask again in a moment.' };
		}
	}

	/** How good the branch's estimates have been. */
	score(principal: Principal, id: string): Read<ForecastScore> {
		const found = this.#find(principal, id, 'watch:head');
		return found.ok ? { ok: true, value: found.branch.forecastScore } : found;
	}

	#find(
		principal: Principal,
		id: string,
		action: Action = 'read_stats'
	): { ok: true; branch: Branch } | ReadFault {
		const denied = this.#parts.access.denies(principal, action, id);
		if (denied !== undefined) return { ok: false, ...denied };
		const branch = this.#parts.branches.get(id);
		if (branch !== undefined) return { ok: true, branch };
		return { ok: false, code: 'unknown_branch', detail: `There is no branch "${id}".` };
	}
}

function invalid(detail: string): ReadFault {
	return { ok: false, code: 'invalid_query', detail };
}

/** What is wrong with the days, or null. */
function daysFault(from: string, to: string, today: string): string | null {
	if (!isDay(from) || !isDay(to)) return 'Write days as ?day=2026-11-24&to=2026-11-25.';
	if (to < from) return 'Name the earlier day first.';
	if (from > today || to > today) return `No day after today, ${today}, can be played.`;
	if (to === today && from < today) return 'Today is not over: ask for it alone.';
	if (to > dayPlus(from, MOST_DAYS - 1)) return `Ask for at most ${MOST_DAYS} days at once.`;
	return null;
}

/** What is to be different, or what is wrong with how it was written. */
function scenarioOf(query: WhatIfQuery, config: Config): WhatIfScenario | string {
	const { from, until } = query;
	if (from === null || until === null || !TIME.test(from) || !TIME.test(until) || until <= from) {
		return 'Write from when until when it is different: ?from=09:30&until=10:30.';
	}
	const counters = Number(query.counters ?? 0);
	if (!Number.isInteger(counters) || counters < 0 || counters > MOST_COUNTERS) {
		return `Write how many counters more, up to ${MOST_COUNTERS}: ?counters=1.`;
	}
	const services = listed(query.services);
	const unknown = [...(services ?? []), ...(listed(query.profile) ?? [])].find(
		(service) => !config.services.has(service)
	);
	if (unknown !== undefined) return `This branch has no service "${unknown}".`;
	const profile = profileOf(query, config);
	if (typeof profile === 'string') return profile;
	const divert = divertOf(query, config);
	if (typeof divert === 'string') return divert;
	return { from, until, counters, services, profile, divert };
}

function profileOf(query: WhatIfQuery, config: Config): WhatIfScenario['profile'] | string {
	const { counter } = query;
	const services = listed(query.profile);
	if (counter === null && services === null) return null;
	if (counter === null || services === null) {
		return 'Write which counter does what: ?counter=3&profile=cash,transfer.';
	}
	if (!config.counters.has(counter)) return `This branch has no counter "${counter}".`;
	return { counter, services };
}

const SERVICE = 'service:';

function divertOf(
	{ divert, share }: WhatIfQuery,
	config: Config
): WhatIfScenario['divert'] | string {
	if (divert === null) return null;
	const part = Number(share ?? 1);
	if (!(part >= 0 && part <= 1)) return 'Write which share of them: ?divert=small_cash&share=0.5.';
	if (!divert.startsWith(SERVICE)) return { tag: divert, service: null, share: part };
	const service = divert.slice(SERVICE.length);
	if (!config.services.has(service)) return `This branch has no service "${service}".`;
	return { tag: null, service, share: part };
}

/** A list with commas; empty is none. */
function listed(text: string | null): string[] | null {
	const items = (text ?? '').split(',').filter((item) => item !== '');
	return items.length === 0 ? null : items;
}
