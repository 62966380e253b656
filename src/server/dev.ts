import { resolve } from 'node:path';
import type { Plugin } from 'vite';
import type { App } from './app.ts';

/** Runs the real server inside `vite dev`, on the same address as the pages. */
export function foyer(): Plugin {
	return {
		name: 'foyer',
		apply: 'serve',
		async configureServer(vite) {
			if (vite.httpServer === null) return;
			const app = await theApp(resolve(vite.config.root, 'src/server'));
			vite.middlewares.use((req, res, next) => {
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
	const { App, APP } = (await import(resolve(folder, 'app.ts'))) as typeof import('./app.ts');
	const { readConfig } = (await import(
		resolve(folder, 'config.ts')
	)) as typeof import('./config.ts');
	const { wallClock } = (await import(resolve(folder, 'clock.ts'))) as typeof import('./clock.ts');
	const shared = globalThis as Record<symbol, unknown>;
	shared[APP] ??= new App(readConfig(), wallClock());
	return shared[APP] as App;
}
