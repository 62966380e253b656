import { readFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';

/**
 * How many tests went how.
 *
 * @typedef {{ passed: number, failed: number, skipped: number }} Tally
 */

/** @type {Tally} */
export const nothing = { passed: 0, failed: 0, skipped: 0 };

/** @param {Tally} a @param {Tally} b @returns {Tally} */
export function add(a, b) {
	return {
		passed: a.passed + b.passed,
		failed: a.failed + b.failed,
		skipped: a.skipped + b.skipped
	};
}

/** The line that CI reads, alone on the last line. @param {Tally} tally */
export function line({ passed, failed, skipped }) {
	return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/**
 * @param {string} file what vitest's JSON reporter wrote
 * @param {number} code vitest's exit code
 * @returns {Tally}
 */
export function readVitest(file, code) {
	const report = readJson(file);
	if (!report) return ended(nothing, code);
	/** @type {{ status: string, assertionResults: unknown[] }[]} */
	const files = report.testResults ?? [];
	// A file that could not be loaded has failed without a single test to show for it.
	const unloaded = files.filter((f) => f.status === 'failed' && f.assertionResults.length === 0);
	return ended(
		{
			passed: report.numPassedTests,
			failed: report.numFailedTests + unloaded.length,
			skipped: report.numPendingTests + report.numTodoTests
		},
		code
	);
}

/**
 * @param {string} file what Playwright's JSON reporter wrote
 * @param {number} code Playwright's exit code
 * @returns {Tally}
 */
export function readPlaywright(file, code) {
	const stats = readJson(file)?.stats;
	if (!stats) return ended(nothing, code);
	return ended(
		{ passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped },
		code
	);
}

/**
 * What failed, a line each: a log of a thousand tests is cut at its beginning.
 *
 * @param {string} file what a runner's JSON reporter wrote
 * @param {(report: any) => import('./fault-table.js').TestResult[]} read
 * @returns {string[]}
 */
export function failures(file, read) {
	const report = readJson(file);
	if (!report) return [];
	return read(report)
		.filter(({ status }) => status === 'failed')
		.map(
			({ title, reason = '' }) => `✗ ${title}: ${stripVTControlCharacters(reason).split('\n')[0]}`
		);
}

/** A runner that failed without a failed test (an error beside the tests, a crash) counts as one. @param {Tally} tally @param {number} code */
function ended(tally, code) {
	return code !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
}

/** @param {string} file */
function readJson(file) {
	try {
		return JSON.parse(readFileSync(file, 'utf8'));
	} catch {
		return undefined;
	}
}
