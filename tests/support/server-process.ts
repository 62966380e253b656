import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { BranchFile } from '#lib/protocol/index.ts';
import { readConfig } from '#server/config.ts';
import { startServer } from '#server/server.ts';

const ENTRY = fileURLToPath(new URL('./server-entry.ts', import.meta.url));

/** A server in a process of its own. */
export interface ServerProcess {
	url: string;
	child: ChildProcess;
	/** Sends the signal and waits until the process is gone. */
	kill(signal?: NodeJS.Signals): Promise<void>;
}

/** One that may not serve yet. `served`: its address, once it does; rejects if it ends before. */
export interface LaunchedServer extends Omit<ServerProcess, 'url'> {
	served: Promise<string>;
}

/** Starts a server without pages on a data folder. `port` 0: any. `env`: further settings; `as`: who runs it. */
export function launchServer(
	data: string,
	port = 0,
	env: Record<string, string> = {},
	as: { uid?: number; gid?: number } = {}
): LaunchedServer {
	const child = spawn(process.execPath, [ENTRY], {
		env: { ...process.env, FOYER_DATA: data, PORT: String(port), HOST: '127.0.0.1', ...env },
		stdio: ['ignore', 'pipe', 'inherit'],
		...as
	});
	const gone = once(child, 'exit');
	const lines = createInterface({ input: child.stdout });
	const served = Promise.race([
		once(lines, 'line').then(([line]) => (JSON.parse(line as string) as { url: string }).url),
		gone.then(([code]) =>
			Promise.reject(new Error(`The server ended with ${code} before it served`))
		)
	]);
	// Whoever kills it before it serves does not wait for that.
	served.catch(() => undefined);
	return {
		served,
		child,
		kill: async (signal = 'SIGKILL') => {
			child.kill(signal);
			await gone;
		}
	};
}

/** The same, and resolves when it serves. */
export async function spawnServer(
	data: string,
	port = 0,
	env: Record<string, string> = {},
	as: { uid?: number; gid?: number } = {}
): Promise<ServerProcess> {
	const { served, child, kill } = launchServer(data, port, env, as);
	return { url: await served, child, kill };
}

/** Makes a data folder with one branch and a key that may send events and read; returns the key. */
export async function prepareFolder(data: string, file: BranchFile): Promise<string> {
	const config = readConfig({}, { data, port: 0 });
	const server = await startServer({ config, pages: false });
	try {
		const applied = await server.app.apply(file);
		if (!applied.ok) throw new Error(JSON.stringify(applied.issues));
		const key = { branch: file.id, scopes: ['events:write', 'read'], name: 'test' };
		return server.app.store.keys.create(key, Date.now()).secret;
	} finally {
		await server.close();
	}
}
