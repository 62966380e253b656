import type { RequestEvent } from '@sveltejs/kit';
import { problem, PROBLEM_TYPE } from '#lib/protocol/problem.ts';
import type { Principal } from '#server/access/access.ts';
import type { App as FoyerApp } from '#server/app.ts';
import type { Read, ReadFault, Reading } from '#server/reading.ts';
import type { Refused } from '#server/refused.ts';

const statuses: Record<string, number> = {
	unauthenticated: 401,
	forbidden: 403,
	unknown_branch: 404,
	unknown_ticket: 404,
	unknown_customer: 404,
	unknown_device: 404,
	unknown_screen: 400,
	unknown_export: 404,
	unknown_photo: 404,
	invalid_query: 400,
	no_history: 404,
	busy: 429,
	compacted: 410,
	invalid_reason: 422,
	too_many: 429,
	kiosk_busy: 429,
	too_many_attempts: 429,
	unavailable: 503
};

/** Translates a question to the app and its answer to HTTP: the whole of what reading routes do. */
export function answer<T>(
	event: RequestEvent,
	ask: (reading: Reading, principal: Principal) => Read<T>
): Response {
	const { app, caller } = event.locals;
	return app === undefined ? closing() : responseTo(ask(app.reading, caller.principal));
}

/** The same of what is more than reading, and may have to wait for the disk. */
export async function answerFrom<T>(
	event: RequestEvent,
	ask: (app: FoyerApp) => Read<T> | Refused | Promise<Read<T> | Refused>
): Promise<Response> {
	const { app } = event.locals;
	return app === undefined ? closing() : responseTo(await ask(app));
}

/** What the branch's rules refuse is 422, whatever it is called. */
function responseTo<T>(read: Read<T> | Refused): Response {
	if (!read.ok) return faultOf(read);
	return Response.json(read.value, { headers: { 'cache-control': 'no-store' } });
}

/** A refusal as a problem document. */
export function faultOf(refused: ReadFault | Refused): Response {
	const wait = 'wait' in refused ? refused.wait : undefined;
	return fault(statuses[refused.code] ?? 422, refused.code, refused.detail, wait);
}

export function closing(): Response {
	return fault(503, 'closing', 'The server is starting or closing.');
}

/**
 * A body that is a JSON object, or the answer to one that is not. The type has to be said: a foreign page can send
 * anything else to this machine without asking, and nothing is done for it.
 */
export async function jsonOf({
	request
}: RequestEvent): Promise<Record<string, unknown> | Response> {
	if (!/^application\/json\s*(;|$)/i.test(request.headers.get('content-type') ?? '')) {
		return fault(415, 'unsupported_media_type', 'Content-Type must be application/json.');
	}
	const body: unknown = await request.json().catch(() => undefined);
	if (typeof body === 'object' && body !== null) return body as Record<string, unknown>;
	return fault(400, 'malformed_json', 'The body must be a JSON object.');
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
