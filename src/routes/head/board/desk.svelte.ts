import type { KeptAct } from '#lib/client/acts.svelte.ts';
import type { LiveView } from '#lib/client/live-view.svelte.ts';
import type { ActAnswer } from '#lib/protocol/index.ts';
import { actOf, deedOf, keyOf } from './deeds.ts';
import type { Deed } from './deeds.ts';
import { foreseen } from './foreseen.ts';
import type { Floor } from './foreseen.ts';

/** A deed that did not happen, and why: a refusal code of the server, or `stale`. */
export interface Refused {
	id: number;
	deed: Deed;
	code: string;
}

/** A deed that waits for its answer: `sending`, or `kept` here until there is a connection. */
export interface UnderWay {
	id: string;
	/** Null: it was done on another page of the same person's. */
	deed: Deed | null;
	state: 'sending' | 'kept';
}

/** What was done on the board and what came of it. It follows the live view; nothing on it is decided here. */
export class Desk {
	readonly live: LiveView;
	/** Until whoever did it has read it. */
	refused: readonly Refused[] = $state.raw([]);
	/** What came of the last deed, to be read out. */
	done: Deed | null = $state.raw(null);

	readonly underWay: readonly UnderWay[] = $derived.by(() =>
		this.live.pending.map((act) => ({
			id: act.id,
			deed: deedOf(act),
			state: act.waiting || act.attempts > 1 ? 'kept' : 'sending'
		}))
	);
	/** The rows that something is under way about. */
	readonly busy: ReadonlySet<string> = $derived(
		new Set(this.underWay.flatMap(({ deed }) => (deed === null ? [] : [keyOf(deed)])))
	);
	readonly floor: Floor = $derived.by(() =>
		foreseen(
			{ counters: this.live.counters, tickets: this.live.tickets },
			this.underWay.flatMap(({ deed }) => (deed === null ? [] : [deed]))
		)
	);

	#refusals = 0;

	constructor(live: LiveView) {
		this.live = live;
	}

	async do(deed: Deed, reason: string): Promise<void> {
		if (this.live.stale) return this.#refuse(deed, 'stale');
		const { type, subject, data } = actOf(deed, reason);
		this.#answered(deed, await this.live.act(type, subject, data));
	}

	/** What was done before the page was loaded anew, and not answered; of whatever page. */
	async resume(act: KeptAct): Promise<void> {
		const deed = deedOf(act);
		const answer = await this.live.acts.resume(act);
		if (deed !== null) this.#answered(deed, answer);
	}

	/** It has been read. */
	dismiss(id: number): void {
		this.refused = this.refused.filter((each) => each.id !== id);
	}

	#answered(deed: Deed, answer: ActAnswer): void {
		if (!answer.ok) return this.#refuse(deed, answer.code);
		const key = keyOf(deed);
		this.refused = this.refused.filter((each) => keyOf(each.deed) !== key);
		this.done = deed;
	}

	#refuse(deed: Deed, code: string): void {
		this.#refusals += 1;
		this.refused = [...this.refused, { id: this.#refusals, deed, code }];
	}
}
