/** Who signs in: the roles of a branch, and whoever looks after the installation. */
export const ROLES = [
	'teller',
	'lobby_manager',
	'wealth_manager',
	'branch_head',
	'operations_supervisor',
	'administrator'
] as const;
export type Role = (typeof ROLES)[number];

export function isRole(word: unknown): word is Role {
	return (ROLES as readonly unknown[]).includes(word);
}

/** What an API key can be good for. */
export const SCOPES = [
	'events:write',
	'devices:write',
	'read',
	'read:personal',
	'export',
	'metrics'
] as const;
export type Scope = (typeof SCOPES)[number];

export function isScope(word: unknown): word is Scope {
	return (SCOPES as readonly unknown[]).includes(word);
}

/** Screens that a display of its own shows, without a person signed in. */
export const PAIRABLE = ['wall', 'display', 'kiosk', 'rating'] as const;
export type Pairable = (typeof PAIRABLE)[number];
