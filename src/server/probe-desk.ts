import { schemaFaults } from '#lib/protocol/check/schema-faults.ts';
import type { FileSchema } from '#lib/protocol/check/schema-faults.ts';
import { Probe } from '#lib/protocol/probe.ts';
import { actorOf } from './access/access.ts';
import type { Access, Caller } from './access/access.ts';
import type { Limits } from './limits/limits.ts';
import type { Probing, Tried } from './probes/probing.ts';
import { refused, tooMany } from './refused.ts';
import type { Refused } from './refused.ts';

export interface ProbeDeskParts {
	access: Pick<Access, 'denies'>;
	limits: Pick<Limits, 'take'>;
	/** Only whom the administrator of the machine allows is asked. */
	probing: Pick<Probing, 'tryOnce'>;
}

/** Probes that are tried while somebody sets them up. Nothing is stored, and no branch hears of it. */
export class ProbeDesk {
	readonly #parts: ProbeDeskParts;

	constructor(parts: ProbeDeskParts) {
		this.#parts = parts;
	}

	/** `probe` as it came. `signal`: nobody waits for the answer any more. */
	async tryOnce(
		{ principal }: Caller,
		probe: unknown,
		signal: AbortSignal
	): Promise<{ ok: true; value: Tried } | Refused> {
		const { access, limits, probing } = this.#parts;
		const denied = access.denies(principal, 'configure', null);
		if (denied !== undefined) return refused(denied.code, denied.detail);
		if (schemaFaults(Probe as FileSchema, probe).length > 0) {
			return refused('invalid_probe', 'This is no probe that a branch file could hold.');
		}
		const wait = await limits.take('tryProbe', actorOf(principal));
		if (wait !== undefined) return tooMany(wait);
		return { ok: true, value: await probing.tryOnce(probe as Probe, { signal }) };
	}
}
