import {
	CONVERSION_GROUPS,
	type ConversionGroup,
	type ConversionReport,
	type PayingReport
} from '#lib/protocol/conversion.ts';
import type { Access, Principal } from '../access/access.ts';
import type { Branch } from '../branch.ts';
import { Busy, type Analysts } from '../forecast/analysts.ts';
import { wrongDays, type Read, type ReadFault } from '../reading.ts';

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

/** Answers what came of prompts, pitches and referrals over any days, to those who may read figures. */
export class Reports {
	readonly #parts: ReportsParts;

	constructor(parts: ReportsParts) {
		this.#parts = parts;
	}

	/** From a prompt or a pitch to a sale; `by` null: by day. */
	async conversion(
		principal: Principal,
		id: string,
		{ by: asked, ...days }: DaysQuery & { by: string | null }
	): Promise<Read<ConversionReport>> {
		const found = this.#find(principal, id, days);
		if (!found.ok) return found;
		const by = asked ?? 'day';
		if (!isGroup(by)) {
			return refused('invalid_query', `Group by one of ?by=${CONVERSION_GROUPS.join('|')}.`);
		}
		const own = principal.kind === 'person' ? principal.person.staff : null;
		const denied =
			by === 'staff' ? this.#parts.access.denies(principal, 'read_staff_stats', id) : undefined;
		if (denied !== undefined && own === null) return { ok: false, ...denied };
		const { file, from, to } = found;
		const answer = await this.#asked(
			this.#parts.analysts.ask({ kind: 'conversion', file, from, to, by })
		);
		if (!answer.ok || denied === undefined) return answer;
		// What colleagues did is for the branch head; everybody sees their own.
		const rows = answer.value.rows.filter(({ key }) => key === own);
		return { ok: true, value: { ...answer.value, names: false, rows } };
	}

	/** Which prompts pay. */
	async paying(principal: Principal, id: string, days: DaysQuery): Promise<Read<PayingReport>> {
		const found = this.#find(principal, id, days);
		if (!found.ok) return found;
		const { file, from, to } = found;
		return this.#asked(this.#parts.analysts.ask({ kind: 'paying', file, from, to }));
	}

	#find(principal: Principal, id: string, query: DaysQuery) {
		const { access, branches } = this.#parts;
		const denied = access.denies(principal, 'read_stats', id);
		if (denied !== undefined) return { ok: false as const, ...denied };
		const branch = branches.get(id);
		if (branch === undefined) return refused('unknown_branch', `There is no branch "${id}".`);
		const today = branch.today();
		const from = query.from ?? today;
		const to = query.to ?? today;
		return wrongDays(from, to) ?? { ok: true as const, file: branch.file, from, to };
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

function isGroup(by: string): by is ConversionGroup {
	return (CONVERSION_GROUPS as readonly string[]).includes(by);
}
