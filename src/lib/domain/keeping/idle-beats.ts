import { AHEAD } from '../branch.ts';

/** What has to be known of an event to see whether it changed anything. Instants in epoch milliseconds. */
export interface EventOutline {
	seq: number;
	type: string;
	at: number;
	recordedAt: number;
	subject: string;
}

/** The latest that a device has said. `waiting`: a heartbeat that changed nothing, unless it was the last. */
interface LastWord {
	at: number;
	beat: boolean;
	waiting: number | null;
}

/**
 * Finds the heartbeats that a branch can do without, from its log in order: those between two others of the same
 * device. The first says that the device is there again and the last until when it was; what lies between tells
 * nothing more, and a state worked out from the log without them is the same. A walk may begin anywhere: whatever it
 * cannot be sure of stays.
 */
export class IdleBeats {
	readonly #words = new Map<string, LastWord>();
	/** The branch's clock, as far as the walk has seen it. */
	#clock = 0;
	/** A device may have been heard of at instants up to this one before anything here was known of it. */
	#unknownUntil: number | null = null;

	/** The sequence number of a heartbeat that can go, now that another has followed it; null: none. */
	note(event: EventOutline): number | null {
		// Settings tell of every device, and their instant is the machine's, also where events move the branch's clock.
		if (event.type === 'branch.configured') return this.#forget();
		this.#clock = Math.max(this.#clock, event.recordedAt);
		this.#unknownUntil ??= this.#clock + AHEAD;
		if (event.type === 'device.heartbeat') return this.#beat(event);
		if (event.type.startsWith('device.')) this.#other(event);
		// It may be any device's.
		else if (event.type === 'incident.resolved') this.#forget();
		return null;
	}

	#forget(): null {
		this.#words.clear();
		this.#unknownUntil = null;
		return null;
	}

	#beat({ subject, at, seq }: EventOutline): number | null {
		const word = this.#words.get(subject);
		// Older than what was heard before, it was heard in vain; that is rare, and it stays.
		if (at < (word?.at ?? this.#unknownUntil ?? at)) return null;
		if (word?.beat !== true) {
			this.#words.set(subject, { at, beat: true, waiting: null });
			return null;
		}
		const idle = word.waiting;
		word.at = at;
		word.waiting = seq;
		return idle;
	}

	#other({ subject, at }: EventOutline): void {
		const known = this.#words.get(subject)?.at ?? this.#unknownUntil ?? at;
		this.#words.set(subject, { at: Math.max(known, at), beat: false, waiting: null });
	}
}
