import type { BranchFile } from '#lib/protocol/branch-file.ts';
import {
	CONVERSION_GROUPS,
	type ConversionReport,
	type PayingReport
} from '#lib/protocol/conversion.ts';
import type { Access, Principal } from '../access/access.ts';
import type { Branch } from '../branch.ts';
import { Busy, type Analysts } from '../forecast/analysts.ts';
import { wrongDays, type Read, type ReadFault } from '../reading.ts';
import { STAT_GROUPS, type Stats } from './stats.ts';

export interface ReportsParts {
	branches: { get(id: string): Branch | undefined };
	access: Access;
	analysts: Pick<Analysts, 'ask'>;
	fault: (where: string, error: unknown) => void;
}

/** Days as they were written; null: today. */
export interface DaysQuery {
	from: string | null;
	to: string | null;
}

/** `by` as it was written; null: by day. */
export interface GroupedQuery extends DaysQuery {
	by: string | null;
}

interface Asked {
	file: BranchFile;
	from: string;
	to: string;
}

/** Answers what came of prompts, pitches and referrals over any days, to those who may read figures. */
export class Reports {
	readonly #parts: ReportsParts;

	constructor(parts: ReportsParts) {
		this.#parts = parts;
	}

	/** Figures of tickets, prompts, talks and sales; `by` null: by day. */
	async stats(principal: Principal, id: string, query: GroupedQuery): Promise<Read<Stats>> {
		const asked = this.#grouped(principal, id, query, STAT_GROUPS);
		if (!asked.ok) return asked;
		const { span, by, only } = asked;
		const answer = await this.#asked(this.#parts.analysts.ask({ kind: 'stats', ...span, by }));
		return answer.ok ? { ok: true, value: ownRows(answer.value, only) } : answer;
	}

	/** From a prompt or a pitch to a sale; `by` null: by day. */
	async conversion(
		principal: Principal,
		id: string,
		query: GroupedQuery
	): Promise<Read<ConversionReport>> {
		const asked = this.#grouped(principal, id, query, CONVERSION_GROUPS);
		if (!asked.ok) return asked;
		const { span, by, only } = asked;
		const answer = await this.#asked(this.#parts.analysts.ask({ kind: 'conversion', ...span, by }));
		if (!answer.ok) return answer;
		return { ok: true, value: { ...ownRows(answer.value, only), names: only === null } };
	}

	/** Which prompts pay. */
	async paying(principal: Principal, id: string, days: DaysQuery): Promise<Read<PayingReport>> {
		const found = this.#find(principal, id, days);
		if (!found.ok) return found;
		return this.#asked(this.#parts.analysts.ask({ kind: 'paying', ...found.span }));
	}

	/** `only`: whose row alone may be told; null: all rows may. */
	#grouped<G extends string>(
		principal: Principal,
		id: string,
		{ by: asked, ...days }: GroupedQuery,
		groups: readonly G[]
	): { ok: true; span: Asked; by: G; only: string | null } | ReadFault {
		const found = this.#find(principal, id, days);
		if (!found.ok) return found;
		const by = groups.find((group) => group === (asked ?? 'day'));
		if (by === undefined) {
			return refused('invalid_query', `Group by one of ?by=${groups.join('|')}.`);
		}
		const { span } = found;
		if (by !== 'staff') return { ok: true, span, by, only: null };
		// What colleagues did is for the branch head; everybody sees their own.
		const denied = this.#parts.access.denies(principal, 'read_staff_stats', id);
		const own = principal.kind === 'person' ? principal.person.staff : null;
		if (denied !== undefined && own === null) return { ok: false, ...denied };
		return { ok: true, span, by, only: denied === undefined ? null : own };
	}

	#find(principal: Principal, id: string, query: DaysQuery): { ok: true; span: Asked } | ReadFault {
		const { access, branches } = this.#parts;
		const denied = access.denies(principal, 'read_stats', id);
		if (denied !== undefined) return { ok: false, ...denied };
		const branch = branches.get(id);
		if (branch === undefined) return refused('unknown_branch', `There is no branch "${id}".`);
		const today = branch.today();
		const from = query.from ?? today;
		const to = query.to ?? today;
		return wrongDays(from, to) ?? { ok: true, span: { file: branch.file, from, to } };
	}

	async #asked<T>(answer: Promise<T>): Promise<Read<T>> {
		try {
			return { ok: true, value: await answer };
		} catch (error) {
			if (error instanceof Busy) {
				return refused('busy', 'Too many ask at once; ask again in a moment.');
			}
			this.#parts.fault('working out a report', error);
			return refused('unavailable', 'It could not be worked out; try again.');
		}
	}
}

function refused(code: ReadFault['code'], detail: string): ReadFault {
	return { ok: false, code, detail };
}

function ownRows<T extends { rows: { key: string }[] }>(report: T, only: string | null): T {
	return only === null
		? report
		: { ...report, rows: report.rows.filter(({ key }) => key === only) };
}
