import type { Segment } from '../../../protocol/index.ts';
import type { Config } from '../../config/config.ts';
import type { Random } from '../../random.ts';
import { impatienceOf } from './impatience.ts';
import { callOf, type Stay } from './stay.ts';
import { timetableOf, type Duty, type Pause, type Timetable } from './timetable.ts';
import { usualOf, usualServices, type UsualService } from './usual-service.ts';

/** With fewer services seen than this, the branch file's typical one is drawn from. */
const FEW = 5;
/** Spread of the logarithm of service times where none were seen: the middle of what banks show (0.6 to 1). */
const SPREAD = 0.8;

export interface Person {
	segment: Segment;
	tags: readonly string[];
}

/**
 * What days have shown of a branch's customers, to draw from what nobody knows: how long services keep a counter,
 * how fast people give up,
 * who comes for what, and how often counters are away.
 */
export class Habits {
	readonly usual: ReadonlyMap<string, UsualService>;
	readonly #times = new Map<string, number[]>();
	readonly #impatience: (service: string) => number;
	readonly #people = new Map<string, Person[]>();
	/** Milliseconds each, and how many there are for a millisecond of duty. */
	readonly #pauses: readonly number[];
	readonly #pauseRate: number;

	constructor(usual: ReadonlyMap<string, UsualService>, days: readonly Timetable[]) {
		this.usual = usual;
		for (const { held } of days) {
			for (const [stay, { time }] of held) {
				if (time !== null && served(stay)) push(this.#times, stay.service, time);
			}
		}
		for (const times of this.#times.values()) times.sort((a, b) => a - b);
		this.#pauses = days.flatMap(({ pauses }) => pauses.map(({ length }) => length));
		const duty = days.flatMap((day) => day.duties).reduce((sum, each) => sum + lengthOf(each), 0);
		this.#pauseRate = duty > 0 ? this.#pauses.length / duty : 0;
		const waits = days.flatMap((day) => day.waits);
		this.#impatience = impatienceOf(waits);
		for (const { stay } of waits) {
			if (stay.enteredAt === stay.issuedAt) push(this.#people, stay.service, stay);
		}
	}

	/** Milliseconds that a service keeps a counter. */
	time(service: string, random: Random): number {
		const times = this.#times.get(service) ?? [];
		const pick = random.next();
		const invented = random.logNormal(this.typical(service), SPREAD);
		return times.length < FEW ? invented : (times[Math.floor(pick * times.length)] as number);
	}

	/**
	 * Milliseconds that a service goes on which has kept a counter for `age`: as those did that took longer. Where none
	 * did, its age says nothing any more, and it is taken to go on as long as one usually takes.
	 */
	remaining(service: string, age: number, random: Random): number {
		const times = this.#times.get(service) ?? [];
		const pick = random.next();
		const other = random.exponential(1 / this.typical(service));
		let first = times.length;
		while (first > 0 && (times[first - 1] as number) > age) first -= 1;
		const longer = times.length - first;
		if (longer === 0) return other;
		return (times[first + Math.floor(pick * longer)] as number) - age;
	}

	/** Milliseconds until somebody gives up who has waited already: people do not get more or less patient. */
	patience(service: string, random: Random): number {
		const rate = this.#impatience(service);
		const drawn = random.exponential(1);
		return rate > 0 ? drawn / rate : Infinity;
	}

	/** Milliseconds that a service keeps a counter on the average. */
	meanTime(service: string): number {
		const times = this.#times.get(service) ?? [];
		if (times.length < FEW) return this.typical(service) * Math.exp((SPREAD * SPREAD) / 2);
		return Math.max(1000, times.reduce((sum, time) => sum + time, 0) / times.length);
	}

	/** How many give up for each millisecond waited. */
	impatience(service: string): number {
		return this.#impatience(service);
	}

	/** When a counter that works from an instant until another goes away in between, and for how long. */
	pauses(counter: string, from: number, until: number, random: Random): Pause[] {
		const pauses: Pause[] = [];
		if (!(this.#pauseRate > 0)) return pauses;
		for (let at = from; ;) {
			at += random.exponential(this.#pauseRate);
			if (at >= until) return pauses;
			const length = this.#pauses[Math.floor(random.next() * this.#pauses.length)] as number;
			pauses.push({ counter, at, length });
		}
	}

	/** Somebody who comes for a service. */
	person(service: string, random: Random): Person {
		const people = this.#people.get(service) ?? [];
		const pick = random.next();
		return people[Math.floor(pick * people.length)] ?? { segment: 'ordinary', tags: [] };
	}

	/** Milliseconds. */
	typical(service: string): number {
		return usualOf(this.usual, service).typical;
	}
}

/** What days of the past, each with its stays, have shown. */
export function habitsOf(days: readonly (readonly Stay[])[], config: Config): Habits {
	const usual = usualServices(days.flat(), config);
	return new Habits(
		usual,
		days.map((stays) => timetableOf(stays, usual, config))
	);
}

function lengthOf({ from, until }: Duty): number {
	return until - from;
}

function served(stay: Stay): boolean {
	const over = stay.end === null || stay.end === 'finished' || stay.end === 'transferred';
	return callOf(stay) !== null && (over || stay.startedAt !== null);
}

function push<T>(lists: Map<string, T[]>, key: string, value: T): void {
	const list = lists.get(key);
	if (list === undefined) lists.set(key, [value]);
	else list.push(value);
}
