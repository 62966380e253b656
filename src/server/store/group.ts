import type { Group } from './types.ts';

/** A group that makes nothing durable yet. */
export function emptyGroup(): Group {
	return {
		events: [],
		tickets: [],
		stages: [],
		prompts: [],
		reworks: [],
		engagements: [],
		pitches: [],
		referrals: [],
		sales: [],
		customers: [],
		spells: [],
		incidents: [],
		checks: [],
		snapshots: []
	};
}

/** Several groups as one transaction, in their order. */
export function mergeGroups(groups: readonly Group[]): Group {
	const [first] = groups;
	if (groups.length === 1 && first !== undefined) return first;
	const merged = emptyGroup();
	for (const group of groups) {
		for (const part of Object.keys(merged) as (keyof Group)[]) {
			// Not by spreading: a group of a replay has more rows than a call takes arguments.
			for (const row of group[part]) (merged[part] as unknown[]).push(row);
		}
	}
	return merged;
}
