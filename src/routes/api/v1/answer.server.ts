import type { RequestEvent } from '@sveltejs/kit';
import { problem, PROBLEM_TYPE } from '#lib/protocol/problem.ts';
import type { Principal } from '#server/access/access.ts';
import type { Read, ReadFault, Reading } from '#server/reading.ts';

const statuses: Record<ReadFault['code'], number> = {
	unauthenticated: 401,
	forbidden: 403,
	unknown_branch: 404,
	unknown_ticket: 404,
	unknown_screen: 400,
	invalid_query: 400
};

/** Translates a question to the app and its answer to HTTP: the whole of what reading routes do. */
export function answer<T>(
	event: RequestEvent,
	ask: (reading: Reading, principal: Principal) => Read<T>
): Response {
	const { app, caller } = event.locals;
	if (app === undefined) return fault(503, 'closing', 'The server is starting or closing.');
	const read = ask(app.reading, caller.principal);
	if (!read.ok) return fault(statuses[read.code], read.code, read.detail);
	return Response.json(read.value, { headers: { 'cache-control': 'no-store' } });
}

/** `retryAfter`: seconds. */
export function fault(status: number, code: string, detail: string, retryAfter = 5): Response {
	const headers: Record<string, string> = {
		'content-type': PROBLEM_TYPE,
		'cache-control': 'no-store'
	};
	if (status === 401) headers['www-authenticate'] = 'Bearer realm="foyer"';
	if (status === 503 || status === 429) headers['retry-after'] = String(retryAfter);
	return new Response(JSON.stringify(problem(status, code, detail)), { status, headers });
}
