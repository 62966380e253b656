import type { Config } from '../../config/config.ts';
import { nextSlot, SLOT } from '../../figures/slots.ts';
import { Random } from '../../random.ts';
import { comersOf, type Arrivals } from './arrivals.ts';
import { crewOf } from './crew.ts';
import { crowdOf, newFates, type Crowd, type Fates } from './crowd.ts';
import { diversions } from './diversion.ts';
import { play, type Conditions, type Outcome } from './engine.ts';
import { Tally } from './figures.ts';
import { FloorNow, type Floor } from './floor-now.ts';
import type { Habits } from './habits.ts';
import { dutiesIn, type Scenario } from './scenario.ts';
import { spreadOf, type Spread } from './spread.ts';
import { compare, labelsOf, REPLICATIONS, type WhatIf } from './what-if.ts';

export interface RestOptions {
	floor: Floor;
	config: Config;
	/** What past days, and today so far, have shown. */
	habits: Habits;
	now: number;
	/** Nobody comes after it; whoever is there then is still served. */
	closesAt: number;
	arrivals: readonly Arrivals[];
	/** By how much days differ from what is expected of them, as the spread of the logarithm: 0.1 is a tenth. */
	spread?: number;
	scenario: Scenario;
	seed: number;
	replications?: number;
}

/** The line at an instant. Waits so far in seconds, null when nobody waits. */
export interface LineAhead {
	at: number;
	waiting: Spread;
	meanWaiting: Spread;
}

/** Of those who wait now or are still to come. */
export interface RestOfToday extends WhatIf {
	line: { base: LineAhead[]; changed: LineAhead[] };
}

/** The rest of the day from how the branch stands now, as it is and with the scenario. */
export function restOfToday(options: RestOptions): RestOfToday {
	const { config, habits, now, closesAt, scenario, seed } = options;
	const { replications = REPLICATIONS, spread = 0 } = options;
	const floor = new FloorNow(options.floor, config, habits, now, closesAt);
	const looks = looksOf(now, closesAt);
	const base = new Side(looks);
	const changed = new Side(looks);
	for (let index = 0; index < replications; index += 1) {
		const chance = new Random(seed).fork(`${index}`);
		const comers = comersOf(options.arrivals, now, spread, habits, chance.fork('arrivals'));
		const crowd = crowdOf(
			[...floor.waiting, ...comers].map((part) => [part]),
			config
		);
		const fates = fatesOf(crowd, habits, now, chance.fork('fates'));
		const pauses = floor.pauses(chance.fork('pauses'));
		const diverted = diversions(scenario.divert, crowd, chance.fork('divert'));
		const conditions: Conditions = {
			consecutivePriority: config.consecutivePriority,
			runs: Int32Array.from(crowd.services, (id) => options.floor.runs.get(id) ?? 0),
			closesAt: Math.max(now, closesAt),
			looks
		};
		const labels = labelsOf(crowd, config);
		const crew = (duties: FloorNow['duties']) =>
			crewOf(duties, pauses, crowd.counters, crowd.services);
		const asItIs = play(crowd, fates, crew(floor.duties), conditions);
		const duties = dutiesIn(scenario, floor.duties, crowd.services);
		const different = play(crowd, fates, crew(duties), { ...conditions, diverted });
		labels.count(base.add(asItIs), asItIs);
		labels.count(changed.add(different), different);
	}
	return {
		...compare(null, base.tallies, changed.tallies, seed),
		line: { base: base.line(), changed: changed.line() }
	};
}

function looksOf(now: number, closesAt: number): Float64Array {
	const first = nextSlot(now);
	const count = Math.max(0, Math.floor((closesAt - first) / SLOT) + 1);
	return Float64Array.from({ length: count }, (_, index) => first + index * SLOT);
}

/** Whoever has waited for a while has shown to be that patient. */
function fatesOf(crowd: Crowd, habits: Habits, now: number, random: Random): Fates {
	const fates = newFates(crowd);
	crowd.parts.forEach(({ stay, after }, index) => {
		const waited = Math.max(0, now - stay.issuedAt - after);
		fates.time[index] = habits.time(stay.service, random);
		fates.patience[index] = waited + habits.patience(stay.service, random);
	});
	return fates;
}

/** The replications of one of the two that are compared. */
class Side {
	readonly tallies: Tally[] = [];
	readonly #looks: Float64Array;
	readonly #outcomes: Pick<Outcome, 'waiting' | 'waited'>[] = [];

	constructor(looks: Float64Array) {
		this.#looks = looks;
	}

	add({ waiting, waited }: Outcome): Tally {
		const tally = new Tally();
		this.tallies.push(tally);
		this.#outcomes.push({ waiting, waited });
		return tally;
	}

	line(): LineAhead[] {
		return Array.from(this.#looks, (at, look) => {
			const counts = this.#outcomes.map(({ waiting }) => waiting[look] as number);
			const means = this.#outcomes.map(({ waited }, index) => {
				const count = counts[index] as number;
				return count === 0 ? null : (waited[look] as number) / count / 1000;
			});
			return { at, waiting: spreadOf(counts), meanWaiting: spreadOf(means) };
		});
	}
}
