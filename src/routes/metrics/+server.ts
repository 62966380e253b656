import { closing, faultOf } from '../api/v1/answer.server.ts';
import type { RequestHandler } from './$types';

/** The server's numbers for Prometheus: docs/metrics.md. */
export const GET: RequestHandler = async ({ locals: { app, caller } }) => {
	if (app === undefined) return closing();
	const denied = app.metrics.denies(caller.principal);
	if (denied !== undefined) return faultOf({ ok: false, ...denied });
	const { type, body } = await app.metrics.text();
	return new Response(body, { headers: { 'content-type': type, 'cache-control': 'no-store' } });
};
