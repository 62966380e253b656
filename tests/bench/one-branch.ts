import { benchBranch, branchDays, take } from './support/branch-days.ts';
import { numberOf } from './support/figures.ts';
import type { Bench } from './support/figures.ts';
import { startFoyer } from './support/foyer.ts';
import { LightScreen } from './support/light-screen.ts';
import { quantile } from './support/numbers.ts';
import type { LoopDelay } from './support/own-figures.ts';
import { seqOf } from './support/screens.ts';
import { slope } from '../support/slope.ts';
import { sendEvenly } from './support/steady-sender.ts';

const SEED = 6;
const RATE = 200;
const SCREENS = 30;
const KINDS = ['wall', 'lobby', 'head', 'counter', 'display'];
/** Events in a post, in turns. */
const SIZES = [1, 1, 1, 1, 5];
/** So long is one go: between two, memory is looked at. */
const GO_SECONDS = 10;
const WARM_UP = 2_000;

/** One branch at ten times the load of its busiest minute, for long. */
export const oneBranch: Bench = {
	name: 'one-branch',
	about: `one branch with ${SCREENS} screens at ${RATE} events/s for ten minutes`,
	flags: { '--minutes': 'and a number: longer or shorter' },
	async run(report, flags) {
		const minutes = numberOf(flags, '--minutes', 10);
		const foyer = await startFoyer([benchBranch('b0', { clock: 'wall' })], { gc: true });
		const screens: LightScreen[] = [];
		/** By log number: when it came, on each screen. */
		const came = new Map<number, number[]>();
		let lost: Error | undefined;
		const onHead = (head: string, _: number, at: number) => {
			const { prev, seq } = seqOf(head);
			for (let each = prev + 1; each <= seq; each += 1) {
				const before = came.get(each);
				if (before === undefined) came.set(each, [at]);
				else before.push(at);
			}
		};
		try {
			for (let n = 0; n < SCREENS; n += 1) {
				const kind = KINDS[n % KINDS.length] as string;
				const at = { ...foyer, from: '127.0.0.1' };
				screens.push(
					await LightScreen.watching(at, 'b0', kind, onHead, (error) => (lost ??= error))
				);
			}
			const stream = branchDays(SEED);
			const door = { ...foyer, branches: ['b0'] };
			await sendEvenly(door, take(stream, WARM_UP), RATE, SIZES);
			await foyer.child.ask('watchLoop');
			const took: number[] = [];
			const memory: { at: number; bytes: number }[] = [];
			let shed = 0;
			let expected = 0;
			for (let second = 0; second < minutes * 60; second += GO_SECONDS) {
				came.clear();
				const go = await sendEvenly(door, take(stream, RATE * GO_SECONDS), RATE, SIZES);
				if (lost !== undefined) throw lost;
				shed += go.shed;
				expected += go.sent.length * SCREENS;
				await everywhere(came, go.sent);
				for (const { seq, at } of go.sent)
					took.push(...(came.get(seq) ?? []).map((each) => each - at));
				memory.push({ at: second, bytes: await foyer.child.ask<number>('memory') });
			}
			const loop = await foyer.child.ask<LoopDelay>('loopDelay');
			const events = minutes * 60 * RATE;
			report({
				...{
					name: 'delivered',
					ours: (100 * took.length) / expected,
					unit: '%',
					target: { atLeast: 100 }
				},
				note: `${events.toLocaleString('en')} events, ${expected.toLocaleString('en')} deliveries`
			});
			report({ name: 'sent to received, p50', ours: quantile(took, 0.5), unit: 'ms' });
			report({ name: 'p95', ours: quantile(took, 0.95), unit: 'ms', target: { atMost: 250 } });
			report({ name: 'p99', ours: quantile(took, 0.99), unit: 'ms' });
			report({ name: 'answers of 429', ours: shed, unit: '', target: { atMost: 0 } });
			report({
				name: 'event-loop delay p99',
				ours: loop.p99,
				unit: 'ms',
				note: `at worst ${loop.max.toFixed(1)} ms`
			});
			const perSecond = slope(
				memory.map(({ at }) => at),
				memory.map(({ bytes }) => bytes)
			);
			report({
				...{ name: 'memory for each event of the day', ours: perSecond / RATE / 1_000, unit: 'KB' },
				note: `RSS after collection, from ${megabytes(memory[0])} to ${megabytes(memory.at(-1))}; ${Math.round(events / 5_500)} days' events in one day, which is kept whole`
			});
		} finally {
			for (const screen of screens) screen.close();
			await foyer.stop();
		}
	}
};

/** Waits until the last event is on every screen, or does not come. */
async function everywhere(
	came: ReadonlyMap<number, number[]>,
	sent: readonly { seq: number }[]
): Promise<void> {
	const last = Math.max(...sent.map(({ seq }) => seq));
	for (let wait = 0; wait < 500 && (came.get(last)?.length ?? 0) < SCREENS; wait += 1) {
		await new Promise((resolve) => setTimeout(resolve, 10));
	}
}

function megabytes(measure: { bytes: number } | undefined): string {
	return `${Math.round((measure?.bytes ?? NaN) / 1e6)} MB`;
}
