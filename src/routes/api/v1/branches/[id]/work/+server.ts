import { answer } from '../../../answer.server.ts';
import type { RequestHandler } from './$types';

/** How the day of whoever asks was spent until now: seconds by kind of work. */
export const GET: RequestHandler = (event) =>
	answer(event, (reading, caller) => reading.work(caller, event.params.id));
