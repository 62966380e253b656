import { Child } from './support/child.ts';
import type { Bench, Report } from './support/figures.ts';
import { removeFolder, temporaryFolder } from './support/folder.ts';
import { DEVICES, TICKETS_A_DAY } from './support/growing-branch.ts';
import type { Cost, Size } from './support/growth-entry.ts';
import { median } from './support/numbers.ts';

const YEARS = 5;
const DAYS = 365;
/** What a branch has behind it that the other is held against: enough for a month's report. */
const YOUNG_DAYS = 40;
/** In life it is half a minute: five years of that are a hundred million rows to write and to take out again. */
const BEAT_MINUTES = 20;
/** As long as a branch beats at its real pace here: its file has to stand still from the fifth day on. */
const BEATING = { beatMinutes: 0.5, days: 12 };
const ROUNDS = 7;
/** Where SQLite cuts the log beside the file after a checkpoint. */
const LONGEST_WAL = 64;

const COSTS = [
	['memory', 'rss', 'MB'],
	['start', 'start', 's'],
	['p95 of an event', 'event', 'ms'],
	["p95 of the wall's first view", 'wall', 'ms'],
	["p95 of a day's statistics", 'day', 'ms'],
	["p95 of a month's report", 'month', 'ms'],
	["p95 of a ticket's history", 'ticket', 'ms'],
	["p95 of a month's export", 'export', 'ms']
] as const;

/** Five years of a busy branch beside one of forty days, in turns: nothing grows that the rules hold. */
export const growth: Bench = {
	name: 'growth',
	about: `five years of a busy branch with compaction: ${TICKETS_A_DAY} tickets a day, ${DEVICES} devices`,
	async run(report) {
		await beating(report);
		const [old, young] = [new Life(BEAT_MINUTES), new Life(BEAT_MINUTES)];
		await young.child.ask('live', YOUNG_DAYS);
		const years: Size[] = [];
		for (let year = 1; year <= YEARS; year += 1) {
			years.push(await old.child.ask<Size>('live', DAYS));
			console.error(`  year ${year}: ${JSON.stringify(years.at(-1), rounded)}`);
		}
		// What a process keeps of five years in ten minutes is not what one holds that serves after them.
		await old.begin(YEARS * DAYS);
		await young.begin(YOUNG_DAYS);
		for (const { child } of [young, old]) await child.ask('measure');
		const rounds: { ours: Cost; floor: Cost }[] = [];
		for (let round = 0; round < ROUNDS; round += 1) {
			const floor = await young.child.ask<Cost>('measure');
			rounds.push({ ours: await old.child.ask<Cost>('measure'), floor });
		}
		for (const each of [old, young]) await each.end();
		sizes(report, years);
		costs(report, rounds);
		if (years.some(({ verified }) => !verified)) throw new Error('A chain is not whole');
	}
};

/** A branch in a folder of its own, and the process that serves it. */
class Life {
	readonly #folder = temporaryFolder();
	readonly #beatMinutes: number;
	child: Child;

	constructor(beatMinutes: number) {
		this.#beatMinutes = beatMinutes;
		this.child = this.#start(0);
	}

	/** Another process, after so many days. */
	async begin(days: number): Promise<void> {
		await this.#stop();
		this.child = this.#start(days);
	}

	async end(): Promise<void> {
		await this.#stop();
		removeFolder(this.#folder);
	}

	#start(days: number): Child {
		const life = { folder: this.#folder, beatMinutes: this.#beatMinutes, days };
		return Child.start('growth-entry', life, ['--expose-gc']);
	}

	async #stop(): Promise<void> {
		await this.child.ask('close');
		await this.child.stop();
	}
}

/** Days at the pace of life: 57,600 heartbeats each. */
async function beating(report: Report): Promise<void> {
	const life = new Life(BEATING.beatMinutes);
	const first = await life.child.ask<Size>('live', BEATING.days / 2);
	const second = await life.child.ask<Size>('live', BEATING.days / 2);
	await life.end();
	report({
		name: `file with 57,600 heartbeats a day, day ${BEATING.days} against day ${BEATING.days / 2}`,
		...{ ours: second.file, floor: first.file, unit: 'MB', ratio: second.file / first.file },
		target: { atMost: 1.2 },
		note: `${Math.round(first.lived + second.lived)} events, ${second.whole} of them whole`
	});
}

function sizes(report: Report, years: readonly Size[]): void {
	const [last, before] = [years.at(-1) as Size, years.at(-2) as Size];
	const by = (key: 'file' | 'whole' | 'wal') =>
		`by year ${years.map((each) => Number(each[key].toPrecision(4))).join(', ')}`;
	for (const [name, key, unit] of [
		['file', 'file', 'MB'],
		['events that are there', 'whole', '']
	] as const) {
		report({
			name: `${name}, year ${YEARS} against year ${YEARS - 1}`,
			...{ ours: last[key], floor: before[key], unit, ratio: last[key] / before[key] },
			...{ target: { atMost: 1.2 }, note: by(key) }
		});
	}
	const wal = Math.max(...years.map((each) => each.wal));
	report({
		name: 'longest log beside the file',
		...{ ours: wal, unit: 'MB', target: { atMost: LONGEST_WAL }, note: by('wal') }
	});
}

function costs(report: Report, rounds: readonly { ours: Cost; floor: Cost }[]): void {
	const of = (whose: 'ours' | 'floor', key: keyof Cost) =>
		median(rounds.map((round) => round[whose][key]));
	for (const [name, key, unit] of COSTS) {
		report({
			name: `${name}, after ${YEARS} years against ${YOUNG_DAYS} days`,
			...{ ours: of('ours', key), floor: of('floor', key), unit },
			ratio: median(rounds.map(({ ours, floor }) => ours[key] / floor[key])),
			...{ target: { atMost: 1.2 }, note: `median of ${rounds.length}, in turns` }
		});
	}
	const worst = Math.max(...rounds.map(({ ours }) => ours.worstBeside));
	report({
		name: 'p95 of an event while old days are compacted',
		...{ ours: of('ours', 'beside'), floor: of('ours', 'event'), unit: 'ms' },
		note: `floor: with nothing beside; worst ${worst.toFixed(1)} ms`
	});
}

function rounded(_: string, value: unknown): unknown {
	return typeof value === 'number' ? Number(value.toPrecision(4)) : value;
}
