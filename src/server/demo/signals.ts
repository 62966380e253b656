import type { Random } from '#lib/domain/random.ts';
import type { Segment } from '#lib/protocol/index.ts';
import { RISK_KNOWN, RISKS, SIGNALS, TENORS } from './habits.ts';
import type { ServiceId } from './habits.ts';

/** What is known of a customer who takes a number, as tags: signals, for how long the money is free, the risk level. */
export function signalsOf(random: Random, service: ServiceId, segment: Segment): string[] {
	const tags = Object.entries(SIGNALS[service])
		.filter(([, share]) => random.chance(share as number))
		.map(([tag]) => tag);
	const { share, ...tenors } = TENORS;
	const hasMoney = tags.some((tag) => tag === 'maturing' || tag === 'large_amount');
	if (hasMoney && random.chance(share)) tags.push(random.weighted(tenors));
	if (random.chance(RISK_KNOWN[segment])) tags.push(random.weighted(RISKS));
	return tags;
}
