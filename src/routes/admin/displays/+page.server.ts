import { answered, deskOf } from '../form.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { app, caller }, parent, setHeaders }) => {
	setHeaders({ 'cache-control': 'no-store' });
	const { branch } = await parent();
	const displays = app?.displays.list(caller) ?? [];
	return {
		displays: displays.filter((display) => branch === null || display.branch === branch),
		pairs: app?.access.denies(caller.principal, 'approve_display', branch) === undefined
	};
};

export const actions: Actions = {
	revoke: async (event) => {
		const { app, caller, field } = await deskOf(event);
		return answered('revoke', () => app.displays.revoke(caller, field('display')));
	}
};
