import { error } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

/** Of every branch that is shown, how good its estimates have been: the branch head may know. */
export const load: PageServerLoad = async ({ locals: { app, caller }, parent, setHeaders }) => {
	setHeaders({ 'cache-control': 'no-store' });
	if (app === undefined) error(503, 'The server is starting or closing');
	const { branch, branches } = await parent();
	const shown = branches.filter(({ id }) => branch === null || id === branch);
	return {
		shown: shown.map(({ id, name }) => {
			const read = app.foresight.score(caller.principal, id);
			if (!read.ok) error(403, { message: read.detail, code: read.code });
			return { id, name, score: read.value };
		})
	};
};
