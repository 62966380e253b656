import * as f from './features.ts';
import type { LinePace } from './features.ts';
import type { ServicePace, ServicePaces } from './service-pace.ts';

/** A service's line at one instant. */
export interface Line {
	pace: LinePace;
	/** What the features of the lobby and the line add to every wait there, seconds. */
	base: number;
}

/**
 * The waits of everybody, worked out by walking the line once. The regression is linear, so each customer who is
 * passed adds a fixed number of seconds to the waits behind, and a wait is the sum so far: a hundred waits cost little
 * more than one. Whoever stands behind does not count here; lines of other counters count whole.
 */
export class Walk {
	#weights: Float64Array = new Float64Array();
	#lines: readonly Line[] = [];
	#size = 0;
	#overlap: Float64Array = new Float64Array();
	/** Seconds that a customer of one service adds behind in the line of another, by their indexes. */
	#adds = new Float64Array();
	#ahead = new Float64Array();
	#waits = new Float64Array();

	/** Goes to the head of the line. `overlap` as the roster has it; `people` wait for each service. */
	begin(
		weights: Float64Array,
		lines: readonly Line[],
		paces: ServicePaces,
		overlap: Float64Array,
		people: Float64Array
	): void {
		const size = lines.length;
		this.#weights = weights;
		this.#lines = lines;
		this.#overlap = overlap;
		if (this.#size !== size) {
			this.#size = size;
			this.#adds = new Float64Array(size * size);
			this.#ahead = new Float64Array(size);
			this.#waits = new Float64Array(size);
		}
		this.#ahead.fill(0);
		for (let to = 0; to < size; to += 1) this.#price(to, paces, people);
	}

	/** What each service's customers add to one line, and the wait at its head. */
	#price(to: number, paces: ServicePaces, people: Float64Array): void {
		const w = this.#weights;
		const { pace, base } = this.#lines[to] as Line;
		const slot = (paces.all[to] as ServicePace).slot;
		const each =
			pace.perPlace * ((w[f.BY_PLACE] as number) + (w[f.BY_PLACE_IN_SLOT + slot] as number)) +
			pace.perPlaceOfFive * (w[f.BY_PLACE_OF_FIVE] as number) +
			pace.perPlaceOfService * (w[f.BY_PLACE_OF_SERVICE] as number);
		const inLine = (pace.mean / pace.atWork) * (w[f.BY_LINE] as number);
		const byWork =
			(w[f.BY_WORK] as number) / pace.atWork + (w[f.BY_SKILLED] as number) / pace.skilled;
		const anybody = each + inLine + (w[f.AHEAD] as number) + (w[f.WAITING] as number);
		let wait = base + each + inLine;
		for (let of = 0; of < this.#size; of += 1) {
			const service = paces.all[of] as ServicePace;
			const share = this.#overlap[of * this.#size + to] as number;
			const elsewhere = w[f.WAITING_OF_SLOT + service.slot] as number;
			if (share === 0) {
				this.#adds[of * this.#size + to] = 0;
				wait += (people[of] as number) * elsewhere;
				continue;
			}
			const added =
				anybody + (w[f.AHEAD_OF_SLOT + service.slot] as number) + paces.meanOf(service) * byWork;
			const same = of === to ? (w[f.SAME] as number) : 0;
			this.#adds[of * this.#size + to] = share * added + elsewhere + same;
		}
		this.#waits[to] = wait;
	}

	/** How many stand before the present place in a service's line. */
	ahead(service: number): number {
		return this.#ahead[service] as number;
	}

	/** The wait from the present place in a service's line, seconds, as the regression has it. */
	wait(service: number, privileged: boolean): number {
		const { pace } = this.#lines[service] as Line;
		const wait = ((this.#ahead[service] as number) + 1) * pace.perPlace;
		const sum = this.#waits[service] as number;
		return privileged
			? sum +
					(this.#weights[f.PRIVILEGED] as number) +
					wait * (this.#weights[f.BY_PRIVILEGED] as number)
			: sum + pace.privilegedRate * wait * (this.#weights[f.BY_PASSED] as number);
	}

	/** Goes past somebody; `old`: not going to leave any more. */
	pass(service: number, privileged: boolean, old: boolean): void {
		const more =
			(old ? (this.#weights[f.OLD] as number) : 0) +
			(privileged ? (this.#weights[f.PRIVILEGED_WAITING] as number) : 0);
		for (let to = 0, at = service * this.#size; to < this.#size; to += 1, at += 1) {
			const share = this.#overlap[at] as number;
			if (share === 0) continue;
			this.#ahead[to] = (this.#ahead[to] as number) + share;
			this.#waits[to] = (this.#waits[to] as number) + (this.#adds[at] as number) + share * more;
		}
	}
}
