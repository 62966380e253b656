import type { Command, Outcome } from '../branch.ts';
import type { Clock } from '../clock.ts';
import { Heard } from '../devices/heard.ts';
import type { Picture } from '../devices/xfs4iot/picture.ts';
import type { Counts, MessageKind } from './counts.ts';
import { Identities } from './identity.ts';
import type { Delivery } from './identity.ts';
import { read } from './reading.ts';
import { topicOf } from './topic.ts';

/** What messages are for. */
export interface Told {
	now(): number;
	device(id: string): object | undefined;
	accept(commands: Command[]): Promise<Outcome[]>;
}

export interface InboxParts {
	branches: { get(id: string): Told | undefined };
	clock: Clock;
	counts: Counts;
}

/** A payload is at most so long. Bytes. */
export const LONGEST = 64 * 1024;
/** What a broker kept for whoever comes is believed when it is no older. Milliseconds. */
const FRESH = 120_000;

/** Turns messages into events: checked, named so that a redelivery changes nothing, and through the one write path. */
export class Inbox {
	readonly #parts: InboxParts;
	readonly #identities = new Identities();
	readonly #heard = new Heard();
	readonly #pictures = new Map<string, Picture>();

	constructor(parts: InboxParts) {
		this.#parts = parts;
	}

	/**
	 * Resolves once the message is on disk, or kept out and counted. `retained`: it was kept by a broker, for nobody knows
	 * how long. `only`: the one branch that its sender may tell of. Rejects with a StoreError when the disk refuses.
	 */
	async take(
		delivery: Delivery,
		{ retained = false, only = null }: { retained?: boolean; only?: string | null } = {}
	): Promise<MessageKind> {
		const { topic: text, payload } = delivery;
		const note = (kind: MessageKind, detail?: string) => {
			this.#parts.counts.note(kind, text, detail);
			return kind;
		};
		const topic = topicOf(text);
		if (topic === undefined) return note('unknown_topic');
		if (only !== null && topic.branch !== only) return note('forbidden');
		if (payload.length > LONGEST) return note('too_long');
		const branch = this.#parts.branches.get(topic.branch);
		if (branch === undefined) return note('unknown_branch');
		const { device, about } = topic;
		if (branch.device(device) === undefined) return note('unknown_device');
		const key = `${topic.branch}\n${device}`;
		const said = read(about, device, payload, this.#pictures.get(key));
		if (!said.ok) return note(said.kind, said.detail);
		const now = branch.now();
		if (retained && !(said.time !== undefined && now - said.time <= FRESH)) return note('stale');
		const monotonic = this.#parts.clock.monotonic();
		if (about === 'heartbeat' && !this.#heard.isNews(key, monotonic)) return note('spared');
		const { id, at } = this.#identities.of(delivery, said.time, now);
		const event = said.event(at);
		const [outcome] = await branch.accept([
			{ origin: 'machine', source: `mqtt/${device}`, id, event }
		]);
		if (outcome === undefined) return note('refused');
		if (outcome.kind === 'refused') return note('refused', outcome.code);
		this.#heard.note(key, monotonic);
		if (said.picture !== undefined) this.#pictures.set(key, said.picture);
		return note(outcome.kind);
	}
}
