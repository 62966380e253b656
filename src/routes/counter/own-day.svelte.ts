/** One's own day in two figures. The live view has nobody's: they are read apart, and each gets their own. */
export interface OwnFigures {
	finished: number;
	/** Seconds; null: nothing finished yet. */
	meanService: number | null;
}

interface StatRow extends OwnFigures {
	key: string;
}

/** Browser only. */
export class OwnDay {
	/** Null until they are known, and for whoever is nobody of the staff. */
	figures: OwnFigures | null = $state.raw(null);

	readonly #branch: string;
	readonly #staff: string | null;
	#asked = 0;

	constructor(branch: string, staff: string | null) {
		this.#branch = branch;
		this.#staff = staff;
	}

	/** Reads them anew; what cannot be read now is read after the next customer. */
	async look(): Promise<void> {
		if (this.#staff === null) return;
		const asked = (this.#asked += 1);
		const path = `/api/v1/branches/${encodeURIComponent(this.#branch)}/stats?by=staff`;
		try {
			const response = await fetch(path, { cache: 'no-store' });
			if (!response.ok) return;
			const { rows } = (await response.json()) as { rows: StatRow[] };
			const own = rows.find(({ key }) => key === this.#staff);
			// An earlier question that is answered late tells what is no longer so.
			if (asked === this.#asked) this.figures = own ?? { finished: 0, meanService: null };
		} catch {
			// No connection: the screen says so itself.
		}
	}
}
