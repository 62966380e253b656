import type { RequestHandler } from './$types';

/**
 * The bank's recording of one part of the spoken call, by its name without an ending; where the bank has none it leads
 * to ours, which is a file of `static/voice` and is served in front of the routes.
 */
export const GET: RequestHandler = async ({ params, locals }) => {
	const { part } = params;
	const own = await locals.app?.voice.read(part);
	if (own !== undefined) return new Response(own.bytes, { headers: { 'content-type': own.type } });
	// Nothing but the name of a file of ours may stand in the address.
	if (!/^[a-z0-9-]+$/.test(part)) return new Response('no such part\n', { status: 404, headers });
	return new Response(null, { status: 307, headers: { location: `/voice/${part}.wav` } });
};

const headers = { 'content-type': 'text/plain; charset=utf-8' };
