// `npm run demo`, `npm start`, `npm test` and `npm run faults` from a bare clone: sets up what is missing, then runs the program.
import path from 'node:path';
import { runInPlace } from './child.js';
import { compiled, root } from './runtime.js';
import { ensureBuilt, ensureInstalled, SetupError } from './setup.js';

/** What each word runs, on the pinned Node, once everything is in place. @type {Record<string, string[]>} */
const programs = {
	demo: ['src/server/cli/main.ts', 'demo'],
	start: ['src/server/cli/main.ts', 'start'],
	test: ['scripts/test.js'],
	faults: ['scripts/faults.js']
};

const [word = '', ...args] = process.argv.slice(2);
const program = programs[word];

if (!program) {
	console.error(`Usage: node scripts/run.js ${Object.keys(programs).join('|')} [arguments]`);
	process.exitCode = 2;
} else {
	try {
		const node = await ensureInstalled();
		await ensureBuilt(node);
		const [script = '', ...rest] = program;
		process.env.NODE_COMPILE_CACHE ??= compiled;
		process.exitCode = await runInPlace(node, [path.join(root, script), ...rest, ...args]);
	} catch (error) {
		if (!(error instanceof SetupError)) throw error;
		console.error(error.message);
		process.exitCode = 1;
	}
}
