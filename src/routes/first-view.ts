import { error } from '@sveltejs/kit';
import type { ServerLoadEvent } from '@sveltejs/kit';
import type { Screen } from '#lib/protocol/index.ts';

/**
 * What a screen is drawn from: the view of the branch that the address names (`?branch=`), or of the first
 * one. Null while there is none.
 */
export function firstView(event: ServerLoadEvent, screen: Screen) {
	event.setHeaders({ 'cache-control': 'no-store' });
	const app = event.locals.app;
	const asked = event.url.searchParams.get('branch');
	const id = asked ?? app?.branches.list()[0]?.id;
	if (!app || id === undefined) return null;
	const branch = app.branches.get(id);
	if (!branch) error(404, { message: `No branch ${id}`, code: 'unknown_branch' });
	return { branch: branch.id, screen, first: branch.view(screen) };
}
