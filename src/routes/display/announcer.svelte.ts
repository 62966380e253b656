import { isOpenCall } from './calls.ts';
import type { Call, Calls, Tickets } from './calls.ts';
import { CHIME } from './parts.ts';
import type { Phrase } from './spoken.ts';

/** What makes the sounds. Each promise is kept when its sound is over, or at once when the signal ends it. */
export interface Player {
	/** Whether anything would be heard now. */
	readonly isOn: boolean;
	play(parts: readonly string[], signal: AbortSignal): Promise<void>;
	say(phrase: Phrase, signal: AbortSignal): Promise<void>;
	rest(ms: number, signal: AbortSignal): Promise<void>;
}

/** What the display shows at one look. `now` is the branch's instant. */
export interface Look {
	calls: Calls;
	tickets: Tickets;
	now: number;
	/** Muted, or nobody knows whether the call still holds. */
	silent: boolean;
}

/** Between the languages, and before all is said again. Real milliseconds. */
const BREATH = 350;
const BEFORE_AGAIN = 1_500;
/** Whoever turns the sound on later than this after a call became huge waits for the next one. */
const LATE = 60_000;
/** With so many waiting behind it a call is said once: the last of them should not wait for minutes. */
export const CROWD = 3;

/**
 * Says the call that is huge: a chime, Chinese, English, and both again while nobody has come. It says what is shown
 * and nothing else, so there is never a second voice, and the order is that of the screen.
 */
export class Announcer {
	/** The key of the call that is not yet said to the end. */
	saying: string | null = $state.raw(null);
	/** The parts that sound right now, as words; empty in between. */
	sounding: string = $state.raw('');

	#player: Player;
	#phrases: (call: Call) => readonly Phrase[];
	#seen: Look | null = null;
	#begun: string | null = null;
	#stop: AbortController | null = null;

	constructor(player: Player, phrases: (call: Call) => readonly Phrase[]) {
		this.#player = player;
		this.#phrases = phrases;
	}

	/** To be told of everything that changes. */
	look(look: Look): void {
		this.#seen = look;
		const { huge, since } = look.calls;
		const isOn = !look.silent && this.#player.isOn;
		if (this.saying !== null && (!isOn || huge?.key !== this.saying)) this.hush();
		if (!isOn || huge === null || huge.key === this.#begun) return;
		if (!huge.aloud || look.now - since > LATE || !this.#isOpen(huge)) return;
		this.#begun = huge.key;
		void this.#announce(huge);
	}

	/** Not a sound more of what is said now. */
	hush(): void {
		this.#stop?.abort();
		this.#stop = null;
		this.saying = null;
		this.sounding = '';
	}

	async #announce(call: Call): Promise<void> {
		const stop = new AbortController();
		this.#stop = stop;
		this.saying = call.key;
		const { signal } = stop;
		try {
			await this.#sound(CHIME, signal, () => this.#player.play([CHIME], signal));
			await this.#say(call, signal);
			await this.#player.rest(BEFORE_AGAIN, signal);
			if (!signal.aborted && this.#isWantedAgain(call)) await this.#say(call, signal);
		} catch (error) {
			// The screen shows the call all the same.
			console.error(error);
		}
		if (this.#stop === stop) this.hush();
	}

	async #say(call: Call, signal: AbortSignal): Promise<void> {
		for (const [index, phrase] of this.#phrases(call).entries()) {
			if (index > 0) await this.#player.rest(BREATH, signal);
			await this.#sound(phrase.parts.join(' '), signal, () => this.#player.say(phrase, signal));
		}
	}

	async #sound(words: string, signal: AbortSignal, make: () => Promise<void>): Promise<void> {
		if (signal.aborted) return;
		this.sounding = words;
		await make();
		if (!signal.aborted) this.sounding = '';
	}

	#isOpen(call: Call): boolean {
		return this.#seen !== null && isOpenCall(call, this.#seen.calls, this.#seen.tickets);
	}

	#isWantedAgain(call: Call): boolean {
		return this.#isOpen(call) && (this.#seen?.calls.waiting.length ?? 0) < CROWD;
	}
}
