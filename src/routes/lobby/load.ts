/** How much everybody has in hand, and where what is new goes meanwhile. Pure. */
import type { PromptRow } from '#lib/protocol/index.ts';

type Prompts = Record<string, PromptRow>;

/** What somebody has taken: talks, calls for help, complaints. */
export function loadOf(prompts: Prompts, staff: string | null): number {
	return loads(prompts).get(staff ?? '') ?? 0;
}

function loads(prompts: Prompts): Map<string, number> {
	const all = new Map<string, number>();
	for (const { state, assignee } of Object.values(prompts)) {
		if (state !== 'accepted' || assignee === undefined) continue;
		all.set(assignee, (all.get(assignee) ?? 0) + 1);
	}
	return all;
}

/**
 * Colleagues who have room, freest first. Only who has something in hand is known to be there: nobody is promised a
 * colleague who may be at lunch.
 */
export function withRoom(prompts: Prompts, me: string | null, capacity: number): string[] {
	return [...loads(prompts)]
		.filter(([staff, load]) => staff !== me && load < capacity)
		.sort(([a, x], [b, y]) => x - y || (a < b ? -1 : 1))
		.map(([staff]) => staff);
}
