import type { Config } from '../config/config.ts';
import type { Counter } from '../queue/counter.ts';
import type { ServicePaces } from './service-pace.ts';
import { bitOf } from './skill.ts';

/** Where counters' settings and states stand. */
export interface Floor {
	readonly config: Config;
	readonly counters: ReadonlyMap<string, Counter>;
}

/**
 * A counter that has not had anybody for so long is not at work, whatever it says: few queue machines are told of a
 * break. "Busy now or in the last ten minutes" takes more off the error than anything else. Milliseconds.
 */
const AT_WORK = 600_000;
const LATELY = 180_000;
/** Free for less than this: still tidying up. Milliseconds. */
const FRESH = 30_000;

/** A counter that has had somebody today. */
interface Desk {
	id: string;
	/** Tickets there, with the instant of their call and the index of their service. */
	serving: Map<string, { at: number; service: number }>;
	/** When somebody was there last, or it opened. */
	lastBusy: number;
	/** The services that its people take, as bits. */
	skills: number;
}

export type FrozenDesks = {
	id: string;
	serving: [string, number, number][];
	lastBusy: number;
	skills: number;
}[];

/** The counters that can take one service, counted in the ways that its line's pace depends on. Ages in seconds. */
export interface Crew {
	/** At work: busy now or lately. */
	atWork: number;
	lately: number;
	busy: number;
	free: number;
	/** Of those at work, the ones whose people take this service, and how many of these are free. */
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

/** Ages are told up to here; what is longer is no news. Seconds. */
const AGE = 900;
const MEAN_AGE = 600;

/** A desk at work at one instant, as bits of services: those of its profile, and those that it really takes. */
interface Present {
	desk: Desk;
	profile: number;
}

/** The counters that are or were at work today. */
export class Desks {
	readonly #desks = new Map<string, Desk>();
	/** Profiles as bits, by the list that they were made of. */
	readonly #profiles = new WeakMap<readonly string[], number>();

	opened(counter: string, skills: number, at: number): void {
		const desk = this.#desk(counter, skills, at);
		desk.lastBusy = Math.max(desk.lastBusy, at);
	}

	called(counter: string, skills: number, ticket: string, service: number, at: number): void {
		const desk = this.#desk(counter, skills, at);
		desk.skills = skills;
		desk.serving.set(ticket, { at, service });
		desk.lastBusy = Math.max(desk.lastBusy, at);
	}

	/** The ticket is gone from the counter; resolves to its call and service, or undefined if it was not there. */
	freed(counter: string, ticket: string, at: number): { at: number; service: number } | undefined {
		const desk = this.#desks.get(counter);
		const was = desk?.serving.get(ticket);
		if (desk === undefined || was === undefined) return undefined;
		desk.serving.delete(ticket);
		desk.lastBusy = Math.max(desk.lastBusy, at);
		return was;
	}

	clear(): void {
		this.#desks.clear();
	}

	/** Whoever is at work now. Desks that have long been empty are let go of. */
	roster(floor: Floor, paces: ServicePaces, at: number): Roster {
		const present: Present[] = [];
		for (const [id, desk] of this.#desks) {
			const counter = floor.counters.get(id);
			const away = desk.serving.size === 0 && at - desk.lastBusy > AT_WORK;
			if (away) this.#desks.delete(id);
			if (away || counter?.state !== 'open') continue;
			present.push({ desk, profile: this.#profile(profileOf(counter, floor.config), paces) });
		}
		return new Roster(present, at);
	}

	#profile(services: readonly string[], paces: ServicePaces): number {
		let bits = this.#profiles.get(services);
		if (bits === undefined) {
			bits = 0;
			for (const id of services) bits |= bitOf(paces.find(id)?.index ?? 30);
			this.#profiles.set(services, bits);
		}
		return bits;
	}

	#desk(id: string, skills: number, at: number): Desk {
		let desk = this.#desks.get(id);
		if (desk === undefined) {
			desk = { id, serving: new Map(), lastBusy: at, skills };
			this.#desks.set(id, desk);
		}
		return desk;
	}

	freeze(): FrozenDesks {
		return [...this.#desks.values()].map(({ id, serving, lastBusy, skills }) => ({
			id,
			serving: [...serving].map(([ticket, { at, service }]) => [ticket, at, service]),
			lastBusy,
			skills
		}));
	}

	thaw(frozen: FrozenDesks): void {
		for (const { id, serving, lastBusy, skills } of frozen) {
			const tickets = serving.map(([ticket, at, service]) => [ticket, { at, service }] as const);
			this.#desks.set(id, { id, serving: new Map(tickets), lastBusy, skills });
		}
	}
}

/** The desks at work at one instant. What it says of one set of counters is worked out once. */
export class Roster {
	readonly #present: readonly Present[];
	readonly #at: number;
	readonly #crews = new Map<string, Crew>();

	constructor(present: readonly Present[], at: number) {
		this.#present = present;
		this.#at = at;
	}

	/**
	 * How much of a customer of one service stands before a customer of another, by their indexes: the share of the
	 * first one's counters that the second can be called to as well.
	 */
	overlap(services: number): Float64Array {
		const shared = new Float64Array(services * services);
		const profiles = new Map<number, number>();
		for (const { profile } of this.#present) {
			profiles.set(profile, (profiles.get(profile) ?? 0) + 1);
		}
		for (const [profile, desks] of profiles) {
			for (let a = 0; a < services; a += 1) {
				if ((profile & bitOf(a)) === 0) continue;
				for (let b = 0; b < services; b += 1) {
					if ((profile & bitOf(b)) !== 0) {
						shared[a * services + b] = (shared[a * services + b] as number) + desks;
					}
				}
			}
		}
		for (let a = 0; a < services; a += 1) {
			const own = shared[a * services + a] as number;
			for (let b = 0; b < services; b += 1) {
				const at = a * services + b;
				shared[at] = own === 0 ? (a === b ? 1 : 0) : (shared[at] as number) / own;
			}
		}
		return shared;
	}

	/**
	 * Who can take a service. `longest`: a service of so many milliseconds has been forgotten; `waiting`: the longest
	 * that anybody has been waiting, milliseconds.
	 */
	crew(service: number, longest: number, waiting: number): Crew {
		const bit = bitOf(service);
		let key = '';
		let skilled = 0;
		let skilledFree = 0;
		for (const [index, { desk, profile }] of this.#present.entries()) {
			if ((profile & bit) === 0) continue;
			key += String.fromCharCode(index);
			if ((desk.skills & bit) === 0) continue;
			skilled += 1;
			if (desk.serving.size === 0) skilledFree += 1;
		}
		let crew = this.#crews.get(key);
		if (crew === undefined) {
			this.#crews.set(key, (crew = this.#count(bit, longest, waiting > 15_000)));
		}
		return { ...crew, skilled, skilledFree };
	}

	#count(bit: number, longest: number, waited: boolean): Crew {
		const crew = noCrew();
		const ages: number[] = [];
		for (const { desk, profile } of this.#present) {
			if ((profile & bit) === 0) continue;
			let busy = false;
			for (const { at } of desk.serving.values()) {
				const age = Math.max(0, this.#at - at);
				// Whoever was called so long ago is no longer there; nobody said so.
				if (age > longest) continue;
				busy = true;
				ages.push(Math.min(age / 1000, AGE));
			}
			const idle = Math.max(0, this.#at - desk.lastBusy);
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
		return crew;
	}
}

/** The services that a counter works on today. */
export function profileOf(counter: Counter, config: Config): readonly string[] {
	return counter.services ?? config.counters.get(counter.id)?.services ?? [];
}

function noCrew(): Crew {
	return {
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
