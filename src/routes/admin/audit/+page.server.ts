import { error } from '@sveltejs/kit';
import { questionOf } from './question.ts';
import type { PageServerLoad } from './$types';

const ROWS = 50;

export const load: PageServerLoad = async ({
	locals: { app, caller },
	url,
	parent,
	setHeaders
}) => {
	setHeaders({ 'cache-control': 'no-store' });
	if (app === undefined) error(503, 'The server is starting or closing');
	const { branch } = await parent();
	const question = { ...questionOf(url), branch };
	const { before, person } = question;
	const verified = url.searchParams.has('verify') ? await app.auditDesk.verify(caller) : null;
	const common = {
		question,
		exports: app.access.denies(caller.principal, 'export_audit', branch) === undefined,
		verdict: verified?.ok ? verified.verdict : null
	};
	if (url.searchParams.has('acts') && person !== undefined) {
		const where = { person, branch, ...(before === undefined ? {} : { before }) };
		const found = app.auditDesk.acts(caller, where, ROWS);
		if (!found.ok) error(403, { message: found.detail, code: found.code });
		return { ...common, rows: null, acts: found.rows, older: found.older, refused: undefined };
	}
	const found = await app.auditDesk.search(caller, question, ROWS);
	if (!found.ok && found.code === 'forbidden') {
		error(403, { message: found.detail, code: found.code });
	}
	return {
		...common,
		rows: found.ok ? found.rows : [],
		acts: null,
		older: found.ok ? found.older : null,
		refused: found.ok ? undefined : found.code
	};
};
