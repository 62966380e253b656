import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { BranchFile } from '#lib/protocol/branch-file.ts';
import { OPERATOR } from '../access/access.ts';
import type { Limits } from '../limits/limits.ts';
import type { Accounts } from '../people/accounts.ts';
import type { SetCookie } from '../people/set-cookie.ts';
import type { SignIn } from '../people/sign-in.ts';
import type { Visitor } from '../people/visitor.ts';
import { refused, tooMany } from '../refused.ts';
import type { Refused } from '../refused.ts';
import type { People } from '../store/types.ts';
import { deviceCounts, withDevices } from './first-branch.ts';
import { branchFromTemplate, TEMPLATE_LIMITS, TEMPLATES } from './templates.ts';

/** Who may get into the demonstration that was asked for. */
export interface DemonstrationUser {
	role: string;
	username: string;
	password: string;
}

export interface SetupParts {
	people: People;
	accounts: Accounts;
	signIn: SignIn;
	limits: Limits;
	/** Whether nothing can be stored: then there may well be an administrator whom nobody can read. */
	sealed: () => boolean;
}

/** The first administrator, as the wizard asks for them. */
export interface FirstAdministrator {
	username: string;
	name: string;
	password: string;
}

/**
 * The first run: until there is an administrator, whoever holds the link that the server printed may make one.
 * A new link at every start; the one before opens nothing.
 */
export class Setup {
	/** What a new branch can start from, and how far that goes. */
	readonly templates = TEMPLATES;
	readonly limits = TEMPLATE_LIMITS;
	readonly branchFromTemplate = branchFromTemplate;
	readonly #parts: SetupParts;
	readonly #token = randomBytes(24).toString('base64url');
	/** Starts the demonstration in place of this server; undefined where that can't be done. */
	#demonstrate: (() => DemonstrationUser[]) | undefined;
	/** Administrators are made one after the other: two at once would both be the first. */
	#making: Promise<unknown> = Promise.resolve();

	constructor(parts: SetupParts) {
		this.#parts = parts;
	}

	/** Whether nobody administers this server yet. */
	get open(): boolean {
		if (this.#parts.sealed()) return false;
		return !this.#parts.people
			.list()
			.some(({ role, disabledAt }) => role === 'administrator' && disabledAt === null);
	}

	/** The path of the link, to print; undefined: it is set up. */
	get path(): string | undefined {
		return this.open ? `/setup?token=${this.#token}` : undefined;
	}

	/** Whether a token is that of the link; `wait`: too many were tried, in seconds. */
	async admits(token: string | undefined, address: string): Promise<boolean | { wait: number }> {
		const wait = await this.#parts.limits.waits('setup', address);
		if (wait !== undefined) return { wait };
		const given = Buffer.from(token ?? '');
		const expected = Buffer.from(this.#token);
		const right = given.length === expected.length && timingSafeEqual(given, expected);
		if (right) return this.open;
		await this.#parts.limits.take('setup', address);
		return false;
	}

	/** Makes the first administrator for whoever holds the link, signs them in, and so ends the link. */
	createAdministrator(
		token: string | undefined,
		account: FirstAdministrator,
		visitor: Visitor
	): Promise<{ ok: true; cookies: SetCookie[] } | Refused> {
		const made = this.#making.then(() => this.#create(token, account, visitor));
		this.#making = made.catch(() => undefined);
		return made;
	}

	/** How many devices of each kind a branch has, and the same branch with other counts. */
	deviceCounts(file: BranchFile): Record<string, number> {
		return deviceCounts(file);
	}

	/** Throws a RangeError for counts outside `limits`. */
	withDevices(file: BranchFile, counts: Readonly<Record<string, number>>): BranchFile {
		return withDevices(file, counts);
	}

	/** Lets the demonstration take this server's place; the answer is who may sign in to it. */
	onDemonstration(run: () => DemonstrationUser[]): void {
		this.#demonstrate = run;
	}

	get demonstrates(): boolean {
		return this.#demonstrate !== undefined;
	}

	/** Undefined: this server can't. */
	demonstrate(): DemonstrationUser[] | undefined {
		return this.#demonstrate?.();
	}

	async #create(
		token: string | undefined,
		{ username, name, password }: FirstAdministrator,
		visitor: Visitor
	): Promise<{ ok: true; cookies: SetCookie[] } | Refused> {
		const admitted = await this.admits(token, visitor.address);
		if (typeof admitted === 'object') return tooMany(admitted.wait);
		if (!admitted) return refused('no_link', 'Open the link that the server printed last.');
		const made = await this.#parts.accounts.create(
			{ principal: OPERATOR, address: visitor.address },
			{ username, name, password, role: 'administrator', branch: null, staff: null }
		);
		if (!made.ok) return made;
		const answer = await this.#parts.signIn.withPassword(username, password, visitor);
		return { ok: true, cookies: answer.ok ? answer.cookies : [] };
	}
}
