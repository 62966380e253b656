import type { CounterConfig } from '#lib/protocol/branch-file.ts';
import { SERVICES } from './services.ts';
import type { ServiceId } from './services.ts';

/** What a counter does. A flex counter changes between its services with the lobby. */
export interface Profile {
	services: ServiceId[];
	flex?: boolean;
}

/**
 * So many counters of a branch that offers these services, numbered from 1. `profiles` begins with what a small branch
 * cannot do without; after the last one they begin anew with the first. What no profile covers goes to a counter
 * of its own kind, so that every service is served somewhere.
 */
export function countersOf(
	count: number,
	profiles: readonly Profile[],
	services: readonly ServiceId[]
): CounterConfig[] {
	const chosen = Array.from({ length: count }, (_, index) => {
		const { services: own, flex = false } = profiles[index % profiles.length]!;
		return { services: [...own], flex };
	});
	for (const id of services) {
		if (chosen.some((counter) => counter.services.includes(id))) continue;
		const kind = SERVICES[id].complexity;
		const alike = chosen.findLast((counter) =>
			counter.services.some((each) => SERVICES[each].complexity === kind)
		);
		(alike ?? chosen.at(-1))?.services.push(id);
	}
	// Quick business stands together, as in a real hall.
	const rank = ({ services: own }: { services: ServiceId[] }) => services.indexOf(own[0]!);
	chosen.sort((a, b) => Number(a.flex) - Number(b.flex) || rank(a) - rank(b));
	return chosen.map(({ services: own, flex }, index) => ({
		id: `${index + 1}`,
		name: flex
			? { zh: `${index + 1}号弹性窗口`, en: `Flex counter ${index + 1}` }
			: { zh: `${index + 1}号窗口`, en: `Counter ${index + 1}` },
		services: own
	}));
}
