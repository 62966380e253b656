import { json } from '@sveltejs/kit';
import { standing } from '../waiting.server.ts';
import type { RequestHandler } from './$types';

/** Asked every two seconds by a display that waits; the answer that approves it brings its credential. */
export const POST: RequestHandler = (event) =>
	json(standing(event), { headers: { 'cache-control': 'no-store' } });
