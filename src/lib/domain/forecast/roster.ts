import { bitOf } from './skill.ts';

/**
 * A counter that has not had anybody for so long is not at work, whatever it says: few queue machines are told of a
 * break. "Busy now or in the last ten minutes" takes more off the error than anything else. Milliseconds.
 */
export const AT_WORK = 600_000;
const LATELY = 180_000;
/** Free for less than this: still tidying up. */
const FRESH = 30_000;
/** Somebody who has waited for longer than this was not overlooked for a moment only. */
const WAITED = 15_000;
/** Ages are told up to here; what is longer is no news. Seconds. */
const AGE = 900;
const MEAN_AGE = 600;

/** A desk that may be at work, its services as bits: those of its profile, and those that it really takes. */
export interface Present {
	profile: number;
	skills: number;
	lastBusy: number;
	serving: ReadonlyMap<string, { at: number }>;
}

/** The counters that can take one service, counted in the ways that its line's pace depends on. Ages in seconds. */
export interface Crew {
	/** At work: busy now or lately. */
	atWork: number;
	lately: number;
	busy: number;
	free: number;
	/** The ones whose people take this service, and how many of these are free. */
	skilled: number;
	skilledFree: number;
	/** Free for less than half a minute: still tidying up. */
	fresh: number;
	/** Free for longer while somebody waits: not really there. */
	absent: number;
	/** All, a free one counting less the longer it has been free. */
	present: number;
	oldest: number;
	middle: number;
	youngest: number;
	meanAge: number;
	leastIdle: number;
}

/** The desks at work at one instant. */
export class Roster {
	/**
	 * How much of a customer of one service stands before a customer of another, by index x size + index: the share of
	 * the first one's counters that the second can be called to as well.
	 */
	readonly overlap: Float64Array;
	readonly #present: readonly Present[];
	readonly #size: number;
	readonly #forgotten: number;
	readonly #at: number;

	/**
	 * `size`: how many services there are; `forgotten`: a service of so many milliseconds is none; `overlap` is filled
	 * in, size x size.
	 */
	constructor(
		present: readonly Present[],
		size: number,
		forgotten: number,
		at: number,
		overlap: Float64Array
	) {
		this.#present = present;
		this.#size = size;
		this.#forgotten = forgotten;
		this.#at = at;
		this.overlap = overlap;
		this.#overlap();
	}

	#overlap(): void {
		const size = this.#size;
		const { overlap } = this;
		overlap.fill(0);
		for (let a = 0; a < size; a += 1) {
			const bit = bitOf(a);
			let own = 0;
			for (const { profile } of this.#present) {
				if ((profile & bit) === 0) continue;
				own += 1;
				for (let b = 0; b < size; b += 1) {
					const shared = (profile >> Math.min(b, 30)) & 1;
					overlap[a * size + b] = (overlap[a * size + b] as number) + shared;
				}
			}
			for (let b = 0; b < size; b += 1) {
				const sum = overlap[a * size + b] as number;
				overlap[a * size + b] = own === 0 ? (a === b ? 1 : 0) : sum / own;
			}
		}
	}

	/**
	 * Who can take each service, by its index. `waiting`: the longest that anybody has been waiting, milliseconds. `into`
	 * is filled in: this is done at every event, and two dozen objects each time are what costs.
	 */
	crews(waiting: number, into: Crew[]): void {
		while (into.length < this.#size) into.push(noCrew());
		for (let service = 0; service < this.#size; service += 1) {
			const crew = into[service] as Crew;
			const twin = this.#twinOf(service);
			if (twin === null) this.#count(crew, bitOf(service), waiting > WAITED);
			else Object.assign(crew, into[twin], NOBODY_SKILLED);
			this.#countSkilled(crew, bitOf(service));
		}
	}

	/** Who can take one service. */
	crew(service: number, waiting: number, into: Crew): void {
		this.#count(into, bitOf(service), waiting > WAITED);
		this.#countSkilled(into, bitOf(service));
	}

	/** An earlier service that the very same counters take. */
	#twinOf(service: number): number | null {
		const size = this.#size;
		for (let other = 0; other < service; other += 1) {
			const both =
				this.overlap[service * size + other] === 1 && this.overlap[other * size + service] === 1;
			if (both) return other;
		}
		return null;
	}

	#countSkilled(crew: Crew, bit: number): void {
		for (const { profile, skills, serving } of this.#present) {
			if ((profile & skills & bit) === 0) continue;
			crew.skilled += 1;
			if (serving.size === 0) crew.skilledFree += 1;
		}
	}

	#count(crew: Crew, bit: number, waited: boolean): void {
		Object.assign(crew, NOBODY);
		const ages: number[] = [];
		for (const { profile, lastBusy, serving } of this.#present) {
			if ((profile & bit) === 0) continue;
			let busy = false;
			for (const { at } of serving.values()) {
				const age = Math.max(0, this.#at - at);
				if (age > this.#forgotten) continue;
				busy = true;
				ages.push(Math.min(age / 1000, AGE));
			}
			const idle = Math.max(0, this.#at - lastBusy);
			if (!busy && idle > AT_WORK) continue;
			crew.atWork += 1;
			if (busy || idle <= LATELY) crew.lately += 1;
			if (busy) {
				crew.busy += 1;
				crew.present += 1;
				continue;
			}
			crew.free += 1;
			if (idle <= FRESH) crew.fresh += 1;
			else if (waited) crew.absent += 1;
			crew.present += Math.exp(-idle / 120_000);
			crew.leastIdle = Math.min(crew.leastIdle, idle / 1000);
		}
		if (ages.length > 0) tellAges(crew, ages);
	}
}

const NOBODY: Readonly<Crew> = {
	atWork: 0,
	lately: 0,
	busy: 0,
	free: 0,
	skilled: 0,
	skilledFree: 0,
	fresh: 0,
	absent: 0,
	present: 0,
	oldest: 0,
	middle: 0,
	youngest: 0,
	meanAge: 0,
	leastIdle: AGE
};
const NOBODY_SKILLED = { skilled: 0, skilledFree: 0 };

/** A crew to be filled in. */
export function noCrew(): Crew {
	return { ...NOBODY };
}

function tellAges(crew: Crew, ages: number[]): void {
	insertionSort(ages);
	let sum = 0;
	for (const age of ages) sum += Math.min(age, MEAN_AGE);
	crew.youngest = ages[0] as number;
	crew.middle = ages[ages.length >> 1] as number;
	crew.oldest = ages[ages.length - 1] as number;
	crew.meanAge = sum / ages.length;
}

/** A dozen numbers, in place: quicker than the general way, and this is done at every event. */
function insertionSort(values: number[]): void {
	for (let i = 1; i < values.length; i += 1) {
		const value = values[i] as number;
		let j = i;
		for (; j > 0 && (values[j - 1] as number) > value; j -= 1) values[j] = values[j - 1] as number;
		values[j] = value;
	}
}
