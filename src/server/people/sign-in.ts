import { actorOf } from '../access/access.ts';
import type { Principal } from '../access/access.ts';
import type { AuditLog } from '../audit.ts';
import type { Limits } from '../limits/limits.ts';
import type { People } from '../store/types.ts';
import { PROVIDER_ID } from './auth.ts';
import type { Auth } from './auth.ts';
import { cookiesOf } from './set-cookie.ts';
import type { SetCookie } from './set-cookie.ts';
import { headersOf } from './visitor.ts';
import type { Visitor } from './visitor.ts';

/** second_factor: the password is right, and a one-time password has to follow. `wait`: seconds. */
export type SignInAnswer =
	| { ok: true; next: 'done' | 'second_factor'; cookies: SetCookie[] }
	| { ok: false; code: 'wrong_credentials' | 'wrong_code' | 'sign_in_again' | 'password_expired' }
	| { ok: false; code: 'too_many_attempts'; wait: number };

export interface SignInParts {
	auth: () => Promise<Auth>;
	people: People;
	audit: AuditLog;
	limits: Limits;
	hasProvider: boolean;
	/** Real epoch milliseconds. */
	now: () => number;
	/** How the session's cookie is called. */
	sessionCookie: string;
	/** The session that a Cookie header shows, by its id; undefined: none that holds. */
	sessionIn: (cookie: string | undefined) => string | undefined;
}

/** Nobody's password is as long; a longer one is wrong, and is not cut to be compared. */
const LONGEST_TYPED = 1000;

/**
 * Signing in and out. An answer never tells whether an account exists: a wrong name takes as long as a wrong
 * password, counts as one, and is told the same.
 */
export class SignIn {
	readonly #parts: SignInParts;

	constructor(parts: SignInParts) {
		this.#parts = parts;
	}

	/** With username and password. Rejects with a StoreError when nothing can be stored. */
	async withPassword(username: string, password: string, visitor: Visitor): Promise<SignInAnswer> {
		const { limits, people } = this.#parts;
		const account = username.trim().toLowerCase().slice(0, 100);
		const wait =
			(await limits.waits('signInAccount', account)) ??
			(await limits.waits('signInAddress', visitor.address));
		if (wait !== undefined) return this.#tooMany(account, wait, visitor);
		const auth = await this.#parts.auth();
		const response = await auth.api.signInUsername({
			body: { username: account, password: password.length > LONGEST_TYPED ? '' : password },
			headers: headersOf(visitor),
			asResponse: true
		});
		const person = people.named(account);
		if (!response.ok || person === undefined || person.disabledAt !== null) {
			return this.#failed(account, visitor);
		}
		const body = (await response.json()) as { twoFactorRedirect?: boolean };
		const cookies = cookiesOf(response);
		if (person.oneTimeUntil !== null && this.#parts.now() >= person.oneTimeUntil) {
			people.endSessions(person.id, null);
			this.#note('person.sign_in_refused', account, null, visitor, { with: 'expired password' });
			return { ok: false, code: 'password_expired' };
		}
		if (body.twoFactorRedirect === true) return { ok: true, next: 'second_factor', cookies };
		await limits.forget('signInAccount', account);
		this.#endFormer(visitor);
		this.#note('person.signed_in', account, person.branch, visitor, { with: 'password' });
		return { ok: true, next: 'done', cookies };
	}

	/** The second step: a one-time password, or one of the codes kept for when the device is lost. */
	async withCode(code: string, visitor: Visitor): Promise<SignInAnswer> {
		const { limits } = this.#parts;
		const wait = await limits.take('twoFactor', visitor.address);
		if (wait !== undefined) return this.#tooMany('', wait, visitor);
		const auth = await this.#parts.auth();
		// Our own codes have small letters only.
		const typed = code.replaceAll(/\s/g, '').toLowerCase();
		const call = { headers: headersOf(visitor), asResponse: true } as const;
		const response = /^\d{6}$/.test(typed)
			? await auth.api.verifyTOTP({ ...call, body: { code: typed } })
			: await auth.api.verifyBackupCode({ ...call, body: { code: typed } });
		if (!response.ok) {
			const { code: why } = (await response.json().catch(() => ({}))) as { code?: string };
			this.#note('person.sign_in_refused', '', null, visitor, { with: 'second factor' });
			const over =
				why === 'INVALID_TWO_FACTOR_COOKIE' || why === 'TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE';
			return { ok: false, code: over ? 'sign_in_again' : 'wrong_code' };
		}
		const { user } = (await response.json()) as { user: { id: string } };
		const { people } = this.#parts;
		const person = people.find(user.id);
		const cookies = cookiesOf(response);
		if ((await limits.take('usedCode', `${user.id} ${typed}`)) !== undefined) {
			const begun = this.#begunWith(cookies);
			if (begun !== undefined) people.endSession(begun.session.id);
			this.#note('person.sign_in_refused', '', null, visitor, { with: 'used second factor' });
			return { ok: false, code: 'wrong_code' };
		}
		await limits.forget('twoFactor', visitor.address);
		await limits.forget('signInAccount', person?.username ?? '');
		this.#endFormer(visitor);
		this.#note('person.signed_in', person?.username ?? user.id, person?.branch ?? null, visitor, {
			with: 'password and second factor'
		});
		return { ok: true, next: 'done', cookies };
	}

	/** Whether the bank has a sign-in of its own. */
	get hasProvider(): boolean {
		return this.#parts.hasProvider;
	}

	/** Where to send somebody who wants the bank's own sign-in; undefined: the bank has none, or it is silent. */
	async withProvider(
		next: string,
		visitor: Visitor
	): Promise<{ url: string; cookies: SetCookie[] } | undefined> {
		const auth = await this.#parts.auth();
		const response = await auth.api.signInSocial({
			body: {
				provider: PROVIDER_ID,
				callbackURL: next,
				errorCallbackURL: '/sign-in?error=provider',
				disableRedirect: true
			},
			headers: headersOf(visitor),
			asResponse: true
		});
		if (!response.ok) return undefined;
		const { url } = (await response.json()) as { url?: string };
		return url === undefined ? undefined : { url, cookies: cookiesOf(response) };
	}

	/** The provider sent somebody back: the answer goes to them as it is. */
	async fromProvider(request: Request, visitor: Visitor): Promise<Response> {
		const auth = await this.#parts.auth();
		const response = await auth.handler(request);
		const location = response.headers.get('location') ?? '';
		if (response.status < 400 && !location.includes('error=')) {
			const person = this.#begunWith(cookiesOf(response))?.person;
			const username = person?.username ?? person?.id ?? '';
			this.#endFormer(visitor);
			this.#note('person.signed_in', username, person?.branch ?? null, visitor, {
				with: 'provider'
			});
		} else this.#note('person.sign_in_refused', '', null, visitor, { with: 'provider' });
		return response;
	}

	/** Ends the session that somebody is here with. */
	signOut(principal: Principal, visitor: Visitor): void {
		if (principal.kind !== 'person') return;
		const { person, session } = principal;
		if (!this.#parts.people.endSession(session.id)) return;
		this.#note(
			'person.signed_out',
			person.username ?? person.id,
			person.branch,
			visitor,
			{},
			actorOf(principal)
		);
	}

	/** Whoever signs in anew leaves no session behind whose cookie is overwritten. */
	#endFormer({ cookie }: Visitor): void {
		const former = this.#parts.sessionIn(cookie);
		if (former !== undefined) this.#parts.people.endSession(former);
	}

	/** The session that was just begun, and whose it is. */
	#begunWith(cookies: readonly SetCookie[]): ReturnType<People['bySession']> {
		const session = cookies.find(({ name }) => name === this.#parts.sessionCookie);
		const token = decodeURIComponent(session?.value ?? '').split('.')[0] ?? '';
		return this.#parts.people.bySession(token, 0);
	}

	async #failed(account: string, visitor: Visitor): Promise<SignInAnswer> {
		const { limits } = this.#parts;
		await limits.take('signInAccount', account);
		await limits.take('signInAddress', visitor.address);
		this.#note('person.sign_in_refused', account, null, visitor, { with: 'password' });
		return { ok: false, code: 'wrong_credentials' };
	}

	#tooMany(account: string, wait: number, visitor: Visitor): SignInAnswer {
		this.#note('person.sign_in_refused', account, null, visitor, { with: 'password', wait });
		return { ok: false, code: 'too_many_attempts', wait };
	}

	#note(
		action: string,
		target: string,
		branch: string | null,
		{ address }: Visitor,
		detail: Record<string, unknown>,
		actor = action === 'person.signed_in' && target !== '' ? `person:${target}` : 'nobody'
	): void {
		this.#parts.audit.append({ actor, action, target, branch, address, detail });
	}
}
