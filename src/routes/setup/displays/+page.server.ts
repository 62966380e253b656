import { readForm } from '../../form.server.ts';
import { approve } from '../../pair/approve/approval.server.ts';
import { reachableOrigin } from '../../reachable.server.ts';
import { running } from '../../running.server.ts';
import { SCREENS } from '../../screens.ts';
import { firstOwn } from '../own.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	event.setHeaders({ 'cache-control': 'no-store' });
	const { locals, url } = event;
	const { file } = firstOwn(locals);
	const { displays } = running(locals);
	return {
		origin: reachableOrigin(event),
		branch: { id: file.id, name: file.name },
		done: url.searchParams.has('done'),
		screens: SCREENS,
		paired: displays
			.list(locals.caller)
			.filter(({ branch, revokedAt }) => branch === file.id && revokedAt === null)
			.map(({ id, name }) => ({ id, name }))
	};
};

export const actions: Actions = {
	approve: async ({ locals, request }) => {
		const form = await readForm(request);
		form.set('branch', firstOwn(locals).file.id);
		return approve(locals, form);
	}
};
