import { error } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

/** The rules of every branch that is shown, and what its cards say: nothing else of its file leaves the server here. */
export const load: PageServerLoad = async ({ locals: { app, caller }, parent, setHeaders }) => {
	setHeaders({ 'cache-control': 'no-store' });
	if (app === undefined) error(503, 'The server is starting or closing');
	const { branch, branches } = await parent();
	const shown = branches.filter(({ id }) => branch === null || id === branch);
	return {
		shown: shown.flatMap(({ id, name }) => {
			const denied = app.access.denies(caller.principal, 'watch:head', id);
			if (denied !== undefined) error(403, { message: denied.detail, code: denied.code });
			const live = app.branchFile(id);
			if (live === undefined) return [];
			const { longWait, prompts, needs, products, pitches, retention, services } = live.file;
			return [
				{
					id,
					name,
					mayChange: app.access.denies(caller.principal, 'configure', id) === undefined,
					file: {
						longWait,
						prompts,
						needs,
						products,
						pitches,
						retention,
						services: services.map((service) => ({ id: service.id, name: service.name }))
					}
				}
			];
		})
	};
};
