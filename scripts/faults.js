// Every fault at its whole length, or those that are named (`npm run faults -- F12 F13`); ends with one table.
// `--markdown` also writes those rows into docs/faults.md.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { FAULTS } from '../tests/faults/rows.ts';
import { asText, playwrightResults, tableRows, vitestResults, withRows } from './fault-table.js';
import { faultFiles } from './fault-tests.js';
import { root } from './runtime.js';

/** At its whole length a test takes longer than in `npm test`; what takes longer than this never ends. Milliseconds. */
const HANGS_AFTER = 300_000;

const args = process.argv.slice(2);
const named = args.filter((arg) => !arg.startsWith('-')).map((arg) => arg.toUpperCase());
const unknown = named.filter((name) => !FAULTS.some(({ fault }) => fault === name));
if (unknown.length > 0) {
	console.error(`There is no fault ${unknown.join(', ')}; they are F1 to F${FAULTS.length}.`);
	process.exit(2);
}
const wanted = FAULTS.filter(({ fault }) => named.length === 0 || named.includes(fault));

const folder = mkdtempSync(path.join(os.tmpdir(), 'foyer-faults-'));
const table = path.join(folder, 'figures.jsonl');
const began = performance.now();
/** @type {import('./fault-table.js').TestResult[]} */
const results = [];
let broke = false;

const files = faultFiles().filter(({ faults }) =>
	wanted.some(({ fault }) => faults.includes(fault))
);
const measures = new Set(FAULTS.flatMap(({ fault, alone }) => (alone ? [fault] : [])));
const alone = files.filter(({ faults }) => faults.some((fault) => measures.has(fault)));
const beside = files.filter((each) => !alone.includes(each));
const titles = `(^|\\s)(F\\d+, )*(${wanted.map(({ fault }) => fault).join('|')})(:|,|\\s|$)`;

vitest(beside.filter(({ browser }) => !browser));
vitest(
	alone.filter(({ browser }) => !browser),
	['--no-file-parallelism']
);
playwright(beside.filter(({ browser }) => browser));
playwright(
	alone.filter(({ browser }) => browser),
	['--workers=1']
);

const rows = tableRows(wanted, results, figures());
rmSync(folder, { recursive: true, force: true });
console.log(`\n${asText(rows)}`);
if (args.includes('--markdown')) writePage();
const bad = rows.filter(({ good }) => !good).map(({ fault }) => fault);
const minutes = ((performance.now() - began) / 60_000).toFixed(1);
console.log(
	`\n${rows.length - bad.length} of ${rows.length} faults survived in ${minutes} minutes`
);
if (bad.length > 0) console.log(`Not survived: ${bad.join(', ')}`);
if (broke) console.log('A runner failed beside its tests.');
process.exitCode = bad.length > 0 || broke ? 1 : 0;

/** @param {import('./fault-tests.js').FaultFile[]} some @param {string[]} [flags] */
function vitest(some, flags = []) {
	const report = path.join(folder, 'vitest.json');
	const out = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
	const hangs = [`--testTimeout=${HANGS_AFTER}`, `--hookTimeout=${HANGS_AFTER}`];
	const command = ['run', '--project=faults', '-t', titles, ...hangs, ...out, ...flags];
	run(some, 'vitest/vitest.mjs', command, { report, read: vitestResults });
}

/** @param {import('./fault-tests.js').FaultFile[]} some @param {string[]} [flags] */
function playwright(some, flags = []) {
	const report = path.join(folder, 'playwright.json');
	const out = ['--reporter=list,json', '--grep', titles];
	const command = ['test', `--timeout=${HANGS_AFTER}`, ...out, ...flags];
	run(some, '@playwright/test/cli.js', command, { report, read: playwrightResults });
}

/**
 * Runs some files, and takes what their runner reported.
 *
 * @param {import('./fault-tests.js').FaultFile[]} some
 * @param {string} script
 * @param {string[]} command
 * @param {{ report: string, read: (report: any) => import('./fault-table.js').TestResult[] }} reporting
 */
function run(some, script, command, { report, read }) {
	if (some.length === 0) return;
	const place = path.join(root, 'node_modules', script);
	const { status } = spawnSync(process.execPath, [place, ...command, ...some.map(fileOf)], {
		cwd: root,
		env: {
			...process.env,
			FOYER_FAULTS: 'whole',
			FOYER_FAULTS_TABLE: table,
			PLAYWRIGHT_JSON_OUTPUT_FILE: report
		},
		stdio: 'inherit'
	});
	const all = existsSync(report) ? read(JSON.parse(readFileSync(report, 'utf8'))) : [];
	rmSync(report, { force: true });
	results.push(...all.filter(({ faults }) => wanted.some(({ fault }) => faults.includes(fault))));
	// A failed test shows in its row; a runner that failed without one shows nowhere else.
	if (status !== 0 && !all.some((each) => each.status === 'failed')) broke = true;
}

/** @returns {import('./fault-table.js').FaultFigure[]} */
function figures() {
	if (!existsSync(table)) return [];
	const lines = readFileSync(table, 'utf8').trimEnd().split('\n');
	return lines.map((line) => JSON.parse(line));
}

/** @param {import('./fault-tests.js').FaultFile} each */
function fileOf({ file }) {
	return file;
}

function writePage() {
	const page = path.join(root, 'docs/faults.md');
	writeFileSync(page, withRows(readFileSync(page, 'utf8'), rows));
}
