import { Blend } from './blend.ts';
import { prior } from './features.ts';
import type { Guess } from './guess.ts';
import { Ranges } from './ranges.ts';
import { Ridge, type FrozenRidge } from './ridge.ts';

/** So many outcomes of weight 1 does what is believed beforehand count for. */
const BELIEF = 20;
/**
 * An error beyond so many parts of its scale counts no more than that (Huber 1964): one forgotten ticket teaches
 * nothing, and the estimate lies between the mean wait and the usual one.
 */
const HUBER = 0.9;
/** Outcomes between two solutions. */
const SOLVE_EVERY = 64;
/** What was learned counts so much less each night: about seven weeks are remembered. */
const FADE = 0.98;
/** Seconds between two calls count for so much of a wait's uncertainty. */
const EACH = 1.25;
/** Waits that the scale of errors is an average of. */
const WAITS = 2_000;

export interface FrozenLearner {
	ridge: FrozenRidge;
	ranges: number[][];
	halfwayRanges: number[][];
	blend: [number, number];
	scale: number;
	scaled: number;
}

/** What the waits that have ended taught: the weights of the features, how far estimates are off, and on which scale. */
export class Learner {
	readonly #ridge = new Ridge(prior(), BELIEF);
	readonly #ranges = new Ranges();
	readonly #halfwayRanges = new Ranges();
	readonly #blend = new Blend();
	/** Mean wait of those who waited, seconds. */
	#scale = 60;
	#scaled = 0;

	get weights(): Float64Array {
		return this.#ridge.weights;
	}

	/** A usual wait, seconds. */
	get scale(): number {
		return this.#scale;
	}

	predict(features: readonly number[]): number {
		return this.#ridge.predict(features);
	}

	/** The errors that are to be expected of a wait that begins, in parts of `scaleOf`. */
	get ranges(): Pick<Ranges, 'under' | 'over'> {
		return this.#ranges;
	}

	/** The same of what is left of a wait. */
	get rangesLeft(): Pick<Ranges, 'under' | 'over'> {
		return this.#halfwayRanges;
	}

	/**
	 * How far a wait may well be off, seconds: the longer it is the further, and by a customer more or less where one
	 * takes long. `each`: seconds between two calls of its line.
	 */
	scaleOf(wait: number, each: number): number {
		return Math.max(0, wait) + EACH * each;
	}

	/** What is left by the line as it stands now and by the guess, each as far as it has been right before. */
	weigh(byLine: number, byGuess: number): number {
		return this.#blend.weigh(byLine, byGuess);
	}

	/** A wait has ended with a call to service. */
	learn(guess: Guess, calledAt: number): void {
		const wait = (calledAt - guess.enteredAt) / 1000;
		if (wait <= 0) return;
		// How far the present weights are off says how much this outcome is to be believed.
		const now = this.#ridge.predict(guess.features);
		const scale = guess.scale;
		const error = Math.abs(wait - now);
		const trust = error > HUBER * scale ? (HUBER * scale) / error : 1;
		this.#ridge.learn(guess.features, wait, ((1.5 * this.#scale) / scale) * trust);
		this.#ranges.add(guess.place, (wait - guess.wait) / guess.scale);
		const { halfway } = guess;
		if (halfway !== null && halfway.at < calledAt) {
			const left = (calledAt - halfway.at) / 1000;
			this.#blend.learn(left, halfway.byLine, halfway.byGuess);
			this.#halfwayRanges.add(halfway.place, (left - halfway.left) / halfway.scale);
		}
		this.#scaled = Math.min(this.#scaled + 1, WAITS);
		this.#scale += (wait - this.#scale) / Math.max(10, this.#scaled);
	}

	/** Works the weights out anew once enough has been learned. */
	settle(): void {
		if (this.#ridge.learned >= SOLVE_EVERY) this.#ridge.solve();
	}

	endDay(): void {
		this.#ridge.fade(FADE);
		this.#ridge.solve();
	}

	freeze(): FrozenLearner {
		return {
			ridge: this.#ridge.freeze(),
			ranges: this.#ranges.freeze(),
			halfwayRanges: this.#halfwayRanges.freeze(),
			blend: this.#blend.freeze(),
			scale: this.#scale,
			scaled: this.#scaled
		};
	}

	thaw(frozen: FrozenLearner): void {
		this.#ridge.thaw(frozen.ridge);
		this.#ranges.thaw(frozen.ranges);
		this.#halfwayRanges.thaw(frozen.halfwayRanges);
		this.#blend.thaw(frozen.blend);
		this.#scale = frozen.scale;
		this.#scaled = frozen.scaled;
	}
}
