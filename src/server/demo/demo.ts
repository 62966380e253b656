import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { instantAt } from '#lib/domain/time/business-day.ts';
import type { App } from '../app.ts';
import type { Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import { startServer } from '../server.ts';
import { DemoClock } from './clock.ts';
import { lakeside } from './lakeside.ts';
import { Player, startOf, workingDaysBefore } from './player.ts';
import { Sender } from './sender.ts';
import { demoUsers, welcome } from './users.ts';
import type { DemoUser } from './users.ts';

export interface DemoOptions {
	config: Config;
	/** The real clock. */
	clock: Clock;
	seed: number;
	/** How many times as fast as life; 0: the clock stands still. */
	speed: number;
	payDay?: boolean;
	/** HH:MM: the day up to then is told at once, and goes on from there. */
	until?: string;
	/** Working days that the branch has lived through before: what its forecast has learned from. */
	past?: number;
	/** Who may sign in; otherwise one of each role. */
	users?: readonly DemoUser[];
	/** False: without pages, for tests. */
	pages?: boolean;
}

/** What `demo.json` says: where the demonstration is and how to get in. */
export interface DemoFile {
	url: string;
	branch: string;
	key: string;
	users: readonly DemoUser[];
}

export interface Demo extends DemoFile {
	/** Where `demo.json` is. */
	file: string;
	app: App;
	clock: DemoClock;
	player: Player;
	sender: Sender;
	/** Rejects when the server stops taking the demonstration's events. */
	playing: Promise<void>;
	/** Stops the play, then the server. Calling it twice does no harm. */
	close(): Promise<void>;
}

/** A Wednesday on which nothing in particular is celebrated. */
export const DEMO_DATE = '2026-11-25';

/** A clock never goes back: it begins with the past. */
function firstInstant(past: number): number {
	return startOf(workingDaysBefore(DEMO_DATE, past)[0] ?? DEMO_DATE);
}

/** Starts the real server over an empty data folder, with a branch day that plays through its own door. */
export async function startDemo(options: DemoOptions): Promise<Demo> {
	const { config, seed, speed, payDay = false, until, past = 0 } = options;
	const { users = demoUsers(), pages = true } = options;
	const clock = new DemoClock(options.clock, firstInstant(past), speed);
	const server = await startServer({ config, clock, pages });
	const { app, url } = server;
	try {
		const applied = await app.apply(lakeside);
		if (!applied.ok) throw new Error(`The demonstration's branch: ${applied.issues[0]?.detail}`);
		const { secret } = app.store.keys.create(
			{ branch: lakeside.id, scopes: ['events:write', 'read'], name: 'demo' },
			options.clock.real()
		);
		await welcome(app, users);
		const file: DemoFile = { url, branch: lakeside.id, key: secret, users };
		const path = join(config.data, 'demo.json');
		writeFileSync(path, `${JSON.stringify(file, null, '\t')}\n`, { mode: 0o600 });
		const sender = new Sender(server.control, lakeside.id, options.clock);
		const player = new Player({ clock, sender, seed, date: DEMO_DATE, payDay });
		await player.liveThrough(past);
		if (until !== undefined) {
			await player.fastForward(instantAt(DEMO_DATE, until, lakeside.timeZone));
		}
		clock.release();
		const playing = player.play();
		const close = async () => {
			player.stop();
			await playing.catch(() => undefined);
			await server.close();
		};
		return { ...file, file: path, app, clock, player, sender, playing, close };
	} catch (error) {
		await server.close();
		throw error;
	}
}
