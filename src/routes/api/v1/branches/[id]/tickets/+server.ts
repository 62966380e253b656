import { reachableOrigin } from '../../../../../reachable.server.ts';
import { answerFrom, jsonOf } from '../../../answer.server.ts';
import type { RequestHandler } from './$types';

/** Takes a ticket: the server chooses its number and answers once it is on disk. */
export const POST: RequestHandler = async (event) => {
	const body = await jsonOf(event);
	if (body instanceof Response) return body;
	return answerFrom(event, (app) =>
		app.tickets.issue(event.locals.caller, event.params.id, body, reachableOrigin(event))
	);
};
