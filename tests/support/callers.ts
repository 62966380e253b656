import { createHmac, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROLES } from '#lib/protocol/roles.ts';
import type { Pairable, Role, Scope } from '#lib/protocol/roles.ts';
import { OPERATOR } from '#server/access/access.ts';
import type { App } from '#server/app.ts';
import { newPersonRow, sessionRow } from './people-rows.ts';

/** Every kind of caller that the policy tells apart, and those whose credentials are no good. */
export const CALLERS = [
	'nobody',
	'wall_display',
	'call_display',
	'kiosk_display',
	'rating_pad',
	...ROLES,
	'ingest_key',
	'device_key',
	'reader_key',
	'other_branch',
	'other_branch_key',
	'expired_session',
	'ended_session',
	'forged_session',
	'disabled_person',
	'one_time_password',
	'expired_key',
	'revoked_key',
	'forged_key',
	'revoked_display'
] as const;
export type CallerKind = (typeof CALLERS)[number];

/** Those whose credentials open nothing. */
export const NO_GOOD: readonly CallerKind[] = [
	'nobody',
	'expired_session',
	'ended_session',
	'forged_session',
	'disabled_person',
	'expired_key',
	'revoked_key',
	'forged_key',
	'revoked_display'
];

/** What a caller shows: over HTTP, and in a handshake. */
export interface Shown {
	headers: Record<string, string>;
	auth: Record<string, unknown>;
}

/** Staff of the test branch that roles are linked to. */
export const STAFF: Partial<Record<Role, string>> = {
	teller: 't01',
	lobby_manager: 'm01',
	wealth_manager: 'w01',
	branch_head: 'h01'
};

/** Makes callers of every kind on a running app. Sessions are new each time: what one call ends is no other's. */
export function callersOf(app: App, now: () => number) {
	const signed = (token: string) => {
		const key = readFileSync(join(app.store.folder, 'auth.key'), 'utf8').trim();
		const signature = createHmac('sha256', key).update(token).digest('base64');
		return `${app.cookies.session}=${encodeURIComponent(`${token}.${signature}`)}`;
	};
	const people = new Map<string, string>();
	const personOf = (name: string, role: Role, branch: string | null, more: object = {}) => {
		let id = people.get(name);
		if (id === undefined) {
			id = newPersonRow(app.store.folder, { username: name, role, branch, ...more });
			people.set(name, id);
		}
		return id;
	};
	const session = (person: string, expiresAt = now() + 3_600_000) => {
		const token = randomBytes(24).toString('base64url');
		const id = sessionRow(app.store.folder, { person, token, now: now(), expiresAt });
		return { id, shown: cookie(signed(token)) };
	};
	const key = (
		scopes: Scope[],
		branch: string | null = 'lakeside',
		expiresAt: number | null = null
	) => app.store.keys.create({ branch, scopes, name: 'test', expiresAt }, now());
	const display = (screen: Pairable) =>
		app.store.displays.create(
			{ branch: 'lakeside', screen, name: 'test', approvedBy: 'test' },
			now()
		);
	const makers: Record<CallerKind, () => Shown> = {
		nobody: () => ({ headers: {}, auth: {} }),
		wall_display: () => cookie(`${app.cookies.display}=${display('wall').secret}`),
		call_display: () => cookie(`${app.cookies.display}=${display('display').secret}`),
		kiosk_display: () => cookie(`${app.cookies.display}=${display('kiosk').secret}`),
		rating_pad: () => cookie(`${app.cookies.display}=${display('rating').secret}`),
		...(Object.fromEntries(
			ROLES.map((role) => [
				role,
				() => {
					const branch = role === 'administrator' ? null : 'lakeside';
					return session(personOf(role, role, branch, { staff: STAFF[role] ?? null })).shown;
				}
			])
		) as Record<Role, () => Shown>),
		ingest_key: () => bearer(key(['events:write']).secret),
		device_key: () => bearer(key(['devices:write']).secret),
		reader_key: () => bearer(key(['read']).secret),
		other_branch: () => session(personOf('other', 'branch_head', 'harbour')).shown,
		other_branch_key: () => bearer(key(['events:write', 'read'], 'harbour').secret),
		expired_session: () =>
			session(personOf('administrator', 'administrator', null), now() - 1).shown,
		ended_session: () => {
			const { id, shown } = session(personOf('administrator', 'administrator', null));
			app.store.people.endSession(id);
			return shown;
		},
		forged_session: () => {
			const { shown } = session(personOf('administrator', 'administrator', null));
			return cookie((shown.headers['cookie'] as string).replace(/.{8}$/, 'AAAAAA%3D'));
		},
		disabled_person: () => {
			const { shown } = session(personOf('disabled', 'administrator', null, { disabledAt: now() }));
			return shown;
		},
		one_time_password: () =>
			session(personOf('first', 'administrator', null, { oneTimeUntil: now() + 60_000 })).shown,
		expired_key: () => bearer(key(['events:write', 'read'], null, now() - 1).secret),
		revoked_key: () => {
			const { id, secret } = key(['events:write', 'read'], null);
			app.store.keys.revoke(id, now());
			return bearer(secret);
		},
		forged_key: () => {
			const { secret } = key(['events:write', 'read'], null);
			return bearer(secret.replace(/.$/, (last) => (last === 'a' ? 'b' : 'a')));
		},
		revoked_display: () => {
			const { id, secret } = display('wall');
			app.store.displays.revoke(id, now());
			return cookie(`${app.cookies.display}=${secret}`);
		}
	};
	return (kind: CallerKind) => makers[kind]();
}

/** Our own command line, for what a test prepares. */
export const operator = { principal: OPERATOR, address: null };

function cookie(text: string): Shown {
	return { headers: { cookie: text }, auth: {} };
}

function bearer(secret: string): Shown {
	return { headers: { authorization: `Bearer ${secret}` }, auth: { token: secret } };
}
