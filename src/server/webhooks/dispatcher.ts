import type { AuditLog } from '../audit.ts';
import type { Cancel } from '../clock.ts';
import type { WebhookEndpoint } from '../store/types.ts';
import { Line } from './line.ts';
import type { LineParts } from './line.ts';

/** So often the log and the endpoints are looked at. Real milliseconds. */
export const LOOK_EVERY = 1_000;

export type DispatcherParts = Omit<LineParts, 'signal' | 'stopped'> & {
	audit: AuditLog;
	log: (sentence: string, details: { level: 'warn'; branch: string }) => void;
};

/**
 * Sends webhooks after the commit: it reads the log as anybody could, from each endpoint's cursor, so that no commit ever
 * waits for a receiver, and each endpoint has a line of its own, so that no receiver waits for another.
 */
export class Dispatcher {
	readonly #parts: LineParts;
	readonly #audit: AuditLog;
	readonly #log: DispatcherParts['log'];
	readonly #closing = new AbortController();
	readonly #lines = new Map<string, Line>();
	readonly #cancel: Cancel;

	constructor({ audit, log, ...parts }: DispatcherParts) {
		this.#audit = audit;
		this.#log = log;
		this.#parts = {
			...parts,
			signal: this.#closing.signal,
			stopped: (endpoint, why) => this.#note(endpoint, why)
		};
		// Without a host that may be sent to there is nothing to look for.
		this.#cancel =
			parts.hosts.length === 0 ? () => {} : parts.clock.every(LOOK_EVERY, () => this.#tryToLook());
	}

	/** Ends what is being sent, which is tried again after the next start. */
	async dispose(): Promise<void> {
		this.#cancel();
		this.#closing.abort();
		await Promise.all([...this.#lines.values()].map((line) => line.settled()));
	}

	#tryToLook(): void {
		try {
			this.#look();
		} catch (error) {
			this.#parts.fault('looking for webhooks', error);
		}
	}

	#look(): void {
		const endpoints = this.#parts.store.webhooks.list();
		for (const id of this.#lines.keys()) {
			if (!endpoints.some((each) => each.id === id)) this.#lines.delete(id);
		}
		for (const { id } of endpoints) {
			const line = this.#lines.get(id) ?? new Line(id, this.#parts);
			this.#lines.set(id, line);
			line.wake();
		}
	}

	/** The stop itself is stored; that it is not in the audit is a fault and no reason to go on sending. */
	#note({ id, branch, url }: WebhookEndpoint, why: 'gone' | 'failing'): void {
		const detail = { host: new URL(url).host, why };
		this.#log(`nothing more is sent to webhook ${id}: ${WHY[why]}`, { level: 'warn', branch });
		try {
			const entry = { actor: 'system', action: 'webhook.stopped', target: id, branch };
			this.#audit.append({ ...entry, address: null, detail });
		} catch (error) {
			this.#parts.fault(`noting that webhook ${id} was stopped`, error);
		}
	}
}

const WHY = {
	gone: 'its receiver says that it is gone for good',
	failing: 'it has failed for days; see foyer webhook list'
} as const;
