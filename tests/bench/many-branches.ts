import { benchBranch } from './support/branch-days.ts';
import { Child } from './support/child.ts';
import type { Crowd, Heard } from './support/crowd-entry.ts';
import { numberOf } from './support/figures.ts';
import type { Bench, Report } from './support/figures.ts';
import { startFoyer } from './support/foyer.ts';
import type { Foyer } from './support/foyer.ts';
import { median, pause, quantile } from './support/numbers.ts';
import { openFilesAllowed } from './support/open-files.ts';
import type { LoopDelay } from './support/own-figures.ts';

const SEED = 5;
const SCREENS_A_BRANCH = 30;
/** What a process has open beside its screens. */
const OTHER_FILES = 500;
/** As the gateway asks its screens. */
const PING_EVERY_MS = 5_000;
/** Events a second of each branch at its peak. */
const PEAK = 2;
/** The rates that are tried, up to the first at which the slowest hundredth takes longer than a second. */
const LADDER = [0.25, 0.5, 1, PEAK, 3];
const TOO_LONG_MS = 1_000;
const WARM_UP = { rate: 100, seconds: 4 };
const STEP_SECONDS = 8;
const ROUNDS = 2;

/** A server and the crowd before it. A process can only have so many sockets, and more than that takes several. */
interface Lane {
	server: Child;
	crowd: Child;
	branches: number;
}

/** What one side did at one rate. */
interface Step {
	rate: number;
	took: Float64Array;
	expected: number;
	shed: number;
	lost: number;
	loopP99: number;
	cpu: number;
}

/** A thousand branches with thirty screens each, against raw ws after the same commit with the same pings. */
export const manyBranches: Bench = {
	name: 'many-branches',
	about: '1,000 branches with 30 screens each at 2 events/s a branch, against raw ws',
	flags: { '--branches': 'and a number: fewer or more of them' },
	async run(report, flags) {
		const count = numberOf(flags, '--branches', 1_000);
		const room = Math.floor((openFilesAllowed() - OTHER_FILES) / SCREENS_A_BRANCH);
		const lanes = Math.ceil(count / room);
		const ids = Array.from({ length: count }, (_, index) => `b${index}`);
		const parts = Array.from({ length: lanes }, (_, lane) =>
			ids.filter((_, n) => n % lanes === lane)
		);
		const foyers = await Promise.all(
			parts.map((part) =>
				startFoyer(
					part.map((id) => benchBranch(id, { clock: 'wall' })),
					{ gc: true }
				)
			)
		);
		const ours = foyers.map((foyer, lane) => oursOf(foyer, parts[lane] as string[], lane));
		const floor = await Promise.all(parts.map((part, lane) => floorOf(part, lane)));
		try {
			const sides = { ours: new Side(ours), floor: new Side(floor) };
			for (let round = 0; round < ROUNDS; round += 1) {
				const order = round % 2 === 0 ? [sides.ours, sides.floor] : [sides.floor, sides.ours];
				for (const side of order) await side.round(side === sides.floor, sides.ours.frameBytes);
			}
			tell(report, count, lanes, sides);
		} finally {
			for (const { crowd } of [...ours, ...floor]) await crowd.stop();
			for (const { server } of floor) await server.stop();
			for (const foyer of foyers) await foyer.stop();
		}
	}
};

function oursOf(foyer: Foyer, branches: string[], lane: number): Lane {
	const { url, key } = foyer;
	const crowd: Crowd = { raw: false, url, key, branches, place: 2 * lane, seed: SEED + lane };
	return {
		server: foyer.child,
		crowd: Child.start('crowd-entry', crowd),
		branches: branches.length
	};
}

async function floorOf(branches: string[], lane: number): Promise<Lane> {
	const seed = SEED + lane;
	const server = Child.start('bare-server-entry', { seed, pingEvery: PING_EVERY_MS }, [
		'--expose-gc'
	]);
	const url = await server.ask<string>('url');
	const crowd: Crowd = { raw: true, url, key: 'none', branches, place: 2 * lane + 1, seed };
	return { server, crowd: Child.start('crowd-entry', crowd), branches: branches.length };
}

/** All servers of one kind, with their crowds. */
class Side {
	readonly #lanes: readonly Lane[];
	readonly steps: Step[] = [];
	/** Bytes for each screen, a measure a round. */
	readonly memory: number[] = [];
	/** Seconds until all were there, a measure a round. */
	readonly connecting: number[] = [];
	frameBytes = 0;

	constructor(lanes: readonly Lane[]) {
		this.#lanes = lanes;
	}

	/** Everybody comes, one rate after the other is tried, everybody goes. */
	async round(prepares: boolean, frameBytes: number): Promise<void> {
		const before = await this.#sum('memory');
		const began = performance.now();
		const screens = await this.#sum('connect');
		this.connecting.push((performance.now() - began) / 1_000);
		this.memory.push(((await this.#sum('memory')) - before) / screens);
		await this.#step({ ...WARM_UP, prepares, frameBytes });
		for (const each of LADDER) {
			const step = await this.#step({ rate: each, seconds: STEP_SECONDS, prepares, frameBytes });
			this.steps.push(step);
			if (quantile([...step.took], 0.99) > TOO_LONG_MS) break;
		}
		await this.#sum('close');
		// Whoever hung up is noticed in the next turns of the loop.
		await pause(1_000);
	}

	async #step(shape: {
		rate: number;
		seconds: number;
		prepares: boolean;
		frameBytes: number;
	}): Promise<Step> {
		const { rate, seconds, prepares, frameBytes } = shape;
		const cpuBefore = await this.#sum('cpu');
		const heard = await Promise.all(
			this.#lanes.map(async ({ server, crowd, branches }) => {
				// The warm-up's rate is of all branches.
				const perSecond = rate === WARM_UP.rate ? rate : rate * branches;
				const count = Math.round(perSecond * seconds);
				if (prepares) {
					await server.ask('prepare', count);
					await server.ask('frames', frameBytes);
				}
				await server.ask('watchLoop');
				return crowd.ask<Heard>('run', { rate: perSecond, count });
			})
		);
		const loops = await Promise.all(
			this.#lanes.map(({ server }) => server.ask<LoopDelay>('loopDelay'))
		);
		this.frameBytes = heard[0]?.frameBytes ?? 0;
		return {
			rate,
			took: Float64Array.from(heard.flatMap(({ took }) => [...took])),
			expected: heard.reduce((sum, each) => sum + each.expected, 0),
			shed: heard.reduce((sum, each) => sum + each.shed, 0),
			lost: heard.reduce((sum, each) => sum + each.lost, 0),
			loopP99: Math.max(...loops.map(({ p99 }) => p99)),
			cpu: ((await this.#sum('cpu')) - cpuBefore) / seconds
		};
	}

	async #sum(question: 'memory' | 'connect' | 'close' | 'cpu'): Promise<number> {
		const crowds = question === 'connect' || question === 'close';
		const answers = this.#lanes.map(({ server, crowd }) =>
			(crowds ? crowd : server).ask<number>(question)
		);
		return (await Promise.all(answers)).reduce((sum, each) => sum + each, 0);
	}
}

function tell(
	report: Report,
	count: number,
	lanes: number,
	{ ours, floor }: { ours: Side; floor: Side }
): void {
	const screens = (count * SCREENS_A_BRANCH).toLocaleString('en');
	const places =
		lanes === 1
			? 'one process'
			: `${lanes} processes: the system allows ${openFilesAllowed()} sockets in one`;
	let fastest = 0;
	let tooSlow = false;
	for (const rate of LADDER) {
		const [own, bare] = [stepsAt(ours, rate), stepsAt(floor, rate)];
		if (own.length === 0 || bare.length === 0) continue;
		const at = `${screens} screens, ${(rate * count).toLocaleString('en')} events/s`;
		const expected = own.reduce((sum, each) => sum + each.expected, 0);
		const delivered = own.reduce((sum, each) => sum + each.took.length, 0);
		const took = own.flatMap((each) => [...each.took]);
		const bareTook = bare.flatMap((each) => [...each.took]);
		const shed = own.reduce((sum, each) => sum + each.shed, 0);
		const lost = own.reduce((sum, each) => sum + each.lost, 0);
		const loop = median(own.map(({ loopP99 }) => loopP99));
		const cpu = median(own.map((each) => each.cpu));
		report({
			name: `${at}: delivered`,
			...{ ours: (100 * delivered) / expected, unit: '%', target: { atLeast: 100 } },
			note: `${expected.toLocaleString('en')} expected; ${shed} answers to come again; ${lost} screens cut; ${places}`
		});
		for (const p of [0.5, 0.99]) {
			report({
				name: `${at}: p${p * 100}`,
				...{ ours: quantile(took, p), floor: quantile(bareTook, p), unit: 'ms' },
				ratio: median(
					own
						.slice(0, bare.length)
						.map(
							(each, n) => quantile([...each.took], p) / quantile([...(bare[n] as Step).took], p)
						)
				),
				...(p === 0.99 && { target: { atMost: 3 } }),
				note: `server ${(100 * cpu).toFixed(0)} % of a core, its loop late by ${loop.toFixed(0)} ms (p99)`
			});
		}
		tooSlow ||= own.some((each) => quantile([...each.took], 0.99) > TOO_LONG_MS);
		if (!tooSlow) fastest = rate;
	}
	report({
		name: `${screens} screens: fastest tried with p99 within a second`,
		...{ ours: fastest * count, unit: 'events/s', target: { atLeast: PEAK * count } }
	});
	// Whoever comes in a later round finds the memory of those who left.
	const [own = NaN, bare = NaN] = [ours, floor].map(({ memory }) => Math.max(...memory) / 1_000);
	report({
		name: `${screens} screens: memory for each`,
		...{ ours: own, floor: bare, unit: 'KB', note: `${(own - bare).toFixed(1)} KB more` }
	});
	report({
		name: `${screens} screens: memory beyond raw ws`,
		...{ ours: own - bare, unit: 'KB', target: { atMost: 40 } }
	});
	report({
		name: `${screens} screens: until all of them watch`,
		...{ ours: median(ours.connecting), floor: median(floor.connecting), unit: 's' }
	});
}

function stepsAt(side: Side, rate: number): Step[] {
	return side.steps.filter((step) => step.rate === rate);
}
