import type { IncomingMessage, ServerResponse } from 'node:http';
import type { BranchFile } from '#lib/protocol/branch-file.ts';
import type { Fault, FileFault } from '#lib/protocol/file-fault.ts';
import { actorOf, COMMAND_LINE, homeOf, OPERATOR } from './access/access.ts';
import type { Caller, Principal } from './access/access.ts';
import { admit, routeKey } from './access/routes.ts';
import type { Admission } from './access/routes.ts';
import { checkBranchFile, differences, inWords, tagOf } from './apply.ts';
import type { AuditLog } from './audit.ts';
import { Backups } from './backups/backups.ts';
import { Checkup } from './backups/checkup.ts';
import { Branch } from './branch.ts';
import type { Cancel, Clock } from './clock.ts';
import type { Config } from './config.ts';
import { Denials } from './denials.ts';
import { openDesks } from './desks.ts';
import type { Desks } from './desks.ts';
import { Analysts, type Analyses } from './forecast/analysts.ts';
import { Foresight } from './forecast/foresight.ts';
import { Outlook } from './forecast/outlook.ts';
import { whileThereIsRoom } from './forecast/while-there-is-room.ts';
import { Gateway } from './gateway/gateway.ts';
import { EventDoor } from './ingest/door.ts';
import { CareDesk } from './huddle/care-desk.ts';
import { Huddle } from './huddle/huddle.ts';
import { Limits } from './limits/limits.ts';
import { Load } from './load.ts';
import { LoopDelay } from './loop-delay.ts';
import { logFault, logSentence } from './log.ts';
import { Metrics } from './metrics/metrics.ts';
import { Minutes } from './minutes.ts';
import type { Recurring } from './minutes.ts';
import { Mqtt } from './mqtt/mqtt.ts';
import { peerOf, proxiesOf } from './peer.ts';
import { Personal } from './personal.ts';
import { ProbeDesk } from './probe-desk.ts';
import { Reading } from './reading.ts';
import { DeviceReports } from './reports/device-reports.ts';
import { Exports } from './reports/exports.ts';
import { Reports } from './reports/reports.ts';
import { Retention } from './retention.ts';
import type { Shed } from './shedding.ts';
import { SteadyClock } from './steady-clock.ts';
import { Ballast, openForServing, StoreError } from './store/index.ts';
import type { Store, Trouble } from './store/types.ts';
import { HALT_MS, Storing } from './storing.ts';
import { Ticker } from './ticker.ts';
import { PhotoDesk } from './photos/desk.ts';
import { PhotoStore } from './photos/store.ts';
import { Probing } from './probes/probing.ts';
import { openPrinters } from './printing/printer.ts';
import type { Printers } from './printing/printer.ts';
import { TicketDesk } from './tickets/desk.ts';
import { TicketLinks } from './tickets/links.ts';
import { Phones } from './tickets/phones.ts';
import { PrintDesk } from './tickets/print-desk.ts';
import { cookieKey } from './people/cookie-key.ts';
import { NO_TLS } from './tls/status.ts';
import type { TlsStatus } from './tls/status.ts';
import type { Traffic } from './traffic.ts';
import { VERSION } from './version.ts';
import { Voice } from './voice.ts';
import { Dispatcher } from './webhooks/dispatcher.ts';
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

/** What an apply may be told beside the file. */
export interface ApplyOptions {
	/**
	 * The tag of the file that the new one was made from; null: there was none. When the branch is another by now,
	 * nothing is done.
	 */
	basedOn?: string | null;
}

/** halted: the disk refuses, reading goes on; closing: being disposed. */
export type AppState = 'serving' | 'halted' | 'closing';

/** What a test may put in the place of the real thing, and what a server has and a command has not. */
export interface AppOptions {
	limits?: Limits | undefined;
	audit?: AuditLog | undefined;
	analysts?: Analyses | undefined;
	/** Starts all the same where nothing can be written, and shows what can be read. */
	reading?: boolean | undefined;
}

/** Places of a branch file that the audit names; beyond that it counts. */
const MOST_NOTED = 50;

/** Writes to the log what somebody should look into. */
const warn = (sentence: string) => logSentence(sentence, { level: 'warn' });

/** The whole server apart from its pages: made once by main.ts or dev.ts, found by routes as `locals.app`. */
export class App {
	readonly store: Store;
	readonly clock: SteadyClock;
	readonly access: Desks['access'];
	readonly cookies: Desks['cookies'];
	readonly limits: Desks['limits'];
	readonly signIn: Desks['signIn'];
	readonly accounts: Desks['accounts'];
	readonly displays: Desks['displays'];
	readonly pairing: Desks['pairing'];
	readonly keys: Desks['keys'];
	/** Where webhooks go. */
	readonly webhooks: Desks['webhooks'];
	readonly setup: Desks['setup'];
	readonly audit: Desks['audit'];
	readonly auditDesk: Desks['auditDesk'];
	readonly denials: Denials;
	readonly gateway: Gateway;
	/** How much there is to do, and what is asked to come again. */
	readonly load: Load;
	readonly #minutes: Minutes;
	/** What routes read: views, a ticket's history, figures, each with its authorisation. */
	readonly reading: Reading;
	/** How the server is reached and what certificate it shows; set by whoever listens. */
	tls: TlsStatus = NO_TLS;
	/** Bytes of its connections; set by whoever listens. */
	traffic: Traffic | undefined;
	/** The server's numbers. */
	readonly metrics: Metrics;
	readonly #delay = new LoopDelay();
	/** Tickets that Foyer issues itself. */
	readonly tickets: TicketDesk;
	/** The same on paper. */
	readonly printing: PrintDesk;
	/** Customers' phones. */
	readonly phones: Phones;
	/** Customers' names: revealing and erasing them. */
	readonly personal: Personal;
	/** Erases customers when their time is over. */
	readonly retention: Retention;
	/** Pictures of what was found wrong. */
	readonly photos: PhotoDesk;
	/** The bank's own recordings for the call display. */
	readonly voice: Voice;
	/** What would be different, and how many counters it takes. */
	readonly foresight: Foresight;
	/** What came of prompts, pitches and referrals. */
	readonly reports: Reports;
	/** How devices did, and what was found on checklists. */
	readonly deviceReports: DeviceReports;
	/** History as files. */
	readonly exports: Exports;
	/** What is read out in the morning and looked back on in the evening. */
	readonly huddle: Huddle;
	/** Customers to look after. */
	readonly care: CareDesk;
	/** Probes that are tried while somebody sets them up. */
	readonly probeDesk: ProbeDesk;
	/** Looks at devices that say nothing of themselves. */
	readonly probing: Probing;
	/** Devices that say it by MQTT. */
	readonly mqtt: Mqtt;
	/** Verified copies of the database. */
	readonly backups: Backups;
	/** Whether the database is what was written. */
	readonly checkup: Checkup;
	readonly #storing: Storing;
	readonly #printers: Printers;
	readonly #analysts: Analyses;
	/** A thread of their own: a report does not wait for a day that is played again. */
	readonly #reporters: Analyses;
	/** And another: a report does not wait for somebody's workbook. */
	readonly #exporters: Analyses;
	readonly #outlook: Outlook;
	readonly #dispatcher: Dispatcher;
	readonly #door: EventDoor;
	readonly #writer: Writer;
	readonly #ticker: Ticker;
	readonly #branches = new Map<string, Branch>();
	readonly #undo: Cancel[] = [];
	/** Applies run one after the other: two of a new branch would make it twice. */
	#applying: Promise<unknown> = Promise.resolve();
	#disposed: Promise<void> | undefined;

	/**
	 * Opens the store and loads every branch; throws a StoreError or a ConfigError that says why it can't. With
	 * `reading` it only throws where another process or another version has the folder.
	 */
	constructor(config: Config, given: Clock, options: AppOptions = {}) {
		const { limits = new Limits(), audit } = options;
		const clock = new SteadyClock(given);
		this.clock = clock;
		clock.onStep((by) => this.#stepped(by));
		this.voice = new Voice(config.voice);
		const { store, trouble, gaveBallast } = open(config, clock);
		this.store = store;
		if (trouble !== undefined && options.reading !== true) {
			void store.close();
			throw new StoreError(trouble.code === 'damaged' ? 'corrupt' : trouble.code, trouble.detail);
		}
		const { secure, provider, webhookHosts, probeHosts } = config;
		const desks = openDesks({
			...{ store: this.store, clock, limits, audit, secure, provider, webhookHosts },
			log: this.store,
			sealed: () => this.trouble !== undefined,
			branches: { ...this.branches, has: (id) => this.#branches.has(id), hasStaff: this.#hasStaff }
		});
		this.access = desks.access;
		this.cookies = desks.cookies;
		this.limits = desks.limits;
		this.signIn = desks.signIn;
		this.accounts = desks.accounts;
		this.displays = desks.displays;
		this.pairing = desks.pairing;
		this.keys = desks.keys;
		this.webhooks = desks.webhooks;
		this.setup = desks.setup;
		this.audit = desks.audit;
		this.auditDesk = desks.auditDesk;
		this.denials = new Denials({
			audit: this.audit,
			limits,
			monotonic: () => clock.monotonic(),
			fault: logFault
		});
		this.#writer = new Writer(this.store, (error) => this.#failed(error), {
			monotonic: () => clock.monotonic(),
			committed: (ms, events) => this.metrics.committed(ms, events)
		});
		this.#ticker = new Ticker(
			clock,
			() => this.#branches.values(),
			(ms) => this.metrics.late(ms)
		);
		const proxies = proxiesOf(config.proxies);
		const parts = {
			branches: this.#branches,
			access: this.access,
			clock,
			origins: config.origins,
			denied: (address: string) => this.denials.note('key', address),
			addressOf: (req: IncomingMessage) => peerOf(req, proxies).address,
			state: () => this.takes,
			trouble: () => this.trouble,
			turnsAway: (what: Shed) => this.load.turnsAway(what),
			fault: logFault
		};
		this.gateway = new Gateway(parts);
		this.#door = new EventDoor(parts);
		this.load = new Load({
			clock,
			delay: new LoopDelay(),
			read: () => ({
				disk: this.#door.waiting,
				memory: this.gateway.stats.unsent,
				screens: this.gateway.stats.connections
			}),
			mostScreens: this.gateway.mostScreens,
			log: warn
		});
		this.#minutes = new Minutes(clock, this.#recurring(), logSentence);
		this.#storing = new Storing({
			...{ store, clock, gaveBallast, ballast: new Ballast(config.data), fault: logFault },
			log: logSentence,
			changed: () => this.gateway.tellStoring(this.#storing.told),
			sealed: ({ detail }) => {
				warn(`nothing is stored, and what can be read is shown: ${detail}`);
				// What becomes due could not be written down.
				this.#ticker.dispose();
			}
		});
		if (trouble !== undefined) this.#storing.seal(trouble);
		this.gateway.tellStoring(this.#storing.told);
		const { history, customers } = this.store;
		this.reading = new Reading({ ...parts, history, customers });
		this.personal = new Personal({ ...parts, customers, audit: this.audit, limits });
		const key = cookieKey(this.store.folder);
		const links = new TicketLinks(key);
		this.tickets = new TicketDesk({ ...parts, limits, links });
		this.#printers = openPrinters({ clock });
		this.printing = new PrintDesk({ ...parts, limits, links, printers: this.#printers });
		this.phones = new Phones({ ...parts, links });
		const spared = (analysts: Analyses) =>
			whileThereIsRoom(analysts, () => this.load.turnsAway('reports') !== undefined);
		this.#analysts = options.analysts ?? new Analysts(store.readsFrom);
		this.#outlook = new Outlook(spared(this.#analysts), logFault);
		this.foresight = new Foresight({ ...parts, analysts: spared(this.#analysts) });
		this.#reporters = new Analysts(store.readsFrom, 'foyer-reports');
		this.reports = new Reports({ ...parts, analysts: spared(this.#reporters) });
		this.deviceReports = new DeviceReports({ ...parts, analysts: spared(this.#reporters) });
		this.#exporters = new Analysts(store.readsFrom, 'foyer-exports');
		this.exports = new Exports({ ...parts, audit: this.audit, analysts: this.#exporters });
		const { reports, foresight } = this;
		this.huddle = new Huddle({ ...parts, reports, foresight });
		this.care = new CareDesk({
			...parts,
			care: this.store.care,
			audit: this.audit,
			limits,
			now: () => clock.real()
		});
		const photos = new PhotoStore(config.data);
		this.photos = new PhotoDesk({ ...parts, limits, photos });
		this.retention = new Retention({
			branches: { all: () => this.#branches.values() },
			photos,
			audit: this.audit,
			store: this.store,
			clock,
			compacted: (ms, removed) => this.metrics.compacted(ms, removed),
			fault: logFault
		});
		this.#dispatcher = new Dispatcher({
			...{ store: this.store, clock, key, audit: this.audit, log: logSentence },
			hosts: trouble === undefined ? webhookHosts : [],
			fileOf: (id) => this.#branches.get(id)?.file,
			random: Math.random,
			fault: logFault
		});
		this.probing = new Probing({ clock, hosts: probeHosts, fault: logFault });
		this.probeDesk = new ProbeDesk({ ...parts, limits, probing: this.probing });
		this.mqtt = new Mqtt({
			...parts,
			config: config.mqtt,
			random: Math.random,
			log: logSentence
		});
		this.metrics = new Metrics({
			...{ version: VERSION, clock, access: this.access, homeOf, branches: this.#branches },
			...{ store: this.store, gateway: this.gateway, door: this.#door, load: this.load },
			...{ delay: this.#delay, limits: this.limits, denials: this.denials },
			...{ probing: this.probing, mqtt: this.mqtt },
			traffic: () => this.traffic,
			state: () => this.state,
			...(config.backups && { lastBackup: () => this.backups.status().last?.at ?? null })
		});
		this.backups = new Backups({
			...{ data: config.data, config: config.backups, clock, audit: this.audit, log: warn },
			whole: () => this.trouble === undefined
		});
		this.checkup = new Checkup({
			...{ data: config.data, clock, log: warn },
			damaged: (faults) => this.#damaged(faults.join('; '))
		});
		try {
			this.#loadAll(options.reading === true);
			if (this.trouble === undefined) void this.retention.run();
		} catch (error) {
			void this.dispose();
			throw error;
		}
	}

	get state(): AppState {
		if (this.#disposed !== undefined) return 'closing';
		return this.#storing.told === null ? 'serving' : 'halted';
	}

	/** Why nothing is stored until an operator has done something and started the server again. */
	get trouble(): Trouble | undefined {
		return this.#storing.trouble;
	}

	/** Whether events are taken right now: while the disk fails, only now and then. */
	get takes(): AppState {
		if (this.state !== 'halted') return this.state;
		return this.#storing.takes ? 'serving' : 'halted';
	}

	readonly branches = {
		get: (id: string): Branch | undefined => this.#branches.get(id),
		list: (): BranchSummary[] => [...this.#branches.values()].map((each) => summaryOf(each.file))
	};

	/** Writes down what nobody expected and gives the id it stands under. */
	readonly fault = logFault;

	/** Whether a request is for the machines' door. */
	ingests(req: IncomingMessage): boolean {
		return this.#door.isFor(req);
	}

	/** `POST /api/v1/events`. False: not its address, somebody else answers. */
	readonly ingest = (req: IncomingMessage, res: ServerResponse): boolean =>
		this.#door.handle(req, res);

	/** The file that a branch is set up by, and its tag for `basedOn`; undefined where there is no such branch. */
	branchFile(id: string): { file: BranchFile; tag: string } | undefined {
		const file = this.#branches.get(id)?.file;
		return file && { file, tag: tagOf(file) };
	}

	/** Events of our own command line, for any branch. */
	takeFromOperator(req: IncomingMessage, res: ServerResponse): void {
		this.#door.take(req, res, OPERATOR);
	}

	/** Whether somebody may use a route of the pages; `action`: of its form. Asked before anything of it runs. */
	admit(principal: Principal, method: string, route: string, action?: string): Admission {
		return admit(routeKey(method, route, action), principal, (who, what) =>
			this.access.denies(who, what, null)
		);
	}

	/**
	 * Counts somebody unknown who asks for a page, or who `shown` something that opens nothing. Resolves to the
	 * seconds that their address has to wait, or undefined.
	 */
	turnedAway({ address }: Caller, shown: boolean): Promise<number | undefined> {
		const from = address ?? '';
		return shown ? this.denials.note('key', from) : this.limits.take('pages', from);
	}

	/** Creates or updates a branch from a branch file. Nothing is half applied. Rejects with a StoreError. */
	apply(
		file: unknown,
		by: Caller = COMMAND_LINE,
		options: ApplyOptions = {}
	): Promise<ApplyAnswer> {
		const applied = this.#applying.then(() => this.#apply(file, by, options));
		this.#applying = applied.catch(() => undefined);
		return applied;
	}

	/** Stops taking events, says goodbye to screens, then commits and closes. Calling it twice does no harm. */
	dispose(): Promise<void> {
		this.#disposed ??= this.#dispose();
		return this.#disposed;
	}

	readonly #hasStaff = (branch: string, staff: string): boolean =>
		this.#branches.get(branch)?.file.staff?.some(({ id }) => id === staff) === true;

	async #apply(
		input: unknown,
		{ principal, address }: Caller,
		{ basedOn }: ApplyOptions
	): Promise<ApplyAnswer> {
		const checked = checkBranchFile(input);
		if (!checked.ok) return checked;
		const { file } = checked;
		const denied = this.access.denies(principal, 'configure', file.id);
		if (denied !== undefined) {
			const fault: Fault = { path: '', code: 'not_allowed', params: { id: file.id } };
			return { ok: false, issues: [inWords(fault)] };
		}
		const known = this.#branches.get(file.id);
		const stale = basedOn === undefined ? null : staleness(basedOn, known?.file, file.id);
		if (stale !== null) return { ok: false, issues: [inWords(stale)] };
		const branch = known ?? Branch.create(file, this.store, this.#writer, this.clock);
		const changed = known === undefined ? ['/'] : differences(known.file, file);
		const answer = { ok: true as const, branch: file.id, created: known === undefined, changed };
		if (changed.length === 0) return { ...answer, seq: branch.seq };
		const done = await branch.configure(file);
		if ('refused' in done) return { ok: false, issues: done.refused.map(inWords) };
		if (known === undefined) this.#welcome(branch);
		this.audit.append({
			actor: actorOf(principal),
			action: 'branch.configured',
			target: file.id,
			branch: file.id,
			address,
			detail: { changed: changed.slice(0, MOST_NOTED), of: changed.length }
		});
		return { ...answer, seq: done.seq };
	}

	#welcome(branch: Branch): void {
		this.#branches.set(branch.id, branch);
		let { seq } = branch;
		this.#undo.push(
			this.gateway.follow(branch),
			this.#outlook.follow(branch),
			this.probing.follow(branch),
			branch.onPublish(() => {
				// A branch that is read again after a failure publishes too; only what is new was stored.
				if (branch.seq > seq) this.#storing.stored();
				({ seq } = branch);
				this.#ticker.touch(branch);
			})
		);
		this.#ticker.touch(branch);
	}

	/** What is told of in one line a minute. */
	#recurring(): Recurring[] {
		const { refused } = this.limits;
		return [
			{
				total: () => this.denials.total,
				say: (count) => `${count} credentials opened nothing in a minute; see foyer audit`
			},
			{
				total: () => refused.signInAccount + refused.signInAddress + refused.twoFactor,
				say: (count) => `${count} sign-ins were turned away in a minute after too many failed ones`
			},
			{
				total: () => this.gateway.stats.tooSlow,
				say: (count) => `${count} screens were cut in a minute because they did not read`
			}
		];
	}

	#stepped(by: number): void {
		const seconds = (Math.abs(by) / 1_000).toFixed(1);
		const way = by > 0 ? 'forward' : 'back';
		warn(
			`the machine's clock went ${way} by ${seconds} s at once: it was set, or the machine slept`
		);
		for (const branch of this.#branches.values()) branch.clockStepped(by);
	}

	#failed(error: unknown): void {
		this.#storing.failed(error);
		this.#ticker.hold(HALT_MS);
	}

	/** What cannot be read of one branch takes nothing from the others. */
	#loadAll(reading: boolean): void {
		for (const id of this.store.branches()) {
			try {
				this.#welcome(Branch.load(id, this.store, this.#writer, this.clock));
			} catch (error) {
				if (!reading) throw error;
				this.#damaged(`${id} cannot be read: ${(error as Error).message}`);
			}
		}
	}

	#damaged(what: string): void {
		const detail = `The database in ${this.store.folder} is damaged: ${what}; stop the server and run "foyer restore"`;
		this.#storing.seal({ code: 'damaged', detail });
	}

	async #dispose(): Promise<void> {
		this.#ticker.dispose();
		this.load.dispose();
		this.metrics.dispose();
		this.#delay.dispose();
		this.#minutes.dispose();
		this.#door.dispose();
		this.#storing.dispose();
		await this.checkup.dispose();
		await this.backups.dispose();
		await this.probing.dispose();
		await this.mqtt.dispose();
		await this.#dispatcher.dispose();
		await this.retention.dispose();
		await this.#printers.dispose();
		const threads = [this.#analysts, this.#reporters, this.#exporters];
		await Promise.all(threads.map((thread) => thread.close()));
		await this.#writer.settled();
		this.phones.dispose();
		await this.gateway.dispose();
		for (const branch of this.#branches.values()) branch.requestSnapshot();
		await this.#writer.settled();
		for (const undo of this.#undo) undo();
		for (const branch of this.#branches.values()) branch.dispose();
		this.clock.dispose();
		await this.store.close();
	}
}

function open({ data, archive, backups }: Config, clock: Clock) {
	return openForServing(data, { archive, backups: backups && { ...backups, at: clock.real() } });
}

function staleness(
	basedOn: string | null,
	known: BranchFile | undefined,
	id: string
): Fault | null {
	if (basedOn === (known === undefined ? null : tagOf(known))) return null;
	return basedOn === null
		? { path: '/id', code: 'branch_exists', params: { id } }
		: { path: '', code: 'changed_meanwhile', params: {} };
}

function summaryOf(file: BranchFile): BranchSummary {
	const { id, name, timeZone, clock = 'wall' } = file;
	return { id, name, timeZone, clock };
}

/** Where hooks.server.ts finds the app: a module imported there by value would be a second copy of it. */
export const APP = Symbol.for('foyer.app');
