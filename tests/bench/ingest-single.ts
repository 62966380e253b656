import { benchBranch, branchDays, cloudEvent, take } from './support/branch-days.ts';
import type { StreamEvent } from './support/branch-days.ts';
import { Child } from './support/child.ts';
import type { Bench } from './support/figures.ts';
import { startFoyer } from './support/foyer.ts';
import { Poster, requestBytes, SINGLE } from './support/poster.ts';
import { compare } from './support/rounds.ts';
import type { Effort } from './support/rounds.ts';

const CONNECTIONS = 64;
const EVENTS = 8_000;
const ROUNDS = 5;
const SEED = 2;

/** Single events, each durable before its answer, against a bare server that does the same. */
export const ingestSingle: Bench = {
	name: 'ingest-single',
	about: `single events from ${CONNECTIONS} connections, against a bare node:http server`,
	async run(report) {
		const bare = Child.start('bare-server-entry', { seed: SEED });
		const foyer = await startFoyer([benchBranch('bench')]);
		const bareUrl = await bare.ask<string>('url');
		const oursNext = branchDays(SEED);
		const floorNext = branchDays(SEED);
		try {
			const { ours, floor, speed, thrift } = await compare(
				ROUNDS,
				() => post(foyer.url, foyer.key, foyer.cpu, take(oursNext, EVENTS)),
				async () => {
					await bare.ask('prepare', EVENTS);
					const cpu = () => bare.ask<number>('cpu');
					return post(bareUrl, foyer.key, cpu, take(floorNext, EVENTS));
				}
			);
			report({
				name: `events a second, ${CONNECTIONS} connections`,
				ours: EVENTS / ours.seconds,
				floor: EVENTS / floor.seconds,
				unit: '/s',
				ratio: speed,
				target: { atLeast: 0.7 },
				note: `CPU ${micros(ours.cpu)} µs an event, floor ${micros(floor.cpu)} (${thrift.toFixed(2)})`
			});
		} finally {
			await foyer.stop();
			await bare.stop();
		}
	}
};

function micros(seconds: number): string {
	return ((seconds * 1e6) / EVENTS).toFixed(1);
}

/**
 * As many requests under way as there are connections. What happens to one ticket is sent in its order, and a day
 * is over before the next begins.
 */
async function post(
	url: string,
	key: string,
	cpuOf: () => Promise<number>,
	events: readonly StreamEvent[]
): Promise<Effort> {
	const posters = await Poster.several(url, CONNECTIONS);
	const days = [...Map.groupBy(events, (each) => each.day).values()].map((ofDay) =>
		ofDay.map((each) => ({
			ticket: each.event.subject,
			bytes: requestBytes(url, key, SINGLE, cloudEvent(each).replace('{', '{"branch":"bench",'))
		}))
	);
	const cpu = await cpuOf();
	const began = performance.now();
	for (const day of days) await postDay(day, posters);
	const seconds = (performance.now() - began) / 1000;
	for (const poster of posters) poster.close();
	return { seconds, cpu: (await cpuOf()) - cpu };
}

interface Request {
	ticket: string;
	bytes: Buffer;
}

function postDay(requests: readonly Request[], posters: readonly Poster[]): Promise<void> {
	return new Promise((resolve) => {
		const free = [...posters];
		/** Tickets with a request under way, and what has to wait for its answer. */
		const busy = new Map<string, Request[]>();
		let next = 0;
		let left = requests.length;
		const send = (poster: Poster, request: Request) => {
			poster.send(request.bytes, () => {
				left -= 1;
				if (left === 0) return resolve();
				const after = busy.get(request.ticket)?.shift();
				if (after !== undefined) return send(poster, after);
				busy.delete(request.ticket);
				free.push(poster);
				fill();
			});
		};
		const fill = () => {
			while (free.length > 0 && next < requests.length) {
				const request = requests[next] as Request;
				next += 1;
				const others = busy.get(request.ticket);
				if (others !== undefined) others.push(request);
				else {
					busy.set(request.ticket, []);
					send(free.pop() as Poster, request);
				}
			}
		};
		fill();
	});
}
