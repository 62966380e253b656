/**
 * Who may import what: the one table that the linter and `tests/architecture.test.ts` both read.
 *
 * A file belongs to the first layer whose `files` matches its path. A target is a path under `src/`
 * or the name of a package; `node:` stands for all of Node's own modules. What `may` does not list
 * may not be imported; what `types` lists may be imported with `import type` alone.
 *
 * @typedef {{ files: RegExp, may: string[], types?: string[], reason: string }} Layer
 */

const svelteWorld = ['svelte', 'esm-env', '$app', '$service-worker'];
const noServer =
	'whatever a screen imports is sent to the browser, and nothing of the server may be';
const oneDoor =
	'it subscribes to what happens here; if this side knew who listens there would be a second way out';

/** @type {Layer[]} */
export const layers = [
	{
		files: /^src\/lib\/protocol\//,
		may: ['src/lib/protocol', 'typebox'],
		reason: 'the wire holds schemas and the types inferred from them, and both ends build on it'
	},
	{
		files: /^src\/lib\/domain\//,
		may: ['src/lib/domain'],
		types: ['src/lib/protocol'],
		reason:
			'the branch is a function of its events and the time passed in: no I/O, no clock, no framework'
	},
	{
		files: /^src\/lib\/charts\//,
		may: ['src/lib', 'chart.js', ...svelteWorld],
		reason: noServer
	},
	{
		files: /^src\/lib\/client\//,
		may: ['src/lib', 'socket.io-client', ...svelteWorld],
		reason: noServer
	},
	{
		files: /^src\/lib\/receipt\//,
		may: ['src/lib', 'uqr', ...svelteWorld],
		reason: noServer
	},
	{
		files: /^src\/lib\//,
		may: [
			'src/lib',
			'@fontsource-variable/inter',
			'@fontsource-variable/noto-sans-sc',
			...svelteWorld
		],
		reason: noServer
	},
	{
		files: /^src\/(hooks\.server\.ts|app\.d\.ts|routes\/.*(\+server|\.server)\.ts)$/,
		may: ['src/lib', 'src/routes', '@sveltejs/kit', 'uqr', 'node:', ...svelteWorld],
		types: ['src/server'],
		reason:
			'a route that imports a value of the server gets a second copy of it in production, and screens then go silent without an error; the app is on event.locals'
	},
	{
		files: /^src\/(routes|params)\/|^src\/(hooks(\.client)?|service-worker)\.ts$/,
		may: [
			'src/lib',
			'src/routes',
			'@sveltejs/kit',
			'@fontsource-variable/inter',
			'@fontsource-variable/noto-sans-sc',
			...svelteWorld
		],
		reason: noServer
	},
	{
		files: /^src\/server\/views\//,
		may: ['src/server/views', 'src/lib/domain', 'src/lib/protocol'],
		reason: 'a view is a pure projection of the branch for one audience: no store, gateway or clock'
	},
	{
		files: /^src\/server\/store\//,
		may: [
			'src/server/store',
			'drizzle-orm',
			'better-sqlite3',
			'@better-auth/drizzle-adapter',
			'node:'
		],
		types: ['src/lib/domain', 'src/lib/protocol'],
		reason:
			'the store keeps groups of events and knows neither who reads them nor how they are shown'
	},
	{
		files: /^src\/server\/gateway\//,
		may: [
			'src/server/gateway',
			'src/server/views',
			'src/server/access',
			'src/lib/protocol',
			'socket.io',
			'typebox',
			'node:'
		],
		types: ['src/server', 'src/lib/domain'],
		reason:
			'a screen gets its view and nothing else, so the gateway has no way to the store or the rules'
	},
	{
		files: /^src\/server\/devices\//,
		may: ['src/server/devices', 'src/lib/protocol'],
		reason:
			'what a device says in the words of its trade becomes what we tell of it: functions of what was said, whoever heard it'
	},
	{
		files: /^src\/server\/probes\//,
		may: [
			'src/server/probes',
			'src/server/devices',
			'src/lib/domain',
			'src/lib/protocol',
			'net-snmp',
			'typebox',
			'node:'
		],
		types: ['src/server/branch.ts', 'src/server/clock.ts'],
		reason:
			'a probe asks a device and hands what it heard to the branch it was given: it knows no store and no screen'
	},
	{
		files: /^src\/server\/mqtt\//,
		may: [
			'src/server/mqtt',
			'src/server/devices',
			'src/server/access',
			'src/lib/protocol',
			'aedes',
			'mqtt',
			'node:'
		],
		types: ['src/server/branch.ts', 'src/server/clock.ts', 'src/server/config.ts'],
		reason:
			'a message becomes an event of the branch that it names: who brought it is asked of access, and nothing is told back'
	},
	{
		files: /^src\/server\/(branch|writer|ticker)\.ts$|^src\/server\/(branch|ingest)\//,
		may: [
			'src/server/branch',
			'src/server/branch.ts',
			'src/server/writer.ts',
			'src/server/ticker.ts',
			'src/server/ingest',
			'src/server/access',
			'src/server/store',
			'src/server/views',
			'src/server/clock.ts',
			'src/lib/domain',
			'src/lib/protocol',
			'typebox',
			'node:'
		],
		types: ['src/server/config.ts', 'src/server/forecast/questions.ts'],
		reason: oneDoor
	},
	{
		files: /^src\/server\/access\//,
		may: ['src/server/access', 'src/lib/protocol', 'node:'],
		types: ['src/server/store'],
		reason: 'who may do what is one table that depends on nothing it guards'
	},
	{
		files: /^src\/server\/limits\//,
		may: ['src/server/limits', 'rate-limiter-flexible'],
		reason: 'a limit counts, and knows nothing of what it is counted for'
	},
	{
		files: /^src\/server\/people\//,
		may: [
			'src/server/people',
			'src/server/access',
			'src/server/refused.ts',
			'src/lib/protocol',
			'better-auth',
			'node:'
		],
		types: ['src/server'],
		reason: 'people sign in through better-auth, and nobody else knows how'
	},
	{
		files: /^src\/server\/metrics\//,
		may: ['src/server/metrics', 'prom-client', 'node:'],
		types: ['src/server'],
		reason: 'numbers are read from what is counted anyway, and nobody waits for them'
	},
	{
		files: /^src\/server\/tls\//,
		may: [
			'src/server/tls',
			'src/server/config.ts',
			'src/lib/protocol/problem.ts',
			'@peculiar/x509',
			'node:'
		],
		types: ['src/server/clock.ts'],
		reason: 'certificates are made and kept without knowing what is served under them'
	},
	{
		files: /^src\/server\/printing\//,
		may: ['src/server/printing', 'src/lib/receipt', 'src/lib/protocol', 'receiptline', 'node:'],
		types: ['src/server/clock.ts'],
		reason: 'a printer is told what to print and knows nothing of who waits'
	},
	{
		files: /^src\/server\/webhooks\//,
		may: [
			'src/server/webhooks',
			'src/server/access',
			'src/server/refused.ts',
			'src/lib/protocol',
			'standardwebhooks',
			'node:'
		],
		types: ['src/server'],
		reason:
			'webhooks are sent from what is committed: they read the log and their own tables, and nothing waits for them'
	},
	{
		files: /^src\/server\/(log|scrub)\.ts$/,
		may: ['src/server/scrub.ts', 'pino', 'node:'],
		reason: 'everybody writes to the log, and so it knows nobody'
	},
	{
		files: /^src\/server\//,
		may: [
			'src/server',
			'src/lib/domain',
			'src/lib/protocol',
			'src/lib/i18n',
			'typebox',
			'write-excel-file',
			'node:'
		],
		types: ['vite'],
		reason:
			'the server draws no pages; drizzle and better-sqlite3 stay behind the store, socket.io behind the gateway'
	}
];

/**
 * Reasons for single targets: they say more than the layer's own.
 *
 * @type {{ target: string, reason: string }[]}
 */
export const homes = [
	{
		target: 'chart.js',
		reason:
			'only src/lib/charts draws with chart.js, so that a page without charts does not carry it'
	},
	{
		target: 'socket.io',
		reason: 'only src/server/gateway speaks socket.io: there is no other road out'
	},
	{
		target: 'socket.io-client',
		reason: 'only src/lib/client opens sockets: screens ask it for live rows'
	},
	{
		target: 'write-excel-file',
		reason: 'only src/server/reports makes workbooks, in a thread that somebody’s export waits for'
	},
	{
		target: 'better-auth',
		reason:
			'only src/server/people knows how people sign in; others ask src/server/access who it is'
	},
	{
		target: 'rate-limiter-flexible',
		reason: 'only src/server/limits counts attempts; others are handed its Limits'
	},
	{
		target: '@peculiar/x509',
		reason: 'only src/server/tls makes certificates, and loads the 35 MB for that when it has to'
	},
	{
		target: 'receiptline',
		reason: 'only src/server/printing speaks to printers; others hand it a ticket'
	},
	{
		target: 'aedes',
		reason: 'only src/server/mqtt is a broker, and loads that when a port is given'
	},
	{
		target: 'mqtt',
		reason: 'only src/server/mqtt listens at brokers, and loads that when one is named'
	},
	{
		target: 'net-snmp',
		reason: 'only src/server/probes asks printers by SNMP, and loads that when one is to be asked'
	},
	{
		target: 'prom-client',
		reason: 'only src/server/metrics speaks to Prometheus; others count and are read'
	},
	{
		target: 'pino',
		reason: 'only src/server/log.ts writes lines; others hand it a sentence'
	},
	{
		target: 'standardwebhooks',
		reason: 'only src/server/webhooks signs what goes out; others ask its desk'
	},
	{ target: 'drizzle-orm', reason: 'only src/server/store knows which engine stands behind it' },
	{ target: 'better-sqlite3', reason: 'only src/server/store knows which engine stands behind it' }
];

/**
 * Names that stand for the world, and the only files that may take them from it.
 *
 * @type {{ names: string[], in: RegExp, but: RegExp, reason: string }[]}
 */
export const world = [
	{
		names: ['process.env', 'import.meta.env'],
		in: /^src\/server\//,
		but: /^src\/server\/config\.ts$/,
		reason: 'src/server/config.ts is the one place that reads the environment; take its Config'
	},
	{
		names: ['Date.now', 'new Date()', 'performance.now', 'process.hrtime'],
		in: /^src\/server\//,
		but: /^src\/server\/clock\.ts$/,
		reason: 'time is passed, never taken: use the Clock, which a test or a replay can be'
	},
	{
		names: ['setTimeout', 'setInterval'],
		in: /^src\/server\//,
		but: /^src\/server\/clock\.ts$/,
		reason: 'only src/server/clock.ts sets timers: use the Clock, whose owner can dispose of them'
	},
	{
		names: [
			'Date.now',
			'new Date()',
			'performance.now',
			'Math.random',
			'crypto.randomUUID',
			'setTimeout',
			'setInterval',
			'process.env',
			'console.log'
		],
		in: /^src\/lib\/(domain|protocol)\//,
		but: /^$/,
		reason: 'the same events and the same time give the same branch: pass it in'
	},
	{
		names: ['Date.now', 'new Date()'],
		in: /^src\/(routes|lib\/(components|charts|client|i18n))\//,
		but: /^src\/lib\/client\/clock[.\w]*\.ts$/,
		reason: "a browser's clock is never trusted: use the branch's clock of src/lib/client"
	},
	{
		names: ['process.env'],
		in: /^src\/(routes|lib)\//,
		but: /^$/,
		reason: 'src/server/config.ts is the one place that reads the environment'
	}
];

/**
 * Addresses that name a thing and are never fetched: XML namespaces and schema dialects.
 *
 * @type {RegExp}
 */
export const namesOnly =
	/^https?:\/\/(www\.w3\.org\/(1999|2000)\/|json-schema\.org\/|spec\.openapis\.org\/)/;
