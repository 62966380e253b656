import { allChineseFaces, chineseFaces } from './faces.ts';
import type { RequestHandler } from './$types';

/** Faces for the characters of `?text=`, for screens that meet a name they have no face for; `?all`: every face. */
export const GET: RequestHandler = ({ url }) => {
	const { searchParams: query } = url;
	const faces = query.has('all')
		? allChineseFaces()
		: chineseFaces((query.get('text') ?? '').slice(0, 500));
	return new Response(faces, {
		headers: { 'content-type': 'text/css; charset=utf-8', 'cache-control': 'public, max-age=3600' }
	});
};
