/** Years of a busy branch through the real write path, a day at a time, with its hourly round at each day's end. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Caller } from '#server/access/access.ts';
import { COMMAND_LINE } from '#server/access/access.ts';
import { App } from '#server/app.ts';
import type { Branch, Command } from '#server/branch.ts';
import { wallClock } from '#server/clock.ts';
import { testConfig } from '../../support/test-config.ts';
import { argument, serve } from './child.ts';
import { dayOfBranch, growingBranch, growingDay, TICKETS_A_DAY } from './growing-branch.ts';
import { quantile } from './numbers.ts';

/** How large a branch has become: megabytes, and events. */
export interface Size {
	/** Events that were lived, and how many a second. */
	lived: number;
	eventsPerSecond: number;
	file: number;
	/** The longest that the log beside the file became. */
	wal: number;
	/** Events that are there. */
	whole: number;
	verified: boolean;
}

/** What a branch costs: megabytes, seconds, and milliseconds at p95. */
export interface Cost {
	rss: number;
	start: number;
	event: number;
	/** An event while old days are compacted: p95, and the worst. */
	beside: number;
	worstBeside: number;
	wall: number;
	day: number;
	month: number;
	ticket: number;
	export: number;
}

const GROUP = 500;
const ROUNDS = 40;
const MB = 2 ** 20;

/** `days`: so many were lived before. */
const { folder, beatMinutes, days } = argument<{
	folder: string;
	beatMinutes: number;
	days: number;
}>();
let app = await open();
let today = days;

serve({
	/** Lives so many days, with the hourly round at each one's end. */
	live: async (days: number): Promise<Size> => {
		const began = performance.now();
		const seq = branch().seq;
		let wal = 0;
		for (let day = 0; day < days; day += 1) {
			await live(growingDay(today, beatMinutes));
			await app.retention.run();
			wal = Math.max(wal, megabytes('foyer.db-wal'));
			today += 1;
		}
		const lived = branch().seq - seq;
		const seconds = (performance.now() - began) / 1000;
		const verdict = app.store.verify('growing');
		return {
			...{ lived, eventsPerSecond: lived / seconds, file: megabytes('foyer.db'), wal },
			whole: verdict.ok ? (verdict.compacted?.whole ?? verdict.head.seq) : NaN,
			verified: verdict.ok
		};
	},
	measure: () => measured(),
	close: () => app.dispose()
});

async function open(): Promise<App> {
	const opened = new App(testConfig(folder), wallClock());
	await opened.apply(growingBranch(beatMinutes));
	return opened;
}

function branch(): Branch {
	return app.branches.get('growing') as Branch;
}

async function live(commands: readonly Command[]): Promise<void> {
	for (let from = 0; from < commands.length; from += GROUP) {
		const outcomes = await branch().accept(commands.slice(from, from + GROUP));
		const refused = outcomes.find(({ kind }) => kind === 'refused');
		if (refused !== undefined) throw new Error(JSON.stringify(refused));
	}
}

/** Lives another day, its last taps one by one: some with nothing beside, some while old days go. */
async function measured(): Promise<Cost> {
	const commands = growingDay(today, beatMinutes);
	const half = commands.length - 2 * ROUNDS * 5;
	await live(commands.slice(0, half));
	const alone = await oneByOne(commands.slice(half, half + ROUNDS * 5));
	const round = app.retention.run();
	const beside = await oneByOne(commands.slice(half + ROUNDS * 5));
	await round;
	today += 1;
	globalThis.gc?.();
	const rss = process.memoryUsage().rss / MB;
	await app.dispose();
	const reopening = performance.now();
	app = await open();
	branch().view('wall');
	const start = (performance.now() - reopening) / 1000;
	await app.store.warm;
	const caller: Caller = COMMAND_LINE;
	const last = dayOfBranch(today - 2);
	const month = { from: dayOfBranch(today - 31), to: last };
	return {
		...{ rss, start },
		event: quantile(alone, 0.95),
		beside: quantile(beside, 0.95),
		worstBeside: Math.max(...beside),
		wall: await timed(async () => branch().view('wall')),
		day: await timed(() => stats({ from: last, to: last })),
		month: await timed(() => stats(month)),
		ticket: await timed(async () => {
			const read = app.reading.ticket(caller.principal, 'growing', 'A250', last);
			if (!read.ok) throw new Error(read.detail);
		}),
		export: await timed(async () => {
			const opened = await app.exports.open(caller, 'growing', 'tickets.csv', month);
			if (!opened.ok) throw new Error(opened.detail);
			let bytes = 0;
			for await (const part of opened.parts) bytes += part.length;
			if (bytes < TICKETS_A_DAY * 50) throw new Error(`An export of ${bytes} bytes`);
		}, 5)
	};

	async function stats(span: { from: string; to: string }): Promise<void> {
		const read = await app.reports.stats(caller.principal, 'growing', { ...span, by: 'day' });
		if (!read.ok) throw new Error(read.detail);
	}
}

async function oneByOne(commands: readonly Command[]): Promise<number[]> {
	const times: number[] = [];
	for (const command of commands) {
		const began = performance.now();
		await branch().accept([command]);
		times.push(performance.now() - began);
	}
	return times;
}

/** Milliseconds at p95. */
async function timed(run: () => Promise<unknown>, rounds = ROUNDS): Promise<number> {
	const times: number[] = [];
	for (let round = 0; round < rounds; round += 1) {
		const began = performance.now();
		await run();
		times.push(performance.now() - began);
	}
	return quantile(times, 0.95);
}

function megabytes(name: string): number {
	return (statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0) / MB;
}
