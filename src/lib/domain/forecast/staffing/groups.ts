import type { Config } from '../../config/config.ts';

/** Services that share counters, directly or through others, and those counters. */
export interface Group {
	services: string[];
	counters: string[];
}

/** The branch's services by shared counters. A service that no counter does is a group without counters. */
export function groupsOf(config: Config): Group[] {
	const groups: Group[] = [...config.services.keys()].map((service) => ({
		services: [service],
		counters: []
	}));
	for (const { id, services } of config.counters.values()) {
		const own = groups.filter((group) => group.services.some((each) => services.includes(each)));
		const [first, ...others] = own;
		if (first === undefined) continue;
		for (const other of others) {
			first.services.push(...other.services);
			first.counters.push(...other.counters);
			groups.splice(groups.indexOf(other), 1);
		}
		first.counters.push(id);
	}
	return groups;
}
