import { answer } from '../../../answer.server.ts';
import type { RequestHandler } from './$types';

/** `?screen=wall`: the same view that the screen gets over its socket. */
export const GET: RequestHandler = (event) =>
	answer(event, (reading, caller) =>
		reading.view(caller, event.params.id, event.url.searchParams.get('screen'))
	);
