import type { Config } from '../../config/config.ts';
import { Random } from '../../random.ts';
import { businessDayAt, timeOfDay } from '../../time/business-day.ts';
import { crewOf } from './crew.ts';
import { isVoid, VOID, type Crowd } from './crowd.ts';
import { diversions } from './diversion.ts';
import { play } from './engine.ts';
import { meanFigures, Tally, type Figures } from './figures.ts';
import { PastDay } from './past-day.ts';
import { dutiesIn, type Scenario } from './scenario.ts';
import { spreadOf, widened, type Spread } from './spread.ts';
import type { Stay } from './stay.ts';

/** A day that is over, and what would have been different on it. */
export interface DayOf {
	stays: readonly Stay[];
	scenario: Scenario;
}

export interface WhatIfOptions {
	days: readonly DayOf[];
	config: Config;
	seed: number;
	/** How often what nobody knows is drawn. */
	replications?: number;
}

export type Measure = 'p90' | 'longWaits' | 'abandoned' | 'noShow';

/** Waits in seconds. A change is the changed day less the day as replayed, not as it was. */
export interface WhatIf {
	tickets: number;
	replications: number;
	seed: number;
	/** As it really was, where it was: by how much the replay of the unchanged days misses it widens the changes. */
	actual: Figures | null;
	base: Figures;
	changed: Figures;
	change: Record<Measure, Spread>;
}

const MEASURES: readonly Measure[] = ['p90', 'longWaits', 'abandoned', 'noShow'];

export const REPLICATIONS = 40;

/**
 * Days played again by the same rules, once as they were and once with the scenario: everybody comes when they
 * came and takes as long as they took, and what nobody knows is drawn, the same for both.
 */
export function whatIf(options: WhatIfOptions): WhatIf {
	const { config, seed, replications = REPLICATIONS } = options;
	const actual = new Tally();
	const base = Array.from({ length: replications }, () => new Tally());
	const changed = Array.from({ length: replications }, () => new Tally());
	for (const { stays, scenario } of options.days) {
		const day = new PastDay(stays, config);
		const { crowd, timetable } = day;
		const labels = labelsOf(crowd, config);
		[...day.real()].forEach(({ end, wait }, ticket) => labels.add(actual, ticket, end, wait));
		const crew = crewOf(timetable.duties, timetable.pauses, crowd.counters, crowd.services);
		const duties = dutiesIn(scenario, timetable.duties, crowd.services);
		const otherCrew = crewOf(duties, timetable.pauses, crowd.counters, crowd.services);
		const random = new Random(seed).fork(stays[0]?.day ?? '');
		for (let index = 0; index < replications; index += 1) {
			const chance = random.fork(`${index}`);
			const fates = day.fates(chance.fork('fates'));
			const { consecutivePriority } = config;
			const diverted = diversions(scenario.divert, crowd, chance.fork('divert'));
			labels.count(base[index] as Tally, play(crowd, fates, crew, { consecutivePriority }));
			labels.count(
				changed[index] as Tally,
				play(crowd, fates, otherCrew, { consecutivePriority, diverted })
			);
		}
	}
	return compare(actual, base, changed, seed);
}

/** What replications of a day and of the same day changed say. */
export function compare(
	actual: Tally | null,
	base: readonly Tally[],
	changed: readonly Tally[],
	seed: number
): WhatIf {
	const truth = actual?.figures() ?? null;
	const before = base.map((tally) => tally.figures());
	const after = changed.map((tally) => tally.figures());
	const middle = meanFigures(before);
	const change = (measure: Measure) => {
		const differences = before.map((each, index) => minus(after[index]?.[measure], each[measure]));
		return widened(spreadOf(differences), offBy(middle[measure], truth?.[measure] ?? null));
	};
	return {
		tickets: actual?.tickets ?? meanTickets(base),
		replications: base.length,
		seed,
		actual: truth,
		base: middle,
		changed: meanFigures(after),
		change: Object.fromEntries(MEASURES.map((each) => [each, change(each)])) as WhatIf['change']
	};
}

function meanTickets(tallies: readonly Tally[]): number {
	const sum = tallies.reduce((total, tally) => total + tally.tickets, 0);
	return tallies.length === 0 ? 0 : sum / tallies.length;
}

function minus(a: number | null | undefined, b: number | null): number | null {
	return a == null || b === null ? null : a - b;
}

/** By which share of the truth the replay is off; all of it at most, so that a change is never lost in doubt. */
function offBy(replayed: number | null, truth: number | null): number {
	if (replayed === null || truth === null || replayed === truth) return 0;
	return Math.min(1, Math.abs(replayed - truth) / Math.max(Math.abs(truth), Math.abs(replayed)));
}

/** What a ticket's wait is compared with, and the half hour that it is counted in. */
export class Labels {
	readonly #limits: readonly number[];
	readonly #halves: readonly string[];
	readonly #void: readonly boolean[];

	constructor(limits: readonly number[], halves: readonly string[], empty: readonly boolean[]) {
		this.#void = empty;
		this.#limits = limits;
		this.#halves = halves;
	}

	add(tally: Tally, ticket: number, end: number, wait: number): void {
		const counted = this.#void[ticket] ? VOID : end;
		tally.add(counted, wait, this.#limits[ticket] as number, this.#halves[ticket] as string);
	}

	count(tally: Tally, { end, wait }: { end: Uint8Array; wait: Float64Array }): void {
		for (let ticket = 0; ticket < end.length; ticket += 1) {
			this.add(tally, ticket, end[ticket] as number, wait[ticket] as number);
		}
	}
}

const HALF_HOUR = 1_800_000;

export function labelsOf(crowd: Crowd, config: Config): Labels {
	const { firstStay, parts, issuedAt } = crowd;
	const names = new Map<number, string>();
	const start = businessDayAt(issuedAt[0] ?? 0, config.timeZone).start;
	const limits: number[] = [];
	const halves: string[] = [];
	const empty: boolean[] = [];
	issuedAt.forEach((at, ticket) => {
		const last = parts[(firstStay[ticket + 1] ?? parts.length) - 1];
		const service = config.services.get(last?.stay.service ?? '');
		limits.push((service?.longWait ?? config.longWait.seconds) * 1000);
		const half = start + Math.floor((at - start) / HALF_HOUR) * HALF_HOUR;
		let name = names.get(half);
		if (name === undefined) names.set(half, (name = timeOfDay(half, config.timeZone)));
		halves.push(name);
		empty.push(isVoid(crowd, ticket));
	});
	return new Labels(limits, halves, empty);
}
