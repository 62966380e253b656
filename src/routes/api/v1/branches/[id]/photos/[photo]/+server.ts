import { closing, faultOf } from '../../../../answer.server.ts';
import type { RequestHandler } from './$types';

/** A stored picture. It never changes, and only whoever may see it keeps a copy. */
export const GET: RequestHandler = async ({ locals: { app, caller }, params }) => {
	if (app === undefined) return closing();
	const read = await app.photos.read(caller.principal, params.id, params.photo);
	if (!read.ok) return faultOf(read);
	return new Response(new Uint8Array(read.value), {
		headers: { 'content-type': 'image/jpeg', 'cache-control': 'private, max-age=3600' }
	});
};
