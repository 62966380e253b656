import { answer } from '../../../answer.server.ts';
import type { RequestHandler } from './$types';

/** `?from=2026-11-01&to=2026-11-25`: customers who were sent back, with what everybody was doing then. */
export const GET: RequestHandler = (event) => {
	const query = event.url.searchParams;
	return answer(event, (reading, caller) =>
		reading.rework(caller, event.params.id, { from: query.get('from'), to: query.get('to') })
	);
};
