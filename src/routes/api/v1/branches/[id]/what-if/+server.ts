import { answerFrom } from '../../../answer.server.ts';
import type { RequestHandler } from './$types';

/**
 * `?from=09:30&until=10:30&counters=1`: the rest of today with something different; `&day=2026-11-24` (`&to=`): days
 * that are over, played again.
 */
export const GET: RequestHandler = (event) => {
	const asked = (name: string) => event.url.searchParams.get(name);
	return answerFrom(event, (app) =>
		app.foresight.whatIf(event.locals.caller.principal, event.params.id, {
			day: asked('day'),
			to: asked('to'),
			from: asked('from'),
			until: asked('until'),
			counters: asked('counters'),
			services: asked('services'),
			counter: asked('counter'),
			profile: asked('profile'),
			divert: asked('divert'),
			share: asked('share')
		})
	);
};
