import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as passes } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, it, onTestFinished } from 'vitest';
import { evolve } from '#lib/domain/branch.ts';
import { Changes } from '#lib/domain/changes.ts';
import { configOf } from '#lib/domain/config/config.ts';
import type { BranchEvent, Recorded } from '#lib/domain/event.ts';
import { stageRecords, ticketRecord } from '#lib/domain/history.ts';
import { newState } from '#lib/domain/state.ts';
import type { StageRecord, TicketRecord } from '#lib/protocol/index.ts';
import { openStore } from '#server/store/index.ts';
import type { LoggedEvent } from '#server/store/types.ts';
import { howMany, report } from '../support/fault.ts';
import { smallBranch } from '../support/history.ts';
import { launchServer, prepareFolder, spawnServer } from '../support/server-process.ts';
import type { LaunchedServer } from '../support/server-process.ts';
import { Refusal, SteadyClient } from '../support/steady-client.ts';

/** `KILLS=500` for as many as are promised: six minutes by themselves on two cores. */
const KILLS = howMany(4, Number(process.env['KILLS'] ?? 300));
/** Servers that are killed at the same time, each on a folder of its own. */
const LANES = howMany(1, 2);
/** What is acknowledged in the life of one server before it may be killed: four lives of five see load. */
const A_LIFE = howMany(50, Math.ceil(130_000 / KILLS));
const WANTED = howMany(100, 100_000);
/** Clients that send at the same time, and events a request. */
const CLIENTS = 4;
const BATCH = 25;
/** The chain is looked through after so many kills of a lane. */
const LOOK_EVERY = 50;
/** One start in so many is as slow as the first one: without what Node keeps of compiled sources. */
const COLD_EVERY = 25;

/** When it is killed: `load` among commits, `start` before it serves, `stop` while it stores snapshots and checkpoints. */
type Moment = 'load' | 'start' | 'stop';
const MOMENTS: readonly Moment[] = ['load', 'start', 'load', 'stop', 'load'];
/** Milliseconds: how long after the moment begins, at most. */
const SPAN: Record<Moment, number> = { load: 80, start: 700, stop: 60 };

interface Measured {
	killed: Record<Moment, number>;
	/** Stops that were over before the kill came. */
	ended: number;
	cutOff: number;
	/** Milliseconds from spawning to serving. */
	up: number[];
	cold: number[];
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

/** One folder, and the servers that live and die on it. */
class Lane {
	readonly clients: readonly SteadyClient[];
	readonly #folder: string;
	readonly #key: string;
	readonly #compiled: string;
	readonly #measured: Measured;

	constructor(folder: string, key: string, compiled: string, measured: Measured) {
		this.#folder = folder;
		this.#key = key;
		this.#compiled = compiled;
		this.#measured = measured;
		this.clients = Array.from(
			{ length: CLIENTS },
			(_, index) => new SteadyClient(`C${index}x`, BATCH)
		);
	}

	get acknowledged(): number {
		return this.clients.reduce((sum, client) => sum + client.acknowledged.size, 0);
	}

	/** One life: started, and killed `after` the moment began. `cold`: nothing is at hand from the starts before. */
	async live(moment: Moment, after: number, cold: boolean): Promise<void> {
		const began = performance.now();
		const env: Record<string, string> = cold
			? { NODE_DISABLE_COMPILE_CACHE: '1' }
			: { NODE_COMPILE_CACHE: this.#compiled };
		const server = launchServer(this.#folder, 0, env);
		this.#measured.killed[moment] += 1;
		if (moment === 'start') {
			await passes(after);
			await server.kill();
			return;
		}
		const url = await server.served;
		(cold ? this.#measured.cold : this.#measured.up).push(performance.now() - began);
		await this.#load(server, url, () => this.#end(server, moment, after));
	}

	async #load({ child }: LaunchedServer, url: string, end: () => Promise<void>): Promise<void> {
		const enough = this.acknowledged + A_LIFE;
		let running = true;
		child.once('exit', () => (running = false));
		const senders = this.clients.map(async (client) => {
			while (running) {
				try {
					await client.send(url, this.#key);
				} catch (error) {
					if (error instanceof Refusal && running) throw error;
					this.#measured.cutOff += 1;
				}
			}
		});
		await Promise.race([
			...senders,
			(async () => {
				while (running && this.acknowledged < enough) await passes(1);
			})()
		]);
		await end();
		running = false;
		await Promise.all(senders);
	}

	async #end(server: LaunchedServer, moment: Moment, after: number): Promise<void> {
		if (moment === 'stop') server.child.kill('SIGTERM');
		await passes(after);
		if (server.child.exitCode !== null) this.#measured.ended += 1;
		await server.kill();
	}

	/** Whether the chain is whole as the disk has it. */
	async look(): Promise<void> {
		const store = openStore(this.#folder, { readOnly: true });
		expect(store.verify('lakeside').ok).toBe(true);
		await store.close();
	}

	/** Every acknowledged event once, no gap, and history as the log says. Returns how many are stored. */
	async settle(): Promise<number> {
		const store = openStore(this.#folder);
		const log = store.read('lakeside', 0, 10_000_000);
		const ids = log.flatMap((event) => (event.id === null ? [] : [event.id]));
		const stored = new Set(ids);
		expect(stored.size).toBe(ids.length);
		const lost = this.clients.flatMap((client) =>
			[...client.acknowledged].filter((id) => !stored.has(id))
		);
		expect(lost).toEqual([]);
		expect(log.every((event, index) => event.seq === index + 1)).toBe(true);
		expect(store.verify('lakeside')).toMatchObject({ ok: true });
		const expected = fold(log);
		const { tickets, stages } = store.history;
		expect(tickets('lakeside', '0000', '9999').sort(byKey)).toEqual(expected.tickets.sort(byKey));
		expect(stages('lakeside', '0000', '9999').sort(byKey)).toEqual(expected.stages.sort(byKey));
		await store.close();
		return stored.size;
	}
}

const ms = (all: number[]) => {
	const sorted = [...all].sort((a, b) => a - b);
	const at = (share: number) => Math.round(sorted[Math.floor(share * (sorted.length - 1))] ?? 0);
	return `${at(0.5)} / ${at(0.95)} / ${at(1)} ms`;
};

it(`F1: killed ${KILLS} times among commits, while it starts and while it stops, it loses nothing that was acknowledged`, async () => {
	const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31));
	console.log(`F1: seed ${seed}`);
	const shares = fc.sample(fc.double({ min: 0, max: 1, noNaN: true }), { seed, numRuns: KILLS });
	const root = await mkdtemp(join(tmpdir(), 'foyer-f01-'));
	onTestFinished(() => rm(root, { recursive: true, force: true }));
	const compiled = join(root, 'compiled');
	const measured: Measured = {
		killed: { load: 0, start: 0, stop: 0 },
		...{ ended: 0, cutOff: 0, up: [], cold: [] }
	};
	const lanes = await Promise.all(
		Array.from({ length: LANES }, async (_, index) => {
			const folder = join(root, `lane-${index}`);
			const key = await prepareFolder(folder, smallBranch({ clock: 'wall' }));
			return { folder, key, lane: new Lane(folder, key, compiled, measured) };
		})
	);
	// Node writes down what it compiled at an orderly end, which no life of ours has (the program itself does it at once).
	const first = await spawnServer(lanes[0]!.folder, 0, { NODE_COMPILE_CACHE: compiled });
	await first.kill('SIGTERM');
	let next = 0;
	await Promise.all(
		lanes.map(async ({ lane }) => {
			for (let own = 1; next < KILLS; own += 1) {
				const nth = next++;
				const moment = MOMENTS[nth % MOMENTS.length] as Moment;
				await lane.live(moment, (shares[nth] as number) * SPAN[moment], nth % COLD_EVERY === 0);
				if (own % LOOK_EVERY === 0) await lane.look();
			}
		})
	);
	let stored = 0;
	let acknowledged = 0;
	for (const { lane, folder, key } of lanes) {
		stored += await lane.settle();
		acknowledged += lane.acknowledged;
		// And it serves again, as if nothing had been.
		const server = await spawnServer(folder);
		await lane.clients[0]!.send(server.url, key);
		await server.kill('SIGTERM');
	}
	expect(acknowledged).toBeGreaterThanOrEqual(WANTED);
	const { killed, ended, cutOff, up, cold } = measured;
	report(
		'F1',
		`${KILLS} kills (${killed.load} among commits, ${killed.start} while starting, ${killed.stop} while stopping, ` +
			`${ended} of them too late), ${acknowledged} events acknowledged, ${stored} stored, 0 lost, 0 twice; ` +
			`${cutOff} requests cut off; up again after ${ms(up)} (p50, p95, worst), without compiled sources ${ms(cold)}`
	);
}, 900_000);
