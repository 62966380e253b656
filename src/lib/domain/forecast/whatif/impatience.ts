import type { Wait } from './line-times.ts';

/** How many of the branch's own abandonments weigh as much as all that a single service has shown. */
const SHRINK = 5;

/**
 * How fast people give up: abandonments for each millisecond waited, by service. Of those who were served only
 * that they were more patient than they had to be is known, and this is what the likelihood of an exponential
 * patience makes of such censored waits: events over exposure. A Kaplan-Meier curve would need no exponential, but
 * it ends at the longest wait seen, and what a longer one would do is just what is asked; on the real month of the
 * tests Brown et al. 2005 found a rate that is level but for two bumps after announcements. Services that were
 * seldom waited for lean on the branch as a whole.
 */
export function impatienceOf(waits: readonly Wait[]): (service: string) => number {
	const all = { left: 0, waited: 0 };
	const services = new Map<string, { left: number; waited: number }>();
	for (const { stay, from, until, left } of waits) {
		const gaveUp = left && (stay.end === null || stay.end === 'abandoned') ? 1 : 0;
		const own = services.get(stay.service) ?? { left: 0, waited: 0 };
		services.set(stay.service, own);
		for (const count of [all, own]) {
			count.left += gaveUp;
			count.waited += until - from;
		}
	}
	const branch = all.waited > 0 ? all.left / all.waited : 0;
	const rates = new Map(
		[...services].map(([service, { left, waited }]) => {
			const exposure = branch > 0 ? SHRINK / branch : 0;
			return [service, branch > 0 ? (left + SHRINK) / (waited + exposure) : 0];
		})
	);
	return (service) => rates.get(service) ?? branch;
}
