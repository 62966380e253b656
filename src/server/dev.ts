import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Plugin } from 'vite';
import type * as AppModule from './app.ts';
import type * as ClockModule from './clock.ts';
import type * as ConfigModule from './config.ts';
import type * as PeerModule from './peer.ts';

type App = AppModule.App;

/** Runs the real server inside `vite dev`, on the same address as the pages. */
export function foyer(): Plugin {
	return {
		name: 'foyer',
		apply: 'serve',
		async configureServer(vite) {
			if (vite.httpServer === null) return;
			const folder = resolve(vite.config.root, 'src/server');
			const app = await theApp(folder);
			const { settleHeaders } = await load<typeof PeerModule>(folder, 'peer.ts');
			vite.middlewares.use((req, res, next) => {
				settleHeaders(req, () => false);
				if (!app.ingest(req, res)) next();
			});
			app.gateway.attach(vite.httpServer as Parameters<App['gateway']['attach']>[0], {
				shared: true
			});
		}
	};
}

/**
 * Made once a process: Vite makes its server anew when its configuration changes, and only one app can hold
 * the data folder. Loaded by Node itself and only here: a build must not open a database.
 */
async function theApp(folder: string): Promise<App> {
	const { App, APP } = await load<typeof AppModule>(folder, 'app.ts');
	const { readConfig } = await load<typeof ConfigModule>(folder, 'config.ts');
	const { wallClock } = await load<typeof ClockModule>(folder, 'clock.ts');
	const shared = globalThis as Record<symbol, unknown>;
	shared[APP] ??= new App(readConfig(), wallClock());
	return shared[APP] as App;
}

function load<T>(folder: string, file: string): Promise<T> {
	return import(pathToFileURL(resolve(folder, file)).href) as Promise<T>;
}
