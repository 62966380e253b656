import { fault } from '../api/v1/answer.server.ts';
import type { RequestHandler } from './$types';

/** 200 while events are taken and screens are served; 503 while the disk refuses or the server closes. */
export const GET: RequestHandler = (event) => {
	const state = event.locals.app?.state ?? 'closing';
	return state === 'serving'
		? new Response('ready\n', { headers: { 'content-type': 'text/plain; charset=utf-8' } })
		: fault(503, state === 'halted' ? 'unavailable' : 'closing', `The server is ${state}.`);
};
