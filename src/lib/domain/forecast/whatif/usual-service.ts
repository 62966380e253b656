import type { Config } from '../../config/config.ts';
import { DEFAULTS } from '../../config/config.ts';
import { callOf, type Stay } from './stay.ts';

const HOUR = 3_600_000;
/** Below this many services seen, the branch file's typical service says more than their median. */
const ENOUGH = 20;
/**
 * So many times the usual is no service any more. Service times are close to log-normal with a spread of their
 * logarithm below 1 (Brown et al. 2005, on a bank's calls): ten times the median is one in a hundred at most,
 * and an hour besides is rarer still.
 */
const FORGOTTEN = 10;

/** What a service usually takes, and from when on nobody can have been served that long. Milliseconds. */
export interface UsualService {
	typical: number;
	forgottenAfter: number;
}

/** Of a service that nobody has heard of, what the defaults say. */
export function usualOf(
	services: ReadonlyMap<string, UsualService>,
	service: string
): UsualService {
	return services.get(service) ?? usual([], DEFAULTS.typicalService * 1000);
}

/** Of every service that the stays or the branch file know. */
export function usualServices(
	stays: readonly Stay[],
	config: Config
): ReadonlyMap<string, UsualService> {
	const seen = new Map<string, number[]>([...config.services.keys()].map((id) => [id, []]));
	for (const stay of stays) {
		const times = seen.get(stay.service) ?? [];
		seen.set(stay.service, times);
		const from = callOf(stay);
		if (from !== null && stay.endedAt !== null && stay.end === 'finished') {
			times.push(stay.endedAt - from);
		}
	}
	return new Map([...seen].map(([id, times]) => [id, usual(times, typicalOf(id, config))]));
}

function typicalOf(service: string, config: Config): number {
	return (config.services.get(service)?.typicalService ?? DEFAULTS.typicalService) * 1000;
}

function usual(times: number[], configured: number): UsualService {
	times.sort((a, b) => a - b);
	// A log may hold nothing but services of no length; nobody is usually served in no time.
	const median = Math.max(1000, times[Math.floor(times.length / 2)] ?? 0);
	const typical = times.length >= ENOUGH ? median : configured;
	return { typical, forgottenAfter: Math.max(HOUR, FORGOTTEN * typical) };
}
