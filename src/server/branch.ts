import { AHEAD, decide, evolve } from '#lib/domain/branch.ts';
import { Changes } from '#lib/domain/changes.ts';
import { configOf } from '#lib/domain/config/config.ts';
import { inUse } from '#lib/domain/config/in-use.ts';
import { customerOf } from '#lib/domain/customers/customer.ts';
import type { Customer } from '#lib/domain/customers/customer.ts';
import type { BranchEvent, Origin, Recorded } from '#lib/domain/event.ts';
import { isOver, serviceOf } from '#lib/domain/queue/ticket.ts';
import { findSale } from '#lib/domain/sales/sales.ts';
import { freeze } from '#lib/domain/snapshot.ts';
import { findTicket, isToday, newState, ticketOfDay, type BranchState } from '#lib/domain/state.ts';
import { businessDayAt } from '#lib/domain/time/business-day.ts';
import { nextDue, postponeAlarms, takeDue } from '#lib/domain/time/passing.ts';
import type { CustomerRecord } from '#lib/protocol/history.ts';
import type {
	BranchFile,
	Fault,
	ForecastScore,
	IncomingEvent,
	NextRow,
	OwnDay,
	Patch,
	PhoneTicket,
	Segment,
	TodayRow,
	View,
	WaitEstimate,
	WatchAnswer
} from '#lib/protocol/index.ts';
import { BranchCounts } from './branch/counts.ts';
import { historyOf } from './branch/history-of.ts';
import { MaskedNames } from './branch/masked-names.ts';
import { readStored } from './branch/stored.ts';
import type { Cancel, Clock } from './clock.ts';
import type { Moment } from './forecast/questions.ts';
import type { Group, LoggedEvent, Store } from './store/types.ts';
import { seesFigures } from './views/audience.ts';
import type { Audience } from './views/audience.ts';
import { Board, patchFor } from './views/board.ts';
import { draw, drawAll, type Drawing, type NameOf } from './views/draw.ts';
import { ownDay } from './views/own-day.ts';
import { phoneTicket } from './views/phone.ts';
import { branchRow } from './views/rows.ts';
import { scoreOf } from './views/score.ts';
import type { Prepared, Writer, Writing } from './writer.ts';

/** A command from outside, checked against its schema. `source` and `id` name it: the second arrival changes nothing. */
export interface Command {
	origin: Origin;
	source: string;
	id: string;
	event: IncomingEvent;
	/** About a moment that is over: it gets the answer that it had, and is not done now. */
	tooLate?: boolean;
}

export type Outcome =
	/** `subject`: what the event turned out to be about, where its teller left that open. */
	| { kind: 'accepted' | 'duplicate'; seq: number; subject?: string }
	| { kind: 'refused'; code: string; detail: string };

/** A ticket at its issue; `ahead`: who stands before it; `over`: nobody waits with it any more. */
export interface Issued {
	day: string;
	service: string;
	segment: Segment;
	issuedAt: number;
	ahead: number;
	estimate: WaitEstimate;
	over: boolean;
}

interface Entry {
	commands: Command[];
	resolve: (outcomes: Outcome[]) => void;
	reject: (error: unknown) => void;
}

interface Configuration {
	file: BranchFile;
	resolve: (done: { seq: number }) => void;
	reject: (error: unknown) => void;
}

/** Commands decided in one go: enough for a full batch, little enough to keep the event loop free. */
const GROUP = 1_000;
/** Events between two snapshots: what a start has to read again at most. */
const SNAPSHOT_EVERY = 10_000;
/** Screens are told slow rows this often; real milliseconds. */
const SLOW_EVERY = 1_000;
/** A log that could not be read is tried again after so long, real milliseconds. */
const READ_AGAIN_AFTER = 1_000;
/** First answers to people's refused taps that are remembered, for a retry whose answer was lost. */
const ANSWERS = 2_000;

/**
 * One branch: the one write path and what is published of it. `accept` decides commands against the state as it
 * will be once what is under way is durable, hands the events to the log, and answers and publishes only when they
 * are on disk.
 */
export class Branch implements Writing {
	readonly id: string;
	/** What was counted since the start. */
	readonly counts = new BranchCounts();
	readonly #store: Store;
	readonly #writer: Writer;
	readonly #clock: Clock;
	#state: BranchState;
	/** Sequence number of the last event decided; the board knows the last one on disk. */
	#decided: number;
	#snapshotAt: number;
	#board: Board;
	#queue: Entry[] = [];
	#configurations: Configuration[] = [];
	#queued = 0;
	#passTime = false;
	/** Events decided and not yet on disk, by identity: the log does not know them yet. */
	#underWay = new Map<string, LoggedEvent>();
	/** Customers of tickets whose issue is under way, by day and number. */
	#customersUnderWay = new Map<string, CustomerRecord>();
	readonly #masked = new MaskedNames();
	readonly #nameOf: NameOf = (ticket) => this.#masked.of(ticket);
	/** Numbers whose customer was erased since they were drawn. */
	#redraw = new Set<string>();
	#answers = new Map<string, Outcome>();
	#publishedClock: number;
	/** What alarms were put off by because the clock was set forward, milliseconds. */
	#putOff = 0;
	/** What is held is void, and the log could not be read: when it is tried again, if nobody asks for anything before. */
	#readAgainAt: number | null = null;
	/** The next opening or closing of what is decided: the branch's row changes then without an event. */
	#hoursEdge: number;
	#slowTimer: Cancel | null = null;
	/** A patch without rows that waits for company: fifty devices that are still there say so every moment. */
	#unsaid: Patch | null = null;
	#watched = new Set<Audience>();
	#foreseen: readonly NextRow[] = [];
	#listeners = new Set<(audience: Audience, patch: Patch) => void>();
	#publishListeners = new Set<() => void>();

	private constructor(
		state: BranchState,
		seq: number,
		snapshotAt: number,
		store: Store,
		writer: Writer,
		clock: Clock
	) {
		this.id = state.config.id;
		this.#store = store;
		this.#writer = writer;
		this.#clock = clock;
		this.#state = state;
		this.#decided = seq;
		this.#snapshotAt = snapshotAt;
		this.#publishedClock = state.clock;
		this.#hoursEdge = hoursEdge(state);
		this.#recallNames();
		this.#board = new Board(drawAll(state, this.#nameOf), seq);
	}

	/** A branch that is in the log: its newest snapshot and the events since. */
	static load(id: string, store: Store, writer: Writer, clock: Clock): Branch {
		const { state, seq, snapshotAt } = readStored(id, store);
		return new Branch(state, seq, snapshotAt, store, writer, clock);
	}

	/** A branch that the log does not know yet; `configure` it with the same file to make it durable. */
	static create(file: BranchFile, store: Store, writer: Writer, clock: Clock): Branch {
		return new Branch(newState(configOf(file)), 0, 0, store, writer, clock);
	}

	/** The last event that is on disk. */
	get seq(): number {
		return this.#board.seq;
	}

	/** The branch's clock, epoch milliseconds: of a branch that is replayed, the latest event it has published. */
	now(): number {
		return this.#state.config.clock === 'event' ? this.#publishedClock : this.#clock.now();
	}

	/** How fast the branch's clock runs by itself. */
	get rate(): number {
		return this.#state.config.clock === 'event' ? 0 : this.#clock.rate;
	}

	get file(): BranchFile {
		return this.#state.config.file;
	}

	/** Commands that wait to be decided. */
	get backlog(): number {
		return this.#queued;
	}

	/**
	 * Decides the commands in order and answers each when it is on disk. Rejects with a StoreError when the disk
	 * refuses; then none of them is stored.
	 */
	accept(commands: Command[]): Promise<Outcome[]> {
		if (commands.length === 0) return Promise.resolve([]);
		return new Promise((resolve, reject) => {
			this.#queue.push({ commands, resolve, reject });
			this.#queued += commands.length;
			this.#writer.request(this);
		});
	}

	/** New settings, as an event like any other. Refuses what would leave somebody waiting for nothing. */
	configure(file: BranchFile): Promise<{ seq: number } | { refused: Fault<'in_use'>[] }> {
		const refused = inUse(this.#state, configOf(file));
		if (refused.length > 0) return Promise.resolve({ refused });
		return new Promise((resolve, reject) => {
			this.#configurations.push({ file, resolve, reject });
			this.#writer.request(this);
		});
	}

	/** Who is at which counter and which ticket is there, as decided so far: what one's own counter is. */
	readonly floor = {
		staffAt: (counter: string): string | null => this.#state.counters.get(counter)?.staff ?? null,
		counterOf: (ticket: string): string | null => {
			for (const counter of this.#state.counters.values()) {
				if (counter.tickets.includes(ticket)) return counter.id;
			}
			return null;
		},
		advisersOf: (ticket: string): string[] =>
			[...(this.#state.today?.referrals.values() ?? [])].flatMap(({ number, acceptedBy }) =>
				number === ticket && acceptedBy !== null ? [acceptedBy] : []
			),
		sellerOf: (sale: string): string | null => findSale(this.#state, sale)?.staff ?? null
	};

	/** How a device is held to be, as decided so far; undefined: the branch has none of this id. */
	device(id: string): { state: string; cause: string | null } | undefined {
		const device = this.#state.devices.get(id);
		return device && { state: device.state, cause: device.cause };
	}

	/** The next instant at which time alone brings something; undefined for a clock that only events move. */
	due(): number | undefined {
		if (this.#state.config.clock === 'event') return undefined;
		if (this.#readAgainAt !== null) return this.#readAgainAt;
		const due = Math.min(nextDue(this.#state) ?? Infinity, this.#hoursEdge);
		return Number.isFinite(due) ? due : undefined;
	}

	/** The ticker's call: whatever is due by now is recorded and published. */
	advance(): void {
		this.#passTime = true;
		this.#writer.request(this);
	}

	/**
	 * The machine's clock was set forward by so much, milliseconds, or back; to call before anything is decided by the
	 * new time. Back takes away no more than forward has put off: the clock was wrong for a while, and is right again.
	 */
	clockStepped(by: number): void {
		if (this.#state.config.clock !== 'wall') return;
		const put = Math.max(by, -this.#putOff);
		this.#putOff += put;
		if (put !== 0) postponeAlarms(this.#state, put);
	}

	/** The business day that the branch's clock is in, YYYY-MM-DD. */
	today(): string {
		return businessDayAt(this.now(), this.#state.config.timeZone).day;
	}

	/** The first business day whose history is kept; null: no day's was taken away. */
	historySince(): string | null {
		const { history } = this.#store.compacted(this.id);
		return history === null ? null : businessDayAt(history, this.#state.config.timeZone).day;
	}

	/**
	 * What an audience sees (`audienceOf` says which that is); a screen's own name stands for those who may see
	 * masked names where it shows them.
	 */
	view(audience: Audience): { seq: number; now: number; rate: number; view: View } {
		return { seq: this.seq, now: this.now(), rate: this.rate, view: this.#board.view(audience) };
	}

	/** The line at a glance: customers, seconds, customers of today, prompts that nobody has answered for. */
	glance(): { waiting: number; longestWait: number; overThreshold: number; prompts: number } {
		const { tickets, prompts, kpis } = this.#board.published;
		const waiting = Object.values(tickets).filter(({ state }) => state === 'waiting');
		const since = waiting.reduce((first, { issuedAt }) => Math.min(first, issuedAt), Infinity);
		const today = kpis['today'] as TodayRow | undefined;
		return {
			waiting: waiting.length,
			longestWait: waiting.length === 0 ? 0 : Math.max(0, (this.now() - since) / 1000),
			overThreshold: today?.overThreshold ?? 0,
			prompts: Object.values(prompts).filter(({ state }) => state === 'open').length
		};
	}

	/** A ticket of today or yesterday as its holder's phone shows it; undefined: there is none. */
	phoneTicket(number: string, day: string): PhoneTicket | undefined {
		const ticket = ticketOfDay(this.#state, day, number);
		if (ticket === undefined || !isToday(this.#state, ticket)) return undefined;
		return phoneTicket(this.#board.published, ticket, { now: this.now(), rate: this.rate });
	}

	/** What a ticket that was issued here a moment ago is told. */
	issued(number: string): Issued | undefined {
		const ticket = this.#state.today?.tickets.get(number);
		if (ticket === undefined) return undefined;
		const { day, segment, issuedAt, estimate } = ticket;
		const place = this.phoneTicket(number, day)?.place ?? null;
		const ahead = place === null ? 0 : place - 1;
		const [service, over] = [serviceOf(ticket), isOver(ticket)];
		return { day, service, segment, issuedAt, estimate, ahead, over };
	}

	/** Seconds of today by kind of work, of one person. */
	workOf(staff: string): Record<string, number> {
		const own = Object.entries(this.#state.today?.work.get(staff) ?? {});
		return Object.fromEntries(own.map(([kind, ms]) => [kind, Math.round(ms / 1000)]));
	}

	/** The day of one person, as they may see it themselves. */
	dayOf(staff: string): OwnDay {
		return ownDay(this.#state, staff);
	}

	/** For a screen that will get patches from now on: what it missed since `since`, or the whole view. */
	watch(audience: Audience, since?: number): Extract<WatchAnswer, { ok: true }> {
		const isNew = !this.#watched.has(audience);
		this.#watched.add(audience);
		if (isNew) this.#publishListeners.forEach((run) => run());
		// Who joins now stands where the log does, and so must those who are there.
		this.#sayUnsaid();
		// What changed while nobody looked is in no patch yet, and nothing else may ever happen.
		this.#tellSlowSoon();
		const patches = since === undefined ? null : this.#board.patches(audience, since);
		const { told } = this.#board;
		if (patches === null) return { ok: true, told, ...this.view(audience) };
		return { ok: true, told, seq: this.seq, now: this.now(), rate: this.rate, patches };
	}

	/** The branch as it stands, as decided so far: what a forecast of the day begins with. */
	moment(): Moment {
		const { config, today, counters } = this.#state;
		return {
			file: config.file,
			now: this.now(),
			day: this.today(),
			tickets: [...(today?.tickets.values() ?? [])],
			counters: [...counters.values()],
			runs: [...(today?.runs ?? [])]
		};
	}

	/** How good the estimates have been. */
	get forecastScore(): ForecastScore {
		return scoreOf(this.#state.forecast.score);
	}

	/** Whether anybody looks at a screen that shows the hour to come. */
	get showsOutlook(): boolean {
		return this.#watched.values().some(seesFigures);
	}

	/** The hour to come, worked out beside: rows of the view that follow from no event. */
	foresee(rows: readonly NextRow[]): void {
		const kpis = new Map<string, NextRow | null>(this.#foreseen.map(({ id }) => [id, null]));
		for (const row of rows) kpis.set(row.id, row);
		this.#foreseen = rows;
		this.#publish({ kpis }, null, this.seq);
	}

	/** Patches for every audience that ever watched, in order, each after its commit. */
	onPatch(run: (audience: Audience, patch: Patch) => void): Cancel {
		this.#listeners.add(run);
		return () => this.#listeners.delete(run);
	}

	/** Called after each publication: deadlines may have changed. */
	onPublish(run: () => void): Cancel {
		this.#publishListeners.add(run);
		return () => this.#publishListeners.delete(run);
	}

	dispose(): void {
		this.#slowTimer?.();
		this.#slowTimer = null;
		this.#listeners.clear();
		this.#publishListeners.clear();
	}

	/**
	 * Erases the customer of one ticket, or of every ticket of the days before one, from disk, memory and screens;
	 * resolves to how many there were. Rejects with a StoreError, and then it has to be done again.
	 */
	async eraseCustomers(
		which: { day: string; number: string } | { before: string }
	): Promise<number> {
		const [count = 0] = await this.#store.eraseCustomers([{ branch: this.id, ...which }]);
		for (const number of this.#masked.forget(which)) this.#redraw.add(number);
		if (this.#redraw.size > 0) this.#writer.request(this);
		return count;
	}

	/** A snapshot of what is decided, so that the next start reads no log. Part of the next group. */
	requestSnapshot(): void {
		if (this.#decided === this.#snapshotAt) return;
		this.#snapshotAt = -Infinity;
		this.#writer.request(this);
	}

	// --- called by the writer ---

	prepare(): Prepared | undefined {
		const changes = new Changes();
		const events: LoggedEvent[] = [];
		const customers: CustomerRecord[] = [];
		const record = (event: Recorded<BranchEvent>, source: string | null, id: string | null) =>
			this.#record(event, source, id, events, customers, changes);
		const configured = this.#prepareConfigurations(record);
		const answered = this.#prepareEntries(record, changes);
		if (this.#state.config.clock === 'wall' && (this.#passTime || events.length > 0)) {
			const now = this.#clock.now();
			this.#takeDue(now, now, record, changes);
		}
		this.#passTime = false;
		this.#masked.turnTo(this.#state.today?.bounds.day ?? '');
		const forgets = this.#touchErased(changes);
		const snapshots = this.#snapshots();
		if (this.#state.clock >= this.#hoursEdge) changes.branch = true;
		if (events.length === 0 && !changes.any && snapshots.length === 0) {
			// Nothing happened, but what these answers rest on may still be under way.
			if (configured.length + answered.length === 0) return undefined;
		}
		const drawing: Drawing | null = changes.everything
			? null
			: draw(this.#state, changes, this.#nameOf);
		const rows = changes.everything ? drawAll(this.#state, this.#nameOf) : null;
		if (changes.branch || changes.everything) this.#hoursEdge = hoursEdge(this.#state);
		const seq = this.#decided;
		const clock = this.#state.clock;
		const group: Group = { events, ...historyOf(this.id, changes), customers, snapshots };
		return {
			group,
			committed: () => {
				for (const event of events) {
					this.counts.noteEvent(event);
					if (event.source !== null)
						this.#underWay.delete(identity(event.source, event.id as string));
				}
				for (const each of customers) this.#customersUnderWay.delete(keyOf(each));
				this.#publishedClock = clock;
				if (forgets) this.#board.forgetPatches();
				if (changes.any || events.length > 0) this.#publish(drawing, rows, seq);
				for (const { resolve } of configured) resolve({ seq });
				for (const { entry, outcomes } of answered) {
					this.counts.noteCommands(entry.commands, outcomes);
					entry.resolve(outcomes);
				}
			},
			failed: (error) => {
				for (const { reject } of configured) reject(error);
				for (const { entry } of answered) entry.reject(error);
			}
		};
	}

	reload(): void {
		const { state, seq, snapshotAt } = readStored(this.id, this.#store, this.#state.config.file);
		this.#state = state;
		this.#readAgainAt = null;
		this.#decided = seq;
		this.#snapshotAt = snapshotAt;
		this.#underWay.clear();
		this.#customersUnderWay.clear();
		// A refusal may have rested on what is void now.
		this.#answers.clear();
		this.#redraw.clear();
		this.#hoursEdge = hoursEdge(state);
		this.#recallNames();
		this.#board.forgetPatches();
		this.#publish(null, drawAll(state, this.#nameOf), seq);
	}

	refuse(error: unknown): void {
		const waiting = [...this.#configurations.splice(0), ...this.#queue.splice(0)];
		this.#queued = 0;
		this.#passTime = false;
		this.#readAgainAt = this.now() + READ_AGAIN_AFTER * this.rate;
		for (const { reject } of waiting) reject(error);
		for (const run of this.#publishListeners) run();
	}

	// --- deciding ---

	#prepareConfigurations(record: Recorder): Configuration[] {
		const configured = this.#configurations;
		this.#configurations = [];
		for (const { file } of configured) {
			const now = this.#clock.now();
			record(
				{ type: 'branch.configured', at: now, subject: this.id, data: file, recordedAt: now },
				null,
				null
			);
		}
		return configured;
	}

	#prepareEntries(record: Recorder, changes: Changes): { entry: Entry; outcomes: Outcome[] }[] {
		const answered: { entry: Entry; outcomes: Outcome[] }[] = [];
		let count = 0;
		let taken = 0;
		for (const entry of this.#queue) {
			if (count > 0 && count + entry.commands.length > GROUP) break;
			count += entry.commands.length;
			taken += 1;
			answered.push({
				entry,
				outcomes: entry.commands.map((command) => this.#decide(command, record, changes))
			});
		}
		this.#queue.splice(0, taken);
		this.#queued -= count;
		if (this.#queue.length > 0) this.#writer.request(this);
		return answered;
	}

	#decide(command: Command, record: Recorder, changes: Changes): Outcome {
		const known = this.#known(command);
		if (known !== undefined) return known;
		if (command.tooLate === true) return TOO_LATE;
		const { event } = command;
		const now = this.#clockFor(event.at);
		// What became due before this happened comes first, and nothing that became due after it.
		const until = Math.min(event.at, now);
		if (until > this.#dueUntil()) this.#takeDue(until, now, record, changes);
		const decision = decide(this.#state, command, now);
		if ('refusal' in decision) {
			const outcome: Outcome = { kind: 'refused', ...decision.refusal };
			if (command.origin === 'person') this.#remember(command, outcome);
			return outcome;
		}
		record(
			{ ...decision.event, recordedAt: now } as Recorded<BranchEvent>,
			command.source,
			command.id
		);
		const { subject } = decision.event;
		return { kind: 'accepted', seq: this.#decided, ...(event.subject === '' && { subject }) };
	}

	/** The branch's clock when something of instant `at` is heard: a clock that events move moves with it. */
	#clockFor(at: number): number {
		if (this.#state.config.clock === 'wall') return this.#clock.now();
		const latest = this.#clock.real();
		return Math.max(this.#state.clock, at <= latest + AHEAD ? at : latest);
	}

	/** Before this instant nothing is due: the usual case, told without a call. */
	#dueUntil(): number {
		return (nextDue(this.#state) ?? 0) - 1;
	}

	#takeDue(until: number, now: number, record: Recorder, changes: Changes): void {
		for (;;) {
			const event = takeDue(this.#state, until, now, changes);
			if (event === undefined) return;
			record(event, null, null);
		}
	}

	#record(
		event: Recorded<BranchEvent>,
		source: string | null,
		id: string | null,
		events: LoggedEvent[],
		customers: CustomerRecord[],
		changes: Changes
	): void {
		this.#decided += 1;
		const logged: LoggedEvent = {
			branch: this.id,
			seq: this.#decided,
			type: event.type,
			at: event.at,
			recordedAt: event.recordedAt,
			subject: event.subject,
			data: loggedData(event),
			source,
			id
		};
		events.push(logged);
		if (source !== null && id !== null) this.#underWay.set(identity(source, id), logged);
		evolve(this.#state, event, changes);
		if (event.type !== 'ticket.issued' || event.data.customer === undefined) return;
		const customer = customerOf(event.data);
		if (customer !== null) this.#recordCustomer(event, customer, customers);
	}

	/** Beside the log, which can't forget: under the day that the ticket has turned out to be of. */
	#recordCustomer(
		{ subject: number, at }: Recorded<BranchEvent>,
		customer: Customer,
		customers: CustomerRecord[]
	): void {
		const ticket = findTicket(this.#state, number, at) ?? this.#state.today?.tickets.get(number);
		if (ticket === undefined) throw new Error(`Ticket ${number} was issued and is nowhere`);
		const record: CustomerRecord = { branch: this.id, day: ticket.day, number, ...customer };
		customers.push(record);
		this.#customersUnderWay.set(keyOf(record), record);
		if (!isToday(this.#state, ticket)) return;
		this.#masked.turnTo(ticket.day);
		this.#masked.note(number, customer);
	}

	/** The first answer to a command that came before. The same identity with another content is a mistake. */
	#known({ source, id, event, origin }: Command): Outcome | undefined {
		const before =
			this.#underWay.get(identity(source, id)) ?? this.#store.find(this.id, source, id);
		if (before === undefined) {
			return origin === 'person' ? this.#answers.get(identity(source, id)) : undefined;
		}
		// Whoever leaves the subject open does so again, and is told which it became.
		const open = event.subject === '' && origin === 'person';
		const same =
			before.type === event.type &&
			(open || before.subject === event.subject) &&
			(before.data === loggedData(event)
				? this.#isSameCustomer(before, event)
				: // Logs of earlier versions hold the customer too.
					before.data === JSON.stringify(event.data));
		if (same) {
			const { seq, subject } = before;
			return { kind: 'duplicate', seq, ...(open && { subject }) };
		}
		return {
			kind: 'refused',
			code: 'id_reused',
			detail: `Id "${id}" was used for another event of this source; give each event its own id.`
		};
	}

	/** Whom nobody knows any more, or whom the log never told apart, can't be held against a repetition. */
	#isSameCustomer(before: LoggedEvent, event: IncomingEvent): boolean {
		if (event.type !== 'ticket.issued') return true;
		const known = this.#customerOf(before);
		if (known === undefined) return true;
		const said = customerOf(event.data);
		return (
			said !== null &&
			said.ref === known.ref &&
			said.name === known.name &&
			said.note === known.note
		);
	}

	/** The customer that an issue named, unless erased since. */
	#customerOf({ subject: number, at, recordedAt }: LoggedEvent): CustomerRecord | undefined {
		const ticket = findTicket(this.#state, number, at) ?? this.#state.today?.tickets.get(number);
		const day =
			ticket?.issuedAt === at
				? ticket.day
				: businessDayAt(Math.min(at, recordedAt), this.#state.config.timeZone).day;
		return (
			this.#customersUnderWay.get(keyOf({ day, number })) ??
			this.#store.customers.find(this.id, day, number)
		);
	}

	#remember({ source, id }: Command, outcome: Outcome): void {
		if (this.#answers.size >= ANSWERS) {
			const [oldest] = this.#answers.keys();
			if (oldest !== undefined) this.#answers.delete(oldest);
		}
		this.#answers.set(identity(source, id), outcome);
	}

	/** Tickets whose customer was erased are drawn again; whether there are any. */
	#touchErased(changes: Changes): boolean {
		const numbers = [...this.#redraw];
		this.#redraw.clear();
		for (const number of numbers) {
			const ticket = this.#state.today?.tickets.get(number);
			if (ticket !== undefined) changes.tickets.add(ticket);
		}
		return numbers.length > 0;
	}

	/** What the store knows of the open day's customers. */
	#recallNames(): void {
		const day = this.#state.today?.bounds.day ?? '';
		this.#masked.turnTo('');
		this.#masked.turnTo(day);
		for (const each of this.#store.customers.ofDay(this.id, day)) {
			this.#masked.note(each.number, each);
		}
	}

	#snapshots(): Group['snapshots'] {
		if (this.#decided - this.#snapshotAt < SNAPSHOT_EVERY) return [];
		this.#snapshotAt = this.#decided;
		return [{ branch: this.id, seq: this.#decided, state: freeze(this.#state) }];
	}

	// --- publishing ---

	#publish(drawing: Drawing | null, rows: Required<View> | null, seq: number): void {
		const now = this.now();
		if (rows !== null) for (const row of this.#foreseen) rows.kpis[row.id] = row;
		const patch =
			rows === null
				? this.#board.publish(drawing as Drawing, seq, now)
				: this.#board.replace(rows, seq, now);
		if (!isEmpty(patch)) this.#tell(patch);
		else if (patch.prev !== patch.seq)
			this.#unsaid = { ...patch, prev: this.#unsaid?.prev ?? patch.prev };
		this.#tellSlowSoon();
		for (const run of this.#publishListeners) run();
	}

	/** Slow rows go out together, a while after the first of them changed, once anybody looks. */
	#tellSlowSoon(): void {
		const waits = this.#board.hasUntold || this.#unsaid !== null;
		if (!waits || this.#watched.size === 0 || this.#slowTimer !== null) return;
		this.#slowTimer = this.#clock.every(SLOW_EVERY, () => {
			this.#slowTimer?.();
			this.#slowTimer = null;
			this.#sayUnsaid();
			// A clock that only events move would never come to the end of a pause.
			const all = this.rate === 0;
			const now = this.now();
			if (this.#board.hasSlow(now, all)) this.#tell(this.#board.tellSlow(now, all));
			this.#tellSlowSoon();
		});
	}

	#sayUnsaid(): void {
		const unsaid = this.#unsaid;
		this.#unsaid = null;
		if (unsaid !== null) this.#tell(unsaid);
	}

	/** What waited for company goes along: the patch then begins where that did. */
	#tell(told: Patch): void {
		const patch = this.#unsaid === null ? told : { ...told, prev: this.#unsaid.prev };
		this.#unsaid = null;
		for (const audience of this.#watched) {
			const own = patchFor(audience, patch);
			for (const run of this.#listeners) run(audience, own);
		}
	}
}

const TOO_LATE: Outcome = {
	kind: 'refused',
	code: 'tapped_too_long_ago',
	detail: 'This was tapped too long ago to be done now; tap it again if it is still wanted.'
};

type Recorder = (event: Recorded<BranchEvent>, source: string | null, id: string | null) => void;

function identity(source: string, id: string): string {
	return `${source}\n${id}`;
}

function keyOf({ day, number }: { day: string; number: string }): string {
	return `${day}/${number}`;
}

/** An event's data as the log keeps it for ever: without the customer, who can ask to be forgotten. */
function loggedData(event: BranchEvent): string {
	if (event.type !== 'ticket.issued' || event.data.customer === undefined) {
		return JSON.stringify(event.data);
	}
	const { customer: _, ...rest } = event.data;
	return JSON.stringify(rest);
}

function isEmpty({ set, unset }: Patch): boolean {
	return Object.keys(set).length === 0 && Object.keys(unset).length === 0;
}

/** The next opening or closing, when the branch's row changes by itself. */
function hoursEdge(state: BranchState): number {
	const row = branchRow(state, state.clock);
	const edges = [row.opensAt, row.closesAt].filter(
		(at): at is number => at !== null && at > state.clock
	);
	return edges.length === 0 ? Infinity : Math.min(...edges);
}
