import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const ENTRY = fileURLToPath(new URL('../../src/server/main.ts', import.meta.url));
const CLI = fileURLToPath(new URL('../../src/server/cli/main.ts', import.meta.url));

/** A server as `npm start` runs it, on a folder that was empty. */
export interface FirstRun {
	url: string;
	/** The one-time link that it printed last. */
	link: string;
	folder: string;
	/** Runs a command of ours on the same folder; resolves to what it printed. */
	foyer(...args: string[]): Promise<string>;
	/** Ends it in order, and starts it again on the same folder and port; nobody has set it up yet. */
	restart(): Promise<void>;
	stop(): Promise<void>;
}

/** Starts it on a fresh folder. */
export async function firstRun(): Promise<FirstRun> {
	const folder = await mkdtemp(join(tmpdir(), 'foyer-first-'));
	let running = await start(folder, 0);
	return {
		folder,
		get url() {
			return running.url;
		},
		get link() {
			return running.link;
		},
		foyer: (...args) => command(folder, args),
		restart: async () => {
			const port = Number(new URL(running.url).port);
			await end(running.child);
			running = await start(folder, port);
		},
		stop: async () => {
			await end(running.child);
			await rm(folder, { recursive: true, force: true });
		}
	};
}

async function start(folder: string, port: number) {
	const child = spawn(process.execPath, [ENTRY], {
		env: { ...process.env, FOYER_DATA: folder, PORT: String(port), HOST: '127.0.0.1' },
		stdio: ['ignore', 'pipe', 'inherit']
	});
	const said: string[] = [];
	const link = await new Promise<string>((resolve, reject) => {
		createInterface({ input: child.stdout }).on('line', (line) => {
			said.push(line);
			const printed = /open (\S+\/setup\?token=\S+)/.exec(line)?.[1];
			if (printed !== undefined) resolve(printed);
		});
		child.once('exit', () => {
			reject(new Error(`The server ended before it served: ${said.join('\n')}`));
		});
	});
	return { child, url: new URL(link).origin, link };
}

async function command(folder: string, args: string[]): Promise<string> {
	const child = spawn(process.execPath, [CLI, ...args, '--data', folder], {
		stdio: ['ignore', 'pipe', 'inherit']
	});
	let out = '';
	child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
	await once(child, 'close');
	return out;
}

async function end(child: ReturnType<typeof spawn>): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return;
	const gone = once(child, 'exit');
	child.kill('SIGTERM');
	await gone;
}
