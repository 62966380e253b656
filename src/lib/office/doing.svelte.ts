import type { KeptAct } from '#lib/client/acts.svelte.ts';
import type { LiveView } from '#lib/client/live-view.svelte.ts';
import type { ActAnswer, ActRequest } from '#lib/protocol/index.ts';

export type Act = Pick<ActRequest, 'type' | 'subject' | 'data'>;

/** A deed that did not happen, and why: a refusal code of the server, or `stale`. */
export interface Refused<D> {
	id: number;
	deed: D;
	code: string;
}

/** A deed that waits for its answer: `sending`, or `kept` here until there is a connection. */
export interface UnderWay<D> {
	id: string;
	/** Null: it was done on another page of the same person's. */
	deed: D | null;
	state: 'sending' | 'kept';
}

/** What a page knows of its own deeds. */
export interface Reading<D> {
	/** What an act does; null when it is none of this page. */
	deedOf(act: Act): D | null;
	/** The row that a deed is about. */
	keyOf(deed: D): string;
}

/** As much of a live view as deeds need. */
export type Doable = Pick<LiveView, 'stale' | 'pending' | 'act' | 'retry'> & {
	acts: Pick<LiveView['acts'], 'resume'>;
};

/** What was done on a page and what came of it. It follows the live view; nothing is decided here. */
export class Doing<D, L extends Doable = LiveView> {
	readonly live: L;
	/** Until whoever did it has read it. */
	refused: readonly Refused<D>[] = $state.raw([]);
	/** What came of the last deed, to be read out. */
	done: D | null = $state.raw(null);

	readonly underWay: readonly UnderWay<D>[] = $derived.by(() =>
		this.live.pending.map((act) => ({
			id: act.id,
			deed: this.#reading.deedOf(act),
			state: act.waiting || act.attempts > 1 ? 'kept' : 'sending'
		}))
	);
	/** The rows that something is under way about. */
	readonly busy: ReadonlySet<string> = $derived(
		new Set(this.underWay.flatMap(({ deed }) => (deed === null ? [] : [this.#reading.keyOf(deed)])))
	);

	readonly #reading: Reading<D>;
	#refusals = 0;

	constructor(live: L, reading: Reading<D>) {
		this.live = live;
		this.#reading = reading;
	}

	/** Resolves to whether it happened; what a stale screen shows is no ground to do anything. */
	async send(deed: D, { type, subject, data }: Act): Promise<boolean> {
		if (this.live.stale) return this.#refuse(deed, 'stale');
		return this.#answered(deed, await this.live.act(type, subject, data));
	}

	/** What was done before the page was loaded anew, and not answered; of whatever page. */
	async resume(act: KeptAct): Promise<void> {
		const deed = this.#reading.deedOf(act);
		const answer = await this.live.acts.resume(act);
		if (deed !== null) this.#answered(deed, answer);
	}

	/** It has been read. */
	dismiss(id: number): void {
		this.refused = this.refused.filter((each) => each.id !== id);
	}

	#answered(deed: D, answer: ActAnswer): boolean {
		if (!answer.ok) return this.#refuse(deed, answer.code);
		const key = this.#reading.keyOf(deed);
		this.refused = this.refused.filter((each) => this.#reading.keyOf(each.deed) !== key);
		this.done = deed;
		return true;
	}

	#refuse(deed: D, code: string): false {
		this.#refusals += 1;
		this.refused = [...this.refused, { id: this.#refusals, deed, code }];
		return false;
	}
}
