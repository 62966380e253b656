import type { BranchFile } from '#lib/protocol/branch-file.ts';
import type { Clock } from '../clock.ts';
import type { OutboxChange, Store, WebhookDelivery, WebhookEndpoint } from '../store/types.ts';
import { messageOf } from './message.ts';
import { FAILS_FOR, holdAfter, nextTry } from './schedule.ts';
import { signed } from './secrets.ts';
import { send } from './send.ts';
import type { Attempt } from './send.ts';
import { isAllowed } from './targets.ts';

/** Deliveries of one endpoint that wait at most; the rest stays in the log, behind the cursor. */
export const WINDOW = 100;
/** Events of the log that are looked through at once; a cursor over what concerns nobody is stored after so many. */
const PAGE = 1_000;

export interface LineParts {
	store: Pick<Store, 'webhooks' | 'outbox' | 'read'>;
	clock: Clock;
	/** The folder's key, which secrets follow from. */
	key: string;
	/** Origins that may be sent to. */
	hosts: readonly string[];
	fileOf: (branch: string) => BranchFile | undefined;
	/** From 0 to 1, for the jitter. */
	random: () => number;
	/** Told when an endpoint was stopped by itself. */
	stopped: (endpoint: WebhookEndpoint, why: 'gone' | 'failing') => void;
	fault: (where: string, error: unknown) => void;
	/** The server is closing. */
	signal: AbortSignal;
}

/** What is sent to one endpoint: from the log into deliveries, and one after the other to the receiver. */
export class Line {
	readonly #id: string;
	readonly #parts: LineParts;
	/** The cursor as it was stored last, and how far the log was looked through since. */
	#cursor = -1;
	#looked = -1;
	/** Tries in a row that failed. */
	#failures = 0;
	/** Until then nothing is sent. Real epoch milliseconds. */
	#heldUntil = -Infinity;
	#running: Promise<void> | undefined;

	constructor(id: string, parts: LineParts) {
		this.#id = id;
		this.#parts = parts;
	}

	/** Does what is to be done by now, unless that is under way. */
	wake(): void {
		this.#running ??= this.#work()
			.catch((error: unknown) => {
				// The disk takes nothing: what was sent would be sent again at once.
				this.#failed();
				if (!this.#parts.signal.aborted)
					this.#parts.fault(`webhooks of endpoint ${this.#id}`, error);
			})
			.finally(() => (this.#running = undefined));
	}

	/** Resolves when nothing is under way. */
	settled(): Promise<void> {
		return this.#running ?? Promise.resolve();
	}

	async #work(): Promise<void> {
		const { store, clock, signal, hosts } = this.#parts;
		while (!signal.aborted) {
			const endpoint = store.webhooks.find(this.#id);
			if (endpoint === undefined || endpoint.stopped !== null) return;
			if (!isAllowed(endpoint.url, hosts)) return;
			const more = await this.#plan(endpoint);
			const now = clock.real();
			const delivery = now < this.#heldUntil ? undefined : store.webhooks.due(this.#id, now);
			if (delivery !== undefined) await this.#deliver(endpoint, delivery);
			else if (!more) return;
		}
	}

	/** Turns what is new in the log into deliveries, as many as may wait; whether there is more to look through. */
	async #plan(endpoint: WebhookEndpoint): Promise<boolean> {
		const { store, clock } = this.#parts;
		if (endpoint.cursor !== this.#cursor) this.#cursor = this.#looked = endpoint.cursor;
		const room = WINDOW - store.webhooks.counts(this.#id).waiting;
		if (room <= 0) return false;
		const page = store.webhooks.typesAfter(endpoint.branch, this.#looked, PAGE);
		const concerning = page.filter(({ type }) => concerns(endpoint, type));
		const events = concerning.slice(0, room);
		const last = concerning.length > room ? events.at(-1) : page.at(-1);
		if (last === undefined) return false;
		if (events.length > 0 || last.seq - this.#cursor >= PAGE) {
			const { id } = endpoint;
			const from = this.#cursor;
			const to = last.seq;
			await store.outbox({ kind: 'plan', endpoint: id, from, to, events, now: clock.real() });
		} else this.#looked = last.seq;
		return page.length === PAGE;
	}

	async #deliver(endpoint: WebhookEndpoint, delivery: WebhookDelivery): Promise<void> {
		const { store, clock, key, fileOf, signal, stopped } = this.#parts;
		const [next] = store.read(endpoint.branch, delivery.seq - 1, 1);
		const event = next?.seq === delivery.seq ? next : undefined;
		const file = fileOf(endpoint.branch);
		if (file === undefined) throw new Error(`There is no branch ${endpoint.branch}`);
		if (event === undefined) return this.#bury(delivery);
		const message = messageOf(event, file);
		const headers = signed(message, endpoint, key, clock.real());
		const attempt = await send(endpoint.url, message.body, headers, { clock, signal });
		// Ended by us, it says nothing of the receiver.
		if (signal.aborted) return;
		if (attempt.error === null) {
			this.#failures = 0;
			this.#heldUntil = -Infinity;
		} else this.#failed();
		const change = this.#changeAfter(attempt, endpoint, delivery);
		if ((await store.outbox(change)) && change.stop !== null) stopped(endpoint, change.stop);
	}

	/** It was asked for again, or waited, for longer than the branch keeps its log. */
	async #bury(delivery: WebhookDelivery): Promise<void> {
		const now = this.#parts.clock.real();
		const gone = { status: 'dead', error: 'compacted', httpStatus: null, triedAt: now } as const;
		const buried = { ...delivery, ...gone };
		await this.#parts.store.outbox({ kind: 'tried', delivery: buried, now, stop: null });
	}

	#failed(): void {
		const { clock, random } = this.#parts;
		this.#failures += 1;
		this.#heldUntil = clock.real() + holdAfter(this.#failures, random());
	}

	#changeAfter(
		{ httpStatus, error }: Attempt,
		{ failingSince }: WebhookEndpoint,
		before: WebhookDelivery
	): Extract<OutboxChange, { kind: 'tried' }> {
		const now = this.#parts.clock.real();
		const attempts = before.attempts + 1;
		const isGone = httpStatus === 410;
		const next = isGone ? undefined : nextTry(attempts, now, this.#parts.random());
		const status = error === null ? 'delivered' : next === undefined ? 'dead' : 'waiting';
		const failed = status === 'dead' && failingSince !== null && now - failingSince >= FAILS_FOR;
		return {
			kind: 'tried',
			delivery: {
				...before,
				status,
				attempts,
				nextAt: next ?? now,
				httpStatus,
				error,
				triedAt: now
			},
			now,
			stop: isGone ? 'gone' : failed ? 'failing' : null
		};
	}
}

function concerns({ kinds }: WebhookEndpoint, type: string): boolean {
	return kinds.some((kind) => type.startsWith(`${kind}.`));
}
