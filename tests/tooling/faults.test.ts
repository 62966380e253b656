import { describe, expect, test } from 'vitest';
import {
	asText,
	playwrightResults,
	tableRows,
	vitestResults,
	withRows
} from '../../scripts/fault-table.js';
import type { TestResult } from '../../scripts/fault-table.js';
import { faultFiles, faultsOf } from '../../scripts/fault-tests.js';
import { FAULTS } from '../faults/rows.ts';

const rows = FAULTS.filter(({ fault }) => ['F6', 'F7', 'F8'].includes(fault));
const passed: TestResult = { faults: ['F6'], title: 'F6: a', status: 'passed', ms: 1_500 };
const row = (...results: TestResult[]) => tableRows(rows.slice(0, 1), results, [])[0]!;

test('every fault has a row and a test, and every file of tests is about one', () => {
	expect(FAULTS.map(({ fault }) => fault)).toEqual(
		Array.from({ length: 36 }, (_, index) => `F${index + 1}`)
	);
	const named = new Set(faultFiles().flatMap(({ faults }) => faults));
	expect(FAULTS.filter(({ fault }) => !named.has(fault)).map(({ fault }) => fault)).toEqual([]);
	expect(faultFiles().filter(({ faults }) => faults.length === 0)).toEqual([]);
});

test('a title names one fault or several, at its beginning', () => {
	expect(faultsOf(['F6, F7: no room'])).toEqual(['F6', 'F7']);
	expect(faultsOf(['F21', 'another key'])).toEqual(['F21']);
	expect(faultsOf(['as in F21: nothing'])).toEqual([]);
});

describe('a row', () => {
	test('without a test is not good', () => {
		expect(row()).toMatchObject({ result: 'no test', good: false });
	});

	test('is as good as the worst of its tests, and takes as long as all of them', () => {
		expect(row(passed, passed)).toMatchObject({ result: 'ok', good: true, seconds: 3 });
		expect(row(passed, { ...passed, status: 'failed' })).toMatchObject({
			result: 'FAILED: F6: a',
			good: false
		});
	});

	test('may be left out, but not without a reason', () => {
		const skipped: TestResult = { ...passed, status: 'skipped' };
		expect(row(skipped)).toMatchObject({ result: 'skipped without a reason', good: false });
		expect(row({ ...skipped, reason: 'no browser' })).toMatchObject({
			result: 'skipped: no browser',
			good: true
		});
		const told = [{ fault: 'F6', figures: '', skipped: 'needs root' }];
		expect(tableRows(rows.slice(0, 1), [passed, skipped], told)[0]).toMatchObject({
			result: 'ok (in part skipped: needs root)',
			good: true
		});
	});

	test('says what its tests measured, on paper and in a page', () => {
		const [told] = tableRows(
			rows.slice(0, 1),
			[passed],
			[
				{ fault: 'F6', figures: '3 | 4' },
				{ fault: 'F8', figures: '5' }
			]
		);
		expect(asText([told!])).toContain('measured  3 | 4');
		const page = withRows('# Faults\n\n| fault | as before |\n| F7 | x |\n| F6 | y |\n', [told!]);
		const [title, , , , six, seven] = page.split('\n');
		expect([title, seven]).toEqual(['# Faults', '| F7 | x |']);
		expect(six).toMatch(/^\| F6 \| .* \| ok \| 3 \\\| 4 \| 1\.5 \|$/);
	});
});

test('what vitest and Playwright report is the same list', () => {
	expect(
		vitestResults({
			testResults: [
				{
					name: '/x/f21-credentials.test.ts',
					status: 'passed',
					assertionResults: [
						{ ancestorTitles: ['F21'], title: 'a', status: 'passed', duration: 2 },
						{ ancestorTitles: [], title: 'F6, F7: b', status: 'pending' }
					]
				},
				{ name: '/x/f08-clock.test.ts', status: 'failed', assertionResults: [] }
			]
		})
	).toEqual([
		{ faults: ['F21'], title: 'a', status: 'passed', ms: 2 },
		{ faults: ['F6', 'F7'], title: 'F6, F7: b', status: 'skipped', ms: 0 },
		{
			faults: ['F8'],
			title: '/x/f08-clock.test.ts could not be loaded',
			status: 'failed',
			ms: 0
		}
	]);
	const spec = (title: string, status: string, annotations: object[] = []) => ({
		title,
		tests: [{ status, annotations, results: [{ duration: 3 }, { duration: 4 }] }]
	});
	expect(
		playwrightResults({
			suites: [
				{
					specs: [spec('F28: a', 'expected')],
					suites: [
						{
							title: 'F29',
							specs: [
								spec('b', 'unexpected'),
								spec('c', 'skipped', [{ type: 'skip', description: 'none' }])
							]
						}
					]
				}
			]
		})
	).toEqual([
		{ faults: ['F28'], title: 'F28: a', status: 'passed', ms: 7, reason: undefined },
		{ faults: ['F29'], title: 'b', status: 'failed', ms: 7, reason: undefined },
		{ faults: ['F29'], title: 'c', status: 'skipped', ms: 7, reason: 'none' }
	]);
});
