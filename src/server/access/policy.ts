import type { Screen } from '#lib/protocol/rows/index.ts';

/** What somebody may want to do. Routes, socket messages and the machines' door all ask in these words. */
export type Action =
	| 'send_events'
	| 'act'
	| 'read_stats'
	| 'read_history'
	| 'read_masked'
	| 'read_personal'
	| 'reveal'
	| 'erase'
	| 'list_branches'
	| `watch:${Screen}`;

/** local: a person at this machine, not signed in. key: a machine, by its scopes. */
export type CallerKind = 'nobody' | 'local' | 'key';

interface Rule {
	/** Whether a person at this machine may, until sign-in exists. */
	local: boolean;
	/** The scope that a key needs; null: no key may. */
	scope: string | null;
}

const screen: Rule = { local: true, scope: 'read' };

/**
 * The one table of who may do what. Scopes are those of `foyer key`. `read` shows every view, without masked names;
 * whoever sits at the machine sees those, and a name itself only against a reason (`reveal`).
 */
export const POLICY: Readonly<Record<Action, Rule>> = {
	send_events: { local: false, scope: 'events:write' },
	act: { local: true, scope: 'events:write' },
	read_stats: { local: true, scope: 'read' },
	read_history: { local: true, scope: 'read' },
	read_masked: { local: true, scope: 'read:personal' },
	read_personal: { local: false, scope: 'read:personal' },
	reveal: { local: true, scope: null },
	erase: { local: true, scope: null },
	list_branches: { local: true, scope: 'read' },
	'watch:wall': screen,
	'watch:lobby': screen,
	'watch:counter': screen,
	'watch:wealth': screen,
	'watch:head': screen,
	'watch:display': screen,
	'watch:admin': screen
};
