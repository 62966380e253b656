import { answerFrom } from '../../../../../answer.server.ts';
import type { RequestHandler } from './$types';

/** `?reason=…`, `&day=2026-11-25` (without it, today): erases who held the ticket; its figures stay. */
export const DELETE: RequestHandler = (event) => {
	const { id: branch, number } = event.params;
	const query = event.url.searchParams;
	const request = { branch, number, day: query.get('day'), reason: query.get('reason') ?? '' };
	return answerFrom(event, (app) => app.personal.erase(event.locals.caller, request));
};
