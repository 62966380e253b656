import { answerFrom } from '../../../answer.server.ts';
import type { RequestHandler } from './$types';

/** `?day=2026-11-25`: counters needed by half hour, of today or a day to come. */
export const GET: RequestHandler = (event) =>
	answerFrom(event, (app) =>
		app.foresight.staffing(
			event.locals.caller.principal,
			event.params.id,
			event.url.searchParams.get('day')
		)
	);
