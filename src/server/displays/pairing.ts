import { createHash, randomBytes, randomInt } from 'node:crypto';
import type { Pairable } from '#lib/protocol/roles.ts';
import { actorOf } from '../access/access.ts';
import type { Access, Caller } from '../access/access.ts';
import { refused, tooMany } from '../refused.ts';
import type { Refused } from '../refused.ts';
import type { AuditLog } from '../audit.ts';
import type { Limits } from '../limits/limits.ts';
import type { Displays } from '../store/types.ts';

/** A code is good for so long. Real milliseconds. */
export const CODE_LASTS = 10 * 60_000;
/** Displays that wait at the same time; beyond that, the one that has waited longest is forgotten. */
const MOST_WAITING = 500;
/** Nothing that looks alike or takes twice the room, and no vowels that make words: 27 bits in six of them. */
const ALPHABET = 'BCDFGHJKNPQRTVXYZ2346789';
const CODE_LENGTH = 6;

/** What a display that waits is told. `expiresAt`: real epoch milliseconds. */
export type PairingState =
	| { state: 'waiting'; code: string; screen: Pairable; expiresAt: number }
	/** Told until the code's time is over, since an answer may be lost on the way. */
	| { state: 'approved'; screen: Pairable; secret: string }
	/** Too late, or never begun: begin anew. */
	| { state: 'gone' };

interface Waiting {
	/** SHA-256 of what the display's cookie holds. */
	digest: string;
	code: string;
	screen: Pairable;
	expiresAt: number;
	/** Set once somebody has approved it. */
	secret: string | null;
}

export interface PairingParts {
	displays: Displays;
	access: Pick<Access, 'denies'>;
	audit: AuditLog;
	limits: Limits;
	now: () => number;
	branches: { get(id: string): unknown };
}

/**
 * Displays pair as televisions do: one shows a code, somebody who may approves it on a phone, and the display
 * gets a lasting credential of its own. Who waits is kept in memory: after a restart a display asks anew.
 */
export class Pairing {
	readonly #parts: PairingParts;
	readonly #byCode = new Map<string, Waiting>();
	readonly #byDigest = new Map<string, Waiting>();

	constructor(parts: PairingParts) {
		this.#parts = parts;
	}

	/** A new code for a display, and the token by which it is known; or the seconds to wait. */
	async begin(
		screen: Pairable,
		address: string
	): Promise<{ token: string; code: string; expiresAt: number } | { wait: number }> {
		const wait = await this.#parts.limits.take('pairing', address);
		if (wait !== undefined) return { wait };
		this.#forgetOld();
		const token = randomBytes(24).toString('base64url');
		let code: string;
		do code = newCode();
		while (this.#byCode.has(code));
		const expiresAt = this.#parts.now() + CODE_LASTS;
		const waiting: Waiting = { digest: digest(token), code, screen, expiresAt, secret: null };
		this.#byCode.set(code, waiting);
		this.#byDigest.set(waiting.digest, waiting);
		return { token, code, expiresAt };
	}

	/** Where the display with this token stands. */
	state(token: string | undefined): PairingState {
		const waiting = token === undefined ? undefined : this.#byDigest.get(digest(token));
		if (waiting === undefined) return { state: 'gone' };
		const { code, screen, expiresAt, secret } = waiting;
		if (this.#parts.now() < expiresAt) {
			if (secret === null) return { state: 'waiting', code, screen, expiresAt };
			// It may have been revoked since.
			if (this.#parts.displays.check(secret)) return { state: 'approved', screen, secret };
		}
		this.#forget(waiting);
		return { state: 'gone' };
	}

	/** What somebody who may approve sees of a code; guesses are counted. */
	async look(
		caller: Caller,
		typed: string
	): Promise<{ ok: true; code: string; screen: Pairable } | Refused> {
		const denied = this.#parts.access.denies(caller.principal, 'approve_display', null);
		if (denied !== undefined) return { ok: false, ...denied };
		const who = actorOf(caller.principal);
		const wait = await this.#parts.limits.waits('approval', who);
		if (wait !== undefined) return tooMany(wait);
		const code = plainCode(typed);
		const waiting = this.#byCode.get(code);
		if (
			waiting === undefined ||
			waiting.secret !== null ||
			this.#parts.now() >= waiting.expiresAt
		) {
			const shut = await this.#parts.limits.take('approval', who);
			return shut === undefined ? UNKNOWN_CODE : tooMany(shut);
		}
		return { ok: true, code, screen: waiting.screen };
	}

	/** Gives the display with this code a credential for a branch. A code works once. */
	async approve(
		caller: Caller,
		{ code: typed, branch, name }: { code: string; branch: string; name: string }
	): Promise<{ ok: true; id: string; screen: Pairable } | Refused> {
		const { principal, address } = caller;
		const denied = this.#parts.access.denies(principal, 'approve_display', branch);
		if (denied !== undefined) return { ok: false, ...denied };
		if (this.#parts.branches.get(branch) === undefined) {
			return refused('unknown_branch', 'There is no such branch.');
		}
		const called = name.trim().slice(0, 60);
		if (called === '') return refused('missing_name', 'Say where this display hangs.');
		const seen = await this.look(caller, typed);
		if (!seen.ok) return seen;
		const waiting = this.#byCode.get(seen.code);
		// Another approval may have come between.
		if (waiting === undefined || waiting.secret !== null) return UNKNOWN_CODE;
		const { screen } = waiting;
		const approvedBy = principal.kind === 'person' ? (principal.person.username ?? '') : '';
		const made = this.#parts.displays.create(
			{ branch, screen, name: called, approvedBy },
			this.#parts.now()
		);
		waiting.secret = made.secret;
		this.#byCode.delete(waiting.code);
		const entry = { action: 'display.approved', target: made.id, branch, address };
		this.#parts.audit.append({
			...entry,
			actor: actorOf(principal),
			detail: { screen, name: called }
		});
		return { ok: true, id: made.id, screen };
	}

	#forgetOld(): void {
		const now = this.#parts.now();
		for (const waiting of this.#byDigest.values()) {
			if (now >= waiting.expiresAt || this.#byDigest.size >= MOST_WAITING) this.#forget(waiting);
		}
	}

	#forget(waiting: Waiting): void {
		this.#byCode.delete(waiting.code);
		this.#byDigest.delete(waiting.digest);
	}
}

const UNKNOWN_CODE = refused(
	'unknown_code',
	'No display shows this code; compare it again, or wait for the display to show a new one.'
);

function newCode(): string {
	return Array.from({ length: CODE_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
}

/** As people type it: with a dash or a space, in small letters. */
function plainCode(typed: string): string {
	return typed.toUpperCase().replaceAll(/[^A-Z0-9]/g, '');
}

function digest(token: string): string {
	return createHash('sha256').update(token).digest('base64');
}
