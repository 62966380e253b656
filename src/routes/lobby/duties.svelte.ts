import type { LiveView } from '#lib/client/live-view.svelte.ts';
import { dutiesOf, endOf, isCall, isReturned, laidOut } from './duties.ts';
import type { Call, Duty, DutyEnd } from './duties.ts';
import { arrangeIds } from './places.ts';
import type { Waiter } from '#lib/client/waiter.ts';

/** How long a card that is done with says so; real milliseconds. */
const SAYS_SO = 3_000;

type ById<T> = Readonly<Record<string, T>>;

/** Whose duties these are, and what the desk knows besides. */
interface Around {
	readonly live: LiveView;
	readonly me: string | null;
	readonly waiters: readonly Waiter[];
	readonly freeze: { readonly frozen: boolean };
}

/** The cards of what comes before anything is sold, and their places; nothing moves under a finger. */
export class Duties {
	/** Whether everything is laid out. */
	all = $state(false);
	slots: readonly string[] = $state.raw([]);
	departed: ById<{ duty: Duty; end: DutyEnd }> = $state.raw({});
	/** Returned customers whose papers were seen to here. */
	looked: ReadonlySet<string> = $state.raw(new Set());

	readonly #around: Around;
	readonly due: Duty[] = $derived.by(() => {
		const { live, me, waiters } = this.#around;
		return dutiesOf(live, waiters, me, this.looked);
	});
	readonly #laid = $derived.by(() => laidOut(this.due, this.all));
	readonly #byId: ById<Duty> = $derived(
		Object.fromEntries(this.#laid.shown.map((duty) => [duty.id, duty]))
	);
	#before: ById<Duty> = {};
	/** What stands in a slot that it may not leave yet. */
	#held: ById<Duty> = {};
	#over = new Set<string>();
	#timers = new Set<ReturnType<typeof setTimeout>>();

	constructor(around: Around) {
		this.#around = around;
		this.#before = this.#byId;
		this.#held = this.#byId;
		this.slots = Object.keys(this.#byId);
	}

	/** How many are due and not laid out. */
	get more(): number {
		return this.#laid.more;
	}

	card(id: string): { duty: Duty; end: DutyEnd | undefined } | null {
		const duty = this.#byId[id];
		if (duty) return { duty, end: undefined };
		const departed = this.departed[id];
		if (departed) return { duty: departed.duty, end: departed.end };
		const held = this.#held[id];
		return held ? { duty: held, end: undefined } : null;
	}

	/** A returned customer's papers are in order: the row may not change by it. */
	look(number: string): void {
		this.looked = new Set([...this.looked, number]);
	}

	/** Takes in what changed; called before every drawing. Returns what asks for somebody and is new. */
	notice(): Call[] {
		const { live, me } = this.#around;
		for (const before of Object.values(this.#before)) {
			if (before.id in this.#byId || before.id in this.departed) continue;
			const done = before.kind === 'form' && this.looked.has(before.number);
			const end = endOf(before, live, me) ?? (done ? ({ why: 'passed' } as const) : null);
			if (end !== null) this.#depart(before, end);
		}
		const fresh = this.#laid.shown
			.filter(isCall)
			.filter(({ id, prompt }) => prompt.state === 'open' && !(id in this.#before));
		this.#before = this.#byId;
		this.#forget();
		this.settle();
		return fresh;
	}

	/** Puts the cards where they belong, unless a finger is on them. */
	settle(): void {
		const { frozen } = this.#around.freeze;
		if (!frozen && this.#over.size > 0) {
			const stay = Object.entries(this.departed).filter(([id]) => !this.#over.has(id));
			this.departed = Object.fromEntries(stay);
			this.#over = new Set();
		}
		const kept = new Set(Object.keys(this.departed));
		this.slots = arrangeIds(this.slots, Object.keys(this.#byId), kept, frozen);
		const held = this.slots.map((id) => [id, this.#byId[id] ?? this.#held[id]] as const);
		this.#held = Object.fromEntries(held.filter((each): each is [string, Duty] => !!each[1]));
	}

	/** Another person takes the tablet. */
	reset(): void {
		this.departed = {};
		this.#before = this.#byId;
		this.slots = Object.keys(this.#byId);
	}

	dispose(): void {
		for (const timer of this.#timers) clearTimeout(timer);
		this.#timers.clear();
	}

	/** Who is called and sent back once more is to be looked after once more. */
	#forget(): void {
		if (this.looked.size === 0) return;
		const { tickets } = this.#around.live;
		const still = [...this.looked].filter((number) => {
			const ticket = tickets[number];
			return ticket?.state === 'waiting' && isReturned(ticket);
		});
		if (still.length < this.looked.size) this.looked = new Set(still);
	}

	#depart(duty: Duty, end: DutyEnd): void {
		this.departed = { ...this.departed, [duty.id]: { duty, end } };
		const timer = setTimeout(() => {
			this.#timers.delete(timer);
			this.#over.add(duty.id);
			this.settle();
		}, SAYS_SO);
		this.#timers.add(timer);
	}
}
