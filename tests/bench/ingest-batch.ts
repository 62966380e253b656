import { benchBranch, branchDays, cloudEvent, take } from './support/branch-days.ts';
import type { StreamEvent } from './support/branch-days.ts';
import { Child } from './support/child.ts';
import type { Bench } from './support/figures.ts';
import { startFoyer } from './support/foyer.ts';
import type { Foyer } from './support/foyer.ts';
import { BATCH, Poster, requestBytes } from './support/poster.ts';
import { compare } from './support/rounds.ts';
import type { Effort } from './support/rounds.ts';

const SIZE = 100;
const EVENTS = 20_000;
const ROUNDS = 5;
const SEED = 1;

/** Durable ingest in batches, against bare better-sqlite3 writing the same rows in batches. */
export const ingestBatch: Bench = {
	name: 'ingest-batch',
	about: 'POST /api/v1/events in batches of 100, against bare better-sqlite3 in batches of 100',
	async run(report) {
		const floor = Child.start('sqlite-entry', { seed: SEED, batch: SIZE });
		const foyer = await startFoyer([benchBranch('bench')]);
		const stream = branchDays(SEED);
		try {
			const {
				ours,
				floor: bare,
				speed,
				thrift
			} = await compare(
				ROUNDS,
				() => post(foyer, take(stream, EVENTS)),
				async () => {
					await floor.ask('prepare', EVENTS);
					return floor.ask<Effort>('commit');
				}
			);
			report({
				name: 'events a second',
				ours: EVENTS / ours.seconds,
				floor: EVENTS / bare.seconds,
				unit: '/s',
				ratio: speed,
				target: { atLeast: 0.4 },
				note: `CPU ${micros(ours.cpu)} µs an event, floor ${micros(bare.cpu)} (${thrift.toFixed(2)})`
			});
		} finally {
			await foyer.stop();
			await floor.stop();
		}
	}
};

function micros(seconds: number): string {
	return ((seconds * 1e6) / EVENTS).toFixed(1);
}

/** Each queue machine sends its own tickets on its own connection; they begin a day together. */
async function post(foyer: Foyer, events: readonly StreamEvent[]): Promise<Effort> {
	const posters = new Map<string, Poster>();
	const days = new Map<number, Map<string, Buffer[]>>();
	for (const [day, ofDay] of Map.groupBy(events, (each) => each.day)) {
		const requests = new Map<string, Buffer[]>();
		for (const [source, own] of Map.groupBy(ofDay, (each) => each.source)) {
			if (!posters.has(source)) posters.set(source, await Poster.open(foyer.url));
			requests.set(source, batches(foyer, own));
		}
		days.set(day, requests);
	}
	const cpu = await foyer.cpu();
	const began = performance.now();
	for (const requests of days.values()) {
		await Promise.all(
			Array.from(requests, async ([source, own]) => {
				for (const request of own) {
					const body = await (posters.get(source) as Poster).post(request);
					if (!body.includes('"rejected":[]')) throw new Error(body.slice(0, 500));
				}
			})
		);
	}
	const seconds = (performance.now() - began) / 1000;
	for (const poster of posters.values()) poster.close();
	return { seconds, cpu: (await foyer.cpu()) - cpu };
}

function batches(foyer: Foyer, events: readonly StreamEvent[]): Buffer[] {
	const requests: Buffer[] = [];
	for (let from = 0; from < events.length; from += SIZE) {
		const bodies = events
			.slice(from, from + SIZE)
			.map((event) => cloudEvent(event).replace('{', '{"branch":"bench",'));
		requests.push(requestBytes(foyer.url, foyer.key, BATCH, `[${bodies.join(',')}]`));
	}
	return requests;
}
