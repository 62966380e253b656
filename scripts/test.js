// Every test, and with --checks everything that CI looks at; ends with one line for machines to read.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { playwrightResults, vitestResults } from './fault-table.js';
import { preparePeers } from './peers.js';
import { root } from './runtime.js';
import { add, failures, line, nothing, readPlaywright, readVitest } from './tally.js';

const bin = {
	eslint: 'eslint/bin/eslint.js',
	playwright: '@playwright/test/cli.js',
	prettier: 'prettier/bin/prettier.cjs',
	'svelte-check': 'svelte-check/bin/svelte-check',
	'svelte-kit': '@sveltejs/kit/svelte-kit.js',
	tsc: 'typescript/bin/tsc',
	vitest: 'vitest/vitest.mjs'
};

const args = process.argv.slice(2);
const checks = args.includes('--checks');
const only = args.find((arg) => arg.startsWith('--only='))?.slice('--only='.length);
const passedOn = args.filter((arg) => arg !== '--checks' && !arg.startsWith('--only='));

const reports = mkdtempSync(path.join(os.tmpdir(), 'foyer-reports-'));
let tally = nothing;
/** @type {string[]} */
const failed = [];

// The types of the routes, which tsconfig.json builds on.
if (checks || !existsSync(path.join(root, '.svelte-kit/tsconfig.json')))
	run('svelte-kit', ['sync']);

if (checks) {
	check('format', 'prettier', ['--check', '--log-level', 'warn', '.']);
	check('lint', 'eslint', ['--max-warnings', '0', '.']);
	check('types of the screens', 'svelte-check', ['--fail-on-warnings', '--output', 'human']);
	check('types', 'tsc', ['--noEmit']);
}

if (only !== 'browser') {
	preparePeers();
	const report = path.join(reports, 'vitest.json');
	const files = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
	const code = run('vitest', ['run', ...files, ...passedOn]);
	tally = add(tally, readVitest(report, code));
	failed.push(...failures(report, vitestResults));
}

if (only !== 'unit') {
	const report = path.join(reports, 'playwright.json');
	const code = run(
		'playwright',
		['test', '--pass-with-no-tests', '--reporter=list,json', ...passedOn],
		{
			PLAYWRIGHT_JSON_OUTPUT_FILE: report
		}
	);
	tally = add(tally, readPlaywright(report, code));
	failed.push(...failures(report, playwrightResults));
}

rmSync(reports, { recursive: true, force: true });
for (const each of failed) console.log(each);
console.log(line(tally));
process.exitCode = tally.failed > 0 ? 1 : 0;

/**
 * @param {string} name
 * @param {keyof typeof bin} tool
 * @param {string[]} toolArgs
 */
function check(name, tool, toolArgs) {
	const passed = run(tool, toolArgs) === 0;
	console.log(`${passed ? '✓' : '✗'} ${name}`);
	if (!passed) failed.push(`✗ ${name}`);
	tally = add(tally, { ...nothing, [passed ? 'passed' : 'failed']: 1 });
}

/**
 * @param {keyof typeof bin} tool
 * @param {string[]} toolArgs
 * @param {Record<string, string>} [env]
 * @returns {number} its exit code
 */
function run(tool, toolArgs, env = {}) {
	const script = path.join(root, 'node_modules', bin[tool]);
	const { status } = spawnSync(process.execPath, [script, ...toolArgs], {
		cwd: root,
		env: { ...process.env, ...env },
		stdio: 'inherit'
	});
	return status ?? 1;
}
