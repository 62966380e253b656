import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { playwrightResults, vitestResults } from '../../scripts/fault-table.js';
import { add, failures, line, nothing, readPlaywright, readVitest } from '../../scripts/tally.js';

const folder = mkdtempSync(path.join(os.tmpdir(), 'foyer-tally-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const file = (name: string, content: unknown) => {
	const place = path.join(folder, name);
	writeFileSync(place, JSON.stringify(content));
	return place;
};
const vitest = (testResults: unknown[], failed = 0) =>
	file('vitest.json', {
		numPassedTests: 5,
		numFailedTests: failed,
		numPendingTests: 1,
		numTodoTests: 1,
		testResults
	});

test('sums both runners into the line that CI reads', () => {
	const units = readVitest(vitest([{ status: 'passed', assertionResults: [{}] }]), 0);
	const browser = readPlaywright(
		file('playwright.json', { stats: { expected: 2, unexpected: 0, flaky: 0, skipped: 3 } }),
		0
	);
	expect(line(add(units, browser))).toBe('7 passed, 0 failed, 5 skipped');
	expect(line({ ...nothing, passed: 1 })).toBe('1 passed, 0 failed');
});

test('counts a file that could not be loaded as failed', () => {
	expect(readVitest(vitest([{ status: 'failed', assertionResults: [] }]), 1).failed).toBe(1);
});

test('counts a runner that failed beside its tests, or left no report, as failed', () => {
	expect(readVitest(vitest([]), 1).failed).toBe(1);
	expect(readPlaywright(path.join(folder, 'none.json'), 1).failed).toBe(1);
	expect(readVitest(vitest([], 2), 1).failed).toBe(2);
});

test('names what failed, each on one line', () => {
	const unit = {
		title: 'adds up',
		status: 'failed',
		failureMessages: ['Error: 3 is not 4\n at x']
	};
	const units = vitest([{ status: 'failed', assertionResults: [{ ...unit, ancestorTitles: [] }] }]);
	expect(failures(units, vitestResults)).toEqual(['✗ adds up: Error: 3 is not 4']);
	const spec = {
		title: 'shows it',
		tests: [
			{
				...{ status: 'unexpected', annotations: [] },
				results: [{ duration: 1, error: { message: '\u001B[31mnot visible\u001B[39m\nlog' } }]
			}
		]
	};
	const browser = file('playwright.json', { stats: {}, suites: [{ specs: [spec] }] });
	expect(failures(browser, playwrightResults)).toEqual(['✗ shows it: not visible']);
	expect(failures(path.join(folder, 'none.json'), vitestResults)).toEqual([]);
});
