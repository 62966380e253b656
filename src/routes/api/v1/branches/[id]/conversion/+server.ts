import { answerFrom } from '../../../answer.server.ts';
import type { RequestHandler } from './$types';

/** `?from=2026-11-01&to=2026-11-25&by=day|month|hour|service|product|staff|rule`: from a prompt or a pitch to a sale. */
export const GET: RequestHandler = (event) => {
	const query = event.url.searchParams;
	return answerFrom(event, (app) =>
		app.reports.conversion(event.locals.caller.principal, event.params.id, {
			from: query.get('from'),
			to: query.get('to'),
			by: query.get('by')
		})
	);
};
