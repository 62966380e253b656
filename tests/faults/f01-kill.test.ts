import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { evolve } from '#lib/domain/branch.ts';
import { Changes } from '#lib/domain/changes.ts';
import { configOf } from '#lib/domain/config/config.ts';
import type { BranchEvent, Recorded } from '#lib/domain/event.ts';
import { stageRecords, ticketRecord } from '#lib/domain/history.ts';
import { newState } from '#lib/domain/state.ts';
import type { IngestAnswer, StageRecord, TicketRecord } from '#lib/protocol/index.ts';
import { openStore } from '#server/store/index.ts';
import type { LoggedEvent } from '#server/store/types.ts';
import { smallBranch } from '../support/history.ts';
import { prepareFolder, spawnServer } from '../support/server-process.ts';

/** How often the server is killed. */
const KILLS = 60;
/** Clients that send at the same time, and events a request. */
const CLIENTS = 6;
const BATCH = 5;

interface Sent {
	id: string;
	type: string;
	subject: string;
	data: Record<string, unknown>;
}

/** A stream of legal events: tickets issued, called and finished, each client its own numbers. */
class Client {
	readonly acknowledged = new Set<string>();
	readonly #name: string;
	#made = 0;
	#ticket = 0;
	#pending: Sent[] = [];

	constructor(name: string) {
		this.#name = name;
	}

	/** The batch to send: the one that was never answered, again, or the next. */
	batch(): Sent[] {
		while (this.#pending.length < BATCH) this.#pending.push(this.#next());
		return this.#pending;
	}

	answered(answer: IngestAnswer): void {
		expect(answer.rejected).toEqual([]);
		expect(answer.accepted + answer.duplicates).toBe(this.#pending.length);
		for (const event of this.#pending) this.acknowledged.add(event.id);
		this.#pending = [];
	}

	#next(): Sent {
		const step = this.#made % 3;
		if (step === 0) this.#ticket += 1;
		this.#made += 1;
		const subject = `${this.#name}${this.#ticket}`;
		const id = `${this.#name}-${this.#made}`;
		if (step === 0) return { id, type: 'ticket.issued', subject, data: { service: 'cash' } };
		if (step === 1) return { id, type: 'ticket.called', subject, data: { counter: '1' } };
		return { id, type: 'ticket.finished', subject, data: {} };
	}
}

async function send(url: string, key: string, events: Sent[]): Promise<IngestAnswer> {
	const response = await fetch(`${url}/api/v1/events`, {
		method: 'POST',
		headers: {
			authorization: `Bearer ${key}`,
			'content-type': 'application/cloudevents-batch+json'
		},
		body: JSON.stringify(events.map((event) => ({ specversion: '1.0', source: 'queue', ...event })))
	});
	expect(response.status).toBe(200);
	return (await response.json()) as IngestAnswer;
}

/** What history must hold, worked out from the log alone. */
function fold(log: LoggedEvent[]): { tickets: TicketRecord[]; stages: StageRecord[] } {
	const state = newState(configOf(smallBranch()));
	const changes = new Changes();
	for (const logged of log) {
		const event = { ...logged, data: JSON.parse(logged.data) } as unknown as Recorded<BranchEvent>;
		evolve(state, event, changes);
	}
	const tickets = [...changes.tickets];
	return {
		tickets: tickets.map((ticket) => ticketRecord('lakeside', ticket)),
		stages: tickets.flatMap((ticket) => stageRecords('lakeside', ticket))
	};
}

const byKey = (a: object, b: object) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);

it(`F1: killed ${KILLS} times under load, no acknowledged event is missing, twice or half done`, async () => {
	const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31));
	console.log(`F1: seed ${seed}`);
	const pauses = fc.sample(fc.integer({ min: 0, max: 250 }), { seed, numRuns: KILLS });
	const folder = await mkdtemp(join(tmpdir(), 'foyer-f01-'));
	const key = await prepareFolder(folder, smallBranch({ clock: 'wall' }));
	const clients = Array.from({ length: CLIENTS }, (_, index) => new Client(`C${index}x`));
	let cutOff = 0;
	for (const pause of pauses) {
		const server = await spawnServer(folder);
		let running = true;
		const load = clients.map(async (client) => {
			while (running) {
				try {
					client.answered(await send(server.url, key, client.batch()));
				} catch (error) {
					if (running) throw error;
					cutOff += 1;
				}
			}
		});
		// Not before something was acknowledged; then at a random moment of the load.
		const before = clients[0]!.acknowledged.size;
		while (clients[0]!.acknowledged.size === before)
			await new Promise((resolve) => setImmediate(resolve));
		const until = performance.now() + pause;
		while (performance.now() < until) await new Promise((resolve) => setImmediate(resolve));
		running = false;
		await server.kill('SIGKILL');
		await Promise.all(load);
		const store = openStore(folder, { readOnly: true });
		expect(store.verify('lakeside').ok).toBe(true);
		await store.close();
	}
	const store = openStore(folder);
	const log = store.read('lakeside', 0, 10_000_000);
	const ids = log.flatMap((event) => (event.id === null ? [] : [event.id]));
	expect(new Set(ids).size).toBe(ids.length);
	const stored = new Set(ids);
	const acknowledged = clients.flatMap((client) => [...client.acknowledged]);
	expect(acknowledged.filter((id) => !stored.has(id))).toEqual([]);
	expect(log.map((event) => event.seq)).toEqual(log.map((_, index) => index + 1));
	const expected = fold(log);
	const { tickets, stages } = store.history;
	expect(tickets('lakeside', '0000', '9999').sort(byKey)).toEqual(expected.tickets.sort(byKey));
	expect(stages('lakeside', '0000', '9999').sort(byKey)).toEqual(expected.stages.sort(byKey));
	await store.close();
	console.log(
		`F1: ${acknowledged.length} acknowledged, ${stored.size} stored, ${cutOff} requests cut off`
	);
	await rm(folder, { recursive: true });
}, 600_000);
