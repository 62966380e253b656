import type { CloudEvent, IngestAnswer, Rejection } from '#lib/protocol/index.ts';
import type { Clock } from '../clock.ts';
import type { ServerFile } from '../control.ts';
import type { DemoEvent } from './world.ts';

/** Busy or full: the server says when to come again; a demonstration waits a second. */
const PATIENCE_MS = 1_000;

/**
 * Sends what happens in the demonstration to the server's own door, as any queue machine would; by the entrance for
 * our own commands, which needs no certificate and no proxy.
 */
export class Sender {
	readonly #url: string;
	readonly #token: string;
	readonly #branch: string;
	readonly #clock: Clock;
	/** What the branch refused: a person who plays along may have been first. */
	readonly rejected: Rejection[] = [];
	#stopped = false;

	constructor({ controlUrl, token }: ServerFile, branch: string, real: Clock) {
		this.#url = `${controlUrl}/events`;
		this.#token = token;
		this.#branch = branch;
		this.#clock = real;
	}

	/** Resolves when the events are on disk. */
	async send(events: readonly DemoEvent[]): Promise<void> {
		const body = JSON.stringify(events.map((event) => cloudEvent(this.#branch, event)));
		while (!this.#stopped) {
			const answer = await this.#post(body).catch(() => undefined);
			if (answer?.status === 200) {
				const { rejected } = (await answer.json()) as IngestAnswer;
				this.rejected.push(...rejected);
				return;
			}
			if (answer !== undefined && answer.status < 500 && answer.status !== 429) {
				throw new Error(`The demonstration's events were refused: ${await answer.text()}`);
			}
			await new Promise<void>((resolve) => void this.#clock.after(PATIENCE_MS, resolve));
		}
	}

	stop(): void {
		this.#stopped = true;
	}

	#post(body: string): Promise<Response> {
		return fetch(this.#url, {
			method: 'POST',
			headers: {
				authorization: `Bearer ${this.#token}`,
				'content-type': 'application/cloudevents-batch+json'
			},
			body
		});
	}
}

function cloudEvent(
	branch: string,
	{ id, source, at, type, subject, data }: DemoEvent
): CloudEvent {
	return {
		specversion: '1.0',
		id,
		source,
		type,
		time: new Date(at).toISOString(),
		subject,
		branch,
		data
	};
}
