import { io } from 'socket.io-client';
import type { Socket } from 'socket.io-client';
import { benchBranch, cloudEvent, dayByDay } from '../bench/support/branch-days.ts';
import type { StreamEvent } from '../bench/support/branch-days.ts';
import type { Footprint } from '../bench/support/footprint.ts';
import { startFoyer } from '../bench/support/foyer.ts';
import type { Foyer } from '../bench/support/foyer.ts';
import { pause } from '../bench/support/numbers.ts';
import { BATCH, Posters, postUntilTaken, requestBytes } from '../bench/support/poster.ts';

/** How long a run is. */
export interface LongRun {
	days: number;
	/** Of each day, at most so many events: what is left open then ends with the day. */
	most: number;
	/** Days from one look at what is held to the next. */
	every: number;
}

/** What was held at the end of a day. */
export interface DayHeld extends Footprint {
	/** Days so far. */
	day: number;
	/** Events so far. */
	events: number;
	/** Seconds of real time so far. */
	seconds: number;
}

const SEED = 35;
/** The one branch of a long run. */
export const BRANCH = 'bench';
const AT_ONCE = 300;
/** Screens that stay all day, and those that come and go before every few batches. */
const STAYING = ['wall', 'display'];
const PASSING = ['lobby', 'head', 'counter', 'wall', 'wealth', 'kiosk'];
const EVERY = 4;
/** Days from one export to the next; every fourth is a workbook. */
const EXPORT_EVERY = 3;

/**
 * Days of a busy branch one after the other, as fast as they are taken: events over HTTP, screens that come, watch, go
 * politely or are cut, by websocket and by polling, exports, days that end. Resolves with what the server holds at the
 * end of every so many days, when everybody has gone.
 */
export async function longRun({ days, most, every }: LongRun): Promise<DayHeld[]> {
	const foyer = await startFoyer([benchBranch(BRANCH)], { gc: true });
	try {
		const stream = dayByDay(SEED);
		const held: DayHeld[] = [];
		const began = performance.now();
		let events = 0;
		for (let day = 1; day <= days; day += 1) {
			const today = (stream.next().value as StreamEvent[]).slice(0, most);
			events += today.length;
			await oneDay(foyer, today, day);
			if (day % every !== 0) continue;
			const seconds = (performance.now() - began) / 1_000;
			held.push({ ...(await foyer.child.ask<Footprint>('footprint')), day, events, seconds });
		}
		return held;
	} finally {
		await foyer.stop();
	}
}

async function oneDay(foyer: Foyer, today: readonly StreamEvent[], day: number): Promise<void> {
	const posters = new Posters(foyer.url);
	const screens = await Promise.all(STAYING.map((screen, n) => watching(foyer, screen, n)));
	let turn = day;
	for (let from = 0, batch = 0; from < today.length; from += AT_ONCE, batch += 1) {
		if (batch % EVERY === 0) {
			turn += 1;
			screens.push(await watching(foyer, PASSING[turn % PASSING.length] as string, turn));
			leave(screens.splice(STAYING.length, screens.length > STAYING.length + 2 ? 1 : 0), turn);
		}
		await tell(foyer, posters, today.slice(from, from + AT_ONCE));
	}
	if ((day - 1) % EXPORT_EVERY === 0) await exported(foyer, today, day);
	leave(screens, turn);
	posters.close();
	while ((await foyer.child.ask<number>('screens')) > 0) await new Promise(setImmediate);
}

/** Sends events of a stream to a branch that their clock moves; throws where one is refused. */
export async function tell(
	{ url, key }: Foyer,
	posters: Posters,
	events: readonly StreamEvent[]
): Promise<void> {
	const bodies = events.map(
		(each) => ({ ...JSON.parse(cloudEvent(each)), branch: BRANCH }) as object
	);
	const request = requestBytes(url, key, BATCH, JSON.stringify(bodies));
	const answer = await postUntilTaken(posters, request);
	if (!answer.includes('"rejected":[]')) throw new Error(answer.slice(0, 500));
}

async function exported(foyer: Foyer, today: readonly StreamEvent[], day: number): Promise<void> {
	const date = new Date((today[0] as StreamEvent).event.at).toISOString().slice(0, 10);
	const file = (day - 1) % (4 * EXPORT_EVERY) === 0 ? 'tickets.xlsx' : 'tickets.csv';
	const bytes = await foyer.child.ask<number>('export', { branch: BRANCH, file, day: date });
	if (bytes < 1_000) throw new Error(`An export of ${bytes} bytes`);
}

/** A screen with the view of its branch; every third begins by polling, as behind a proxy. */
async function watching({ url, key }: Foyer, screen: string, turn: number): Promise<Socket> {
	const transports = turn % 3 === 0 ? ['polling', 'websocket'] : ['websocket'];
	const options = { transports, forceNew: true, reconnection: false, auth: { token: key } };
	const socket = io(url, options);
	for (;;) {
		const fault = await new Promise<Error | undefined>((resolve) => {
			socket.once('connect', () => resolve(undefined));
			socket.once('connect_error', resolve);
		});
		if (fault === undefined) break;
		// A server that is short of something asks to come again.
		if (fault.message !== 'busy') throw fault;
		await pause(1_000);
		socket.removeAllListeners().connect();
	}
	const request = { protocol: 1, branch: BRANCH, screen };
	const answer = (await socket.emitWithAck('watch', request)) as { ok: boolean };
	if (!answer.ok) throw new Error(JSON.stringify(answer));
	return socket;
}

/** Politely, or with the cable pulled. */
function leave(screens: Socket[], turn: number): void {
	for (const [n, screen] of screens.entries()) {
		if ((turn + n) % 2 === 0) screen.io.engine.close();
		screen.close();
	}
}
