import { error } from '@sveltejs/kit';
import type { Action } from '#server/access/policy.ts';
import type { LayoutServerLoad } from './$types';

/** The pages of the administration in their order, with what whoever opens them wants to do. */
const SECTIONS = [
	['branch', 'configure'],
	['devices', 'configure'],
	['people', 'manage_people'],
	['displays', 'manage_displays'],
	['keys', 'manage_keys'],
	['prompts', 'watch:head'],
	['webhooks', 'manage_webhooks'],
	['forecast', 'watch:head'],
	['audit', 'read_audit']
] as const satisfies readonly (readonly [string, Action])[];

export const load: LayoutServerLoad = ({ locals: { app, caller }, url }) => {
	if (app === undefined) error(503, 'The server is starting or closing');
	const { principal } = caller;
	const sections = SECTIONS.filter(
		([, action]) => app.access.denies(principal, action, null) === undefined
	).map(([section]) => section);
	const branches = app.branches
		.list()
		.filter(({ id }) => app.access.denies(principal, 'watch:admin', id) === undefined)
		.map(({ id, name }) => ({ id, name }));
	const home = principal.kind === 'person' ? principal.person.branch : null;
	const asked = url.searchParams.get('branch');
	const branch = home ?? branches.find(({ id }) => id === asked)?.id ?? null;
	return {
		sections,
		branches,
		/** The one branch that is shown; null: all that somebody may manage. */
		branch,
		/** Whether somebody may manage what is for all branches. */
		all: home === null,
		who:
			principal.kind === 'person'
				? { name: principal.person.name, role: principal.person.role }
				: null,
		timeZone: app.auditDesk.timeZone(branch),
		now: app.clock.real()
	};
};
