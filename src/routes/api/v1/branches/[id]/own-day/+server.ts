import { answer } from '../../../answer.server.ts';
import type { RequestHandler } from './$types';

/** The day of whoever asks, and of nobody else. */
export const GET: RequestHandler = (event) =>
	answer(event, (reading, caller) => reading.ownDay(caller, event.params.id));
