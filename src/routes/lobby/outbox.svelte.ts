import { TAKEN_BACK } from '#lib/client/acts.svelte.ts';
import type { KeptAct, PendingAct } from '#lib/client/acts.svelte.ts';
import type { LiveView } from '#lib/client/live-view.svelte.ts';
import type { ActAnswer } from '#lib/protocol/index.ts';
import type { Act } from './deeds.ts';
import { aboutOf, isFact, isOwnRecord } from './taps.ts';

/** How long a refusal stays beside what was tapped, and from when an answer is news of something old; real milliseconds. */
const REFUSAL_STAYS = 6_000;
const LATE = 5_000;

/** A tap that came to nothing, and why. */
export interface Refusal {
	id: string;
	act: Act;
	code: string;
	detail?: string | undefined;
	/** When it was tapped, by the branch's clock. */
	tappedAt: number;
}

type ById<T> = Readonly<Record<string, T>>;

/**
 * The one way from a thumb to the server: what is on its way, what waits for a connection, and what was refused. What
 * is refused long after the tap has nobody looking at it any more, and is listed until somebody has read it.
 */
export class Outbox {
	/** Refused just now, by what it is about. */
	refused: ById<Refusal> = $state.raw({});
	/** Refused long after the tap. */
	late: readonly Refusal[] = $state.raw([]);
	/** How many acts have been answered: whoever shows what came of them looks again. */
	answered = $state.raw(0);

	readonly #live: LiveView;
	/** How many cards and sheets show what is refused about a thing. */
	readonly #watched = new Map<string, number>();
	#count = 0;
	#timers = new Set<ReturnType<typeof setTimeout>>();

	constructor(live: LiveView) {
		this.#live = live;
	}

	/** Taps that have not got through: without a connection, or not at the first attempt. */
	get unsent(): readonly PendingAct[] {
		return this.#live.pending.filter(
			(act) => (act.waiting || act.attempts > 1) && !isOwnRecord(act)
		);
	}

	/** What is under way about one thing, oldest first. */
	of(about: string): readonly PendingAct[] {
		return this.#live.pending.filter((act) => aboutOf(act) === about);
	}

	/** Sends what was tapped; `stale`: nothing is heard, and this is nothing to do blindly. */
	async send(act: Act): Promise<ActAnswer> {
		this.refused = without(this.refused, aboutOf(act));
		if (this.#live.stale && !isFact(act)) return this.refuse(act, 'stale');
		const refusal = this.#refusal(act, { ok: false, code: '' });
		return this.#follow(act, refusal, this.#live.act(act.type, act.subject, act.data), false);
	}

	/** Says that it is not even sent, and why. */
	refuse(act: Act, code: string): ActAnswer {
		const answer = { ok: false, code } as const;
		this.#beside(aboutOf(act), this.#refusal(act, answer));
		return answer;
	}

	/** What was tapped before the page was loaded anew, or has its id for another reason. `late`: nobody waits for it. */
	resume(kept: KeptAct, late = true): Promise<ActAnswer> {
		const refusal = { ...this.#refusal(kept, { ok: false, code: '' }), tappedAt: kept.tappedAt };
		return this.#follow(kept, refusal, this.#live.acts.resume(kept), late);
	}

	/** A card or a sheet that shows refusals about a thing, for as long as it is there. Returns the undo. */
	watch(about: string): () => void {
		const others = this.#watched.get(about) ?? 0;
		this.#watched.set(about, others + 1);
		return () => {
			const left = (this.#watched.get(about) ?? 1) - 1;
			if (left > 0) this.#watched.set(about, left);
			else this.#watched.delete(about);
		};
	}

	/** Somebody has read it. */
	dismiss(id: string): void {
		this.late = this.late.filter((refusal) => refusal.id !== id);
	}

	dispose(): void {
		for (const timer of this.#timers) clearTimeout(timer);
		this.#timers.clear();
	}

	async #follow(
		act: Act,
		tapped: Refusal,
		answering: Promise<ActAnswer>,
		late: boolean
	): Promise<ActAnswer> {
		const since = performance.now();
		const answer = await answering;
		this.answered += 1;
		if (answer.ok || answer.code === TAKEN_BACK || isOwnRecord(act)) return answer;
		const refusal = { ...tapped, code: answer.code, detail: answer.detail };
		const about = aboutOf(act);
		if (late || performance.now() - since > LATE || this.#isUnseen(about))
			this.late = [...this.late, refusal];
		else this.#beside(about, refusal);
		return answer;
	}

	#refusal(
		{ type, subject, data }: Act,
		{ code, detail }: Extract<ActAnswer, { ok: false }>
	): Refusal {
		this.#count += 1;
		const act: Act = { type, data, ...(subject !== undefined && { subject }) };
		const tappedAt = this.#live.clock.read();
		return { id: String(this.#count), act, code, detail, tappedAt };
	}

	/** Nobody would see it beside what was tapped. */
	#isUnseen(about: string): boolean {
		return !isPrompt(about) && !this.#watched.has(about);
	}

	#beside(about: string, refusal: Refusal): void {
		this.refused = { ...this.refused, [about]: refusal };
		const timer = setTimeout(() => {
			this.#timers.delete(timer);
			if (this.refused[about] === refusal) this.refused = without(this.refused, about);
		}, REFUSAL_STAYS);
		this.#timers.add(timer);
	}
}

/** Prompts have cards for as long as they are open, and say themselves what became of them. */
function isPrompt(about: string): boolean {
	return (
		about.includes('/') && !/^(ticket|referral|sale|staff|incident|machine|check)\//.test(about)
	);
}

function without<T>(records: ById<T>, id: string): ById<T> {
	return id in records
		? Object.fromEntries(Object.entries(records).filter(([each]) => each !== id))
		: records;
}
