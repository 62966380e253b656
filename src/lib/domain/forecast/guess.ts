/** One wait as it was estimated when it began. */
export interface Guess {
	features: readonly number[];
	/** Seconds from then. */
	wait: number;
	low: number;
	high: number;
	/** 1 is next. */
	place: number;
	/** How far such a wait may well be off, seconds. */
	scale: number;
	/** What the wait of whoever was called last would have said, seconds. */
	les: number;
	/** Which of the ticket's waits, from 0. */
	stage: number;
	enteredAt: number;
	/** What was thought to be left at about half time: by the line as it stood then, by the guess, and by both. */
	halfway: {
		at: number;
		byLine: number;
		byGuess: number;
		left: number;
		place: number;
		scale: number;
	} | null;
}

export type FrozenGuesses = [string, Guess[]][];

/** The guesses about tickets that are not over, by number. */
export class Guesses {
	readonly #byTicket = new Map<string, Guess[]>();

	/** All of a ticket's waits, oldest first. */
	of(number: string): readonly Guess[] {
		return this.#byTicket.get(number) ?? [];
	}

	add(number: string, guess: Guess): void {
		const guesses = this.#byTicket.get(number);
		if (guesses === undefined) this.#byTicket.set(number, [guess]);
		else guesses.push(guess);
	}

	/** The guesses about a ticket that is over. */
	take(number: string): readonly Guess[] {
		const guesses = this.of(number);
		this.#byTicket.delete(number);
		return guesses;
	}

	clear(): void {
		this.#byTicket.clear();
	}

	freeze(): FrozenGuesses {
		return [...this.#byTicket].map(([number, guesses]) => [
			number,
			guesses.map((guess) => ({ ...guess }))
		]);
	}

	thaw(frozen: FrozenGuesses): void {
		for (const [number, guesses] of frozen) {
			this.#byTicket.set(
				number,
				guesses.map((guess) => ({ ...guess }))
			);
		}
	}
}
