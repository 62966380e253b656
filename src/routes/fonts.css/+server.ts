import { chineseFaces } from './faces.ts';
import type { RequestHandler } from './$types';

/** Faces for the characters of `?text=`, for screens that meet a name they have no face for. */
export const GET: RequestHandler = ({ url }) =>
	new Response(chineseFaces((url.searchParams.get('text') ?? '').slice(0, 500)), {
		headers: { 'content-type': 'text/css; charset=utf-8', 'cache-control': 'public, max-age=3600' }
	});
