import { fault, faultOf } from '../../../../answer.server.ts';
import { download } from '../../../../download.server.ts';
import type { RequestHandler } from './$types';

/** `/export/sales.csv?from=2026-11-01&to=2026-11-25`: history as a file, docs/exports.md. */
export const GET: RequestHandler = async ({ locals: { app, caller }, params, url }) => {
	if (app === undefined) return fault(503, 'closing', 'The server is starting or closing.');
	const query = { from: url.searchParams.get('from'), to: url.searchParams.get('to') };
	try {
		const file = await app.exports.open(caller, params.id, params.file, query);
		return file.ok ? download(file.name, file.type, file.parts) : faultOf(file);
	} catch (thrown) {
		if ((thrown as { name?: unknown }).name !== 'StoreError') throw thrown;
		return fault(
			503,
			'unavailable',
			'An export is written down first, and the disk takes nothing.'
		);
	}
};
