import { answerFrom, jsonOf } from '../../../api/v1/answer.server.ts';
import type { RequestHandler } from './$types';

/** `{probe}`: tried once; what came of it. */
export const POST: RequestHandler = async (event) => {
	const body = await jsonOf(event);
	if (body instanceof Response) return body;
	const { caller } = event.locals;
	return answerFrom(event, (app) =>
		app.probeDesk.tryOnce(caller, body.probe, event.request.signal)
	);
};
