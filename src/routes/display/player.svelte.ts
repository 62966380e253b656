import type { Player } from './announcer.svelte.ts';
import { isCounterPart, PARTS } from './parts.ts';
import type { Phrase } from './spoken.ts';
import { localVoice, read } from './synthesis.ts';

/** A browser that lets a page sound by itself does so within this. Real milliseconds. */
const ALLOWED_WITHIN = 1_500;
/** What counts as a touch: of a mouse its press, of a finger only that it lifts. */
const GESTURES = ['pointerdown', 'pointerup', 'keydown'] as const;
/** One part that does not come holds up the others no longer than this. */
const FETCHED_WITHIN = 20_000;
/** From asking for a sound to its first sample, in seconds: enough for everything of a phrase to be asked for. */
const LEAD = 0.05;

/**
 * The loudspeaker of a browser. Every part is decoded once and kept; a phrase is its parts without a gap. Browser only,
 * from `start` on.
 */
export class WebPlayer implements Player {
	/** blocked: the browser waits for somebody to touch the screen. none: it has no sound at all. */
	state: 'starting' | 'blocked' | 'on' | 'none' = $state.raw('starting');
	#loaded: boolean = $state.raw(false);

	#names: readonly string[];
	#own: ReadonlySet<string>;
	#volume: () => number;
	#context: AudioContext | null = null;
	#gain: GainNode | null = null;
	#buffers = new Map<string, AudioBuffer>();
	#loading = false;

	/** `own`: the parts that the bank has recorded itself. */
	constructor(own: readonly string[], volume: () => number) {
		this.#own = new Set(own);
		this.#names = [...PARTS, ...own.filter(isCounterPart)];
		this.#volume = volume;
	}

	get isOn(): boolean {
		return this.state === 'on' && this.#loaded;
	}

	has(part: string): boolean {
		return this.#buffers.has(part);
	}

	/** Returns the undo, which an effect can return as its own. */
	start(): () => void {
		if (!('AudioContext' in globalThis)) {
			this.state = 'none';
			return () => undefined;
		}
		const context = new AudioContext();
		const gain = context.createGain();
		gain.connect(context.destination);
		this.#context = context;
		this.#gain = gain;
		const settle = () => {
			if (context.state === 'running') this.state = 'on';
			else if (this.state === 'on') this.state = 'blocked';
		};
		const touched = () => {
			if (context.state !== 'running') void context.resume().catch(() => undefined);
		};
		const patience = setTimeout(() => {
			if (this.state === 'starting') this.state = 'blocked';
		}, ALLOWED_WITHIN);
		context.addEventListener('statechange', settle);
		for (const gesture of GESTURES) addEventListener(gesture, touched);
		settle();
		touched();
		void this.#load(context);
		return () => {
			clearTimeout(patience);
			for (const gesture of GESTURES) removeEventListener(gesture, touched);
			context.removeEventListener('statechange', settle);
			this.#context = null;
			void context.close();
		};
	}

	play(parts: readonly string[], signal: AbortSignal): Promise<void> {
		const context = this.#context;
		const gain = this.#gain;
		const buffers = parts.flatMap((part) => this.#buffers.get(part) ?? []);
		if (context === null || gain === null || buffers.length === 0 || signal.aborted) {
			return Promise.resolve();
		}
		gain.gain.value = this.#volume();
		return new Promise((resolve) => {
			let at = context.currentTime + LEAD;
			const sources = buffers.map((buffer) => {
				const source = new AudioBufferSourceNode(context, { buffer });
				source.connect(gain);
				source.start(at);
				at += buffer.duration;
				return source;
			});
			const stop = () => {
				for (const source of sources) source.stop();
				resolve();
			};
			signal.addEventListener('abort', stop);
			sources.at(-1)?.addEventListener('ended', () => {
				signal.removeEventListener('abort', stop);
				resolve();
			});
		});
	}

	/** Whole, or not at all: a number with a hole in it is another customer's. */
	say(phrase: Phrase, signal: AbortSignal): Promise<void> {
		if (phrase.parts.every((part) => this.#buffers.has(part)))
			return this.play(phrase.parts, signal);
		if (this.#context !== null) void this.#load(this.#context);
		if (!('speechSynthesis' in globalThis)) return Promise.resolve();
		const voice = localVoice(speechSynthesis.getVoices(), phrase.language);
		if (voice === undefined || signal.aborted) return Promise.resolve();
		return read(phrase.text, { voice, volume: this.#volume() }, signal);
	}

	rest(ms: number, signal: AbortSignal): Promise<void> {
		if (signal.aborted) return Promise.resolve();
		return new Promise((resolve) => {
			const over = () => {
				clearTimeout(timer);
				signal.removeEventListener('abort', over);
				resolve();
			};
			const timer = setTimeout(over, ms);
			signal.addEventListener('abort', over);
		});
	}

	/** What is not here yet. */
	async #load(context: AudioContext): Promise<void> {
		if (this.#loading) return;
		this.#loading = true;
		const missing = this.#names.filter((name) => !this.#buffers.has(name));
		await Promise.all(
			missing.map(async (name) => {
				const own = this.#own.has(name) ? await fetched(context, name) : null;
				// A recording of the bank that cannot be played gives way to ours, where there is one.
				const isOurs = own === null && !isCounterPart(name);
				const buffer = isOurs ? await fetched(context, `${name}.wav`) : own;
				if (buffer !== null) this.#buffers.set(name, buffer);
			})
		);
		this.#loading = false;
		this.#loaded = true;
	}
}

async function fetched(context: AudioContext, name: string): Promise<AudioBuffer | null> {
	try {
		const signal = AbortSignal.timeout(FETCHED_WITHIN);
		const response = await fetch(`/voice/${encodeURIComponent(name)}`, { signal });
		if (!response.ok) return null;
		return await context.decodeAudioData(await response.arrayBuffer());
	} catch {
		return null;
	}
}
