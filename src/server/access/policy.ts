import { ROLES } from '#lib/protocol/roles.ts';
import type { Pairable, Role, Scope } from '#lib/protocol/roles.ts';
import type { Screen } from '#lib/protocol/rows/index.ts';

/** What somebody may want to do. Routes, socket messages, services and the machines' door all ask in these words. */
export type Action =
	| `watch:${Screen}`
	| 'act'
	| 'send_events'
	| 'list_branches'
	| 'read_stats'
	| 'read_staff_stats'
	| 'read_own_day'
	| 'read_devices'
	| 'read_checklists'
	| 'read_history'
	| 'read_huddle'
	| 'list_care'
	| 'read_masked'
	| 'read_notes'
	| 'read_personal'
	| 'issue_tickets'
	| 'reveal'
	| 'erase'
	| 'take_photo'
	| 'view_photo'
	| 'own_account'
	| 'approve_display'
	| 'manage_displays'
	| 'manage_people'
	| 'manage_keys'
	| 'manage_webhooks'
	| 'configure'
	| 'read_audit'
	| 'export_audit'
	| 'read_metrics'
	| 'export';

export interface Rule {
	/** Roles that may. */
	roles: readonly Role[];
	/** Scopes of which a key needs one; none: no key may. */
	scopes: readonly Scope[];
	/** The displays that may, if any. */
	displays: readonly Pairable[];
}

const rule = (
	roles: readonly Role[],
	scopes: readonly Scope[] = [],
	displays: readonly Pairable[] = []
): Rule => ({ roles, scopes, displays });

const LEADERS = ['branch_head', 'operations_supervisor', 'administrator'] as const;
const LOBBY = ['lobby_manager', ...LEADERS] as const;

/**
 * The one table of who may do what. A role acts in its own branch; who has none has all. What a role may
 * do at its station is in `acts.ts`. Views hold no personal field for a key that lacks `read:personal`.
 */
export const POLICY: Readonly<Record<Action, Rule>> = {
	'watch:wall': rule(ROLES, ['read'], ['wall']),
	'watch:display': rule(LOBBY, ['read'], ['display']),
	'watch:kiosk': rule(LOBBY, ['read'], ['kiosk']),
	'watch:rating': rule(LOBBY, ['read'], ['rating']),
	'watch:lobby': rule(LOBBY, ['read']),
	'watch:counter': rule(['teller', ...LEADERS], ['read']),
	'watch:wealth': rule(['wealth_manager', 'branch_head', 'administrator'], ['read']),
	'watch:head': rule(LEADERS, ['read']),
	'watch:devices': rule(LOBBY, ['read']),
	'watch:admin': rule(LEADERS, ['read']),
	// What a display may tell stands in `acts.ts`, as what a role may.
	act: rule(ROLES, ['events:write', 'devices:write'], ['kiosk', 'rating']),
	issue_tickets: rule(LOBBY, ['events:write'], ['kiosk']),
	send_events: rule([], ['events:write', 'devices:write']),
	list_branches: rule(ROLES, ['read']),
	read_stats: rule(ROLES, ['read']),
	// Everybody may ask, and gets the row that is their own; only the branch head gets those of others.
	read_staff_stats: rule(['branch_head']),
	// A person's own day is read by that person; a key has none.
	read_own_day: rule(ROLES),
	// How machines did and what was found before opening, with who saw to it; a key without `read:personal` gets no people.
	read_devices: rule(LOBBY, ['read']),
	read_checklists: rule(LOBBY, ['read']),
	read_history: rule(ROLES, ['read']),
	// One's own list of customers, and one's own goals; others' follow `read_staff_stats`.
	read_huddle: rule(ROLES),
	list_care: rule(['wealth_manager', 'branch_head', 'administrator']),
	// Views for these carry masked names, and the history of a ticket too.
	read_masked: rule(
		['teller', 'lobby_manager', 'wealth_manager', 'branch_head'],
		['read:personal']
	),
	// What people wrote in their own words: screens that show it, for people; of keys those that read names.
	read_notes: rule(ROLES, ['read:personal']),
	// People reveal one name, with a reason; only machines read them without.
	read_personal: rule([], ['read:personal']),
	reveal: rule(['teller', 'lobby_manager', 'wealth_manager', 'branch_head']),
	erase: rule(LEADERS),
	// Of what was found wrong before opening: nobody's face, whoever checks may see what was found.
	take_photo: rule(['teller', 'lobby_manager', 'wealth_manager', ...LEADERS]),
	view_photo: rule(['teller', 'lobby_manager', 'wealth_manager', ...LEADERS]),
	own_account: rule(ROLES),
	approve_display: rule(LOBBY),
	manage_displays: rule(LEADERS),
	manage_people: rule(['administrator']),
	manage_keys: rule(['administrator']),
	manage_webhooks: rule(['administrator']),
	configure: rule(['administrator']),
	read_audit: rule(['branch_head', 'administrator']),
	// Numbers of the whole server, nothing of people: for who looks after it, and for a key of all branches.
	read_metrics: rule(['administrator'], ['metrics']),
	export_audit: rule(['branch_head', 'administrator']),
	// Files hold nothing of customers, and which people it was for the branch head alone.
	export: rule(LEADERS, ['export'])
};

/** Kinds of event that a key for devices sends. */
export function isDeviceEvent(type: string): boolean {
	return type.startsWith('device.');
}
