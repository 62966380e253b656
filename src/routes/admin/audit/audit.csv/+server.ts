import { fault } from '../../../api/v1/answer.server.ts';
import { download } from '../../../api/v1/download.server.ts';
import { questionOf } from '../question.ts';
import type { RequestHandler } from './$types';

/** The audit as a file: however long it is, a page of it at a time is in memory. */
export const GET: RequestHandler = ({ locals: { app, caller }, url }) => {
	if (app === undefined) return fault(503, 'closing', 'The server is starting or closing.');
	let exported: ReturnType<typeof app.auditDesk.export>;
	try {
		exported = app.auditDesk.export(caller, questionOf(url));
	} catch (thrown) {
		if ((thrown as { name?: unknown }).name !== 'StoreError') throw thrown;
		return fault(
			503,
			'unavailable',
			'An export is written down first, and the disk takes nothing.'
		);
	}
	if (!exported.ok) {
		return fault(exported.code === 'forbidden' ? 403 : 400, exported.code, exported.detail);
	}
	return download('audit.csv', 'text/csv; charset=utf-8', exported.file);
};
