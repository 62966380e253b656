import { flushCompileCache } from 'node:module';
import { announcement } from './announcement.ts';
import { ConfigError, readConfig } from './config.ts';
import type { Config, ConfigFlags } from './config.ts';
import { logFault, logSentence } from './log.ts';
import { startServer } from './server.ts';
import type { RunningServer } from './server.ts';
import { whatIsOn } from './what-is-on.ts';
import { StoreError } from './store/index.ts';
import { offerDemonstration } from './takeover.ts';

/** Runs the server until it is told to stop. Prints every way in when it serves; exits 1 and says why when it can't. */
export async function run(flags: ConfigFlags = {}): Promise<void> {
	let server: RunningServer;
	let config: Config;
	try {
		config = readConfig(undefined, flags);
		server = await startServer({ config });
		for (const line of announcement(config, server.app.tls)) console.log(`foyer: ${line}`);
		logSentence(`started: ${whatIsOn(config)}`);
	} catch (error) {
		if (!(error instanceof ConfigError || error instanceof StoreError)) throw error;
		console.error(`foyer: ${error.message}`);
		process.exit(1);
	}
	const { path } = server.app.setup;
	if (path !== undefined) {
		console.log(
			`foyer: nobody administers this server yet; open ${server.url}${path} ` +
				'(good until then, a new one at every start)'
		);
	}
	// Node would keep it at an orderly end only, and the start after a kill is the one that must be quick.
	flushCompileCache();
	closeOnSignal(offerDemonstration(server, config, endOn('the demonstration')));
	exitOnBug();
}

/** The first signal closes in order; the second does not wait. */
export function closeOnSignal(server: { close(): Promise<void> }): void {
	let closing = false;
	const stop = () => {
		if (closing) process.exit(130);
		closing = true;
		logSentence('told to stop');
		server.close().then(
			() => {
				logSentence('stopped in order');
				process.exit(0);
			},
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
	const end = endOn('the server');
	process.on('uncaughtException', end);
	process.on('unhandledRejection', end);
}

function endOn(where: string): (error: unknown) => void {
	return (error) => {
		logFault(where, error);
		process.exit(1);
	};
}
