import type { LiveView } from '#lib/client/live-view.svelte.ts';
import type { Act } from './deeds.ts';
import type { Outbox } from './outbox.svelte.ts';
import { undoOf } from './selling.ts';

/** For so long what was tapped may be taken back: of the branch's clock, which judges it, and of the thumb's. Milliseconds. */
const OFFERED_FOR = 10_000;
const TICK = 250;

/** What one tap did. */
interface Offered {
	id: number;
	/** `kept`: the id under which an act waits for its answer. */
	done: readonly { act: Act; kept: string | undefined }[];
	/** By the branch's clock, and by the browser's. */
	at: number;
	since: number;
}

/**
 * The last tap, for ten seconds: one press takes it back. What has not been sent yet is simply dropped, of the rest the
 * branch is told that it was not so.
 */
export class Undo {
	/** Seconds that are left for the tap at hand; 0: there is none. */
	left = $state(0);
	#offered: readonly Offered[] = $state.raw([]);
	#timer: ReturnType<typeof setInterval> | undefined;
	#count = 0;
	readonly #live: LiveView;
	readonly #outbox: Outbox;

	constructor(live: LiveView, outbox: Outbox) {
		this.#live = live;
		this.#outbox = outbox;
	}

	/** What the tap did that may be taken back now, in its order. */
	get last(): readonly Act[] {
		return this.#offered.at(-1)?.done.map(({ act }) => act) ?? [];
	}

	/** Acts that one tap has just sent. Returns what forgets one of them: it was refused. */
	offer(acts: readonly Act[]): (refused: Act) => void {
		const { pending, clock } = this.#live;
		const done = acts
			.filter((act) => undoOf(act) !== null)
			.map((act) => ({ act, kept: pending.findLast(({ data }) => data === act.data)?.id }));
		if (done.length === 0) return () => undefined;
		const id = (this.#count += 1);
		const now = { at: clock.read(), since: performance.now() };
		this.#become([...this.#offered, { id, done, ...now }]);
		this.#timer ??= setInterval(() => this.#tick(), TICK);
		return (refused) => this.#withdraw(id, refused);
	}

	/** Takes back what the last tap did. */
	async take(): Promise<void> {
		const last = this.#offered.at(-1);
		if (last === undefined) return;
		this.#become(this.#offered.slice(0, -1));
		const sent = last.done.filter(({ kept }) => !this.#unsend(kept));
		const undone = sent.toReversed().flatMap(({ act }) => undoOf(act) ?? []);
		await Promise.all(undone.map((act) => this.#outbox.send(act)));
	}

	/** Another person takes the tablet: nobody takes back what another did. */
	forget(): void {
		this.#become([]);
	}

	dispose(): void {
		clearInterval(this.#timer);
		this.#timer = undefined;
	}

	/** Whether an act had not gone out at all and goes nowhere now. */
	#unsend(id: string | undefined): boolean {
		const waits = this.#live.pending.find((act) => act.id === id);
		return waits !== undefined && this.#live.acts.drop(waits.id);
	}

	#withdraw(id: number, refused: Act): void {
		const still = this.#offered.map((each) =>
			each.id === id ? { ...each, done: each.done.filter(({ act }) => act !== refused) } : each
		);
		this.#become(still.filter(({ done }) => done.length > 0));
	}

	#become(offered: readonly Offered[]): void {
		this.#offered = offered;
		this.#tick();
	}

	#tick(): void {
		const now = this.#live.clock.read();
		const spent = ({ at, since }: Offered) => Math.max(now - at, performance.now() - since);
		const still = this.#offered.filter((each) => spent(each) < OFFERED_FOR);
		if (still.length < this.#offered.length) this.#offered = still;
		const last = still.at(-1);
		this.left = last === undefined ? 0 : Math.ceil((OFFERED_FOR - spent(last)) / 1000);
		if (last === undefined) this.dispose();
	}
}
