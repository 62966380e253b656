import type { LiveView } from '#lib/client/live-view.svelte.ts';
import { TAKEN_BACK } from '#lib/client/acts.svelte.ts';
import type { KeptAct } from '#lib/client/acts.svelte.ts';
import type { ActAnswer, PromptRow } from '#lib/protocol/index.ts';
import { alertOf } from './alerts.ts';
import type { Alert } from './alerts.ts';
import { actOf, deedOf } from './deeds.ts';
import type { Act, Deed, Told } from './deeds.ts';
import { Duties } from './duties.svelte.ts';
import type { Call } from './duties.ts';
import { Freeze } from './freeze.svelte.ts';
import { loadOf } from './load.ts';
import { Outbox } from './outbox.svelte.ts';
import { arrange, departureOf, placesOf } from './places.ts';
import type { Departure, Places } from './places.ts';
import { askName, Reveal } from './reveal.svelte.ts';
import { Sheets } from './sheets.svelte.ts';
import { isCounted, recordOf } from './stints.ts';
import { Taking } from './taking.svelte.ts';
import { formChecked, isFact } from './taps.ts';
import { Sold } from './sold.svelte.ts';
import { isApology, workOf } from './tasks.ts';
import type { Target, Task, Work } from './tasks.ts';
import { Undo } from './undo.svelte.ts';
import { waitersOf } from '#lib/client/waiter.ts';
import type { Waiter } from '#lib/client/waiter.ts';

/** How long a card that was settled says so, and how long a refusal stays; real milliseconds. */
const SAYS_SO = 3_000;
const REFUSAL_STAYS = 6_000;

/** A card that stays a moment although its prompt is no longer open or mine. */
export interface Departed {
	task: Task;
	departure: Departure;
	/** What was done here about it, if that is why it goes. */
	deed: Deed | undefined;
}

/** A deed that did not happen, and why: a refusal code of the server, or `stale`, `who`. */
export interface Refused {
	deed: Deed;
	code: string;
}

/** A deed under way: `sending`, or `kept` on the tablet until there is a connection. */
export interface UnderWay {
	deed: Deed;
	state: 'sending' | 'kept';
}

/** What a change was worth hearing: which alert, and the prompts that are new. */
export interface Heard {
	alert: Alert;
	tasks: Task[];
	calls: Call[];
}

type ById<T> = Readonly<Record<string, T>>;

/**
 * The tablet's desk: the cards and their places, what was done and what came of it. It follows the live view;
 * nothing on it is decided here.
 */
export class Desk {
	readonly live: LiveView;
	readonly freeze = new Freeze();
	readonly reveal = new Reveal((number, reason) => askName(this.live.branch, number, reason));
	readonly outbox: Outbox;
	readonly duties: Duties;
	readonly sheets: Sheets;
	readonly taking: Taking;
	readonly undo: Undo;
	readonly sold: Sold;
	/** Who holds the tablet: a member of the staff, or null. */
	me: string | null = $state(null);
	places: Places = $state.raw({ mine: [], offers: [] });
	departed: ById<Departed> = $state.raw({});
	refused: ById<Refused> = $state.raw({});
	/** The prompt accepted here last, so that a keyboard finds it again. */
	acceptedHere: string | null = $state(null);

	readonly work: Work = $derived.by(() => workOf(this.live, this.me, this.live.clock.now));
	readonly tasks: ById<Task> = $derived(
		Object.fromEntries([...this.work.mine, ...this.work.offers].map((task) => [task.id, task]))
	);
	readonly underWay: ById<UnderWay> = $derived.by(() => underWay(this.live));
	readonly waiters: Waiter[] = $derived.by(() => waitersOf(this.live));
	/** What whoever holds the tablet has in hand. */
	readonly load: number = $derived.by(() => loadOf(this.live.staff, this.me));
	/** No room for more: what is to be sold goes to colleagues, what must be seen to does not. */
	readonly full: boolean = $derived.by(
		() => this.me !== null && this.load >= this.live.branch.capacity
	);

	#before: ById<Task> = {};
	#promptsBefore: Record<string, PromptRow>;
	#done = new Map<string, Deed>();
	#over = new Set<string>();
	#timers = new Set<ReturnType<typeof setTimeout>>();

	constructor(live: LiveView, holder: string | null) {
		this.live = live;
		this.outbox = new Outbox(live);
		this.sheets = new Sheets(live.clock);
		this.taking = new Taking(this);
		this.undo = new Undo(live, this.outbox);
		this.sold = new Sold(this);
		this.me = holder !== null && holder in live.staff ? holder : null;
		this.#promptsBefore = live.prompts;
		this.#before = this.tasks;
		this.places = placesOf(this.work);
		this.duties = new Duties(this);
	}

	/** Whether an offer waits for colleagues, because I have no room; an apology waits for nobody. */
	isPaused(task: Task): boolean {
		return this.full && task.prompt.state === 'open' && !isApology(task, this.live.clock.now);
	}

	isPausedId(id: string): boolean {
		const task = this.tasks[id];
		return task !== undefined && this.isPaused(task);
	}

	/** The card of a slot: the live task, or the one that has just ended. */
	card(id: string): { task: Task; departed: Departed | undefined } | null {
		const departed = this.departed[id];
		const task = this.tasks[id] ?? departed?.task;
		return task ? { task, departed: this.tasks[id] ? undefined : departed } : null;
	}

	/** Takes in what changed. Called before every drawing; returns what is worth hearing. */
	notice(): Heard | null {
		const { live, me } = this;
		// What was taken back is at hand again, and may end once more.
		if (Object.keys(this.departed).some((id) => id in this.tasks)) {
			this.departed = without(this.departed, (id) => id in this.tasks);
		}
		for (const before of Object.values(this.#before)) {
			const departure = departureOf(before, live.prompts, live.tickets, me);
			if (departure && !(before.id in this.departed)) this.#depart(before, departure);
		}
		const calls = this.duties.notice();
		const alert = alertOf(this.#promptsBefore, live.prompts, me, (id) => {
			return this.#done.has(id) || this.isPausedId(id);
		});
		const fresh = Object.values(this.tasks).filter(
			({ id, prompt }) => this.#promptsBefore[id]?.level !== prompt.level
		);
		this.#before = this.tasks;
		this.#promptsBefore = live.prompts;
		this.settle();
		return alert && { alert, tasks: fresh, calls };
	}

	/** Puts the cards where they belong, unless a finger is on them. */
	settle(): void {
		this.duties.settle();
		if (!this.freeze.frozen && this.#over.size > 0) {
			const over = this.#over;
			this.departed = without(this.departed, (id) => over.has(id));
			this.#over = new Set();
		}
		const kept = new Set(Object.keys(this.departed));
		this.places = arrange(this.places, placesOf(this.work), kept, this.freeze.frozen);
	}

	/** Another person takes the tablet. */
	handTo(staff: string): void {
		this.me = staff;
		this.departed = {};
		this.#before = this.tasks;
		this.places = placesOf(this.work);
		this.duties.reset();
		this.undo.forget();
	}

	/**
	 * A tap on a card: sends what it means, keeps it without a connection, says why where it is refused. `also`: what the
	 * same tap does besides, a referral or a sale; it goes out first, and is taken back together with it.
	 */
	async do(
		deed: Deed,
		{ id, number }: Pick<Target, 'id' | 'number'>,
		told: Told = {},
		also: readonly Act[] = []
	): Promise<void> {
		if (id in this.underWay) return;
		const act = actOf(deed, { id, number }, this.me ?? '', told);
		if (this.live.stale && !isFact(act)) return this.#refuse(id, { deed, code: 'stale' });
		if (this.me === null) return this.#refuse(id, { deed, code: 'who' });
		if (deed === 'accept' && this.isPausedId(id)) {
			return this.#refuse(id, { deed, code: 'full' });
		}
		this.refused = without(this.refused, (each) => each === id);
		this.#done.set(id, deed);
		const answers = await this.#send([...also, act]);
		this.#answered(id, deed, answers.at(-1) as ActAnswer);
	}

	/** Any other tap: it goes out, and so does the time that it took since its sheet was opened. */
	async tap(make: (me: string) => Act): Promise<ActAnswer> {
		const act = make(this.me ?? '');
		if (this.me === null) return this.outbox.refuse(act, 'who');
		const answering = this.#send([act]);
		this.record(act);
		return (await answering)[0] as ActAnswer;
	}

	/** Takes back what the last tap did. */
	async takeBack(): Promise<void> {
		for (const { type, subject } of this.undo.last) {
			if (type === 'sale.recorded') this.sold.withdraw(subject);
		}
		await this.undo.take();
	}

	/** Acts of one tap, in their order; for ten seconds they can be taken back together. */
	#send(acts: readonly Act[]): Promise<ActAnswer[]> {
		const answering = acts.map((act) => this.outbox.send(act));
		const withdraw = this.undo.offer(acts);
		const each = answering.map(async (promise, n) => {
			const answer = await promise;
			const act = acts[n] as Act;
			if (answer.ok) return answer;
			withdraw(act);
			if (act.type === 'sale.recorded') this.sold.withdraw(act.subject);
			return answer;
		});
		return Promise.all(each);
	}

	/** What came of looking at a form; `faults` null: it is right. */
	async check(number: string, faults: readonly string[] | null): Promise<ActAnswer> {
		const answer = await this.tap((me) => formChecked(number, faults, me));
		if (answer.ok && faults === null) this.duties.look(number);
		return answer;
	}

	/** Counts the time since a sheet was opened, or since the last act on it, as work of the act's kind. */
	record(act: Act): void {
		if (this.me === null || (this.live.stale && !isFact(act))) return;
		if (isCounted(act, this.live.prompts, this.me)) return this.sheets.restart();
		const now = this.live.clock.read();
		const record = recordOf(act, this.me, this.sheets.since(act.subject), now);
		if (record !== null) void this.outbox.send(record);
		this.sheets.restart();
	}

	/** What was done on this tablet before the page was loaded anew, and not answered. */
	async resume(act: KeptAct): Promise<void> {
		const meant = deedOf(act);
		if (meant) this.#done.set(meant.prompt, meant.deed);
		const answer = await this.outbox.resume(act);
		if (meant) this.#answered(meant.prompt, meant.deed, answer);
		if (act.type === 'ticket.issued') await this.taking.arrived(act, answer);
	}

	dispose(): void {
		this.reveal.close();
		this.outbox.dispose();
		this.duties.dispose();
		this.taking.dispose();
		this.undo.dispose();
		for (const timer of this.#timers) clearTimeout(timer);
		this.#timers.clear();
	}

	#depart(task: Task, departure: Departure): void {
		const deed = this.#done.get(task.id);
		this.#done.delete(task.id);
		this.departed = { ...this.departed, [task.id]: { task, departure, deed } };
		this.#after(SAYS_SO, () => {
			this.#over.add(task.id);
			this.settle();
		});
	}

	#answered(prompt: string, deed: Deed, answer: ActAnswer): void {
		if (answer.ok) {
			if (deed === 'accept') this.acceptedHere = prompt;
			return;
		}
		this.#done.delete(prompt);
		if (answer.code !== TAKEN_BACK) this.#refuse(prompt, { deed, code: answer.code });
	}

	#refuse(prompt: string, refused: Refused): void {
		this.refused = { ...this.refused, [prompt]: refused };
		this.#after(REFUSAL_STAYS, () => {
			if (this.refused[prompt] === refused) {
				this.refused = without(this.refused, (id) => id === prompt);
			}
		});
	}

	#after(ms: number, run: () => void): void {
		const timer = setTimeout(() => {
			this.#timers.delete(timer);
			run();
		}, ms);
		this.#timers.add(timer);
	}
}

function underWay(live: LiveView): ById<UnderWay> {
	const found: Record<string, UnderWay> = {};
	for (const act of live.pending) {
		const meant = deedOf(act);
		if (!meant) continue;
		found[meant.prompt] = { deed: meant.deed, state: act.waiting ? 'kept' : 'sending' };
	}
	return found;
}

function without<T>(records: ById<T>, drop: (id: string) => boolean): ById<T> {
	return Object.fromEntries(Object.entries(records).filter(([id]) => !drop(id)));
}
