import type { Fault } from '../../protocol/file-fault.ts';
import { RULES } from '../engagement/rules/index.ts';
import { DEFAULTS } from './config.ts';
import { each, entryOf, type Entry } from './reading.ts';

/**
 * Rules of a talk that wait until the customer is prompted about anyway: one window at a time, so they would say
 * nothing. What is switched off may wait for ever.
 */
export function promptFaults(root: Entry): Fault[] {
	const limit = longestLimit(root);
	const prompts = entryOf(root.prompts) ?? {};
	return RULES.flatMap(({ id, kind, defaults }): Fault[] => {
		const { on = defaults.on, after } = entryOf(prompts[id]) ?? {};
		const speaks = on === true && kind === 'engage' && typeof after === 'number';
		if (!speaks || after <= limit) return [];
		return [{ path: `/prompts/${id}/after`, code: 'after_long_wait', params: { limit } }];
	});
}

/** Seconds; that of the branch, or of the most patient of its services. */
function longestLimit(root: Entry): number {
	const own = entryOf(root.longWait)?.seconds;
	let longest: number = typeof own === 'number' && own > 0 ? own : DEFAULTS.longWait;
	each(root.services, '', ({ longWait }) => {
		if (typeof longWait === 'number') longest = Math.max(longest, longWait);
	});
	return longest;
}
