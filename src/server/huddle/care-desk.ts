import { configOf } from '#lib/domain/config/config.ts';
import { maskCustomer } from '#lib/domain/customers/customer.ts';
import { actorOf } from '../access/access.ts';
import type { Access, Caller } from '../access/access.ts';
import type { Action } from '../access/policy.ts';
import type { AuditLog } from '../audit.ts';
import type { Branch } from '../branch.ts';
import type { Limits } from '../limits/limits.ts';
import { refused } from '../refused.ts';
import type { Refused } from '../refused.ts';
import { CARE_RESULTS, type CareResult, type CareRow } from '#lib/protocol/huddle.ts';
import type { Care, CareEntry, NewCareEntry } from '../store/types.ts';
import { careLines } from './care-lines.ts';

export interface CareParts {
	branches: { get(id: string): Branch | undefined };
	access: Pick<Access, 'denies'>;
	care: Care;
	audit: AuditLog;
	limits: Limits;
	now: () => number;
}

/** A day's list is for people to read: more is a campaign, and belongs to another program. */
const MOST_A_DAY = 500;

/**
 * The customers to look after on a day. Whoever leads the branch or advises puts them on the list, each person sees
 * their own, and whom it is about is revealed against a reason as a ticket's customer is.
 */
export class CareDesk {
	readonly #parts: CareParts;

	constructor(parts: CareParts) {
		this.#parts = parts;
	}

	/** One's own entries of a day, and those that one made; the branch head's are everybody's. */
	list(caller: Caller, branch: string, day: string): CareRow[] {
		if (this.#denied(caller, 'read_huddle', branch) !== undefined) return [];
		const own = staffOf(caller);
		return this.#parts.care
			.ofDay(branch, day)
			.filter((entry) => this.#maySee(caller, entry))
			.map(({ id, staff, name, ref, need, product, result }) => ({
				id,
				staff,
				customer: maskCustomer({ name, ref, note: null }) ?? null,
				need,
				product,
				result,
				own: staff === own
			}));
	}

	/** Lines of `customer; staff; need; product`, for today. Nothing is kept unless every line can be. */
	add(
		caller: Caller,
		branchId: string,
		text: string
	): { ok: true; count: number } | (Refused & { line?: number | null }) {
		const denied = this.#denied(caller, 'list_care', branchId);
		if (denied !== undefined) return denied;
		const branch = this.#parts.branches.get(branchId);
		if (branch === undefined) return refused('unknown_branch', `There is no branch "${branchId}".`);
		const config = configOf(branch.file);
		const lines = careLines(text, config);
		if (!Array.isArray(lines)) return { ok: false, ...lines };
		const day = branch.today();
		if (this.#parts.care.ofDay(branchId, day).length + lines.length > MOST_A_DAY) {
			return refused('too_many_lines', `A day’s list holds at most ${MOST_A_DAY} customers.`);
		}
		const createdBy = usernameOf(caller);
		const entries = lines.map((line): NewCareEntry => ({
			...line,
			branch: branchId,
			day,
			createdBy
		}));
		this.#note(caller, 'care.listed', day, branchId, { count: entries.length });
		this.#parts.care.add(entries, this.#parts.now());
		return { ok: true, count: entries.length };
	}

	/** `result` empty: it is taken back. */
	mark(caller: Caller, id: string, result: string): { ok: true } | Refused {
		const entry = this.#find(caller, id);
		if (entry === undefined) return UNKNOWN;
		if (result !== '' && !isResult(result)) {
			return refused('unknown_result', `Say one of ${CARE_RESULTS.join(', ')}.`);
		}
		this.#parts.care.mark(id, result === '' ? null : result, this.#parts.now());
		return { ok: true };
	}

	remove(caller: Caller, id: string): { ok: true } | Refused {
		const entry = this.#find(caller, id);
		if (entry === undefined) return UNKNOWN;
		const denied = this.#denied(caller, 'list_care', entry.branch);
		if (denied !== undefined) return denied;
		this.#note(caller, 'care.removed', id, entry.branch, {});
		this.#parts.care.remove(id);
		return { ok: true };
	}

	/** Who it is, against a reason that the audit keeps. */
	async reveal(
		caller: Caller,
		id: string,
		given: string
	): Promise<{ ok: true; name: string | null; ref: string | null } | Refused> {
		const entry = this.#find(caller, id);
		if (entry === undefined) return UNKNOWN;
		const denied = this.#denied(caller, 'reveal', entry.branch);
		if (denied !== undefined) return denied;
		const reason = given.trim();
		if (reason.length < 4 || reason.length > 200) {
			return refused('invalid_reason', 'Say why, in 4 to 200 characters; the reason is kept.');
		}
		const wait = await this.#parts.limits.take('reveal', actorOf(caller.principal));
		if (wait !== undefined) {
			return refused('too_many', `That is many names in a short time; go on in ${wait} seconds.`);
		}
		this.#note(caller, 'customer.revealed', id, entry.branch, { day: entry.day, reason });
		return { ok: true, name: entry.name, ref: entry.ref };
	}

	#find(caller: Caller, id: string): CareEntry | undefined {
		const entry = this.#parts.care.find(id);
		if (entry === undefined) return undefined;
		if (this.#denied(caller, 'read_huddle', entry.branch) !== undefined) return undefined;
		return this.#maySee(caller, entry) ? entry : undefined;
	}

	#maySee(caller: Caller, entry: CareEntry): boolean {
		if (entry.staff === staffOf(caller) || entry.createdBy === usernameOf(caller)) return true;
		return this.#denied(caller, 'read_staff_stats', entry.branch) === undefined;
	}

	#denied({ principal }: Caller, action: Action, branch: string): Refused | undefined {
		const denied = this.#parts.access.denies(principal, action, branch);
		return denied && { ok: false, ...denied };
	}

	#note(
		{ principal, address }: Caller,
		action: string,
		target: string,
		branch: string,
		detail: Record<string, unknown>
	): void {
		const actor = actorOf(principal);
		this.#parts.audit.append({ actor, action, target, branch, address, detail });
	}
}

function isResult(word: string): word is CareResult {
	return (CARE_RESULTS as readonly string[]).includes(word);
}

function staffOf({ principal }: Caller): string | null {
	return principal.kind === 'person' ? principal.person.staff : null;
}

function usernameOf({ principal }: Caller): string {
	return principal.kind === 'person' ? (principal.person.username ?? principal.person.id) : '';
}

/** The same for what is not there and what is somebody else's. */
const UNKNOWN = refused(
	'unknown_entry',
	'This customer is not on your list; it may have been erased.'
);
