/** Two short tones and a vibration when the number is called. Nothing sounds before a tap has allowed it. */
const TONES = [
	{ hertz: 880, at: 0 },
	{ hertz: 659, at: 0.28 }
];
const SECONDS = 0.24;
const LOUDNESS = 0.3;
const VIBRATION = [300, 150, 300];

export class Ring {
	on = $state(false);
	#context: AudioContext | undefined;

	/** The tap: rings once, so that one hears whether it does. */
	toggle(): void {
		this.on = !this.on;
		if (!this.on) return;
		this.#context ??= new AudioContext();
		void this.#context.resume().then(
			() => this.ring(),
			() => (this.on = false)
		);
	}

	ring(): void {
		if (!this.on) return;
		navigator.vibrate?.(VIBRATION);
		if (this.#context) for (const tone of TONES) play(this.#context, tone);
	}

	dispose(): void {
		void this.#context?.close().catch(() => undefined);
	}
}

function play(context: AudioContext, { hertz, at }: { hertz: number; at: number }): void {
	const from = context.currentTime + at;
	const oscillator = context.createOscillator();
	const volume = context.createGain();
	oscillator.frequency.value = hertz;
	volume.gain.setValueAtTime(0, from);
	volume.gain.linearRampToValueAtTime(LOUDNESS, from + 0.01);
	volume.gain.exponentialRampToValueAtTime(0.001, from + SECONDS);
	oscillator.connect(volume).connect(context.destination);
	oscillator.start(from);
	oscillator.stop(from + SECONDS);
}
