import { io } from 'socket.io-client';
import type { Socket } from 'socket.io-client';
import { PROTOCOL } from '../protocol/version.ts';
import type {
	ActAnswer,
	ActRequest,
	BranchRow,
	Bye,
	Collection,
	FunnelRow,
	Patch,
	ProductKpiRow,
	Rows,
	Screen,
	ScreenToServer,
	ServerToScreen,
	StoringCode,
	TodayRow,
	View,
	WatchAnswer,
	WatchRequest
} from '../protocol/index.ts';
import { Acts } from './acts.svelte.ts';
import type { PendingAct } from './acts.svelte.ts';
import { BranchClock } from './branch-clock.svelte.ts';
import { TICK, freshnessOf } from './freshness.ts';
import type { Freshness } from './freshness.ts';
import { reloadSoon, reloadWhenIdle } from './reload.ts';
import { followAnswer, followPatch } from './replica.ts';
import type { Followed, Replica } from './replica.ts';

/** What the server drew the page from. */
export interface FirstView {
	seq: number;
	now: number;
	rate: number;
	view: View;
}

export interface Watching {
	branch: string;
	screen: Screen;
	/** Nobody signs in to it: once it is shut out, nothing that it knew stays. */
	unattended?: boolean;
	/** Whether the server runs another version than this page; asked after each reconnection. */
	outdated?: () => Promise<boolean>;
}

type Records = { [C in Collection]: Record<string, Rows[C]> };
type ScreenSocket = Socket<ServerToScreen, ScreenToServer>;

const ANSWER_WITHIN = 5_000;
const ASK_AGAIN_AFTER = 500;
const ASK_AGAIN_AT_MOST = 5_000;
const ASK_VERSION_AGAIN = 15_000;

/** One object, so that an empty collection that stays empty does not count as changed. */
const NONE = {};

const monotonic = () => (typeof performance === 'undefined' ? 0 : performance.now());

/**
 * One screen's live view of one branch: rows by collection, the branch's clock, how fresh both are, and acts.
 *
 * Drawn first from what the server put into the page; `connect` (in the browser) carries on from there. Each
 * collection is a record that is replaced when something in it changed, and only then.
 */
export class LiveView {
	readonly clock: BranchClock;
	readonly acts: Acts;
	/** `quiet` until the first answer, so that nothing claims to be live that is not. */
	freshness: Freshness = $state.raw('quiet');
	/** Real milliseconds since the last word, in steps of a second. */
	silentFor: number = $state.raw(0);
	/** Why nothing can be stored, as the server last said it. */
	#notStored: StoringCode | null = $state.raw(null);
	/** Shut out: what it signed in with holds no longer, until `retry` after a new sign-in. */
	ended: boolean = $state.raw(false);
	/** The branch's instant at the last word; what a stale screen shows. */
	stoppedAt: number = $state.raw(0);

	#tickets: Records['tickets'] = $state.raw({});
	#counters: Records['counters'] = $state.raw({});
	#services: Records['services'] = $state.raw({});
	#prompts: Records['prompts'] = $state.raw({});
	#devices: Records['devices'] = $state.raw({});
	#incidents: Records['incidents'] = $state.raw({});
	#checklists: Records['checklists'] = $state.raw({});
	#referrals: Records['referrals'] = $state.raw({});
	#staff: Records['staff'] = $state.raw({});
	#catalogue: Records['catalogue'] = $state.raw({});
	#kpis: Records['kpis'] = $state.raw({});
	#branch: Records['branch'] = $state.raw({});

	/** Rows are shown one collection at a time; of this itself a page shows the number. */
	#replica: Replica = $state.raw({ seq: 0, view: {} });
	#watching: Watching;
	#socket: ScreenSocket | null = null;
	#heardAt: number;
	#inStep = false;
	#asking = false;
	#failures = 0;
	/** Another version runs, and the page is loaded anew as soon as nobody is in the middle of something. */
	#outdated = false;
	#undo: (() => void)[] = [];

	constructor(first: FirstView, watching: Watching) {
		this.#watching = watching;
		this.#replica = { seq: first.seq, view: first.view };
		this.clock = new BranchClock(first.now, first.rate, monotonic);
		this.acts = new Acts(this.clock);
		this.#heardAt = monotonic();
		this.stoppedAt = first.now;
		this.#show(first.view);
	}

	get tickets() {
		return this.#tickets;
	}
	get counters() {
		return this.#counters;
	}
	get services() {
		return this.#services;
	}
	get prompts() {
		return this.#prompts;
	}
	get devices() {
		return this.#devices;
	}
	get incidents() {
		return this.#incidents;
	}
	get checklists() {
		return this.#checklists;
	}
	get referrals() {
		return this.#referrals;
	}
	get staff() {
		return this.#staff;
	}
	/** What may be said and sold here; undefined before the first frame, and on screens that do not sell. */
	get catalogue() {
		return this.#catalogue.catalogue;
	}
	get kpis() {
		return this.#kpis;
	}
	get branch(): BranchRow {
		return this.#branch[this.#watching.branch] ?? (Object.values(this.#branch)[0] as BranchRow);
	}
	/** The day's figures; undefined until the server counts them. */
	get today(): TodayRow | undefined {
		return this.#kpis['today'] as TodayRow | undefined;
	}
	/** Today's steps from a prompt, and from the sentence, to a sale. */
	get funnel(): FunnelRow | undefined {
		return this.#kpis['funnel'] as FunnelRow | undefined;
	}
	/** Products with a target or a sale today, key ones first. */
	get products(): ProductKpiRow[] {
		const rows = Object.values(this.#kpis).filter((row) => row.id.startsWith('product/'));
		return (rows as ProductKpiRow[]).sort((a, b) => Number(b.key) - Number(a.key));
	}
	get seq(): number {
		return this.#replica.seq;
	}
	get stale(): boolean {
		return this.freshness === 'stale';
	}
	/** Why nothing can be stored just now; null: it can, or nobody knows. */
	get notStored(): StoringCode | null {
		return this.stale || this.ended ? null : this.#notStored;
	}
	/** What was done here and is not answered yet. */
	get pending(): readonly PendingAct[] {
		return this.acts.pending;
	}

	/** Sends an act until it is answered; kept and sent later while there is no connection. */
	act(
		type: string,
		subject: string | undefined,
		data: Record<string, unknown>
	): Promise<ActAnswer> {
		return this.acts.do(type, subject, data);
	}

	/** Somebody has signed in anew, or does not want to wait for the next attempt to connect. */
	retry(): void {
		const socket = this.#socket;
		if (!socket || socket.connected) return;
		// Only a closed socket connects at once; one that waits for its turn goes on waiting.
		socket.disconnect();
		socket.connect();
	}

	/** Browser only. Returns the undo, which an effect can return as its own. */
	connect(): () => void {
		const socket: ScreenSocket = io({
			transports: ['websocket', 'polling'],
			tryAllTransports: true,
			reconnectionDelay: 1_000,
			reconnectionDelayMax: 3_300,
			randomizationFactor: 0.5,
			timeout: ANSWER_WITHIN
		});
		this.#socket = socket;
		const heard = () => this.#heard();
		socket.on('connect', () => this.#connected());
		socket.on('disconnect', (reason) => this.#disconnected(reason));
		socket.on('connect_error', (error) => this.#refused(error));
		socket.on('patch', (patch) => this.#patched(patch));
		socket.on('bye', (bye) => this.#bye(bye));
		socket.on('storing', ({ why }) => (this.#notStored = why));
		socket.io.on('ping', heard);
		const ticking = setInterval(() => this.#tick(), TICK);
		const awake = () => {
			// A tablet that slept may still believe its socket: asking tells, and shows the present at once.
			if (document.visibilityState === 'visible' && socket.connected) this.#ask();
		};
		document.addEventListener('visibilitychange', awake);
		addEventListener('online', awake);
		return () => {
			clearInterval(ticking);
			document.removeEventListener('visibilitychange', awake);
			removeEventListener('online', awake);
			for (const undo of this.#undo.splice(0)) undo();
			this.acts.dispose();
			socket.io.off('ping', heard);
			socket.off();
			socket.disconnect();
			this.#socket = null;
			this.#inStep = false;
		};
	}

	#connected(): void {
		this.#asking = false;
		this.#failures = 0;
		// Said again to who connects, where it still holds.
		this.#notStored = null;
		this.#ask();
		void this.#reloadIfOutdated();
	}

	#disconnected(reason: string): void {
		this.#inStep = false;
		this.#asking = false;
		this.acts.shut();
		// Cut by the server's own hand: socket.io does not come back from that by itself.
		if (reason === 'io server disconnect') this.#after(delay(1), () => this.#socket?.connect());
	}

	/** A link that failed is made anew by socket.io; an entrance that is refused is not. */
	#refused(error: Error): void {
		if (error.message === 'unauthenticated') return this.#end();
		if (this.#socket?.active !== false) return;
		this.#failures += 1;
		this.#after(delay(this.#failures), () => this.#socket?.connect());
	}

	/** Whoever looks now may be somebody else: nothing arrives and nothing goes out any more. */
	#end(): void {
		this.ended = true;
		this.#socket?.disconnect();
		if (this.#watching.unattended) this.#take({ seq: 0, view: {} });
	}

	/** Asks for what is missing since our own place; one question at a time. */
	#ask(whole = false): void {
		const socket = this.#socket;
		if (!socket?.connected || this.#asking) return;
		this.#asking = true;
		this.#inStep = false;
		const request: WatchRequest = {
			protocol: PROTOCOL,
			branch: this.#watching.branch,
			screen: this.#watching.screen,
			...(whole ? {} : { since: this.#replica.seq })
		};
		// A callback, not a promise: the answer is taken before the patch behind it in the same read, which
		// rests on it and would otherwise be dropped as unasked for.
		socket.timeout(ANSWER_WITHIN).emit('watch', request, (error, answer) => {
			if (error === null) this.#answered(socket, answer);
			else this.#unanswered(socket);
		});
	}

	#answered(socket: ScreenSocket, answer: WatchAnswer): void {
		if (this.#socket !== socket || !this.#asking) return;
		this.#asking = false;
		if (!answer.ok) return this.#denied(answer.code);
		const followed = followAnswer(this.#replica, answer);
		if (!followed.ok) return this.#ask(true);
		this.#failures = 0;
		this.ended = false;
		this.#inStep = true;
		this.#take(followed.replica);
		this.clock.sync(answer.now, answer.rate);
		this.#heard();
		this.acts.open((request) => this.#send(socket, request));
	}

	/** A link that swallows questions is no link: it is cut, and made anew. */
	#unanswered(socket: ScreenSocket): void {
		if (this.#socket !== socket || !this.#asking || !socket.connected) return;
		this.#asking = false;
		socket.io.engine.close();
	}

	/** Where somebody's role does not include what they see, the page knows where to lead them. */
	#denied(code: string): void {
		if (code === 'forbidden') return void this.#undo.push(reloadSoon());
		this.#failures += 1;
		this.#after(delay(this.#failures), () => this.#ask());
	}

	#patched(patch: Patch): void {
		if (this.#asking && patch.prev !== this.#replica.seq) return;
		const followed: Followed = followPatch(this.#replica, patch);
		if (!followed.ok) return this.#ask(followed.code === 'overtaken');
		this.#take(followed.replica);
		this.clock.sync(patch.now);
		this.#heard();
	}

	#send(socket: ScreenSocket, request: ActRequest): Promise<ActAnswer> {
		if (!socket.connected) return Promise.reject(new Error('not connected'));
		return socket.timeout(ANSWER_WITHIN).emitWithAck('act', request);
	}

	#bye(bye: Bye): void {
		// `upgrade` reloads after reconnecting, when the version is seen to differ; `too_slow` just comes back.
		if (bye.code === 'session_ended') this.#end();
		else if (bye.code === 'protocol') this.#undo.push(reloadSoon());
	}

	/** A server that has just begun may not have the answer yet: it is asked once more. */
	async #reloadIfOutdated(again = true): Promise<void> {
		if (this.#outdated) return;
		const socket = this.#socket;
		const outdated = await this.#watching.outdated?.().catch(() => false);
		if (this.#socket !== socket || this.#outdated) return;
		if (outdated) {
			this.#outdated = true;
			this.#undo.push(reloadWhenIdle());
		} else if (again) this.#after(ASK_VERSION_AGAIN, () => void this.#reloadIfOutdated(false));
	}

	#heard(): void {
		if (!this.#inStep) return;
		this.#heardAt = monotonic();
		this.clock.resume();
		this.stoppedAt = this.clock.read();
		this.#tick();
	}

	#tick(): void {
		const silence = monotonic() - this.#heardAt;
		const seconds = Math.floor(silence / 1000) * 1000;
		if (seconds !== this.silentFor) this.silentFor = seconds;
		const freshness = freshnessOf(silence, this.#inStep);
		if (freshness === 'stale') this.clock.stop(this.stoppedAt);
		else this.clock.tick();
		if (freshness !== this.freshness) this.freshness = freshness;
	}

	#take(replica: Replica): void {
		this.#replica = replica;
		this.#show(replica.view);
	}

	#show(view: View): void {
		this.#tickets = view.tickets ?? NONE;
		this.#counters = view.counters ?? NONE;
		this.#services = view.services ?? NONE;
		this.#prompts = view.prompts ?? NONE;
		this.#devices = view.devices ?? NONE;
		this.#incidents = view.incidents ?? NONE;
		this.#checklists = view.checklists ?? NONE;
		this.#referrals = view.referrals ?? NONE;
		this.#staff = view.staff ?? NONE;
		this.#catalogue = view.catalogue ?? NONE;
		this.#kpis = view.kpis ?? NONE;
		this.#branch = view.branch ?? NONE;
	}

	#after(ms: number, run: () => void): void {
		const timer = setTimeout(() => {
			this.#undo = this.#undo.filter((undo) => undo !== cancel);
			run();
		}, ms);
		const cancel = () => clearTimeout(timer);
		this.#undo.push(cancel);
	}
}

/** Grows with each failure, with jitter: screens that failed together do not ask again together. */
function delay(failures: number): number {
	const grown = Math.min(ASK_AGAIN_AT_MOST, ASK_AGAIN_AFTER * 2 ** Math.min(failures, 5));
	return grown * (0.5 + Math.random() / 2);
}
