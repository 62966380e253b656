import { actorOf } from './access/access.ts';
import type { Access, Caller, Denied } from './access/access.ts';
import type { Action } from './access/policy.ts';
import type { AuditLog } from './audit.ts';
import type { Branch } from './branch.ts';
import type { Limits } from './limits/limits.ts';
import { isDay, type Read, type ReadFault } from './reading.ts';
import type { AuditEntry, Customers } from './store/types.ts';

/** What somebody who gave a reason learns of a customer. */
export interface Revealed {
	name: string | null;
	ref: string | null;
}

/** The customer of one ticket, or those of all days before one (YYYY-MM-DD). `day` null: today. */
export type ErasureRequest = { branch: string; reason: string } & (
	{ number: string; day: string | null } | { before: string }
);

export interface PersonalParts {
	branches: { get(id: string): Branch | undefined };
	access: Pick<Access, 'denies'>;
	customers: Customers;
	audit: AuditLog;
	limits: Limits;
}

const SHORTEST_REASON = 4;
const LONGEST_REASON = 200;

/**
 * Customers' names and references: who may see or erase them. Either is written down with its reason before it
 * happens, and what can't be written down does not happen.
 */
export class Personal {
	readonly #parts: PersonalParts;

	constructor(parts: PersonalParts) {
		this.#parts = parts;
	}

	/** The customer of a ticket of one day, against a reason that is kept for ever. `day` null: today. */
	async reveal(
		caller: Caller,
		branchId: string,
		number: string,
		day: string | null,
		reason: unknown
	): Promise<Read<Revealed>> {
		const asked = this.#ask(caller, 'reveal', branchId, reason);
		if (!asked.ok) return asked;
		const on = day ?? asked.branch.today();
		if (!isDay(on)) return refused('invalid_query', 'Write the day as ?day=2026-11-25.');
		const customer = this.#parts.customers.find(branchId, on, number);
		if (customer === undefined) {
			return refused(
				'unknown_customer',
				`Nothing is known of who held ticket "${number}" on ${on}, or it was erased.`
			);
		}
		// Whoever reads out the whole lobby is stopped, and what they read so far stands in the audit.
		const wait = await this.#parts.limits.take('reveal', actorOf(caller.principal));
		if (wait !== undefined) {
			return refused('too_many', `That is many names in a short time; go on in ${wait} seconds.`);
		}
		const entry = { action: 'customer.revealed', target: number, branch: branchId };
		const unrecorded = this.#record(caller, {
			...entry,
			detail: { day: on, reason: asked.reason }
		});
		if (unrecorded !== undefined) return unrecorded;
		return { ok: true, value: { name: customer.name, ref: customer.ref } };
	}

	/** Resolves when nothing of them is left on disk, to how many there were. The tickets' figures stay. */
	async erase(caller: Caller, request: ErasureRequest): Promise<Read<{ erased: number }>> {
		const asked = this.#ask(caller, 'erase', request.branch, request.reason);
		if (!asked.ok) return asked;
		const { branch, reason } = asked;
		const which: { before: string } | { day: string; number: string } =
			'before' in request
				? { before: request.before }
				: { day: request.day ?? branch.today(), number: request.number };
		if (!isDay('before' in which ? which.before : which.day)) {
			return refused('invalid_query', 'Write days like 2026-11-25.');
		}
		const unrecorded = this.#record(caller, {
			action: 'before' in which ? 'customers.erased' : 'customer.erased',
			target: 'before' in which ? '*' : which.number,
			branch: branch.id,
			detail: { ...('before' in which ? which : { day: which.day }), reason }
		});
		if (unrecorded !== undefined) return unrecorded;
		try {
			return { ok: true, value: { erased: await branch.eraseCustomers(which) } };
		} catch (error) {
			return unavailable(error);
		}
	}

	#ask(
		{ principal }: Caller,
		action: Action,
		branchId: string,
		given: unknown
	): { ok: true; branch: Branch; reason: string } | ReadFault {
		const { access, branches } = this.#parts;
		const denied = access.denies(principal, action, branchId);
		if (denied !== undefined) return { ok: false, ...denied };
		const branch = branches.get(branchId);
		if (branch === undefined) {
			return refused('unknown_branch', `There is no branch "${branchId}".`);
		}
		const reason = typeof given === 'string' ? given.trim() : '';
		if (reason.length < SHORTEST_REASON || reason.length > LONGEST_REASON) {
			return refused(
				'invalid_reason',
				`Say why, in ${SHORTEST_REASON} to ${LONGEST_REASON} characters; the reason is kept.`
			);
		}
		return { ok: true, branch, reason };
	}

	#record(
		{ principal, address }: Caller,
		entry: Omit<AuditEntry, 'actor' | 'address'>
	): ReadFault | undefined {
		try {
			this.#parts.audit.append({ actor: actorOf(principal), address, ...entry });
			return undefined;
		} catch (error) {
			return unavailable(error);
		}
	}
}

function unavailable(error: unknown): ReadFault {
	if ((error as { name?: unknown } | null)?.name !== 'StoreError') throw error;
	return refused('unavailable', 'Nothing can be written down at the moment; try again.');
}

function refused(code: Exclude<ReadFault['code'], Denied['code']>, detail: string): ReadFault {
	return { ok: false, code, detail };
}
