import { onTestFinished } from 'vitest';
import type { BranchFile } from '#lib/protocol/branch-file.ts';
import { COMMAND_LINE } from '#server/access/access.ts';
import { LOOK_EVERY } from '#server/webhooks/dispatcher.ts';
import { manualClock } from '../../support/manual-clock.ts';
import type { ManualClock } from '../../support/manual-clock.ts';
import { event, lakeside, startTestServer, until } from '../../support/test-server.ts';
import type { TestServer } from '../../support/test-server.ts';
import { startReceiver } from '../../support/webhook-receiver.ts';
import type { Receiver } from '../../support/webhook-receiver.ts';

export const BRANCH = 'lakeside';
/** So long a look has for its work before the clock goes on, which is no faster than life. Real milliseconds. */
const PATIENCE = LOOK_EVERY;
/** So long the clock goes on at once when nothing is to be sent. */
const CHUNK = 3_600_000;
const KINDS = ['prompt', 'engagement', 'referral', 'sale'];

/** A server that may send to some hosts, on a clock that the test moves. */
export interface Sender {
	server: TestServer;
	clock: ManualClock;
	/** Makes an endpoint for everything; its id and secret. */
	add(url: string, kinds?: string[]): { id: string; secret: string };
	/** A referral, which is told of in one event. */
	refer(id: string): Promise<void>;
	/** Has the server look at its log, second by second, until something holds. */
	look(holds: () => boolean): Promise<void>;
	/** Lets time pass at once: what becomes due meanwhile is sent when it is over. */
	pass(ms: number): void;
	/** Lets days pass in which nothing is to be sent, while the server answers whoever asks. */
	idle(ms: number): Promise<void>;
	waiting(id: string): number;
	dead(id: string): number;
}

/** A receiver that ends with the test. */
export async function webhookReceiver(): Promise<Receiver> {
	const receiver = await startReceiver();
	onTestFinished(() => receiver.down());
	return receiver;
}

export async function sender(
	hosts: string[],
	startAt?: number,
	change: Partial<BranchFile> = {}
): Promise<Sender> {
	const clock = manualClock(startAt);
	const server = await startTestServer({
		clock,
		branches: [lakeside(change)],
		webhookHosts: hosts.map((host) => `http://${host}`)
	});
	onTestFinished(() => server.stop());
	const { webhooks } = server.app;
	const counts = (id: string) => server.app.store.webhooks.counts(id);
	return {
		server,
		clock,
		add: (url, kinds = KINDS) => {
			const made = webhooks.create(COMMAND_LINE, { branch: BRANCH, url, kinds });
			if (!made.ok) throw new Error(made.detail);
			return made;
		},
		refer: async (id) => {
			const answer = await server.post(event('referral.made', id, { from: 't01' }));
			if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
		},
		look: async (holds) => {
			while (!holds()) {
				clock.advance(LOOK_EVERY);
				const patience = performance.now() + PATIENCE;
				await until(() => holds() || performance.now() > patience);
			}
		},
		pass: (ms) => clock.advance(ms),
		idle: async (ms) => {
			for (let left = ms; left > 0; left -= CHUNK) {
				clock.advance(Math.min(left, CHUNK));
				await new Promise((resolve) => setImmediate(resolve));
			}
		},
		waiting: (id) => counts(id).waiting,
		dead: (id) => counts(id).dead
	};
}
