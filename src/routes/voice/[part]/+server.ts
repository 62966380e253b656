import type { RequestHandler } from './$types';

/**
 * One recorded part of the spoken call, by its name without an ending: the bank's where there is one, otherwise ours
 * of `static/voice`. The files there are served in front of the routes, by their whole names.
 */
export const GET: RequestHandler = async ({ params, locals, fetch }) => {
	const { part } = params;
	const own = await locals.app?.voice.read(part);
	if (own !== undefined) return new Response(own.bytes, { headers: { 'content-type': own.type } });
	// Nothing but the name of a file of ours may be asked for.
	const ours = /^[a-z0-9-]+$/.test(part) ? await fetch(`/voice/${part}.wav`) : undefined;
	if (ours?.ok !== true) return new Response('no such part\n', { status: 404, headers: TEXT });
	return new Response(ours.body, { headers: { 'content-type': 'audio/wav' } });
};

const TEXT = { 'content-type': 'text/plain; charset=utf-8' };
