import { redirect } from '@sveltejs/kit';
import { homeBranch } from '../home-branch.ts';
import { running } from '../running.server.ts';

/** The branch that is being set up; while there is none, that step comes first. */
export function firstOwn(locals: App.Locals) {
	const id = homeBranch(locals);
	const branch = id === undefined ? undefined : running(locals).branches.get(id);
	if (branch === undefined) redirect(303, '/setup/branch');
	return branch;
}
