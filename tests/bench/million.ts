import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Child } from './support/child.ts';
import type { Bench } from './support/figures.ts';
import { removeFolder, temporaryFolder } from './support/folder.ts';
import { median, sharedNow } from './support/numbers.ts';
import type { Effort } from './support/rounds.ts';

const MILLION = 1_000_000;
/** Events in one measurement. */
const WINDOW = 10_000;
const ROUNDS = 7;
const STARTS = 5;
const SERVER = fileURLToPath(new URL('../support/server-entry.ts', import.meta.url));

/** What a long log costs: each event, and the start. */
export const million: Bench = {
	name: 'million',
	about: 'cost of an event at the millionth against the thousandth, and a start with a million',
	async run(report) {
		const folder = temporaryFolder();
		const long = Child.start('branch-entry', { folder, seed: 5 });
		const whole = await long.ask<Effort>('feed', MILLION - (WINDOW * ROUNDS) / 2);
		const rounds: { late: Effort; early: Effort }[] = [];
		for (let round = 0; round < ROUNDS; round += 1) {
			const fresh = await freshBranch();
			rounds.push({ late: await long.ask<Effort>('feed', WINDOW), early: fresh });
		}
		// Killed, not closed: the start has the tail of the log to read.
		await long.stop();
		report({
			name: 'cost of an event at the millionth',
			ours: (median(rounds.map(({ late }) => late.cpu)) / WINDOW) * 1e6,
			floor: (median(rounds.map(({ early }) => early.cpu)) / WINDOW) * 1e6,
			unit: 'µs CPU',
			ratio: median(rounds.map(({ late, early }) => late.cpu / early.cpu)),
			target: { atMost: 1.2 },
			note: `floor: at the thousandth; all of the million at ${Math.round(MILLION / whole.seconds)} events/s`
		});
		const starts: number[] = [];
		for (let start = 0; start < STARTS; start += 1) starts.push(await startOnce(folder));
		report({
			name: 'start with a million events',
			ours: median(starts),
			unit: 's',
			target: { atMost: 2 },
			note: `worst of ${STARTS}: ${Math.max(...starts).toFixed(2)} s`
		});
		removeFolder(folder);
	}
};

/** A window that begins at the thousandth event of a new log, in a process as warm as the other. */
async function freshBranch(): Promise<Effort> {
	const warm = temporaryFolder();
	const folder = temporaryFolder();
	const child = Child.start('branch-entry', { folder: warm, fresh: folder, seed: 6 });
	await child.ask('feed', 5 * WINDOW);
	await child.ask('renew');
	await child.ask('feed', 1_000);
	const effort = await child.ask<Effort>('feed', WINDOW);
	await child.ask('close');
	await child.stop();
	removeFolder(warm);
	removeFolder(folder);
	return effort;
}

/** Seconds from the start of the process until it says that it serves. */
async function startOnce(folder: string): Promise<number> {
	const began = sharedNow();
	const child = spawn(process.execPath, [SERVER], {
		env: { ...process.env, FOYER_DATA: folder, PORT: '0', HOST: '127.0.0.1' },
		stdio: ['ignore', 'pipe', 'inherit']
	});
	const gone = new Promise((resolve) => child.once('exit', resolve));
	await new Promise<void>((resolve, reject) => {
		createInterface({ input: child.stdout }).once('line', () => resolve());
		child.once('exit', (code) => reject(new Error(`The server ended with ${code}`)));
	});
	const seconds = (sharedNow() - began) / 1000;
	child.kill('SIGKILL');
	await gone;
	return seconds;
}
