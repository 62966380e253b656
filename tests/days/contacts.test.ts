import { describe, expect, onTestFinished, test } from 'vitest';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openOperator } from '#server/cli/operator.ts';
import { wallClock } from '#server/clock.ts';
import { contactReportOf } from '#server/replay/contact-report.ts';
import { contacts } from '#server/replay/contacts.ts';
import { feed } from '#server/replay/feed.ts';
import { hasLog, needs, readLog } from './data.ts';

const FILE = 'bank-contacts-2008-2010-sample.csv';
const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

/** The same from the file itself, read here once more by hand. */
function fromTheFile(): Map<string, { contacts: number; sales: number }> {
	const months = new Map<string, { contacts: number; sales: number }>();
	for (const line of readLog(FILE).trim().split('\n').slice(1)) {
		const cells = line.replaceAll('"', '').trim().split(';');
		const month = String(MONTHS.indexOf(cells[10] ?? '') + 1).padStart(2, '0');
		const own = months.get(month) ?? { contacts: 0, sales: 0 };
		own.contacts += 1;
		if (cells.at(-1) === 'yes') own.sales += 1;
		months.set(month, own);
	}
	return months;
}

describe.skipIf(!hasLog(FILE))(`a bank's contacts about term deposits${needs(FILE)}`, () => {
	test('durably through the one write path: 521 sales of 4,521 contacts, by month as in the file', async () => {
		const folder = mkdtempSync(join(tmpdir(), 'foyer-days-'));
		onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
		const clock = wallClock();
		const operator = openOperator(folder, clock);
		onTestFinished(() => operator.close());
		const log = contacts.read(readLog(FILE));
		expect((await operator.apply(log.branch)).ok).toBe(true);
		const send = operator.send.bind(operator, 'contacts');
		const fed = await feed(log.events, { send, speed: undefined, clock });
		const report = contactReportOf(log, fed, operator.history, 'contacts');
		expect(report).toMatchObject({
			contacts: 4521,
			interested: 521,
			sales: 521,
			broken: 0,
			rejected: 0,
			// A sample: its rows are in no order of date.
			years: 'assumed'
		});
		expect(report.conversion?.toFixed(4)).toBe('0.1152');
		const expected = [...fromTheFile()]
			.sort()
			.map(([month, { contacts: count, sales }]) => [
				`2008-${month}`,
				{ contacts: count, interested: sales, sales, conversion: sales / count }
			]);
		expect(Object.entries(report.months)).toEqual(expected);
		expect(expected).toHaveLength(12);
	});
});
