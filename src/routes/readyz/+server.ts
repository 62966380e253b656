import { fault } from '../api/v1/answer.server.ts';
import type { RequestHandler } from './$types';

/** For who watches the server; the log says more. */
const TROUBLES = {
	damaged:
		'The database is damaged and only read: see the log, stop the server, run "foyer restore".',
	read_only: 'The data folder cannot be written: mend that, and start the server again.',
	disk_full: 'The disk was full at the start: make room, and start the server again.'
};

/** 200 while events are taken and screens are served, with what the server is short of; 503 while nothing can be stored or it closes. */
export const GET: RequestHandler = (event) => {
	const { app } = event.locals;
	const state = app?.state ?? 'closing';
	if (state === 'serving') {
		const short = app?.load.sentence ?? null;
		const words = short === null ? 'ready' : `ready, but ${short}`;
		return new Response(`${words}\n`, { headers: { 'content-type': 'text/plain; charset=utf-8' } });
	}
	const trouble = app?.trouble?.code;
	if (state === 'halted' && trouble !== undefined)
		return fault(503, trouble, TROUBLES[trouble], 60);
	const code = state === 'halted' ? 'unavailable' : 'closing';
	return fault(503, code, `The server is ${state}.`);
};
