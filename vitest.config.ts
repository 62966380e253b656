import { readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

/** Folders of tests that vitest does not run: Playwright's, benches (run by hand), and helpers. */
const notProjects = new Set(['e2e', 'bench', 'support']);
/** Folders of tests of pure functions: they leave nothing behind that the next file would have to be kept from. */
const pure = new Set(['client', 'domain', 'protocol', 'views']);
const folders = readdirSync(new URL('./tests', import.meta.url), { withFileTypes: true })
	.filter((entry) => entry.isDirectory() && !notProjects.has(entry.name))
	.map((entry) => entry.name);

/** A folder under tests/ is a project by its name, and the files directly in tests/ are `architecture`. */
export default defineConfig({
	plugins: [svelte({ configFile: false })],
	test: {
		passWithNoTests: true,
		// The built pages run as they are, as in production.
		server: { deps: { external: [/\/build\//, /\/\.svelte-kit\/output\//] } },
		// A process each: tests open real stores, start servers and are killed with what they opened.
		pool: 'forks',
		// One fewer by itself, which on two cores is a half: many tests wait for sockets and the disk.
		maxWorkers: Math.max(2, availableParallelism()),
		// A hang is the only thing that these limits catch; no test measures time.
		testTimeout: 120_000,
		hookTimeout: 120_000,
		teardownTimeout: 20_000,
		projects: [
			{ extends: true, test: { name: 'architecture', include: ['tests/*.test.ts'] } },
			...folders.map((name) => ({
				extends: true as const,
				test: { name, include: [`tests/${name}/**/*.test.ts`], isolate: !pure.has(name) }
			}))
		]
	}
});
