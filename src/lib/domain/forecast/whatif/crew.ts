import type { Duty, Pause } from './timetable.ts';

/** A counter takes up these services, or (null) calls nobody else once it is done; or it goes away for a while. */
export interface Turn {
	at: number;
	counter: number;
	services: Int32Array | null;
	/** Milliseconds; 0 where it only changes what it does. */
	pause: number;
}

/** The counters as the engine plays them. */
export interface Crew {
	counters: number;
	/** In the order of time. */
	turns: readonly Turn[];
	/** By counter: the services that nobody does later. Whoever waits for one when it closes is still served. */
	closing: readonly Int32Array[];
}

/** `counters` and `services` give ids their indexes; counters that are not among them come after. */
export function crewOf(
	duties: readonly Duty[],
	pauses: readonly Pause[],
	counters: readonly string[],
	services: readonly string[]
): Crew {
	const counterIndex = new Map(counters.map((id, index) => [id, index]));
	const serviceIndex = new Map(services.map((id, index) => [id, index]));
	const indexOf = (counter: string) => {
		const index = counterIndex.get(counter) ?? counterIndex.size;
		counterIndex.set(counter, index);
		return index;
	};
	const indexes = (ids: Iterable<string>) =>
		Int32Array.from(
			[...new Set(ids)].map((id) => serviceIndex.get(id)).filter((index) => index !== undefined)
		);
	const turns: Turn[] = [];
	const latest = new Map<string, number>();
	const last = new Map<string, Duty>();
	for (const duty of duties) {
		const counter = indexOf(duty.counter);
		turns.push({ at: duty.from, counter, services: indexes(duty.services), pause: 0 });
		const goesOn = duties.some((each) => each.counter === duty.counter && each.from === duty.until);
		if (!goesOn) turns.push({ at: duty.until, counter, services: null, pause: 0 });
		if (duty.until > (last.get(duty.counter)?.until ?? -Infinity)) last.set(duty.counter, duty);
		for (const service of duty.services) {
			latest.set(service, Math.max(duty.until, latest.get(service) ?? -Infinity));
		}
	}
	for (const { counter, at, length } of pauses) {
		turns.push({ at, counter: indexOf(counter), services: null, pause: Math.max(0, length) });
	}
	const closing = Array.from({ length: counterIndex.size }, () => new Int32Array());
	for (const [counter, duty] of last) {
		const services = duty.services.filter((service) => latest.get(service) === duty.until);
		closing[indexOf(counter)] = indexes(services);
	}
	return { counters: counterIndex.size, turns: turns.sort((a, b) => a.at - b.at), closing };
}
