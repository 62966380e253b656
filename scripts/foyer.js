#!/usr/bin/env node
// The `foyer` command. Under an older Node, better-sqlite3 would end the process without a word.
import module from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { runInPlace } from './child.js';
import { compiled, findNode, isNewEnough, root } from './runtime.js';

const main = path.join(root, 'src/server/cli/main.ts');

if (isNewEnough(process.versions.node)) {
	module.enableCompileCache(compiled);
	// As if it had been run by itself: it reads its arguments from the same place.
	process.argv[1] = main;
	await import(pathToFileURL(main).href);
} else {
	const node = findNode();
	if (node) {
		process.exitCode = await runInPlace(node, [main, ...process.argv.slice(2)]);
	} else {
		console.error('foyer needs Node 24, which comes with its packages: run "npm ci" first.');
		process.exitCode = 1;
	}
}
