import type { Denied, Principal } from './access.ts';
import type { Action } from './policy.ts';

/**
 * Who may come through a door: `anybody`; who may do one of some actions; or whoever holds the set-up link
 * (the set-up looks at that itself, and is shut once there is an administrator).
 */
export type Door = 'anybody' | 'set_up' | readonly Action[];

/** Where a page sends somebody who is not signed in. */
export type Entrance = 'sign_in' | 'pair';

interface Row {
	door: Door;
	entrance?: Entrance;
}

const open: Row = { door: 'anybody' };
const setUp: Row = { door: 'set_up' };
const may = (...door: Action[]): Row => ({ door });
const screen = (...door: Action[]): Row => ({ door, entrance: 'sign_in' });
const display = (...door: Action[]): Row => ({ door, entrance: 'pair' });

/**
 * Every route of the pages by method, and every form action, with who may come in: the same actions as
 * everywhere else. What is not here is refused, and a test holds the table against the routes that there are.
 * A service behind a door asks again, for the branch that it is about.
 */
export const ROUTES: Readonly<Record<string, Row>> = {
	'GET /': screen('own_account'),
	'GET /wall': display('watch:wall'),
	'GET /display': display('watch:display'),
	'GET /lobby': screen('watch:lobby'),
	'GET /wealth': screen('watch:wealth'),
	'GET /head': screen('watch:head'),
	'GET /devices': screen('watch:devices'),
	'GET /counter': screen('watch:counter'),
	'GET /counter/[id]': screen('watch:counter'),
	'GET /huddle': screen('read_huddle'),
	'POST /huddle?/add': may('list_care'),
	'POST /huddle?/mark': may('read_huddle'),
	'POST /huddle?/remove': may('list_care'),
	'POST /huddle?/reveal': may('reveal'),
	'GET /kiosk': display('watch:kiosk'),
	'GET /rating': display('watch:rating'),

	// A customer's own ticket: who has its address may see it, and nothing of anybody else.
	'GET /t/[token]': open,
	'GET /t/[token]/live': open,
	'POST /t/[token]/rating': open,

	'GET /sign-in': open,
	'POST /sign-in?/password': open,
	'POST /sign-in?/code': open,
	'POST /sign-in?/provider': open,
	'GET /api/auth/callback/[provider]': open,
	'GET /account': screen('own_account'),
	'POST /account?/signOut': may('own_account'),
	'POST /account?/password': may('own_account'),
	'POST /account?/endSession': may('own_account'),
	'POST /account?/endOthers': may('own_account'),
	'POST /account?/startTwoFactor': may('own_account'),
	'POST /account?/confirmTwoFactor': may('own_account'),
	'POST /account?/stopTwoFactor': may('own_account'),

	'GET /pair': open,
	'POST /pair/state': open,
	'GET /pair/approve': screen('approve_display'),
	'POST /pair/approve?/look': may('approve_display'),
	'POST /pair/approve?/approve': may('approve_display'),

	'GET /setup': setUp,
	'POST /setup?/administrator': setUp,
	'POST /setup?/demonstration': setUp,
	'GET /setup/branch': screen('configure'),
	'POST /setup/branch?/create': may('configure'),
	'GET /setup/devices': screen('configure'),
	'POST /setup/devices?/save': may('configure'),
	'GET /setup/displays': screen('approve_display'),
	'POST /setup/displays?/approve': may('approve_display'),

	'GET /admin': screen('watch:admin'),
	'GET /admin/branch': screen('configure'),
	'POST /admin/branch?/save': may('configure'),
	'POST /admin/branch?/draft': may('configure'),
	'GET /admin/devices': screen('configure'),
	'POST /admin/devices?/save': may('configure'),
	'POST /admin/devices?/remove': may('configure'),
	'POST /admin/devices/try': may('configure'),
	'GET /admin/people': screen('manage_people'),
	'POST /admin/people?/create': may('manage_people'),
	'POST /admin/people?/change': may('manage_people'),
	'POST /admin/people?/resetPassword': may('manage_people'),
	'POST /admin/people?/removeTwoFactor': may('manage_people'),
	'POST /admin/people?/endSession': may('manage_people'),
	'POST /admin/people?/endSessions': may('manage_people'),
	'GET /admin/displays': screen('manage_displays'),
	'POST /admin/displays?/revoke': may('manage_displays'),
	'GET /admin/keys': screen('manage_keys'),
	'POST /admin/keys?/create': may('manage_keys'),
	'POST /admin/keys?/rotate': may('manage_keys'),
	'POST /admin/keys?/revoke': may('manage_keys'),
	'GET /admin/prompts': screen('watch:head'),
	'GET /admin/webhooks': screen('manage_webhooks'),
	'POST /admin/webhooks?/create': may('manage_webhooks'),
	'POST /admin/webhooks?/pause': may('manage_webhooks'),
	'POST /admin/webhooks?/resume': may('manage_webhooks'),
	'POST /admin/webhooks?/rotate': may('manage_webhooks'),
	'POST /admin/webhooks?/remove': may('manage_webhooks'),
	'POST /admin/webhooks?/replay': may('manage_webhooks'),
	'POST /admin/webhooks?/test': may('manage_webhooks'),
	'GET /admin/forecast': screen('watch:head'),
	'GET /admin/audit': screen('read_audit'),
	'GET /admin/audit/audit.csv': may('export_audit'),

	'GET /trust': open,
	'GET /trust/foyer-ca.crt': open,
	'GET /fonts.css': open,
	'GET /voice/[part]': open,
	'GET /healthz': open,
	'GET /readyz': open,
	'GET /metrics': may('read_metrics'),

	'GET /api/v1/openapi.json': open,
	// Which screen's view it is comes with the question; its own action is asked there.
	'GET /api/v1/branches/[id]/view': may(
		'list_branches',
		'watch:wall',
		'watch:display',
		'watch:kiosk',
		'watch:rating'
	),
	'GET /api/v1/branches/[id]/stats': may('read_stats'),
	'GET /api/v1/branches/[id]/conversion': may('read_stats'),
	'GET /api/v1/branches/[id]/paying': may('read_stats'),
	'GET /api/v1/branches/[id]/export/[file]': may('export'),
	'GET /api/v1/branches/[id]/what-if': may('read_stats'),
	'GET /api/v1/branches/[id]/staffing': may('read_stats'),
	'GET /api/v1/branches/[id]/rework': may('read_stats'),
	'GET /api/v1/branches/[id]/work': may('read_stats'),
	'GET /api/v1/branches/[id]/devices': may('read_devices'),
	'GET /api/v1/branches/[id]/devices/[device]/history': may('read_devices'),
	'GET /api/v1/branches/[id]/checklists': may('read_checklists'),
	'GET /api/v1/branches/[id]/own-day': may('read_own_day'),
	'POST /api/v1/branches/[id]/photos': may('take_photo'),
	'GET /api/v1/branches/[id]/photos/[photo]': may('view_photo'),
	'POST /api/v1/branches/[id]/tickets': may('issue_tickets'),
	'POST /api/v1/branches/[id]/tickets/[number]/print': may('issue_tickets'),
	'GET /api/v1/branches/[id]/tickets/[number]/history': may('read_history'),
	'POST /api/v1/branches/[id]/tickets/[number]/reveal': may('reveal'),
	'DELETE /api/v1/branches/[id]/tickets/[number]/customer': may('erase')
};

export type Admission =
	| { ok: true }
	| ({ ok: false; entrance: Entrance | undefined } & (
			Denied | { code: 'no_rule'; detail: string }
	  ));

/** The row of a request: HEAD is a GET whose body nobody wants; a form without a named action has `default`. */
export function routeKey(method: string, route: string, action: string | undefined): string {
	const asked = method === 'HEAD' ? 'GET' : method;
	return `${asked} ${route}${action === undefined ? '' : `?/${action}`}`;
}

const NO_PAGES: Denied = {
	code: 'forbidden',
	detail: 'Pages are for people and displays; a key reads under /api/v1.'
};

/** Whether somebody may come in, before anything of the route runs. */
export function admit(
	key: string,
	principal: Principal,
	denies: (principal: Principal, action: Action) => Denied | undefined
): Admission {
	const row = Object.hasOwn(ROUTES, key) ? ROUTES[key] : undefined;
	if (row === undefined) {
		return {
			ok: false,
			entrance: undefined,
			code: 'no_rule',
			detail: `There is no rule for ${key}, and so nobody may do it.`
		};
	}
	const { door, entrance } = row;
	if (door === 'anybody' || door === 'set_up') return { ok: true };
	if (entrance !== undefined && principal.kind === 'key')
		return { ok: false, entrance: undefined, ...NO_PAGES };
	let denied: Denied | undefined;
	for (const action of door) {
		denied = denies(principal, action);
		if (denied === undefined) return { ok: true };
	}
	return { ok: false, entrance, ...(denied as Denied) };
}
