import type { RequestHandler } from './$types';

/** 200 as long as the process answers at all. */
export const GET: RequestHandler = () =>
	new Response('ok\n', { headers: { 'content-type': 'text/plain; charset=utf-8' } });
