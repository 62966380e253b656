import { configOf } from '#lib/domain/config/config.ts';
import type { BranchEvent, Recorded } from '#lib/domain/event.ts';
import { freeze, thaw } from '#lib/domain/snapshot.ts';
import { newState, type BranchState } from '#lib/domain/state.ts';
import { median } from './numbers.ts';
import { Random } from './random.ts';
import {
	carryOut,
	closeDay,
	silentForecast,
	steadyBranch,
	steadyDay,
	tellAll,
	type SteadyDay
} from './steady-lobby.ts';

const WAITING = 100;
/** Calls in the measured part of a day; four events each. */
const CALLS = 1_500;
const ROUNDS = 9;
/** The days on the way to the thousandth: so many customers, and from 3 to 18 who wait. */
const DAILY = { served: 500, pace: 50 };

/** What the forecast costs an event, microseconds of CPU, and how much it keeps, bytes. */
export interface ForecastCost {
	/** Events about tickets in one measurement. */
	events: number;
	rounds: number;
	first: Share;
	late: Share;
	/** Median over the rounds of the late share to the first. */
	ratio: number;
	/** What a snapshot holds of it, at night. */
	kept: { day30: number; day1000: number };
}

export interface Share {
	/** What the forecast adds to an event. */
	adds: number;
	/** The same in the quickest and in the slowest round. */
	spread: readonly [least: number, most: number];
	/** What an event costs with a forecast that does nothing. */
	without: number;
	/** With to without. */
	times: number;
}

/** A moment from which the same day can be told again and again. */
interface Start {
	state: () => BranchState;
	events: readonly Recorded<BranchEvent>[];
	/** How many of them are about tickets: prompts are no news to the forecast. */
	told: number;
}

export function forecastCost(seed: number): ForecastCost {
	const random = new Random(seed);
	const file = steadyBranch();
	const state = newState(configOf(file));
	const first = startOf(() => newState(configOf(file)), 0, seed);
	let day30 = 0;
	for (let day = 0; day < 999; day += 1) {
		const waiting = 3 + Math.floor(16 * random.next());
		tellAll(state, steadyDay({ day, waiting, ...DAILY }, random));
		closeDay(state);
		if (day === 29) day30 = keptBy(state);
	}
	const day1000 = keptBy(state);
	const text = freeze(state);
	const late = startOf(() => thaw(text) as BranchState, 999, seed);
	const rounds: { first: Pair; late: Pair }[] = [];
	// The first round is for the compiler.
	for (let round = 0; round <= ROUNDS; round += 1) {
		const inTurn = round % 2 === 0 ? [first, late] : [late, first];
		const pairs = inTurn.map((start) => pairOf(start, round % 4 < 2));
		const [a, b] = (round % 2 === 0 ? pairs : pairs.reverse()) as [Pair, Pair];
		if (round > 0) rounds.push({ first: a, late: b });
	}
	return {
		events: first.told,
		rounds: ROUNDS,
		first: shareOf(rounds.map((each) => each.first)),
		late: shareOf(rounds.map((each) => each.late)),
		ratio: median(rounds.map((each) => addsOf(each.late) / addsOf(each.first))),
		kept: { day30, day1000 }
	};
}

function startOf(state: () => BranchState, day: number, seed: number): Start {
	const busy: SteadyDay = { day, waiting: WAITING, served: CALLS, pace: 12 };
	const events = tellAll(state(), steadyDay(busy, new Random(seed)));
	const told = events.filter(({ type }) => type.startsWith('ticket.')).length;
	return { state, events, told };
}

/** Microseconds of CPU an event. */
interface Pair {
	real: number;
	silent: number;
}

const addsOf = ({ real, silent }: Pair) => real - silent;

function pairOf({ state, events, told }: Start, realFirst: boolean): Pair {
	const once = (silent: boolean) => {
		const branch = state();
		if (silent) branch.forecast = silentForecast();
		return (carryOut(branch, events).cpu / told) * 1e6;
	};
	if (realFirst) {
		const real = once(false);
		return { real, silent: once(true) };
	}
	const silent = once(true);
	return { real: once(false), silent };
}

function shareOf(pairs: readonly Pair[]): Share {
	return {
		adds: median(pairs.map(addsOf)),
		spread: [Math.min(...pairs.map(addsOf)), Math.max(...pairs.map(addsOf))],
		without: median(pairs.map(({ silent }) => silent)),
		times: median(pairs.map(({ real, silent }) => real / silent))
	};
}

/** Bytes of what was learned, written as a snapshot writes it. */
function keptBy(state: BranchState): number {
	return Buffer.byteLength(JSON.stringify(state.forecast.freeze()));
}
