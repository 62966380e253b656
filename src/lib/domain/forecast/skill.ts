/** Each call makes what a counter took before count so much less. */
const MEMORY = 0.995;
/** A service that makes up less of what a counter takes is an exception there. */
const EXCEPTION = 0.01;

/** By counter: how much of each service, by its index. */
export type FrozenSkill = [string, number[]][];

/** What the people at each counter take, from what they took: many a profile says that everybody can do everything. */
export class Skill {
	readonly #taken = new Map<string, number[]>();

	take(counter: string, service: number): void {
		let taken = this.#taken.get(counter);
		if (taken === undefined) this.#taken.set(counter, (taken = []));
		while (taken.length <= service) taken.push(0);
		for (let each = 0; each < taken.length; each += 1) {
			taken[each] = (taken[each] as number) * MEMORY;
		}
		taken[service] = (taken[service] as number) + 1;
	}

	/** The services, as bits by their index, that the counter takes more than by way of exception. */
	of(counter: string): number {
		const taken = this.#taken.get(counter);
		if (taken === undefined) return 0;
		let total = 0;
		for (const count of taken) total += count;
		let bits = 0;
		for (let each = 0; each < taken.length; each += 1) {
			if ((taken[each] as number) >= Math.max(0.5, EXCEPTION * total)) bits |= bitOf(each);
		}
		return bits;
	}

	/** Lets go of counters that are no more. */
	keep(counters: ReadonlyMap<string, unknown>): void {
		for (const id of [...this.#taken.keys()]) {
			if (!counters.has(id)) this.#taken.delete(id);
		}
	}

	freeze(): FrozenSkill {
		return [...this.#taken].map(([id, taken]) => [id, [...taken]]);
	}

	thaw(frozen: FrozenSkill): void {
		this.#taken.clear();
		for (const [id, taken] of frozen) this.#taken.set(id, [...taken]);
	}
}

/** A service as a bit. A branch has a dozen; from the 31st on they share the last bit, and count as one kind. */
export function bitOf(service: number): number {
	return 1 << Math.min(service, 30);
}
