import { redirect } from '@sveltejs/kit';
import { running } from './running.server.ts';
import { SCREENS } from './screens.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url, setHeaders }) => {
	setHeaders({ 'cache-control': 'no-store' });
	const { access, branches } = running(locals);
	const { principal } = locals.caller;
	const may = (action: Parameters<typeof access.denies>[1], branch: string | null) =>
		access.denies(principal, action, branch) === undefined;
	const all = branches.list();
	// A set-up that was left in the middle goes on where it stood.
	if (all.length === 0 && may('configure', null)) redirect(303, '/setup/branch');
	return {
		name: principal.kind === 'person' ? principal.person.name : null,
		branches: all
			.map(({ id, name }) => ({
				id,
				name,
				screens: SCREENS.filter((screen) => may(`watch:${screen}`, id)),
				huddle: may('read_huddle', id)
			}))
			.filter(({ screens }) => screens.length > 0),
		empty: all.length === 0,
		approves: may('approve_display', null),
		administers: may('watch:admin', null),
		denied: deniedAt(url.searchParams.get('denied'))
	};
};

/** Which screen it was that somebody may not see; `page`: something else. */
function deniedAt(path: string | null) {
	if (path === null) return null;
	const name = path.split(/[/?#]/)[1];
	return SCREENS.find((screen) => screen === name) ?? ('page' as const);
}
