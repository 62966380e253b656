import {
	CONVERSION_GROUPS,
	type ConversionReport,
	type PayingReport
} from '#lib/protocol/conversion.ts';
import type { Principal } from '../access/access.ts';
import type { Read, ReadFault } from '../reading.ts';
import { Asking, refused, type AskedSpan, type AskingParts, type DaysQuery } from './asking.ts';
import { STAT_GROUPS, type Stats } from './stats.ts';

/** `by` as it was written; null: by day. */
export interface GroupedQuery extends DaysQuery {
	by: string | null;
}

/** Answers what came of prompts, pitches and referrals over any days, to those who may read figures. */
export class Reports {
	readonly #parts: AskingParts;
	readonly #asking: Asking;

	constructor(parts: AskingParts) {
		this.#parts = parts;
		this.#asking = new Asking(parts);
	}

	/** Figures of tickets, prompts, talks and sales; `by` null: by day. */
	async stats(principal: Principal, id: string, query: GroupedQuery): Promise<Read<Stats>> {
		const asked = this.#grouped(principal, id, query, STAT_GROUPS);
		if (!asked.ok) return asked;
		const { span, by, only } = asked;
		const answer = await this.#asking.answer({ kind: 'stats', ...span, by });
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
		const answer = await this.#asking.answer({ kind: 'conversion', ...span, by });
		if (!answer.ok) return answer;
		return { ok: true, value: { ...ownRows(answer.value, only), names: only === null } };
	}

	/** Which prompts pay. */
	async paying(principal: Principal, id: string, days: DaysQuery): Promise<Read<PayingReport>> {
		const found = this.#asking.find(principal, 'read_stats', id, days);
		if (!found.ok) return found;
		return this.#asking.answer({ kind: 'paying', ...found.span });
	}

	/** `only`: whose row alone may be told; null: all rows may. */
	#grouped<G extends string>(
		principal: Principal,
		id: string,
		{ by: asked, ...days }: GroupedQuery,
		groups: readonly G[]
	): { ok: true; span: AskedSpan; by: G; only: string | null } | ReadFault {
		const found = this.#asking.find(principal, 'read_stats', id, days);
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
}

function ownRows<T extends { rows: { key: string }[] }>(report: T, only: string | null): T {
	return only === null
		? report
		: { ...report, rows: report.rows.filter(({ key }) => key === only) };
}
