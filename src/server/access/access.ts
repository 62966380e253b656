import type { Key, Keys } from '../store/types.ts';
import { isLoopback } from './loopback.ts';
import { POLICY } from './policy.ts';
import type { Action } from './policy.ts';

/**
 * Who asks, as far as it is known. local: a person at this machine. operator: our own command line, which
 * reads the data folder anyway. `secret` is kept to look again whether the key still holds.
 */
export type Principal =
	| { kind: 'nobody' }
	| { kind: 'local' }
	| { kind: 'operator' }
	| { kind: 'key'; key: Key; secret: string };

/** What a request or a handshake says about who sent it. */
export interface Credentials {
	/** The Authorization header. */
	authorization?: string | undefined;
	/** A key by itself, as the socket handshake carries it. */
	token?: unknown;
	/** The peer's address. */
	address: string | undefined;
	/** The Host header. */
	host: string | undefined;
	/** Came through a proxy: then its address says nothing about the person. */
	forwarded: boolean;
}

export type Denied = { code: 'unauthenticated' | 'forbidden'; detail: string };

/** A key that was good a moment ago is not looked up again for so long, in real milliseconds. */
const REMEMBERED_MS = 500;
const REMEMBERED_KEYS = 1000;
const BEARER = 'bearer ';

/** What access needs of a Clock. */
interface Time {
	monotonic(): number;
	real(): number;
}

const NOBODY: Principal = Object.freeze({ kind: 'nobody' });
const LOCAL: Principal = Object.freeze({ kind: 'local' });

/** Whoever holds the control token of this data folder. */
export const OPERATOR: Principal = Object.freeze({ kind: 'operator' });

/** Says who somebody is and what they may do. */
export class Access {
	readonly #keys: Pick<Keys, 'check'>;
	readonly #clock: Time;
	/** By Authorization header, so that the fast path neither cuts strings nor hashes. */
	#remembered = new Map<string, Principal>();
	#forgetAt = 0;

	constructor(keys: Pick<Keys, 'check'>, clock: Time) {
		this.#keys = keys;
		this.#clock = clock;
	}

	/** The holder of the key in an Authorization header; undefined: no key, or one that does not open anything. */
	bearer(authorization: string | undefined): Principal | undefined {
		if (authorization === undefined) return undefined;
		const now = this.#clock.monotonic();
		if (now >= this.#forgetAt) {
			this.#remembered.clear();
			this.#forgetAt = now + REMEMBERED_MS;
		}
		const known = this.#remembered.get(authorization);
		if (known !== undefined) return known;
		if (authorization.slice(0, BEARER.length).toLowerCase() !== BEARER) return undefined;
		const principal = this.#holder(authorization.slice(BEARER.length).trim());
		if (principal !== undefined && this.#remembered.size < REMEMBERED_KEYS) {
			this.#remembered.set(authorization, principal);
		}
		return principal;
	}

	/** Who it is. Somebody who shows a key that is no good is nobody, wherever they sit. */
	identify(credentials: Credentials): Principal {
		const { authorization, token, address, host, forwarded } = credentials;
		if (authorization !== undefined) return this.bearer(authorization) ?? NOBODY;
		if (token !== undefined && token !== null && token !== '') {
			return (typeof token === 'string' ? this.bearer(BEARER + token) : undefined) ?? NOBODY;
		}
		// The Host must be this machine too: a foreign page that has its name point here would say its own.
		return !forwarded && isLoopback(address) && isLoopback(hostName(host)) ? LOCAL : NOBODY;
	}

	/** Whether somebody is still who they were: a key may have been revoked or run out meanwhile. */
	holds(principal: Principal): boolean {
		return principal.kind === 'key'
			? this.bearer(BEARER + principal.secret) !== undefined
			: principal.kind !== 'nobody';
	}

	/** Undefined: they may. `branch` null: not about one branch. */
	denies(principal: Principal, action: Action, branch: string | null): Denied | undefined {
		const rule = POLICY[action];
		switch (principal.kind) {
			case 'nobody':
				return unauthenticated();
			case 'local':
				return rule.local ? undefined : unauthenticated();
			case 'operator':
				return undefined;
			case 'key': {
				const { key } = principal;
				if (rule.scope === null || !key.scopes.includes(rule.scope)) {
					return forbidden(
						rule.scope === null
							? 'No key may do this.'
							: `This key does not have the scope ${rule.scope}.`
					);
				}
				if (branch !== null && key.branch !== null && key.branch !== branch) {
					return forbidden('This key is for another branch.');
				}
				return undefined;
			}
		}
	}

	#holder(secret: string): Principal | undefined {
		if (secret === '' || secret.length > 200) return undefined;
		const key = this.#keys.check(secret, this.#clock.real());
		return key === undefined ? undefined : { kind: 'key', key, secret };
	}
}

/** `localhost:3000` without its port. */
function hostName(host: string | undefined): string | undefined {
	return host?.toLowerCase().replace(/:\d+$/, '');
}

function unauthenticated(): Denied {
	return {
		code: 'unauthenticated',
		detail: 'Send a valid key: "Authorization: Bearer KEY" (see foyer key create).'
	};
}

function forbidden(detail: string): Denied {
	return { code: 'forbidden', detail };
}
