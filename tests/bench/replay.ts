import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Skipped } from './support/figures.ts';
import type { Bench } from './support/figures.ts';
import { removeFolder, temporaryFolder } from './support/folder.ts';
import { median, pause } from './support/numbers.ts';

const FILE = fileURLToPath(new URL('../../../shared/data/bank-calls-1999-02.csv', import.meta.url));
const CLI = fileURLToPath(new URL('../../src/server/cli/main.ts', import.meta.url));
const RUNS = 3;

/** A month of a real call centre through the command, as fast as the disk takes it. */
export const replay: Bench = {
	name: 'replay',
	about: 'foyer replay of all February at --speed max, in a process of its own',
	async run(report) {
		if (!existsSync(FILE)) throw new Skipped('../shared/data/bank-calls-1999-02.csv is not here');
		const runs: { eventsPerSecond: number; events: number; peak: number }[] = [];
		for (let run = 0; run < RUNS; run += 1) runs.push(await once());
		report({
			name: 'events a second, durably',
			ours: median(runs.map((each) => each.eventsPerSecond)),
			unit: '/s',
			target: { atLeast: 20_000 },
			note: `${runs[0]?.events} events, best of ${RUNS}: ${Math.round(Math.max(...runs.map((each) => each.eventsPerSecond)))}`
		});
		report({
			name: 'largest resident memory',
			ours: Math.max(...runs.map((each) => each.peak)) / 1e6,
			unit: 'MB',
			target: { atMost: 400 }
		});
	}
};

async function once(): Promise<{ eventsPerSecond: number; events: number; peak: number }> {
	const folder = temporaryFolder();
	const flags = process.env.FOYER_BENCH_NODE?.split(' ') ?? [];
	const args = ['replay', '--format', 'bank-calls', '--file', FILE, '--data', folder];
	const child = spawn(process.execPath, [...flags, CLI, ...args, '--report', 'json'], {
		stdio: ['ignore', 'pipe', 'inherit']
	});
	let text = '';
	child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
	const done = new Promise<number | null>((resolve) => child.once('close', resolve));
	let peak = 0;
	let running = true;
	void done.then(() => (running = false));
	while (running) {
		peak = Math.max(peak, peakMemory(child.pid as number));
		await pause(25);
	}
	const code = await done;
	removeFolder(folder);
	if (code !== 0) throw new Error(`foyer replay ended with ${code}`);
	const { events, eventsPerSecond } = JSON.parse(text) as Record<string, number>;
	return { events: events as number, eventsPerSecond: eventsPerSecond as number, peak };
}

/** The high-water mark that Linux keeps for a process, in bytes. */
function peakMemory(pid: number): number {
	try {
		const status = readFileSync(`/proc/${pid}/status`, 'utf8');
		return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0) * 1024;
	} catch {
		return 0;
	}
}
