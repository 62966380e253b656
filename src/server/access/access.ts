import { isRole } from '#lib/protocol/roles.ts';
import type { Pairable } from '#lib/protocol/roles.ts';
import type { IncomingEvent } from '#lib/protocol/events/index.ts';
import type { Display, Key, Keys, People, Person, Session } from '../store/types.ts';
import { deniesAct, deniesDisplay } from './acts.ts';
import type { Floor } from './acts.ts';
import { cookieIn, unsigned } from './cookies.ts';
import type { CookieNames } from './cookies.ts';
import { isDeviceEvent, POLICY } from './policy.ts';
import type { Action } from './policy.ts';

/**
 * Who asks. operator: our own command line, which reads the data folder anyway. What somebody showed is kept,
 * to look again whether it still holds.
 */
export type Principal =
	| { kind: 'nobody' }
	| { kind: 'operator' }
	| { kind: 'key'; key: Key; secret: string }
	| { kind: 'display'; display: Display; secret: string }
	| { kind: 'person'; person: Person; session: Session; token: string };

/** What a request or a handshake shows about who sent it. */
export interface Credentials {
	/** The Authorization header. */
	authorization?: string | undefined;
	/** A key by itself, as the socket handshake carries it. */
	token?: unknown;
	/** The Cookie header. */
	cookie?: string | undefined;
}

export type Denied = { code: 'unauthenticated' | 'forbidden'; detail: string };

/** What access looks principals up in. */
export interface AccessParts {
	keys: Pick<Keys, 'check'>;
	displays: { check(secret: string): Display | undefined };
	people: Pick<People, 'bySession'>;
	cookies: CookieNames;
	/** What session cookies are signed with. */
	cookieKey: string;
	clock: { monotonic(): number; real(): number };
}

/** Who was known a moment ago is not looked up again for so long, in real milliseconds. */
const REMEMBERED_MS = 500;
const REMEMBERED = 1000;
const BEARER = 'bearer ';

export const NOBODY: Principal = Object.freeze({ kind: 'nobody' });

/** Whoever holds the control token of this data folder. */
export const OPERATOR: Principal = Object.freeze({ kind: 'operator' });

/** What no branch is called: to ask about all of them at once. */
export const EVERY_BRANCH = '*';

/** Somebody who does something, and from where. */
export interface Caller {
	principal: Principal;
	/** The peer's address; null: the command line. */
	address: string | null;
}

/** Whoever works at a terminal of this machine and can read the data folder. */
export const COMMAND_LINE: Caller = Object.freeze({ principal: OPERATOR, address: null });

/** Says who somebody is and what they may do. */
export class Access {
	readonly #parts: AccessParts;
	/** By what was shown, so that the fast path neither cuts strings nor hashes. */
	#remembered = new Map<string, Principal>();
	#forgetAt = 0;

	constructor(parts: AccessParts) {
		this.#parts = parts;
	}

	/** The holder of the key in an Authorization header; undefined: no key, or one that does not open anything. */
	bearer(authorization: string | undefined): Principal | undefined {
		if (authorization === undefined) return undefined;
		const known = this.#known(authorization);
		if (known !== undefined) return known;
		if (authorization.slice(0, BEARER.length).toLowerCase() !== BEARER) return undefined;
		return this.#remember(authorization, this.#holder(authorization.slice(BEARER.length).trim()));
	}

	/**
	 * Who it is. Somebody who shows a key that is no good is nobody, whatever else they show. A person who signs
	 * in at a display is that person.
	 */
	identify({ authorization, token, cookie }: Credentials): Principal {
		if (authorization !== undefined) return this.bearer(authorization) ?? NOBODY;
		if (token !== undefined && token !== null && token !== '') {
			return (typeof token === 'string' ? this.bearer(BEARER + token) : undefined) ?? NOBODY;
		}
		const { cookies, cookieKey } = this.#parts;
		const session = unsigned(cookieIn(cookie, cookies.session), cookieKey);
		const person = session === undefined ? undefined : this.#person(session);
		if (person !== undefined) return person;
		const display = cookieIn(cookie, cookies.display);
		return (display === undefined ? undefined : this.#display(display)) ?? NOBODY;
	}

	/**
	 * The same principal as it is now; undefined: it holds no longer. A key may have been revoked or have run out,
	 * a session may have ended, a role may have changed.
	 */
	renewed(principal: Principal): Principal | undefined {
		switch (principal.kind) {
			case 'nobody':
				return undefined;
			case 'operator':
				return principal;
			case 'key':
				return this.bearer(BEARER + principal.secret);
			case 'display':
				return this.#display(principal.secret);
			case 'person':
				return this.#person(principal.token);
		}
	}

	/** Undefined: they may. `branch` null: whichever is theirs. */
	denies(principal: Principal, action: Action, branch: string | null): Denied | undefined {
		const rule = POLICY[action];
		switch (principal.kind) {
			case 'nobody':
				return UNAUTHENTICATED;
			case 'operator':
				return undefined;
			case 'key': {
				const { scopes, branch: own } = principal.key;
				if (rule.scopes.length === 0) return forbidden('No key may do this; sign in.');
				if (!rule.scopes.some((scope) => scopes.includes(scope))) {
					return forbidden(`This key does not have the scope ${rule.scopes.join(' or ')}.`);
				}
				return within(own, branch, 'This key is for another branch.');
			}
			case 'display': {
				const { screen, branch: own } = principal.display;
				if (!rule.displays.includes(screen as Pairable)) {
					return forbidden('A display shows its own screen only.');
				}
				return within(own, branch, 'This display belongs to another branch.');
			}
			case 'person': {
				const { role, branch: own, mustChangePassword } = principal.person;
				if (mustChangePassword && action !== 'own_account') {
					return forbidden('Change your one-time password first.');
				}
				if (!rule.roles.includes(role)) return forbidden('Your role does not include this.');
				return within(own, branch, 'You work in another branch.');
			}
		}
	}

	/** Why somebody may not tell this event of a branch; undefined: they may. */
	deniesEvent(
		principal: Principal,
		branch: string,
		event: Pick<IncomingEvent, 'type' | 'subject' | 'data'>,
		floor: Floor
	): Denied | undefined {
		const denied = this.denies(principal, 'act', branch);
		if (denied !== undefined) return denied;
		if (principal.kind === 'key') return deniesKind(principal.key, event.type);
		if (principal.kind === 'display') {
			const why = deniesDisplay(principal.display.screen, event);
			return why === undefined ? undefined : forbidden(why);
		}
		if (principal.kind !== 'person') return undefined;
		const why = deniesAct(principal.person, event, floor);
		return why === undefined ? undefined : forbidden(why);
	}

	#holder(secret: string): Principal | undefined {
		if (secret === '' || secret.length > 200) return undefined;
		const key = this.#parts.keys.check(secret, this.#parts.clock.real());
		return key === undefined ? undefined : { kind: 'key', key, secret };
	}

	#display(secret: string): Principal | undefined {
		if (secret.length > 200) return undefined;
		const shown = `display ${secret}`;
		const known = this.#known(shown);
		if (known !== undefined) return known;
		const display = this.#parts.displays.check(secret);
		if (display === undefined) return undefined;
		return this.#remember(shown, { kind: 'display', display, secret });
	}

	#person(token: string): Principal | undefined {
		const shown = `person ${token}`;
		const known = this.#known(shown);
		if (known !== undefined) return known;
		const found = this.#parts.people.bySession(token, this.#parts.clock.real());
		// Whoever has a role that only a later version knows is nobody to this one.
		if (found === undefined || !isRole(found.person.role)) return undefined;
		return this.#remember(shown, { kind: 'person', ...found, token });
	}

	/** Who showed this a moment ago. */
	#known(shown: string): Principal | undefined {
		const now = this.#parts.clock.monotonic();
		if (now >= this.#forgetAt) {
			this.#remembered.clear();
			this.#forgetAt = now + REMEMBERED_MS;
		}
		return this.#remembered.get(shown);
	}

	/** What is good is believed for a moment; what is not is looked up each time. */
	#remember(shown: string, principal: Principal | undefined): Principal | undefined {
		if (principal !== undefined && this.#remembered.size < REMEMBERED) {
			this.#remembered.set(shown, principal);
		}
		return principal;
	}
}

/** Why a key may not send events of a kind: one for devices tells of devices and of nothing else. */
export function deniesKind(key: Key, type: string): Denied | undefined {
	if (key.scopes.includes('events:write')) return undefined;
	return isDeviceEvent(type) && key.scopes.includes('devices:write')
		? undefined
		: forbidden('This key is for events of devices only.');
}

/** The branch that somebody belongs to; null: to none in particular. */
export function homeOf(principal: Principal): string | null {
	switch (principal.kind) {
		case 'key':
			return principal.key.branch;
		case 'display':
			return principal.display.branch;
		case 'person':
			return principal.person.branch;
		default:
			return null;
	}
}

/** Who it was, as the audit and the log of events write it. */
export function actorOf(principal: Principal): string {
	switch (principal.kind) {
		case 'key':
			return `key:${principal.key.id}`;
		case 'display':
			return `display:${principal.display.id}`;
		case 'person':
			return `person:${principal.person.username ?? principal.person.id}`;
		default:
			return principal.kind;
	}
}

function within(own: string | null, asked: string | null, detail: string): Denied | undefined {
	return asked === null || own === null || asked === own ? undefined : forbidden(detail);
}

const UNAUTHENTICATED: Denied = {
	code: 'unauthenticated',
	detail: 'Sign in, or send a valid key: "Authorization: Bearer KEY" (see foyer key create).'
};

function forbidden(detail: string): Denied {
	return { code: 'forbidden', detail };
}
