import { answerFrom } from '../../../../../answer.server.ts';
import type { RequestHandler } from './$types';

/** `?from=2026-11-01&to=2026-11-25`: how one device was, stretch by stretch. */
export const GET: RequestHandler = (event) => {
	const query = event.url.searchParams;
	const { id, device } = event.params;
	return answerFrom(event, (app) =>
		app.deviceReports.history(event.locals.caller.principal, id, device, {
			from: query.get('from'),
			to: query.get('to')
		})
	);
};
