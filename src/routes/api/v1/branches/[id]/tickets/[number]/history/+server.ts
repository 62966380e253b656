import { answer } from '../../../../../answer.server.ts';
import type { RequestHandler } from './$types';

/** `?day=2026-11-25` (without it, today): a ticket with each of its waits and prompts. */
export const GET: RequestHandler = (event) =>
	answer(event, (reading, caller) => {
		const { id, number } = event.params;
		return reading.ticket(caller, id, number, event.url.searchParams.get('day'));
	});
