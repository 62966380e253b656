import { Child } from './support/child.ts';
import type { Bench, Report } from './support/figures.ts';
import { removeFolder, temporaryFolder } from './support/folder.ts';
import { TICKETS_A_DAY, DEVICES } from './support/growing-branch.ts';
import type { YearsEnd } from './support/growth-entry.ts';

const YEARS = 5;
const DAYS = 365;
/** In life it is half a minute: five years of that are a hundred million rows to write and to take out again. */
const BEAT_MINUTES = 20;

/** What is compared: of year five to the year from which on all rules are at work, and to the first. */
const COMPARED = [
	['file', 'file', 'MB', 4],
	['longest WAL', 'wal', 'MB', 1],
	['memory', 'rss', 'MB', 1],
	['start', 'start', 's', 1],
	['p95 of an event', 'event', 'ms', 1],
	["p95 of the wall's first view", 'wall', 'ms', 1],
	["p95 of a day's statistics", 'day', 'ms', 1],
	["p95 of a month's report", 'month', 'ms', 1],
	["p95 of a ticket's history", 'ticket', 'ms', 1],
	["p95 of a month's export", 'export', 'ms', 1]
] as const;

/** Five years of a busy branch: nothing grows that the rules hold. */
export const growth: Bench = {
	name: 'growth',
	about: `five years of a busy branch with compaction: ${TICKETS_A_DAY} tickets a day, ${DEVICES} devices`,
	async run(report) {
		const folder = temporaryFolder();
		const settings = { folder, beatMinutes: BEAT_MINUTES };
		const branch = Child.start('growth-entry', settings, ['--expose-gc']);
		const ends: YearsEnd[] = [];
		for (let year = 1; year <= YEARS; year += 1) {
			const end = await branch.ask<YearsEnd>('live', DAYS);
			console.error(`  year ${year}: ${JSON.stringify(end, rounded)}`);
			ends.push(end);
		}
		await branch.ask('close');
		await branch.stop();
		removeFolder(folder);
		for (const [name, key, unit, since] of COMPARED)
			compare(report, ends, { name, key, unit, since });
		const last = ends.at(-1) as YearsEnd;
		const steps = `worst ${last.worstBeside.toFixed(1)} ms; alone ${last.event.toFixed(1)} ms`;
		report({
			name: 'p95 of an event while old days are compacted',
			...{ ours: last.beside, unit: 'ms', target: { atMost: 20 }, note: steps }
		});
		if (ends.some(({ verified }) => !verified)) throw new Error('A chain is not whole');
	}
};

function compare(
	report: Report,
	ends: readonly YearsEnd[],
	{ name, key, unit, since }: { name: string; key: keyof YearsEnd; unit: string; since: number }
): void {
	const of = (year: number) => Number(ends[year - 1]?.[key]);
	const years = ends.map((end) => Number(Number(end[key]).toPrecision(3))).join(', ');
	report({
		name: `${name}, year ${YEARS} against year ${since}`,
		...{ ours: of(YEARS), floor: of(since), unit, ratio: of(YEARS) / of(since) },
		target: { atMost: 1.2 },
		note: `by year ${years}`
	});
}

function rounded(_: string, value: unknown): unknown {
	return typeof value === 'number' ? Number(value.toPrecision(4)) : value;
}
