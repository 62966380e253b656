import type { Random } from '../../random.ts';
import { ABANDONED, SERVED, VOID, type Part } from './crowd.ts';
import type { Habits } from './habits.ts';

/** How many tickets of a service are expected from an instant until another. */
export interface Arrivals {
	service: string;
	from: number;
	until: number;
	expected: number;
}

/** A forecast of more than this in one span is a mistake, and drawing it would take the server's time. */
const MOST = 10_000;

/**
 * Who comes, drawn: by chance alone (a Poisson process) around what is expected, times how busy the whole rest of the
 * day turns out, whose spread a forecast of averages does not tell: `spread` is that of its logarithm.
 */
export function comersOf(
	arrivals: readonly Arrivals[],
	since: number,
	spread: number,
	habits: Habits,
	random: Random
): Part[] {
	const busyness = random.logNormal(Math.exp((-spread * spread) / 2), spread);
	return arrivals.flatMap(({ service, from, until, expected }, index) => {
		const begin = Math.max(from, since);
		const rate = (Math.min(MOST, expected) * busyness) / (until - from);
		const parts: Part[] = [];
		if (!(rate > 0) || !(begin < until)) return parts;
		const chance = random.fork(`${index}`);
		for (let at = begin; ;) {
			at += chance.exponential(rate);
			if (at >= until) return parts;
			parts.push(comer(service, at, `~${index}.${parts.length}`, habits, chance));
		}
	});
}

function comer(service: string, at: number, ticket: string, habits: Habits, random: Random): Part {
	const { segment, tags } = habits.person(service, random);
	return {
		stay: {
			day: '',
			ticket,
			service,
			segment,
			tags,
			issuedAt: at,
			enteredAt: at,
			parked: 0,
			calledAt: null,
			startedAt: null,
			endedAt: null,
			counter: null,
			end: null
		},
		after: 0,
		called: SERVED,
		left: ABANDONED,
		absent: VOID,
		reaction: 0,
		placedAt: null
	};
}
