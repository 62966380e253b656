import type { BranchFile } from '#lib/protocol/branch-file.ts';
import type { Access, Principal } from '../access/access.ts';
import type { Action } from '../access/policy.ts';
import type { Branch } from '../branch.ts';
import { Busy, type Analysts } from '../forecast/analysts.ts';
import type { AnswerTo, Question } from '../forecast/questions.ts';
import { wrongDays, type Read, type ReadFault } from '../reading.ts';

export interface AskingParts {
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

/** What is asked about: a branch as it is now, and days (YYYY-MM-DD), both included. */
export interface AskedSpan {
	file: BranchFile;
	from: string;
	to: string;
}

/** What all reports have in common: who may ask, of which days, and that somebody else works it out. */
export class Asking {
	readonly #parts: AskingParts;

	constructor(parts: AskingParts) {
		this.#parts = parts;
	}

	find(
		principal: Principal,
		action: Action,
		id: string,
		query: DaysQuery
	): { ok: true; span: AskedSpan; branch: Branch } | ReadFault {
		const { access, branches } = this.#parts;
		const denied = access.denies(principal, action, id);
		if (denied !== undefined) return { ok: false, ...denied };
		const branch = branches.get(id);
		if (branch === undefined) return refused('unknown_branch', `There is no branch "${id}".`);
		const today = branch.today();
		const from = query.from ?? today;
		const to = query.to ?? today;
		return (
			wrongDays(branch, from, to) ?? { ok: true, branch, span: { file: branch.file, from, to } }
		);
	}

	async answer<Q extends Question>(question: Q): Promise<Read<AnswerTo<Q>>> {
		try {
			return { ok: true, value: await this.#parts.analysts.ask(question) };
		} catch (error) {
			if (error instanceof Busy) {
				return refused('busy', 'Too many ask at once; ask again in a moment.');
			}
			this.#parts.fault('working out a report', error);
			return refused('unavailable', 'It could not be worked out; try again.');
		}
	}
}

export function refused(code: ReadFault['code'], detail: string): ReadFault {
	return { ok: false, code, detail };
}
