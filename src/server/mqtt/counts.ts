import type { Clock } from '../clock.ts';

/** What becomes of messages; each but the first three is a reason why one was kept out. */
export const KINDS = [
	/** On disk, and new. */
	'accepted',
	/** Came before: a redelivery. */
	'duplicate',
	/** A device that is still there and said so a moment ago. */
	'spared',
	'unknown_topic',
	'unknown_branch',
	'unknown_device',
	/** Of a branch that the key is not for. */
	'forbidden',
	'too_long',
	'not_json',
	/** JSON, and not what the topic is for. */
	'invalid',
	/** Retained, and nobody knows since when or for long. */
	'stale',
	/** By the branch's rules, as `clock_ahead`. */
	'refused'
] as const;
export type MessageKind = (typeof KINDS)[number];

const GOOD: ReadonlySet<MessageKind> = new Set(['accepted', 'duplicate', 'spared']);
/** Of each kind so often a line is logged at most. Real milliseconds. */
const LOG_EVERY = 60_000;

/** Counts messages, and logs now and then what is kept out. */
export class Counts {
	/** Since the start. */
	readonly messages: Record<MessageKind, number>;
	readonly #clock: Pick<Clock, 'monotonic'>;
	readonly #log: (sentence: string) => void;
	readonly #logged = new Map<MessageKind, number>();

	constructor(clock: Pick<Clock, 'monotonic'>, log: (sentence: string) => void) {
		this.#clock = clock;
		this.#log = log;
		this.messages = Object.fromEntries(KINDS.map((kind) => [kind, 0])) as typeof this.messages;
	}

	/** `topic`: of the message, which anybody may have made up. */
	note(kind: MessageKind, topic: string, detail = ''): void {
		this.messages[kind] += 1;
		if (GOOD.has(kind)) return;
		const now = this.#clock.monotonic();
		if (now - (this.#logged.get(kind) ?? -Infinity) < LOG_EVERY) return;
		this.#logged.set(kind, now);
		const where = JSON.stringify(topic.slice(0, 200));
		this.#log(
			`MQTT kept out (${kind}, ${this.messages[kind]} so far) ${where} ${detail}`.trimEnd()
		);
	}
}
