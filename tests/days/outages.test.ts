import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openOperator } from '#server/cli/operator.ts';
import { wallClock } from '#server/clock.ts';
import { feed } from '#server/replay/feed.ts';
import type { Log } from '#server/replay/log.ts';
import { outageReportOf, type OutageReport } from '#server/replay/outage-report.ts';
import { outages } from '#server/replay/outages.ts';
import { hasLog, needs, readLog } from './data.ts';

const FILE = 'machine-outages-2018a.csv';

/** A row as the file has it: seconds since 1970, to the microsecond. */
interface Row {
	machine: string;
	day: string;
	from: number;
	to: number;
}

/** The file read once more by hand: no row of it is still out, and none has a comma in it. */
function rowsOfTheFile(): Row[] {
	const instant = (cell: string) => {
		const [whole = '', fraction = '0'] = cell.replace('+00:00', '').split('.');
		return Date.parse(`${whole.replace(' ', 'T')}Z`) / 1000 + Number(`0.${fraction}`);
	};
	return readLog(FILE)
		.trim()
		.split('\n')
		.slice(1)
		.map((line) => {
			const [machine = '', , from = '', to = ''] = line.split(',');
			return { machine, day: from.slice(0, 10), from: instant(from), to: instant(to) };
		});
}

/** Counts and durations, row by row. */
function plainly(rows: readonly Row[]) {
	const lasted = rows.map(({ from, to }) => to - from).sort((a, b) => a - b);
	return {
		incidents: rows.length,
		downSeconds: lasted.reduce((sum, each) => sum + each, 0),
		medianDownSeconds: lasted[Math.ceil(lasted.length / 2) - 1] ?? NaN
	};
}

/** The stretches without a break in which a machine was out. */
function joined(rows: readonly Row[]): { from: number; to: number }[] {
	const whole: { from: number; to: number }[] = [];
	for (const { from, to } of [...rows].sort((a, b) => a.from - b.from)) {
		const last = whole.at(-1);
		if (last !== undefined && from < last.to) last.to = Math.max(last.to, to);
		else whole.push({ from, to });
	}
	return whole;
}

/** As `foyer replay` does it where no server runs. */
async function replay(log: Log): Promise<OutageReport> {
	const folder = mkdtempSync(join(tmpdir(), 'foyer-days-'));
	onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
	const clock = wallClock();
	const operator = openOperator(folder, clock);
	try {
		const applied = await operator.apply(log.branch);
		expect(applied.ok).toBe(true);
		const send = operator.send.bind(operator, 'outages');
		const fed = await feed(log.events, { send, speed: undefined, clock });
		return outageReportOf(log, fed, operator.history, operator.branch('outages')!);
	} finally {
		await operator.close();
	}
}

describe.skipIf(!hasLog(FILE))(`outages of lifts and escalators${needs(FILE)}`, () => {
	test('durably through the one write path: the counts and durations of the file, machine by machine', async () => {
		const rows = rowsOfTheFile();
		const machines = Map.groupBy(rows, ({ machine }) => machine);
		const report = await replay(outages.read(readLog(FILE)));
		console.log(
			`outages: ${report.events} events in ${report.seconds.toFixed(2)} s, ${Math.round(report.eventsPerSecond)}/s durably`
		);
		expect(report).toMatchObject({
			...{ incidents: 1_985, open: 0, skipped: {}, broken: 0, rejected: 0 },
			// Both ends of each row, and that each machine ran before.
			events: 2 * 1_985 + 270
		});
		expect(Object.keys(report.devices).sort()).toEqual([...machines.keys()].sort());
		const all = plainly(rows);
		// A microsecond of the file is rounded to a millisecond.
		expect(Math.abs(report.downSeconds - all.downSeconds)).toBeLessThan(0.1);
		expect(report.medianDownSeconds).toBeCloseTo(all.medianDownSeconds, 2);
		for (const [machine, own] of machines) {
			const { incidents, open, downSeconds, medianDownSeconds } = report.devices[machine]!;
			const expected = plainly(own);
			expect([machine, incidents, open]).toEqual([machine, expected.incidents, 0]);
			expect(downSeconds).toBeCloseTo(expected.downSeconds, 1);
			expect(medianDownSeconds).toBeCloseTo(expected.medianDownSeconds, 2);
		}
	});

	test('a machine is out once at a time: the faults of the branch, and the share of the days in which it ran', async () => {
		const machines = Map.groupBy(rowsOfTheFile(), ({ machine }) => machine);
		const report = await replay(outages.read(readLog(FILE)));
		const [begins, ends] = ['2018-02-14', '2018-04-01'].map((day) => Date.parse(day) / 1000) as [
			number,
			number
		];
		let [faults, down, within] = [0, 0, 0];
		for (const [machine, own] of machines) {
			const whole = joined(own);
			const inDays = whole.map(({ from, to }) => Math.max(0, Math.min(to, ends) - from));
			const out = inDays.reduce((sum, each) => sum + each, 0);
			expect(report.devices[machine]!.availability).toBeCloseTo(1 - out / (ends - begins), 8);
			faults += whole.length;
			down += whole.reduce((sum, { from, to }) => sum + to - from, 0);
			within += out;
		}
		expect(report.faults).toMatchObject({ incidents: faults, open: 0 });
		expect(report.overlapping).toBe(1_985 - faults);
		expect(Math.abs(report.faults.downSeconds - down)).toBeLessThan(0.1);
		expect(report.availability).toBeCloseTo(1 - within / (ends - begins) / machines.size, 8);
	});

	test('a day of it', async () => {
		const day = '2018-03-20';
		const own = rowsOfTheFile().filter((each) => each.day === day);
		const report = await replay(outages.read(readLog(FILE), { day }));
		const { incidents, downSeconds } = plainly(own);
		expect([report.incidents, report.rejected]).toEqual([incidents, 0]);
		expect(report.downSeconds).toBeCloseTo(downSeconds, 1);
	});
});
