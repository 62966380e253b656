import type { IncomingMessage, ServerResponse } from 'node:http';
import type { BranchFile } from '#lib/protocol/branch-file.ts';
import { Access, OPERATOR } from './access/access.ts';
import { checkBranchFile, differences } from './apply.ts';
import type { AuditLog } from './audit.ts';
import type { FileFault } from './apply.ts';
import { Branch } from './branch.ts';
import type { Cancel, Clock } from './clock.ts';
import type { Config } from './config.ts';
import { Gateway } from './gateway/gateway.ts';
import { EventDoor } from './ingest/door.ts';
import { logFault } from './log.ts';
import { Personal } from './personal.ts';
import { Reading } from './reading.ts';
import { Retention } from './retention.ts';
import { openStore, StoreError } from './store/index.ts';
import type { Store } from './store/types.ts';
import { Ticker } from './ticker.ts';
import { Writer } from './writer.ts';

/** What a list of branches shows. */
export interface BranchSummary {
	id: string;
	name: { zh: string; en: string };
	timeZone: string;
	clock: 'wall' | 'event';
}

/** What `apply` did. `changed` names each part of the file that differs from before, as a JSON pointer. */
export type ApplyAnswer =
	| { ok: true; branch: string; created: boolean; changed: string[]; seq: number }
	| { ok: false; issues: FileFault[] };

/** halted: the disk refuses, reading goes on; closing: being disposed. */
export type AppState = 'serving' | 'halted' | 'closing';

/** When the disk refused, nothing more is taken for so long; then one group is tried. Real milliseconds. */
const HALT_MS = 1_000;

/** The whole server apart from its pages: made once by main.ts or dev.ts, found by routes as `locals.app`. */
export class App {
	readonly store: Store;
	readonly clock: Clock;
	readonly access: Access;
	readonly gateway: Gateway;
	/** What routes read: views, a ticket's history, figures, each with its authorisation. */
	readonly reading: Reading;
	/** Customers' names: revealing and erasing them. */
	readonly personal: Personal;
	/** Erases customers when their time is over. */
	readonly retention: Retention;
	readonly #door: EventDoor;
	readonly #writer: Writer;
	readonly #ticker: Ticker;
	readonly #branches = new Map<string, Branch>();
	readonly #undo: Cancel[] = [];
	/** Applies run one after the other: two of a new branch would make it twice. */
	#applying: Promise<unknown> = Promise.resolve();
	#failing = false;
	#haltedUntil = -Infinity;
	#disposed: Promise<void> | undefined;

	/** Opens the store and loads every branch; throws a StoreError that says why it can't. */
	constructor(config: Config, clock: Clock, audit: AuditLog = nowhere) {
		this.clock = clock;
		this.store = openStore(config.data);
		this.access = new Access(this.store.keys, clock);
		this.#writer = new Writer(this.store, (error) => this.#halt(error));
		this.#ticker = new Ticker(clock, () => this.#branches.values());
		const parts = {
			branches: this.#branches,
			access: this.access,
			clock,
			origins: config.origins,
			state: () => this.takes,
			fault: logFault
		};
		this.gateway = new Gateway(parts);
		const { history, customers } = this.store;
		this.reading = new Reading({ ...parts, history, customers });
		this.personal = new Personal({ ...parts, customers, audit });
		this.#door = new EventDoor(parts);
		this.retention = new Retention({
			branches: { all: () => this.#branches.values() },
			audit,
			clock,
			fault: logFault
		});
		try {
			for (const id of this.store.branches()) {
				this.#welcome(Branch.load(id, this.store, this.#writer, clock));
			}
			void this.retention.run();
		} catch (error) {
			void this.dispose();
			throw error;
		}
	}

	get state(): AppState {
		if (this.#disposed !== undefined) return 'closing';
		return this.#failing ? 'halted' : 'serving';
	}

	/** Whether events are taken right now: while the disk fails, only now and then. */
	get takes(): AppState {
		if (this.state !== 'halted') return this.state;
		return this.clock.monotonic() < this.#haltedUntil ? 'halted' : 'serving';
	}

	readonly branches = {
		get: (id: string): Branch | undefined => this.#branches.get(id),
		list: (): BranchSummary[] => [...this.#branches.values()].map((each) => summaryOf(each.file))
	};

	/** `POST /api/v1/events`. False: not its address, somebody else answers. */
	readonly ingest = (req: IncomingMessage, res: ServerResponse): boolean =>
		this.#door.handle(req, res);

	/** Events of our own command line, for any branch. */
	takeFromOperator(req: IncomingMessage, res: ServerResponse): void {
		this.#door.take(req, res, OPERATOR);
	}

	/** Creates or updates a branch from a branch file. Nothing is half applied. Rejects with a StoreError. */
	apply(file: unknown): Promise<ApplyAnswer> {
		const applied = this.#applying.then(() => this.#apply(file));
		this.#applying = applied.catch(() => undefined);
		return applied;
	}

	/** Stops taking events, says goodbye to screens, then commits and closes. Calling it twice does no harm. */
	dispose(): Promise<void> {
		this.#disposed ??= this.#dispose();
		return this.#disposed;
	}

	async #apply(input: unknown): Promise<ApplyAnswer> {
		const checked = checkBranchFile(input);
		if (!checked.ok) return checked;
		const { file } = checked;
		const known = this.#branches.get(file.id);
		const branch = known ?? Branch.create(file, this.store, this.#writer, this.clock);
		const changed = known === undefined ? ['/'] : differences(known.file, file);
		const answer = { ok: true as const, branch: file.id, created: known === undefined, changed };
		if (changed.length === 0) return { ...answer, seq: branch.seq };
		const done = await branch.configure(file);
		if ('code' in done) {
			return { ok: false, issues: [{ path: '/', code: done.code, detail: done.detail }] };
		}
		if (known === undefined) this.#welcome(branch);
		return { ...answer, seq: done.seq };
	}

	#welcome(branch: Branch): void {
		this.#branches.set(branch.id, branch);
		let { seq } = branch;
		this.#undo.push(
			this.gateway.follow(branch),
			branch.onPublish(() => {
				// A branch that is read again after a failure publishes too; only what is new was stored.
				if (branch.seq > seq) this.#failing = false;
				({ seq } = branch);
				this.#ticker.touch(branch);
			})
		);
		this.#ticker.touch(branch);
	}

	#halt(error: unknown): void {
		if (!this.#failing) logFault('storing events', error);
		this.#failing = true;
		this.#haltedUntil = this.clock.monotonic() + HALT_MS;
		this.#ticker.hold(HALT_MS);
	}

	async #dispose(): Promise<void> {
		this.#ticker.dispose();
		this.#door.dispose();
		await this.retention.dispose();
		await this.#writer.settled();
		await this.gateway.dispose();
		for (const branch of this.#branches.values()) branch.requestSnapshot();
		await this.#writer.settled();
		for (const undo of this.#undo) undo();
		for (const branch of this.#branches.values()) branch.dispose();
		await this.store.close();
	}
}

/** Until there is an audit log, nothing that has to be in it is done. */
const nowhere: AuditLog = {
	append: () => {
		throw new StoreError('io', 'There is no audit log');
	}
};

function summaryOf(file: BranchFile): BranchSummary {
	const { id, name, timeZone, clock = 'wall' } = file;
	return { id, name, timeZone, clock };
}

/** Where hooks.server.ts finds the app: a module imported there by value would be a second copy of it. */
export const APP = Symbol.for('foyer.app');
