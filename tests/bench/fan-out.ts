import { benchBranch, branchDays, take } from './support/branch-days.ts';
import type { StreamEvent } from './support/branch-days.ts';
import { Child } from './support/child.ts';
import type { Bench, Report } from './support/figures.ts';
import { startFoyer } from './support/foyer.ts';
import { median, pause, quantile } from './support/numbers.ts';
import { BenchScreen, seqOf } from './support/screens.ts';
import { sendEvenly } from './support/steady-sender.ts';

const SEED = 3;
const SCREENS_A_BRANCH = 30;
const WARM_UP = 1_200;
const WARM_UP_RATE = 200;
const KINDS = ['wall', 'lobby', 'head'];

interface Shape {
	branches: number;
	/** Events a second, over all branches. */
	rate: number;
	rounds: number;
	seconds: number;
}

/** From sending an event to its patch on every screen, against raw ws after the same commit. */
export const fanOut: Bench = {
	name: 'fan-out',
	about: 'event sent to patch received, 30 and 3,000 screens, against raw ws after the same commit',
	async run(report) {
		await measure(report, '30 screens, 20 events/s', {
			branches: 1,
			rate: 20,
			rounds: 8,
			seconds: 2
		});
		await measure(report, '3,000 screens, 100 events/s', {
			branches: 100,
			rate: 100,
			rounds: 5,
			seconds: 3
		});
	}
};

async function measure(report: Report, name: string, shape: Shape): Promise<void> {
	const ids = Array.from({ length: shape.branches }, (_, index) => `b${index}`);
	const bare = Child.start('bare-server-entry', { seed: SEED });
	const foyer = await startFoyer(ids.map((id) => benchBranch(id, { clock: 'wall' })));
	try {
		const bareUrl = await bare.ask<string>('url');
		const ours = new Side(foyer.url, foyer.key, ids);
		const floor = new Side(bareUrl, foyer.key, ids);
		await ours.connect((branch, kind, side) =>
			BenchScreen.watching(foyer, branch, kind, side.onFrame(branch))
		);
		await floor.connect((branch, _, side) =>
			BenchScreen.raw(bareUrl, branch, side.onFrame(branch))
		);
		const count = shape.rate * shape.seconds;
		const oursNext = branchDays(SEED);
		const floorNext = branchDays(SEED);
		const p50: number[] = [];
		const p99: number[] = [];
		const all = { ours: [] as number[], floor: [] as number[] };
		// A server that has run for a while: its code is compiled, which some hundred events do not bring about.
		await bare.ask('prepare', WARM_UP);
		await ours.run(take(oursNext, WARM_UP), WARM_UP_RATE);
		await floor.run(take(floorNext, WARM_UP), WARM_UP_RATE);
		for (let round = 0; round < shape.rounds; round += 1) {
			await bare.ask('prepare', count);
			const oursTook = await ours.run(take(oursNext, count), shape.rate);
			await bare.ask('frames', ours.frameBytes);
			const floorTook = await floor.run(take(floorNext, count), shape.rate);
			p50.push(quantile(oursTook, 0.5) / quantile(floorTook, 0.5));
			p99.push(quantile(oursTook, 0.99) / quantile(floorTook, 0.99));
			all.ours.push(...oursTook);
			all.floor.push(...floorTook);
		}
		for (const [label, share, ratios] of [
			['p50', 0.5, p50],
			['p99', 0.99, p99]
		] as const) {
			report({
				name: `${name}, ${label}`,
				ours: quantile(all.ours, share),
				floor: quantile(all.floor, share),
				unit: 'ms',
				ratio: median(ratios),
				target: { atMost: 1.5 },
				note: `frames of ${Math.round(ours.frameBytes)} bytes`
			});
		}
		ours.close();
		floor.close();
	} finally {
		await foyer.stop();
		await bare.stop();
	}
}

/** One server and everybody who listens to it. */
class Side {
	readonly #url: string;
	readonly #key: string;
	readonly #branches: readonly string[];
	#screens: BenchScreen[] = [];
	/** By branch and log number: when the frame came, on each screen. */
	readonly #came = new Map<string, number[]>();
	#frames = 0;
	#bytes = 0;

	constructor(url: string, key: string, branches: readonly string[]) {
		this.#url = url;
		this.#key = key;
		this.#branches = branches;
	}

	/** Mean length of the frames so far. */
	get frameBytes(): number {
		return this.#bytes / Math.max(1, this.#frames);
	}

	async connect(
		open: (branch: string, kind: string, side: Side) => Promise<BenchScreen>
	): Promise<void> {
		for (const branch of this.#branches) {
			const kinds = Array.from(
				{ length: SCREENS_A_BRANCH },
				(_, index) => KINDS[index % KINDS.length] as string
			);
			this.#screens.push(...(await Promise.all(kinds.map((kind) => open(branch, kind, this)))));
		}
	}

	onFrame(branch: string): (frame: string, at: number) => void {
		return (frame, at) => {
			const { prev, seq } = seqOf(frame);
			if (prev === seq) return;
			this.#frames += 1;
			this.#bytes += Buffer.byteLength(frame);
			for (let each = prev + 1; each <= seq; each += 1) {
				const key = `${branch} ${each}`;
				const came = this.#came.get(key);
				if (came === undefined) this.#came.set(key, [at]);
				else came.push(at);
			}
		};
	}

	/** Sends the events at an even rate; milliseconds to each screen. */
	async run(events: readonly StreamEvent[], rate: number): Promise<number[]> {
		this.#came.clear();
		const door = { url: this.#url, key: this.#key, branches: this.#branches };
		const { sent, shed } = await sendEvenly(door, events, rate);
		if (shed > 0) throw new Error(`The server shed load ${shed} times`);
		await pause(300);
		const took: number[] = [];
		for (const { branch, seq, at } of sent) {
			const came = this.#came.get(`${branch} ${seq}`) ?? [];
			if (came.length !== SCREENS_A_BRANCH) {
				throw new Error(`${came.length} of ${SCREENS_A_BRANCH} screens heard of ${branch} ${seq}`);
			}
			for (const each of came) took.push(each - at);
		}
		return took;
	}

	close(): void {
		for (const screen of this.#screens) screen.close();
	}
}
