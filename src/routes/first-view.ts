import { error } from '@sveltejs/kit';
import type { ServerLoadEvent } from '@sveltejs/kit';
import type { Screen } from '#lib/protocol/index.ts';
import { homeBranch } from './home-branch.ts';

/**
 * What a screen is drawn from: the view of the branch that the address names (`?branch=`), or of the caller's
 * own, or of the first one. Null while there is none.
 */
export function firstView(event: ServerLoadEvent, screen: Screen) {
	event.setHeaders({ 'cache-control': 'no-store' });
	const { app, caller } = event.locals;
	const id = event.url.searchParams.get('branch') ?? homeBranch(event.locals);
	if (!app || id === undefined) return null;
	const read = app.reading.view(caller.principal, id, screen);
	if (!read.ok) {
		const status = read.code === 'unknown_branch' ? 404 : 403;
		error(status, { message: read.detail, code: read.code });
	}
	return { branch: id, screen, first: read.value, person: personOf(caller.principal) };
}

/** Who looks, as far as their own screen needs it; null: nobody in particular. */
function personOf(principal: App.Locals['caller']['principal']) {
	if (principal.kind !== 'person') return null;
	const { id, username, name, staff } = principal.person;
	return { id, username, name, staff };
}
