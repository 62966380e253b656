import { describe, expect, test } from 'vitest';
import { check } from '../../scripts/architecture/check.js';

const messages = (file: string, text: string) => check(file, text).map((found) => found.message);

/** Each is a file that breaks one rule, and a word of the reason that it is given. */
const broken: [what: string, file: string, text: string, reason: RegExp][] = [
	['the domain reads a file', 'src/lib/domain/a.ts', `import fs from 'node:fs';`, /no I\/O/],
	[
		'the domain takes a value of the wire',
		'src/lib/domain/a.ts',
		`import { X } from '#lib/protocol/a.ts';`,
		/types/
	],
	[
		'the domain climbs out',
		'src/lib/domain/a.ts',
		`import { X } from '../../server/a.ts';`,
		/across folders/
	],
	[
		'the domain asks for the server',
		'src/lib/domain/a.ts',
		`import type { X } from '#server/a.ts';`,
		/function of its events/
	],
	['the domain takes the time', 'src/lib/domain/a.ts', `const now = Date.now();`, /pass it in/],
	[
		'the domain makes a date of now',
		'src/lib/domain/a.ts',
		`const now = new Date();`,
		/pass it in/
	],
	[
		'the domain throws dice',
		'src/lib/domain/a.ts',
		`const x = globalThis.Math.random();`,
		/pass it in/
	],
	[
		'the wire imports the domain',
		'src/lib/protocol/a.ts',
		`export * from '#lib/domain/a.ts';`,
		/schemas/
	],
	[
		'a view reads the store',
		'src/server/views/a.ts',
		`import type { S } from '../store/types.ts';`,
		/pure projection/
	],
	[
		'the store knows the gateway',
		'src/server/store/a.ts',
		`import '../gateway/a.ts';`,
		/neither who reads/
	],
	[
		'the gateway reads the store',
		'src/server/gateway/a.ts',
		`import { openStore } from '../store/a.ts';`,
		/no way to the store|types/
	],
	[
		'the gateway loads the store later',
		'src/server/gateway/a.ts',
		`await import('#server/store/a.ts');`,
		/no way to the store|types/
	],
	[
		'ingest publishes',
		'src/server/ingest/a.ts',
		`import type { G } from '#server/gateway/a.ts';`,
		/subscribes/
	],
	[
		'the writer publishes',
		'src/server/branch.ts',
		`import { G } from './gateway/a.ts';`,
		/subscribes/
	],
	[
		'the app opens a database',
		'src/server/app.ts',
		`import Database from 'better-sqlite3';`,
		/which engine/
	],
	[
		'a command speaks socket.io',
		'src/server/cli/a.ts',
		`import { Server } from 'socket.io';`,
		/no other road/
	],
	[
		'a page imports the server',
		'src/routes/wall/+page.svelte',
		`<script lang="ts">\n\timport type { App } from '#server/app.ts';\n</script>`,
		/sent to the browser/
	],
	[
		'a page draws a chart by itself',
		'src/routes/wall/+page.svelte',
		`<script>import { Chart } from 'chart.js';</script>`,
		/lib\/charts/
	],
	[
		'a module script imports the server',
		'src/lib/components/A.svelte',
		`<script module>import x from '#server/a.ts';</script><p>x</p>`,
		/browser/
	],
	[
		'a route imports a value of the server',
		'src/routes/a/+page.server.ts',
		`import { app } from '#server/app.ts';`,
		/second copy/
	],
	[
		'hooks import a mixed list',
		'src/hooks.server.ts',
		`import { type App, app } from '#server/app.ts';`,
		/second copy/
	],
	['the other alias', 'src/routes/a/+page.ts', `import x from '$lib/x.ts';`, /#lib/],
	['no ending', 'src/server/a.ts', `import x from './x';`, /ending/],
	[
		'the environment elsewhere',
		'src/server/app.ts',
		`const port = process.env.PORT;`,
		/config\.ts/
	],
	[
		'the environment taken apart',
		'src/server/app.ts',
		`const { PORT } = process.env;`,
		/config\.ts/
	],
	['the time elsewhere', 'src/server/branch.ts', `const at = Date.now();`, /use the Clock/],
	[
		'the time as a function',
		'src/server/branch.ts',
		`const clock = { now: Date.now };`,
		/use the Clock/
	],
	['a timer elsewhere', 'src/server/ticker.ts', `setTimeout(() => {}, 1);`, /sets timers/],
	[
		'a timer by the global',
		'src/server/ticker.ts',
		`globalThis.setInterval(() => {}, 1);`,
		/sets timers/
	],
	[
		"a page asks the browser's clock",
		'src/routes/wall/+page.svelte',
		`<script>const now = Date.now();</script>`,
		/branch's clock/
	],
	[
		'a font from elsewhere',
		'src/app.html',
		`<link href="https://fonts.example.com/a.css">`,
		/local network/
	],
	[
		'a call to elsewhere',
		'src/server/a.ts',
		'await fetch(`https://api.example.com/${id}`);',
		/local network/
	],
	[
		'a picture from elsewhere',
		'src/lib/a.css',
		`a { background: url(https://example.com/a.png); }`,
		/local network/
	]
];

const allowed: [what: string, file: string, text: string][] = [
	[
		'types of the wire in the domain',
		'src/lib/domain/a.ts',
		`import type { X } from '#lib/protocol/index.ts';`
	],
	[
		'single types of the wire',
		'src/lib/domain/a.ts',
		`import { type X } from '#lib/protocol/index.ts';`
	],
	['neighbours in the domain', 'src/lib/domain/queue/a.ts', `import { x } from '../time/b.ts';`],
	['a date of a given instant', 'src/lib/domain/a.ts', `const day = new Date(at);`],
	[
		'types of the app in hooks',
		'src/hooks.server.ts',
		`import type { App } from '#server/app.ts';`
	],
	['a neighbour of hooks', 'src/hooks.server.ts', `import { faces } from './routes/faces.ts';`],
	['the clock', 'src/server/clock.ts', `const c = { now: () => Date.now(), t: setTimeout(f, 1) };`],
	['the configuration', 'src/server/config.ts', `const port = process.env.PORT;`],
	['a member of that name', 'src/server/a.ts', `clock.setTimeout(f); const x = { setTimeout: 1 };`],
	[
		'this machine',
		'src/server/a.ts',
		'const url = `http://127.0.0.1:${port}`, any = `http://${host}`;'
	],
	['a namespace', 'src/lib/components/A.svelte', `<svg xmlns="http://www.w3.org/2000/svg"></svg>`],
	['a link in a comment', 'src/server/a.ts', `// works around https://example.com/issues/1\n`],
	[
		'generated types of a route',
		'src/routes/a/+page.server.ts',
		`import type { X } from './$types';`
	]
];

describe('the architecture check', () => {
	test.each(broken)('refuses: %s', (_, file, text, reason) => {
		expect(messages(file, text)).toEqual([expect.stringMatching(reason)]);
	});

	test.each(allowed)('allows: %s', (_, file, text) => {
		expect(messages(file, text)).toEqual([]);
	});

	test('names the line, in Svelte files too', () => {
		const text = `<p>a</p>\n<script>\n\tconst a = 1;\n\timport x from '#server/a.ts';\n</script>\n`;
		expect(check('src/routes/a/+page.svelte', text)).toMatchObject([{ line: 4 }]);
	});
});
