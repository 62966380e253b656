import type { Cancel, Clock } from './clock.ts';

/** So often it is looked. Real milliseconds. */
const LOOK_EVERY = 5_000;
/** What differs by less is a clock that is led back gently. Milliseconds. */
const A_STEP = 1_000;

/** A change of the machine's clock that was no passing of time. */
export interface ClockStep {
	/** Milliseconds; negative: back. */
	by: number;
	/** When it was noticed, as the clock shows it since. Epoch milliseconds. */
	at: number;
}

/** Notices when the machine's clock is set, or the machine slept: the time of day moves and the other clock does not. */
export class ClockWatch {
	/** How many there were since the start. */
	steps = 0;
	last: ClockStep | null = null;
	readonly #cancel: Cancel;

	constructor(
		clock: Pick<Clock, 'real' | 'monotonic' | 'every'>,
		log: (sentence: string, details: { level: 'warn' }) => void
	) {
		const apart = () => clock.real() - clock.monotonic();
		let before = apart();
		this.#cancel = clock.every(LOOK_EVERY, () => {
			const now = apart();
			const by = Math.round(now - before);
			before = now;
			if (Math.abs(by) < A_STEP) return;
			this.steps += 1;
			this.last = { by, at: clock.real() };
			const seconds = (Math.abs(by) / 1000).toFixed(1);
			log(
				`the machine's clock went ${by > 0 ? 'forward' : 'back'} by ${seconds} s at once: it was set, or the machine slept`,
				{ level: 'warn' }
			);
		});
	}

	dispose(): void {
		this.#cancel();
	}
}
