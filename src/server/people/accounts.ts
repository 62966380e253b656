import { isRole } from '#lib/protocol/roles.ts';
import type { Role } from '#lib/protocol/roles.ts';
import { actorOf, EVERY_BRANCH } from '../access/access.ts';
import type { Access, Caller, Denied, Principal } from '../access/access.ts';
import { refused, tooMany } from '../refused.ts';
import type { Refused } from '../refused.ts';
import type { AuditLog } from '../audit.ts';
import type { Limits } from '../limits/limits.ts';
import type { People, Person, PersonChange, Session } from '../store/types.ts';
import { emailOf, USERNAME } from './auth.ts';
import type { Auth } from './auth.ts';
import { oneTimePassword, weakness } from './passwords.ts';
import { cookiesOf } from './set-cookie.ts';
import type { SetCookie } from './set-cookie.ts';
import { headersOf } from './visitor.ts';
import type { Visitor } from './visitor.ts';

/** A one-time password that nobody used opens nothing after so long. Real milliseconds. */
const ONE_TIME_LASTS = 7 * 86_400_000;

export interface AccountParts {
	auth: () => Promise<Auth>;
	people: People;
	access: Pick<Access, 'denies'>;
	audit: AuditLog;
	limits: Limits;
	now: () => number;
	/** Whether there is such a branch. */
	hasBranch: (id: string) => boolean;
	/** Whether somebody is among the staff of a branch. */
	hasStaff: (branch: string, staff: string) => boolean;
}

export interface NewAccount {
	username: string;
	name: string;
	role: Role;
	branch: string | null;
	staff: string | null;
	/** Left out: a one-time password is made up, which has to be changed first. */
	password?: string;
}

/** People's accounts: made, changed and disabled by who may, and one's own password and second factor. */
export class Accounts {
	readonly #parts: AccountParts;

	constructor(parts: AccountParts) {
		this.#parts = parts;
	}

	/** The people that somebody may manage. */
	list({ principal }: Caller): Person[] {
		return this.#parts.people.list().filter((person) => !this.#denied(principal, person.branch));
	}

	/** The sessions of a person that somebody may manage, or of themselves. */
	sessions(caller: Caller, id: string): Session[] {
		const person = this.#managed(caller, id, true);
		return person === undefined ? [] : this.#parts.people.sessions(id, this.#parts.now());
	}

	/** When somebody whom one manages last signed in, in epoch milliseconds; null: never. */
	lastSignIn(caller: Caller, id: string): number | null {
		const { username = null } = this.#managed(caller, id, true) ?? {};
		return username === null ? null : this.#parts.people.lastSignIn(username);
	}

	/** Makes an account; `password` is told once, and only where it was made up here. */
	async create(
		caller: Caller,
		account: NewAccount
	): Promise<{ ok: true; person: Person; password: string | null } | Refused> {
		const username = account.username.trim().toLowerCase().normalize('NFC');
		const name = account.name.trim();
		const refusal = this.#judge(caller, { ...account, username, name });
		if (refusal !== undefined) return refusal;
		if (this.#parts.people.named(username) !== undefined) {
			return refused('username_taken', `There is somebody called "${username}" already.`);
		}
		const made = account.password === undefined ? oneTimePassword() : null;
		const auth = await this.#parts.auth();
		const { internalAdapter, password } = await auth.$context;
		const hash = await password.hash(made ?? (account.password as string));
		const { role, branch, staff } = account;
		const user = await internalAdapter.createUser(
			{
				email: emailOf(username),
				emailVerified: true,
				name: name === '' ? username : name,
				username,
				displayUsername: username,
				role,
				branch,
				staff,
				oneTimeUntil: made === null ? null : this.#oneTimeUntil()
			},
			{ method: 'admin' }
		);
		await internalAdapter.linkAccount({
			accountId: user.id,
			providerId: 'credential',
			userId: user.id,
			password: hash
		});
		const person = this.#parts.people.find(user.id) as Person;
		this.#note(caller, 'person.created', person, { role, staff });
		return { ok: true, person, password: made };
	}

	/** Changes role, branch, name or staff, or disables and enables. Open screens follow within two seconds. */
	change(caller: Caller, id: string, asked: PersonChange): { ok: true } | Refused {
		const person = this.#managed(caller, id);
		if (person === undefined) return UNKNOWN;
		const change = differing(person, asked);
		const changed = Object.keys(change);
		if (changed.length === 0) return { ok: true };
		const next = { ...person, ...change };
		// Who is only disabled stays as they are, even where the branch has changed around them.
		if (changed.some((key) => key in { name: 0, role: 0, branch: 0, staff: 0 })) {
			const refusal = this.#judge(caller, { ...next, username: null });
			if (refusal !== undefined) return refusal;
		}
		const loses = next.role !== 'administrator' || next.disabledAt !== null || next.branch !== null;
		if (loses && this.#isLastAdministrator(person)) {
			return refused(
				'last_administrator',
				'This is the only administrator of all branches; make another one first.'
			);
		}
		this.#parts.people.change(id, change, this.#parts.now());
		if (change.disabledAt != null) this.#parts.people.endSessions(id, null);
		this.#note(caller, 'person.changed', person, { ...change });
		return { ok: true };
	}

	/** A new one-time password, and every session of theirs ends. */
	async resetPassword(
		caller: Caller,
		id: string
	): Promise<{ ok: true; password: string } | Refused> {
		const person = this.#managed(caller, id);
		if (person === undefined) return UNKNOWN;
		const password = oneTimePassword();
		const auth = await this.#parts.auth();
		const context = await auth.$context;
		const hash = await context.password.hash(password);
		await context.internalAdapter.updatePassword(id, hash);
		this.#parts.people.change(id, { oneTimeUntil: this.#oneTimeUntil() }, this.#parts.now());
		this.#parts.people.endSessions(id, null);
		await this.#parts.limits.forget('signInAccount', person.username ?? '');
		this.#note(caller, 'person.password_reset', person, {});
		return { ok: true, password };
	}

	/** Takes somebody's second factor away: they have lost the device and the codes. */
	async removeTwoFactor(caller: Caller, id: string): Promise<{ ok: true } | Refused> {
		const person = this.#managed(caller, id);
		if (person === undefined) return UNKNOWN;
		const auth = await this.#parts.auth();
		const { adapter, internalAdapter } = await auth.$context;
		await internalAdapter.updateUser(id, { twoFactorEnabled: false });
		await adapter.delete({ model: 'twoFactor', where: [{ field: 'userId', value: id }] });
		this.#parts.people.endSessions(id, null);
		this.#note(caller, 'person.second_factor_removed', person, {});
		return { ok: true };
	}

	/** Ends one session: one's own, or that of somebody whom one manages. */
	endSession(caller: Caller, personId: string, session: string): { ok: true } | Refused {
		const person = this.#managed(caller, personId, true);
		const theirs = this.#parts.people.sessions(personId, this.#parts.now());
		if (person === undefined || !theirs.some(({ id }) => id === session)) {
			return refused('unknown_session', 'This session has ended already.');
		}
		this.#parts.people.endSession(session);
		this.#note(caller, 'session.ended', person, {});
		return { ok: true };
	}

	/** All of somebody's sessions, but for the one that the caller is here with. */
	endSessions(caller: Caller, personId: string): { ok: true } | Refused {
		const person = this.#managed(caller, personId, true);
		if (person === undefined) return UNKNOWN;
		const { principal } = caller;
		const own = principal.kind === 'person' ? principal.session.id : null;
		const count = this.#parts.people.endSessions(personId, own);
		this.#note(caller, 'session.ended', person, { count });
		return { ok: true };
	}

	/** One's own password; every other session ends, and this one goes on under a new token. */
	async changePassword(
		principal: Principal,
		{ current, next }: { current: string; next: string },
		visitor: Visitor
	): Promise<{ ok: true; cookies: SetCookie[] } | Refused> {
		if (principal.kind !== 'person') return SIGN_IN;
		const { person } = principal;
		const weak = weakness(next, person.username ?? '');
		if (weak !== undefined) return refused(weak, WEAK[weak]);
		if (next === current) return refused('password_same', 'Choose another password than before.');
		const wait = await this.#parts.limits.take('twoFactor', `password ${person.id}`);
		if (wait !== undefined) return tooMany(wait);
		const auth = await this.#parts.auth();
		const response = await auth.api.changePassword({
			body: { currentPassword: current, newPassword: next, revokeOtherSessions: true },
			headers: headersOf(visitor),
			asResponse: true
		});
		if (!response.ok) return refused('wrong_password', 'The present password is another one.');
		await this.#parts.limits.forget('twoFactor', `password ${person.id}`);
		this.#parts.people.change(person.id, { oneTimeUntil: null }, this.#parts.now());
		this.#note({ principal, address: visitor.address }, 'person.password_changed', person, {});
		return { ok: true, cookies: cookiesOf(response) };
	}

	/** Begins a second factor: what the authenticator app scans, and codes for when it is lost. */
	async startTwoFactor(
		principal: Principal,
		password: string,
		visitor: Visitor
	): Promise<{ ok: true; uri: string; backupCodes: string[] } | Refused> {
		if (principal.kind !== 'person') return SIGN_IN;
		const wait = await this.#parts.limits.take('twoFactor', `password ${principal.person.id}`);
		if (wait !== undefined) return tooMany(wait);
		const auth = await this.#parts.auth();
		const response = await auth.api.enableTwoFactor({
			body: { password, method: 'totp' },
			headers: headersOf(visitor),
			asResponse: true
		});
		if (!response.ok) return refused('wrong_password', 'The present password is another one.');
		const { totpURI, backupCodes } = (await response.json()) as {
			totpURI: string;
			backupCodes: string[];
		};
		return { ok: true, uri: withAccount(totpURI, principal.person), backupCodes };
	}

	/** The first code of the app proves that it works; from then on it is asked for. */
	async confirmTwoFactor(
		principal: Principal,
		code: string,
		visitor: Visitor
	): Promise<{ ok: true; cookies: SetCookie[] } | Refused> {
		if (principal.kind !== 'person') return SIGN_IN;
		const wait = await this.#parts.limits.take('twoFactor', principal.person.id);
		if (wait !== undefined) return tooMany(wait);
		const auth = await this.#parts.auth();
		const typed = code.replaceAll(/\s/g, '');
		const response = await auth.api.verifyTOTP({
			body: { code: typed },
			headers: headersOf(visitor),
			asResponse: true
		});
		// What has proved the app does not open the next sign-in as well.
		if (response.ok) await this.#parts.limits.take('usedCode', `${principal.person.id} ${typed}`);
		if (!response.ok) return refused('wrong_code', 'This code is not the one the app shows now.');
		const caller = { principal, address: visitor.address };
		this.#note(caller, 'person.second_factor_added', principal.person, {});
		return { ok: true, cookies: cookiesOf(response) };
	}

	/** Ends one's own second factor. */
	async stopTwoFactor(
		principal: Principal,
		password: string,
		visitor: Visitor
	): Promise<{ ok: true; cookies: SetCookie[] } | Refused> {
		if (principal.kind !== 'person') return SIGN_IN;
		const wait = await this.#parts.limits.take('twoFactor', `password ${principal.person.id}`);
		if (wait !== undefined) return tooMany(wait);
		const auth = await this.#parts.auth();
		const response = await auth.api.disableTwoFactor({
			body: { password },
			headers: headersOf(visitor),
			asResponse: true
		});
		if (!response.ok) return refused('wrong_password', 'The present password is another one.');
		const caller = { principal, address: visitor.address };
		this.#note(caller, 'person.second_factor_removed', principal.person, {});
		return { ok: true, cookies: cookiesOf(response) };
	}

	/** What is wrong with an account as it would be. `username` null: one that is there already. */
	#judge(
		{ principal }: Caller,
		account: Omit<NewAccount, 'username'> & { username: string | null }
	): Refused | undefined {
		const { username, name, role, branch, staff, password } = account;
		const denied = this.#denied(principal, branch);
		if (denied !== undefined) return { ok: false, ...denied };
		if (username !== null && !USERNAME.test(username)) {
			return refused(
				'invalid_username',
				'A username has 2 to 40 letters or digits; between them may stand . - and _.'
			);
		}
		if (name.length > 60) return refused('name_long', 'A name has at most 60 characters.');
		if (!isRole(role)) return refused('unknown_role', 'Choose one of the roles.');
		if (role !== 'administrator' && branch === null) {
			return refused('missing_branch', 'Only an administrator may have all branches; choose one.');
		}
		if (branch !== null && !this.#parts.hasBranch(branch)) return NO_BRANCH;
		if (staff !== null && (branch === null || !this.#parts.hasStaff(branch, staff))) {
			return refused('unknown_staff', 'Choose somebody of the staff of that branch, or nobody.');
		}
		const weak = password === undefined ? undefined : weakness(password, username ?? '');
		return weak === undefined ? undefined : refused(weak, WEAK[weak]);
	}

	#denied(principal: Principal, branch: string | null): Denied | undefined {
		return this.#parts.access.denies(principal, 'manage_people', branch ?? EVERY_BRANCH);
	}

	/** A person whom the caller may manage; `own`: or who they are. */
	#managed({ principal }: Caller, id: string, own = false): Person | undefined {
		const person = this.#parts.people.find(id);
		if (person === undefined) return undefined;
		if (own && principal.kind === 'person' && principal.person.id === id) return person;
		return this.#denied(principal, person.branch) === undefined ? person : undefined;
	}

	#oneTimeUntil(): number {
		return this.#parts.now() + ONE_TIME_LASTS;
	}

	#isLastAdministrator(person: Person): boolean {
		const rules = ({ role, branch, disabledAt }: Person) =>
			role === 'administrator' && branch === null && disabledAt === null;
		return rules(person) && this.#parts.people.list().filter(rules).length === 1;
	}

	#note(
		{ principal, address }: Caller,
		action: string,
		person: Person,
		detail: Record<string, unknown>
	): void {
		const target = person.username ?? person.id;
		const { branch } = person;
		this.#parts.audit.append({
			actor: actorOf(principal),
			action,
			target,
			branch,
			address,
			detail
		});
	}
}

const WEAK = {
	password_short: 'A password has at least 10 characters.',
	password_long: 'A password has at most 128 characters.',
	password_common: 'This password is among those that are tried first; choose another.',
	password_username: 'A password must not contain the username.'
} as const;
const UNKNOWN = refused('unknown_person', 'There is nobody of that name whom you manage.');
const NO_BRANCH = refused('unknown_branch', 'There is no such branch.');
const SIGN_IN = refused('unauthenticated', 'Sign in first.');

/** What of a change is one; without a name somebody is called as they sign in. */
function differing(person: Person, asked: PersonChange): PersonChange {
	const name = asked.name === undefined ? undefined : asked.name.trim() || person.username;
	const change = Object.entries({ ...asked, name: name ?? undefined }).filter(
		([key, value]) => value !== undefined && value !== person[key as keyof PersonChange]
	);
	return Object.fromEntries(change);
}

/** The app shows the username in place of the address that better-auth puts there. */
function withAccount(uri: string, person: Person): string {
	return uri.replace(
		/^otpauth:\/\/totp\/[^?]*/,
		`otpauth://totp/Foyer:${encodeURIComponent(person.username ?? person.name)}`
	);
}
