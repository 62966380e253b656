import { answerFrom, jsonOf } from '../../../../../answer.server.ts';
import type { RequestHandler } from './$types';

/** `{"reason": "…"}`, `?day=2026-11-25` (without it, today): who holds the ticket; the reason is kept. */
export const POST: RequestHandler = async (event) => {
	const body = await jsonOf(event);
	if (body instanceof Response) return body;
	const { id, number } = event.params;
	const day = event.url.searchParams.get('day');
	return answerFrom(event, (app) =>
		app.personal.reveal(event.locals.caller, id, number, day, body['reason'])
	);
};
