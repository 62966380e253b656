import { fault } from '../api/v1/answer.server.ts';
import type { RequestHandler } from './$types';

/** 200 while events are taken and screens are served, with what the server is short of; 503 while the disk refuses or the server closes. */
export const GET: RequestHandler = (event) => {
	const { app } = event.locals;
	const state = app?.state ?? 'closing';
	const short = app?.load.sentence ?? null;
	const words = short === null ? 'ready' : `ready, but ${short}`;
	return state === 'serving'
		? new Response(`${words}\n`, { headers: { 'content-type': 'text/plain; charset=utf-8' } })
		: fault(503, state === 'halted' ? 'unavailable' : 'closing', `The server is ${state}.`);
};
