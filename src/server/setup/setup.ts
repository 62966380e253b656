import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { Limits } from '../limits/limits.ts';
import type { People } from '../store/types.ts';
import { branchFromTemplate, TEMPLATE_LIMITS, TEMPLATES } from './templates.ts';

/** Who may get into the demonstration that was asked for. */
export interface DemonstrationUser {
	role: string;
	username: string;
	password: string;
}

export interface SetupParts {
	people: People;
	limits: Limits;
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

	constructor(parts: SetupParts) {
		this.#parts = parts;
	}

	/** Whether nobody administers this server yet. */
	get open(): boolean {
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
}
