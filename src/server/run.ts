import { announcement } from './announcement.ts';
import { ConfigError, readConfig } from './config.ts';
import type { ConfigFlags } from './config.ts';
import { logFault } from './log.ts';
import { startServer } from './server.ts';
import type { RunningServer } from './server.ts';
import { StoreError } from './store/index.ts';

/** Runs the server until it is told to stop. Prints every way in when it serves; exits 1 and says why when it can't. */
export async function run(flags: ConfigFlags = {}): Promise<void> {
	let server: RunningServer;
	try {
		const config = readConfig(undefined, flags);
		server = await startServer({ config });
		for (const line of announcement(config, server.app.tls)) console.log(`foyer: ${line}`);
	} catch (error) {
		if (!(error instanceof ConfigError || error instanceof StoreError)) throw error;
		console.error(`foyer: ${error.message}`);
		process.exit(1);
	}
	closeOnSignal(server);
	exitOnBug();
}

/** The first signal closes in order; the second does not wait. */
export function closeOnSignal(server: { close(): Promise<void> }): void {
	let closing = false;
	const stop = () => {
		if (closing) process.exit(130);
		closing = true;
		server.close().then(
			() => process.exit(0),
			(error: unknown) => {
				logFault('closing', error);
				process.exit(1);
			}
		);
	};
	process.on('SIGTERM', stop);
	process.on('SIGINT', stop);
}

/** An exception that nobody caught is a bug: state may be wrong, and the log on disk is right. */
export function exitOnBug(): void {
	const end = (error: unknown) => {
		logFault('the server', error);
		process.exit(1);
	};
	process.on('uncaughtException', end);
	process.on('unhandledRejection', end);
}
