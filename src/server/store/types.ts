/**
 * What the rest of the program knows of the store: these shapes and nothing of SQL. Instants are epoch
 * milliseconds. Reading is synchronous (a prepared statement over a page cache costs microseconds);
 * appending is not, because a durable commit waits for the disk and must not hold the event loop.
 */
import type {
	CheckRecord,
	CustomerRecord,
	Diversions,
	EngagementRecord,
	IncidentRecord,
	PitchRecord,
	PromptRecord,
	ReferralRecord,
	ReworkRecord,
	SaleRecord,
	SalesWork,
	SpellRecord,
	StageRecord,
	TicketRecord,
	WorkTicket
} from '#lib/protocol/history.ts';
import type { EventOutline } from '#lib/domain/keeping/idle-beats.ts';
import type { CareResult } from '#lib/protocol/huddle.ts';
import type { Pairable, Role } from '#lib/protocol/roles.ts';
import type { peopleAdapter } from './people-adapter.ts';

/** One event as the log keeps it. `seq` counts per branch: 1, 2, 3 and so on without a gap. */
export interface LoggedEvent {
	branch: string;
	seq: number;
	type: string;
	/** When it happened, at the source. */
	at: number;
	recordedAt: number;
	subject: string;
	/** JSON. */
	data: string;
	/** `source` and `id` name an event from outside, both or neither; the server's own events have none. */
	source: string | null;
	id: string | null;
}

/** An event with its place in the whole log, over all branches. */
export interface PlacedEvent extends LoggedEvent {
	pos: number;
}

/** The state of a branch after its event `seq`, so that a start reads the tail of the log only. */
export interface Snapshot {
	branch: string;
	seq: number;
	/** Whatever the domain made of its state; the store does not look inside. */
	state: string;
}

/**
 * What becomes durable together or not at all. History records replace the ones with the same key
 * (ticket and customer: branch, day, number; stage and rework: and stage; prompt, engagement and
 * pitch: branch, id; referral and sale: branch, day, id); give each key at most once.
 */
export interface Group {
	events: LoggedEvent[];
	tickets: TicketRecord[];
	stages: StageRecord[];
	prompts: PromptRecord[];
	reworks: ReworkRecord[];
	engagements: EngagementRecord[];
	pitches: PitchRecord[];
	referrals: ReferralRecord[];
	sales: SaleRecord[];
	customers: CustomerRecord[];
	spells: SpellRecord[];
	incidents: IncidentRecord[];
	checks: CheckRecord[];
	snapshots: Snapshot[];
}

/** The end of a branch's hash chain; `seq` 0 and the chain's beginning before the first event. */
export interface Head {
	seq: number;
	/** SHA-256 in hexadecimal. */
	hash: string;
}

/** What was taken out of a branch's log and history, as its records say and its chain shows. */
export interface Compacted {
	/** Events that are there. */
	whole: number;
	/** Events that are not, by the rule that let them go. */
	events: Record<'heartbeats' | 'log', number>;
	/** Rows of history. */
	history: number;
	/** The last of the records, and what seals it and all before it; SHA-256 in hexadecimal. */
	seal: { nr: number; hash: string };
	/** Where an archive was read: compacted events that fit the chain, and those that are not in it or not in order. */
	archived?: { proven: number; lost: number };
}

/** What `verify` found: the chain is whole up to `head`, or the first row where it is not. */
export type Verdict =
	/** `compacted`: where anything was. */
	| { ok: true; head: Head; compacted?: Compacted }
	| {
			ok: false;
			/** The first sequence number that cannot be trusted. */
			seq: number;
			/** Its row, where there is one. */
			pos: number | null;
			/**
			 * missing: no row with that number; changed: the row is not what was hashed; misplaced: out of order;
			 * unsealed: the record of what was compacted from there on was changed.
			 */
			reason: 'missing' | 'changed' | 'misplaced' | 'unsealed';
	  };

/** A range of local calendar days (YYYY-MM-DD), both included. Oldest first. */
export interface History {
	tickets(branch: string, fromDay: string, toDay: string): TicketRecord[];
	stages(branch: string, fromDay: string, toDay: string): StageRecord[];
	prompts(branch: string, fromDay: string, toDay: string): PromptRecord[];
	reworks(branch: string, fromDay: string, toDay: string): ReworkRecord[];
	engagements(branch: string, fromDay: string, toDay: string): EngagementRecord[];
	pitches(branch: string, fromDay: string, toDay: string): PitchRecord[];
	referrals(branch: string, fromDay: string, toDay: string): ReferralRecord[];
	sales(branch: string, fromDay: string, toDay: string): SaleRecord[];
	/** By the day on which they began. */
	incidents(branch: string, fromDay: string, toDay: string): IncidentRecord[];
	checks(branch: string, fromDay: string, toDay: string): CheckRecord[];
	/** Those that overlap a span of instants; by device, oldest first. */
	spells(branch: string, from: number, to: number): SpellRecord[];
	/** The same of one device. */
	deviceSpells(branch: string, device: string, from: number, to: number): SpellRecord[];
	diversions(branch: string, fromDay: string, toDay: string): Diversions;
	/** Few columns of the tickets, and of all the others, for figures over many days. */
	workTickets(branch: string, fromDay: string, toDay: string): WorkTicket[];
	salesWork(branch: string, fromDay: string, toDay: string): SalesWork;
}

/** What is known of customers: nothing else in the folder holds it. */
export interface Customers {
	find(branch: string, day: string, number: string): CustomerRecord | undefined;
	/** Those of one day, by number. */
	ofDay(branch: string, day: string): CustomerRecord[];
}

/** Customers to erase: that of one ticket, or those of all days before one (YYYY-MM-DD). */
export type Erasure =
	{ branch: string; day: string; number: string } | { branch: string; before: string };

/** An API key, without its secret: only the SHA-256 of that is kept. */
export interface Key {
	id: string;
	/** The one branch it is for; null: all of them. */
	branch: string | null;
	name: string;
	scopes: string[];
	createdAt: number;
	expiresAt: number | null;
	revokedAt: number | null;
	/** Up to a minute late. */
	lastUsedAt: number | null;
	/** The id of the key that it takes over from. */
	replaces: string | null;
}

export interface NewKey {
	branch: string | null;
	scopes: string[];
	name: string;
	expiresAt?: number | null;
}

export interface Keys {
	/** `secret` is the whole credential, `foyer_<id>_<random>`; it cannot be had again. */
	create(key: NewKey, now: number): { id: string; secret: string };
	list(): Key[];
	find(id: string): Key | undefined;
	/** false: there is no such key, or it was revoked before. */
	revoke(id: string, now: number): boolean;
	/**
	 * A new key of the same branch, scopes and name, and of the same expiry; the one it takes over from works
	 * on until `until`, or its own earlier expiry. Undefined: there is no such key, or it is no longer valid.
	 */
	rotate(id: string, until: number, now: number): { id: string; secret: string } | undefined;
	/**
	 * The key that `secret` opens, unless revoked or expired at `now` (real time). What another process
	 * changed is seen a second later at most.
	 */
	check(secret: string, now: number): Key | undefined;
}

/** A paired display, without its credential: only the SHA-256 of that is kept. Instants: epoch milliseconds. */
export interface Display {
	id: string;
	branch: string;
	screen: Pairable;
	name: string;
	createdAt: number;
	/** The username of who approved it. */
	approvedBy: string;
	revokedAt: number | null;
	/** Up to a minute late. */
	lastSeenAt: number | null;
}

export type NewDisplay = Pick<Display, 'branch' | 'screen' | 'name' | 'approvedBy'>;

export interface Displays {
	/** `secret` is the whole credential; it cannot be had again. */
	create(display: NewDisplay, now: number): { id: string; secret: string };
	list(): Display[];
	find(id: string): Display | undefined;
	/** false: there is no such display, or it was revoked before. */
	revoke(id: string, now: number): boolean;
	/** The display whose credential this is, unless revoked. */
	check(secret: string): Display | undefined;
	/** Notes that it was there. */
	seen(display: Display, now: number): void;
}

/** A customer to look after on a day (YYYY-MM-DD), and whose. Name and reference are erased with other customers'. */
export interface CareEntry {
	id: string;
	branch: string;
	day: string;
	staff: string;
	name: string | null;
	ref: string | null;
	need: string | null;
	product: string | null;
	result: CareResult | null;
	resultAt: number | null;
	createdAt: number;
	/** The username of who put it on the list. */
	createdBy: string;
}

export type NewCareEntry = Omit<CareEntry, 'id' | 'result' | 'resultAt' | 'createdAt'>;

export interface Care {
	/** All of them or, when it throws a StoreError, none. */
	add(entries: readonly NewCareEntry[], now: number): void;
	/** In the order in which they were put on the list. */
	ofDay(branch: string, day: string): CareEntry[];
	find(id: string): CareEntry | undefined;
	/** `result` null: taken back. */
	mark(id: string, result: CareResult | null, now: number): void;
	remove(id: string): void;
}

/**
 * Where the webhooks of a branch go. Instants: real epoch milliseconds. `stopped`: nothing is sent, by whom it was
 * paused, because the receiver said that it is gone, or because it failed for days.
 */
export interface WebhookEndpoint {
	id: string;
	branch: string;
	url: string;
	/** First words of the types of events that it is told. */
	kinds: string[];
	createdAt: number;
	/** The event up to which the branch's log has been turned into deliveries. */
	cursor: number;
	/** Which of its secrets signs: 1, 2 and so on. */
	secretNumber: number;
	/** Until then the secret before signs too. */
	bothUntil: number | null;
	stopped: 'paused' | 'gone' | 'failing' | null;
	stoppedAt: number | null;
	/** Since when no delivery succeeded; null: the last one did, or there was none. */
	failingSince: number | null;
}

export type NewWebhookEndpoint = Pick<WebhookEndpoint, 'branch' | 'url' | 'kinds'>;

/** One event for one endpoint. dead: it was tried as often as it may be. */
export interface WebhookDelivery {
	endpoint: string;
	/** The event's place in its branch. */
	seq: number;
	type: string;
	status: 'waiting' | 'delivered' | 'dead';
	attempts: number;
	/** Not to be tried before. */
	nextAt: number;
	/** What the receiver answered last; null: nothing. */
	httpStatus: number | null;
	/** A code for what went wrong last. */
	error: string | null;
	triedAt: number | null;
}

/** What an endpoint is told once more: one event, whatever is dead, or everything from an event on. */
export type WebhookReplay = { seq: number } | { dead: true } | { from: number };

/** Endpoints and deliveries. Writes are durable when they return, and throw a StoreError. */
export interface Webhooks {
	/** Oldest first. */
	list(): WebhookEndpoint[];
	find(id: string): WebhookEndpoint | undefined;
	/** It is told what happens from now on. Returns its id. */
	create(endpoint: NewWebhookEndpoint, now: number): string;
	/** False: there is no such endpoint. `why` null: it goes on, and what waits is due. */
	stop(id: string, why: 'paused' | null, now: number): boolean;
	/** A new secret; the one before signs too until `until`. */
	rotate(id: string, until: number): boolean;
	/** With everything that waits for it. */
	remove(id: string): boolean;
	/** How many deliveries are due again; of `from`, which are found in the log later: events since then. */
	replay(id: string, what: WebhookReplay, now: number): number;
	/** Newest events first; `status` undefined: all. */
	deliveries(id: string, limit: number, status?: WebhookDelivery['status']): WebhookDelivery[];
	/** When the newest delivered event was; null: none was, that is still kept. */
	counts(id: string): { waiting: number; dead: number; deliveredAt: number | null };
	/** The oldest that waits and may be tried. */
	due(id: string, now: number): WebhookDelivery | undefined;
	/** Types of a branch's events with `seq` greater than `afterSeq`, in order. */
	typesAfter(branch: string, afterSeq: number, limit: number): { seq: number; type: string }[];
	/** The first event of a branch that was recorded at an instant or later; one past the end: none was. */
	seqAt(branch: string, instant: number): number;
	/** Events up to `seq` are compacted, and they were all that was recorded before an instant; 0 and 0: none are. */
	gone(branch: string): { seq: number; before: number };
}

/** What the server itself notes of webhooks, behind the commits that are under way and in front of none. */
export type OutboxChange =
	/** The log was looked through from `from`, where the cursor has to be still, to `to`. */
	| {
			kind: 'plan';
			endpoint: string;
			from: number;
			to: number;
			events: { seq: number; type: string }[];
			now: number;
	  }
	/** A delivery was tried. `stop`: and nothing more shall be sent there. */
	| {
			kind: 'tried';
			delivery: WebhookDelivery;
			now: number;
			stop: 'gone' | 'failing' | null;
	  };

/**
 * What is to be taken out of a branch, in one transaction. `before`: what was heard before this instant of the branch's
 * clock may go; `at`: the server's clock; `through`: the last event that was looked at.
 */
export type CompactionStep = { branch: string; before: number; at: number } &
	/** These heartbeats. */
	(
		| { rule: 'heartbeats'; through: number; seqs: readonly number[] }
		/** All events up to `through`; those behind `unheld` only once no webhook waits for them. */
		| { rule: 'log'; through: number; unheld: number }
		/** Rows of history of days before one (YYYY-MM-DD), as many as go in one step. */
		| { rule: 'history'; day: string }
	);

/** How many rows went, and the last event that was looked at: less than was asked for while that is still needed. */
export interface CompactionDone {
	removed: number;
	through: number;
}

/** How far a branch has been compacted by each rule. */
export interface CompactionReach {
	/** The last event that was looked at; 0: none was. */
	heartbeats: number;
	log: number;
	/** Of what was heard before this instant of the branch's clock the log has nothing; null: it has all. */
	logBefore: number | null;
	/** Of days before this instant there is no history; null: there is all. */
	history: number | null;
	/** The event of the older of the snapshots that are kept, which no rule passes; null: there is none. */
	snapshot: number | null;
}

/** Somebody who can sign in. Instants: epoch milliseconds. */
export interface Person {
	id: string;
	/** As colleagues call them. */
	name: string;
	/** In lower case; null for whom only the bank's own sign-in knows. */
	username: string | null;
	role: Role;
	/** The one branch they work in; null: all of them. */
	branch: string | null;
	/** Who they are in the branch file's `staff`. */
	staff: string | null;
	disabledAt: number | null;
	createdAt: number;
	/** Whether they sign in with a one-time password too. */
	twoFactor: boolean;
	/** Somebody else has seen their password. */
	mustChangePassword: boolean;
	/** Until when that password opens anything; null: it is one of their own. */
	oneTimeUntil: number | null;
}

export type PersonChange = Partial<
	Pick<Person, 'name' | 'role' | 'branch' | 'staff' | 'disabledAt' | 'oneTimeUntil'>
>;

export interface Session {
	id: string;
	/** The person's id. */
	person: string;
	createdAt: number;
	expiresAt: number;
	address: string | null;
	userAgent: string | null;
}

export interface People {
	list(): Person[];
	find(id: string): Person | undefined;
	named(username: string): Person | undefined;
	/** Whose session this is, unless it has ended or they are disabled. */
	bySession(token: string, now: number): { person: Person; session: Session } | undefined;
	/** Those that hold, newest first. */
	sessions(person: string, now: number): Session[];
	/** When somebody last signed in, as the audit has it; null: never. */
	lastSignIn(username: string): number | null;
	/** false: there is none, or it ended before. */
	endSession(id: string): boolean;
	/** All of somebody's, but for one; how many there were. */
	endSessions(person: string, but: string | null): number;
	/** What is left out stays. false: there is no such person. */
	change(id: string, change: PersonChange, now: number): boolean;
}

/** One thing that somebody did. No secret and no customer's name is ever part of it. */
export interface AuditEntry {
	/** `person:<username>`, `key:<id>`, `display:<id>`, `operator`, `system` or `nobody`. */
	actor: string;
	/** What was done, in two words: `person.signed_in`. */
	action: string;
	/** What it was done to: a username, a key's id, a ticket's number; may be empty. */
	target: string;
	branch: string | null;
	address: string | null;
	detail: Record<string, unknown>;
}

export interface AuditRow extends AuditEntry {
	seq: number;
	at: number;
}

/** Which rows of the audit; newest first. */
export interface AuditFilter {
	/** Part of actor, target, address or detail. */
	text?: string;
	/** Whole actions, or first words of some: one of them. */
	actions?: readonly string[];
	/** A username: who did it, or whom it was done to. */
	person?: string;
	branch?: string;
	/** Epoch milliseconds, `from` included, `to` not. */
	from?: number;
	to?: number;
	/** Rows older than this one, for the next page. */
	before?: number;
	/** Rows newer than this one: however rare a row is, no search has to walk them all at once. */
	after?: number;
	limit: number;
}

/** The audit is whole up to `head`, or the first row that cannot be trusted. */
export type AuditVerdict =
	{ ok: true; head: Head } | { ok: false; seq: number; reason: 'missing' | 'changed' };

/** An adapter of better-auth's; nobody else looks inside. */
export type PeopleAdapter = ReturnType<typeof peopleAdapter>;

export interface AuditTrail {
	/** Durable when it returns. Throws a StoreError. `at` is real time. */
	append(entry: AuditEntry, at: number): void;
	search(filter: AuditFilter): AuditRow[];
	/** The number of the newest row; 0: there is none. */
	newest(): number;
	/** Walks the whole chain, and looks that nothing was cut off its end. */
	verify(): AuditVerdict;
	/** The same a slice at a time, for who has other things to do between. */
	verifying(): Generator<undefined, AuditVerdict>;
}

export interface Store {
	/** The data folder. */
	readonly folder: string;
	/** The folder of the database that is read: a copy where the data folder itself cannot be read in place. */
	readonly readsFrom: string;
	readonly readOnly: boolean;

	/**
	 * Resolves when the group is on disk. Groups are committed in the order of the calls, and several may
	 * be under way. Rejects with a StoreError, and then nothing of the group is stored. After a failure
	 * every group under way behind it and every new one is refused with the same code, until `resume()`:
	 * they were decided on a state that did not come true.
	 */
	append(group: Group): Promise<void>;
	/** The failure that stopped appending, until `resume()`. */
	readonly halted: StoreFailure | undefined;
	/** For good: from now on everything that writes is refused with this. What is under way is committed. */
	stop(failure: StoreFailure): void;
	/** To call when every branch with something lost was read again: the next `append` is tried. */
	resume(): void;

	/** The stored event with this identity. Cheap for one that is new. Groups under way are not seen. */
	find(branch: string, source: string, id: string): LoggedEvent | undefined;
	/** Events of a branch with `seq` greater than `afterSeq`, in order. */
	read(branch: string, afterSeq: number, limit: number): LoggedEvent[];
	/** Events of all branches with `pos` greater than `afterPos`, in the order they were stored. */
	readAfter(afterPos: number, limit: number): PlacedEvent[];
	/** What one source told of a branch with `pos` below `beforePos`, newest first. */
	toldBy(branch: string, source: string, beforePos: number, limit: number): PlacedEvent[];
	/** The newest that is what was written. */
	snapshot(branch: string): { seq: number; state: string } | undefined;
	/** Events of a branch with `seq` greater than `afterSeq`, in order, without what they say. */
	outline(branch: string, afterSeq: number, limit: number): EventOutline[];
	/** Those with at least one event, in the order they first came. */
	branches(): string[];
	head(branch: string): Head;
	/** Walks the whole chain of a branch: seconds for a million events. Throws a StoreError. */
	verify(branch: string): Verdict;
	/** The same with the events of an archive in their places: the chain from its beginning. */
	verifyArchived(branch: string, archive: string): Promise<Verdict>;

	/**
	 * Takes out of a branch what a rule lets go; groups that were given before are on disk by then. Rejects with a
	 * StoreError, and then nothing went.
	 */
	compact(step: CompactionStep): Promise<CompactionDone>;
	compacted(branch: string): CompactionReach;
	/** What was on disk once and is missing at the end of the log, a sentence a branch. Reads a row a branch. */
	lost(): string[];

	readonly history: History;
	readonly customers: Customers;
	/**
	 * Erases customers, byte for byte, and says how many there were of each erasure; what was appended before is
	 * there to be erased. While another process reads, the log beside the file keeps their bytes until the next call
	 * or the end. Rejects with a StoreError, and then it has to be done again.
	 */
	eraseCustomers(erasures: readonly Erasure[]): Promise<number[]>;
	readonly keys: Keys;
	readonly displays: Displays;
	readonly people: People;
	readonly audit: AuditTrail;
	readonly care: Care;
	readonly webhooks: Webhooks;
	/**
	 * Resolves when it is on disk, to whether it was done: not where somebody moved the cursor or removed the endpoint
	 * meanwhile. Rejects with a StoreError.
	 */
	outbox(change: OutboxChange): Promise<boolean>;
	/** What better-auth keeps people with, made when it is first asked for. */
	peopleAdapter(): Promise<PeopleAdapter>;
	/** Resolves once `find` answers for new ids from memory. */
	readonly warm: Promise<void>;
	/** Commits what is under way, then lets go of the folder. */
	close(): Promise<void>;
}

/**
 * disk_full: nothing more can be written until there is room; read_only: the folder cannot be written;
 * in_use: another process serves this folder; corrupt: the file is damaged; newer: a later version of the
 * program wrote it; conflict: the group contradicts what is stored (a gap in seq, an id known already);
 * closed: after `close()`; wrong_key: a backup cannot be encrypted or read with it; io: whatever else the
 * disk or the writer reports.
 */
export type StoreErrorCode =
	| 'disk_full'
	| 'read_only'
	| 'in_use'
	| 'corrupt'
	| 'newer'
	| 'conflict'
	| 'closed'
	| 'wrong_key'
	| 'io';

/**
 * Why nothing is written until an operator has done something. damaged: the database is not what was written;
 * read_only: the folder cannot be written; disk_full: there was no room even to start.
 */
export type TroubleCode = 'damaged' | 'read_only' | 'disk_full';

/** `detail`: for an operator, with what to do. */
export interface Trouble {
	code: TroubleCode;
	detail: string;
}

/** The shape of StoreError (errors.ts), for those who import types only. */
export interface StoreFailure extends Error {
	readonly name: 'StoreError';
	readonly code: StoreErrorCode;
}
