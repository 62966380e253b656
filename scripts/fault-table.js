// The table that `npm run faults` ends with: from what the two runners reported and what the tests measured.
import { faultsOf } from './fault-tests.js';

/**
 * How one test went. `reason`: why it was left out or has failed, where its runner knows.
 *
 * @typedef {{ faults: string[], title: string, status: 'passed' | 'failed' | 'skipped', ms: number, reason?: string }} TestResult
 * @typedef {{ fault: string, figures: string, skipped?: string }} FaultFigure
 * @typedef {{ fault: string, what: string, expected: string, result: string, good: boolean, figures: string, seconds: number }} TableRow
 */

/**
 * @param {any} report what vitest's JSON reporter wrote
 * @returns {TestResult[]}
 */
export function vitestResults(report) {
	return report.testResults.flatMap((/** @type {any} */ file) => {
		// A file that could not be loaded has no test to show for it.
		if (file.assertionResults.length === 0)
			return file.status === 'failed' ? [unloaded(file.name)] : [];
		return file.assertionResults.map((/** @type {any} */ test) => ({
			faults: faultsOf([...test.ancestorTitles, test.title]),
			title: test.title,
			status: test.status === 'passed' || test.status === 'failed' ? test.status : 'skipped',
			ms: test.duration ?? 0,
			reason: test.failureMessages?.[0]
		}));
	});
}

/** @param {string} name @returns {TestResult} */
function unloaded(name) {
	const [, number = ''] = /\/f0*(\d+)-[^/]*$/.exec(name) ?? [];
	return {
		faults: [`F${number}`],
		title: `${name} could not be loaded`,
		status: 'failed',
		ms: 0
	};
}

/**
 * @param {any} report what Playwright's JSON reporter wrote
 * @returns {TestResult[]}
 */
export function playwrightResults(report) {
	/** @param {any} suite @param {string[]} above @returns {TestResult[]} */
	const inside = (suite, above) => [
		...(suite.specs ?? []).flatMap((/** @type {any} */ spec) =>
			spec.tests.map((/** @type {any} */ test) => ({
				faults: faultsOf([...above, spec.title]),
				title: spec.title,
				status:
					test.status === 'skipped' ? 'skipped' : test.status === 'expected' ? 'passed' : 'failed',
				ms: test.results.reduce((/** @type {number} */ sum, /** @type {any} */ each) => {
					return sum + each.duration;
				}, 0),
				reason:
					test.annotations.find((/** @type {any} */ each) => each.type === 'skip')?.description ??
					test.results.find((/** @type {any} */ each) => each.error)?.error.message
			}))
		),
		...(suite.suites ?? []).flatMap((/** @type {any} */ each) =>
			inside(each, [...above, each.title])
		)
	];
	return report.suites.flatMap((/** @type {any} */ suite) => inside(suite, []));
}

/**
 * A row for each fault. It is good where every test of it passed, or the machine did not allow it and a reason is told.
 *
 * @param {readonly { fault: string, what: string, expected: string }[]} faults
 * @param {readonly TestResult[]} results
 * @param {readonly FaultFigure[]} figures
 * @returns {TableRow[]}
 */
export function tableRows(faults, results, figures) {
	return faults.map(({ fault, what, expected }) => {
		const own = results.filter((each) => each.faults.includes(fault));
		const told = figures.filter((each) => each.fault === fault);
		const reasons = [
			...told.flatMap(({ skipped }) => (skipped === undefined ? [] : [skipped])),
			...own.flatMap(({ reason }) => (reason === undefined ? [] : [reason]))
		];
		return {
			...{ fault, what, expected },
			...resultOf(own, [...new Set(reasons)].join('; ')),
			figures: told.flatMap(({ figures }) => (figures === '' ? [] : [figures])).join('; '),
			seconds: own.reduce((sum, { ms }) => sum + ms, 0) / 1_000
		};
	});
}

/** @param {TestResult[]} own @param {string} reasons @returns {{ result: string, good: boolean }} */
function resultOf(own, reasons) {
	const failed = own.filter(({ status }) => status === 'failed');
	if (own.length === 0) return { result: 'no test', good: false };
	if (failed.length > 0)
		return { result: `FAILED: ${failed.map(({ title }) => title).join('; ')}`, good: false };
	const skipped = own.some(({ status }) => status === 'skipped');
	if (skipped && reasons === '') return { result: 'skipped without a reason', good: false };
	if (own.every(({ status }) => status === 'skipped'))
		return { result: `skipped: ${reasons}`, good: true };
	return { result: skipped ? `ok (in part skipped: ${reasons})` : 'ok', good: true };
}

/** @param {readonly TableRow[]} rows @returns {string} for a terminal */
export function asText(rows) {
	return rows
		.flatMap(({ fault, what, expected, result, figures, seconds }) => [
			`${fault.padEnd(4)} ${what}`,
			`     expected  ${expected}`,
			`     result    ${result}, ${seconds.toFixed(1)} s`,
			...(figures === '' ? [] : [`     measured  ${figures}`])
		])
		.join('\n');
}

/**
 * A page of the documentation with these rows in its table; rows that are not among them stay as they are.
 *
 * @param {string} page
 * @param {readonly TableRow[]} rows
 * @returns {string}
 */
export function withRows(page, rows) {
	const [before = '', table = ''] = page.split(/^(?=\| fault \|)/m);
	/** @param {string} line */
	const number = (line) => Number(/^\| F(\d+) /.exec(line)?.[1]);
	const lines = new Map(
		[...table.split('\n'), ...rows.map(asRow)]
			.filter((line) => Number.isInteger(number(line)))
			.map((line) => [number(line), line])
	);
	const ordered = [...lines].sort(([a], [b]) => a - b).map(([, line]) => line);
	return `${before}${[...HEAD, ...ordered].join('\n')}\n`;
}

const HEAD = [
	'| fault | what goes wrong | expected | result | measured | s |',
	'|---|---|---|---|---|---|'
];

/** @param {TableRow} row */
function asRow({ fault, what, expected, result, figures, seconds }) {
	const cell = (/** @type {string} */ text) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
	const cells = [fault, what, expected, result, figures, seconds.toFixed(1)];
	return `| ${cells.map(cell).join(' | ')} |`;
}
