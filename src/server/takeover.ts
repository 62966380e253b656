import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { wallClock } from './clock.ts';
import type { Config } from './config.ts';
import { demoUsers } from './demo/users.ts';
import type { DemoUser } from './demo/users.ts';
import type { RunningServer } from './server.ts';

interface Closes {
	close(): Promise<void>;
}

/** The answer that says who may sign in goes out before its server does. Real milliseconds. */
const ANSWER_MS = 250;
const SPEED = 60;
const SEED = 1;

/**
 * Lets whoever sets a server up look at a demonstration first: it takes the server's place, at the same address, over
 * a temporary folder. The server's own folder stays as it is, so that the next start offers the set-up again. What is
 * returned closes whichever of the two runs. `failed`: the demonstration did not start.
 */
export function offerDemonstration(
	server: RunningServer,
	config: Config,
	failed: (error: unknown) => void
): Closes {
	const clock = wallClock();
	let running: Promise<Closes> = Promise.resolve(server);
	let users: DemoUser[] | undefined;
	server.app.setup.onDemonstration(() => {
		if (users !== undefined) return users;
		const made = (users = demoUsers());
		clock.after(ANSWER_MS, () => {
			running = demonstrate(server, config, made);
			running.catch(failed);
		});
		return made;
	});
	return { close: async () => (await running).close() };
}

async function demonstrate(
	server: RunningServer,
	config: Config,
	users: readonly DemoUser[]
): Promise<Closes> {
	const port = Number(new URL(server.url).port);
	await server.close();
	// Only who asks for it pays for loading it.
	const { startDemo } = await import('./demo/demo.ts');
	const data = mkdtempSync(join(tmpdir(), 'foyer-demo-'));
	const remove = () => rmSync(data, { recursive: true, force: true });
	try {
		const demo = await startDemo({
			config: { ...config, port, data },
			clock: wallClock(),
			seed: SEED,
			speed: SPEED,
			users
		});
		console.log(`foyer: a demonstration day runs at ${demo.url}; Ctrl-C ends it`);
		return { close: () => demo.close().finally(remove) };
	} catch (error) {
		remove();
		throw error;
	}
}
