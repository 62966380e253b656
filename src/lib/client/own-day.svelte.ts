import type { OwnDay as Day } from '../protocol/index.ts';

/** One's own day. The live view has nobody's: it is read apart, and each gets their own. Browser only. */
export class OwnDay {
	/** Null until it is known, and for whoever is nobody of the staff. */
	day: Day | null = $state.raw(null);

	readonly #branch: string;
	readonly #staff: string | null;
	#asked = 0;

	constructor(branch: string, staff: string | null) {
		this.#branch = branch;
		this.#staff = staff;
	}

	/** Reads it anew; what cannot be read now is read after the next act. */
	async look(): Promise<void> {
		if (this.#staff === null) return;
		const asked = (this.#asked += 1);
		const path = `/api/v1/branches/${encodeURIComponent(this.#branch)}/own-day`;
		try {
			const response = await fetch(path, { cache: 'no-store' });
			if (!response.ok) return;
			const day = (await response.json()) as Day;
			// An earlier question that is answered late tells what is no longer so.
			if (asked === this.#asked) this.day = day;
		} catch {
			// No connection: the screen says so itself.
		}
	}
}
