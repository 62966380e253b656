import { answerFrom } from '../../../answer.server.ts';
import type { RequestHandler } from './$types';

/** `?from=2026-11-01&to=2026-11-25`: faults of devices, the share of opening hours in which they served, docs/device-reports.md. */
export const GET: RequestHandler = (event) => {
	const query = event.url.searchParams;
	return answerFrom(event, (app) =>
		app.deviceReports.devices(event.locals.caller.principal, event.params.id, {
			from: query.get('from'),
			to: query.get('to')
		})
	);
};
