import { SILENT, ring } from './alerts.ts';
import type { Alert } from './alerts.ts';

/** `armed`: wanted, but the browser lets nobody be loud before a tap. */
export type SoundState = 'off' | 'armed' | 'on';

const KEPT = 'foyer.sound';

/** Short and soft: one tone for something new, two falling ones for what has waited too long. */
const TONES: Record<Alert, readonly { hertz: number; at: number; seconds: number }[]> = {
	new: [{ hertz: 880, at: 0, seconds: 0.18 }],
	escalated: [
		{ hertz: 784, at: 0, seconds: 0.16 },
		{ hertz: 587, at: 0.2, seconds: 0.26 }
	]
};
const VIBRATIONS: Record<Alert, number[]> = { new: [180], escalated: [180, 120, 320] };
const LOUDNESS = 0.25;

/** The tablet's tone and vibration. Nothing sounds before somebody asked for it with a tap. */
export class Sound {
	state: SoundState = $state('off');

	#context: AudioContext | undefined;
	#bell = SILENT;
	#again: ReturnType<typeof setTimeout> | undefined;

	/** Takes up what was chosen before on this tablet, and wakes with the first tap anywhere. Returns the undo. */
	remember(): () => void {
		if (recall() === 'on' && this.state === 'off') this.state = 'armed';
		const wake = () => {
			if (this.state === 'armed') this.#wake();
		};
		addEventListener('click', wake);
		addEventListener('keyup', wake);
		return () => {
			removeEventListener('click', wake);
			removeEventListener('keyup', wake);
			clearTimeout(this.#again);
			void this.#context?.close().catch(() => {});
			this.#context = undefined;
		};
	}

	/** A tap on the button. Switching on plays the tone, so that one hears that it works. */
	toggle(): void {
		if (this.state === 'on') {
			this.state = 'off';
			keep('off');
			return;
		}
		keep('on');
		this.#wake(() => this.#play('new'));
	}

	/** Something happened that is worth a tone; at most one sounds in a while. */
	ring(alert: Alert): void {
		this.#ring(alert);
	}

	/** Nothing is open any more that a held back tone could be about. */
	hush(): void {
		clearTimeout(this.#again);
		this.#bell = { ...this.#bell, held: null };
	}

	#ring(alert: Alert | null): void {
		const answer = ring(this.#bell, alert, performance.now());
		this.#bell = answer.bell;
		clearTimeout(this.#again);
		if (answer.sound) this.#play(answer.sound);
		if (answer.again !== null) this.#again = setTimeout(() => this.#ring(null), answer.again);
	}

	#wake(then?: () => void): void {
		this.#context ??= new AudioContext();
		void this.#context.resume().then(
			() => {
				this.state = 'on';
				then?.();
			},
			() => (this.state = 'armed')
		);
	}

	#play(alert: Alert): void {
		if (this.state !== 'on' || !this.#context) return;
		navigator.vibrate?.(VIBRATIONS[alert]);
		for (const tone of TONES[alert]) sound(this.#context, tone);
	}
}

function sound(context: AudioContext, tone: { hertz: number; at: number; seconds: number }): void {
	const from = context.currentTime + tone.at;
	const oscillator = context.createOscillator();
	const volume = context.createGain();
	oscillator.frequency.value = tone.hertz;
	volume.gain.setValueAtTime(0, from);
	volume.gain.linearRampToValueAtTime(LOUDNESS, from + 0.01);
	volume.gain.exponentialRampToValueAtTime(0.001, from + tone.seconds);
	oscillator.connect(volume).connect(context.destination);
	oscillator.start(from);
	oscillator.stop(from + tone.seconds);
}

/** Storage may be switched off: then the tablet asks again after each reload. */
function recall(): string | null {
	try {
		return localStorage.getItem(KEPT);
	} catch {
		return null;
	}
}

function keep(state: 'on' | 'off'): void {
	try {
		localStorage.setItem(KEPT, state);
	} catch {
		// See `recall`.
	}
}
