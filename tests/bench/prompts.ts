import { benchBranch } from './support/branch-days.ts';
import type { Bench } from './support/figures.ts';
import { startFoyer } from './support/foyer.ts';
import type { LoopDelay } from './support/own-figures.ts';
import { pause, quantile, sharedNow } from './support/numbers.ts';
import { Posters, requestBytes, SINGLE } from './support/poster.ts';
import { Random } from './support/random.ts';
import { BenchScreen } from './support/screens.ts';

const BRANCHES = 20;
const PROMPTS = 1_000;
const RATE = 500;
/** Seconds of waiting that are too long here: short, so that the bench is. */
const LIMIT = 8;
/** Tickets that will wait too long are issued over so many seconds; half of them in bursts. */
const SPREAD = 20;
const BURST = 50;

/** How late a long-wait prompt is on the tablet's socket while events come in. */
export const prompts: Bench = {
	name: 'prompts',
	about: `${PROMPTS} long waits on the tablets' sockets during ${RATE} events a second`,
	async run(report) {
		const ids = Array.from({ length: BRANCHES }, (_, index) => `b${index}`);
		const longWait = { seconds: LIMIT, escalate: [600] };
		const foyer = await startFoyer(ids.map((id) => benchBranch(id, { clock: 'wall', longWait })));
		try {
			const late: number[] = [];
			const tablets = await Promise.all(
				ids.map((id) =>
					BenchScreen.watching(foyer, id, 'lobby', (frame) => {
						const now = Date.now();
						for (const at of raisedIn(frame)) late.push(now - at);
					})
				)
			);
			await foyer.child.ask('watchLoop');
			await load(foyer.url, foyer.key, ids);
			for (let wait = 0; late.length < PROMPTS && wait < 100; wait += 1) await pause(100);
			const loop = await foyer.child.ask<LoopDelay>('loopDelay');
			for (const tablet of tablets) tablet.close();
			if (late.length !== PROMPTS) throw new Error(`${late.length} prompts of ${PROMPTS} came`);
			const figure = (name: string, ours: number, atMost: number, note = '') =>
				report({ name, ours, unit: 'ms', target: { atMost }, note });
			const early = late.filter((each) => each < 0).length;
			report({ name: 'prompts that came early', ours: early, unit: '', target: { atMost: 0 } });
			figure('lateness p50', quantile(late, 0.5), 50);
			figure('lateness p99', quantile(late, 0.99), 50);
			figure('lateness at worst', Math.max(...late), 250);
			figure('event-loop delay p99', loop.p99, 20, `at worst ${loop.max.toFixed(1)} ms`);
		} finally {
			await foyer.stop();
		}
	}
};

/** The instants of the prompts that a frame brings for the first time. */
function raisedIn(frame: string): number[] {
	if (!frame.includes('"prompts"')) return [];
	const [, patch] = JSON.parse(frame.slice(2)) as [
		string,
		{ prev: number; seq: number; set: { prompts?: Record<string, { raisedAt: number }> } }
	];
	if (patch.prev === patch.seq) return [];
	return Object.values(patch.set.prompts ?? {}).map(({ raisedAt }) => raisedAt);
}

/** Tickets that nobody calls, among those of customers who are served at once. */
async function load(url: string, key: string, ids: readonly string[]): Promise<void> {
	const random = new Random(4);
	const posters = new Posters(url);
	const waits = waitsAt(random);
	const seconds = SPREAD + LIMIT + 1;
	const began = sharedNow();
	const answers: Promise<void>[] = [];
	let made = 0;
	let nextWait = 0;
	const send = (branch: string, events: readonly [string, string, object][]) => {
		const run = async () => {
			const poster = await posters.acquire();
			for (const [type, subject, data] of events) {
				made += 1;
				const event = {
					specversion: '1.0',
					id: `${made}`,
					source: '/q',
					type,
					subject,
					data,
					branch
				};
				await poster.post(requestBytes(url, key, SINGLE, JSON.stringify(event)));
			}
			posters.release(poster);
		};
		answers.push(run());
	};
	let sent = 0;
	for (let tick = 0; tick < seconds * 100; tick += 1) {
		await pause(began + tick * 10 - sharedNow());
		const due = Math.floor(((tick + 1) * RATE) / 100);
		while (nextWait < waits.length && (waits[nextWait] as number) <= tick * 10) {
			const branch = ids[nextWait % ids.length] as string;
			send(branch, [['ticket.issued', `L${nextWait}`, { service: 'cash' }]]);
			nextWait += 1;
			sent += 1;
		}
		while (sent < due) {
			const number = `S${sent}`;
			const counter = `${1 + (sent % 14)}`;
			send(random.pick(ids), [
				['ticket.issued', number, { service: 'transfer' }],
				['ticket.called', number, { counter }],
				['ticket.started', number, { counter }],
				['ticket.finished', number, { counter }]
			]);
			sent += 4;
		}
	}
	await Promise.all(answers);
	posters.close();
}

/** When the tickets that wait too long are issued, milliseconds from the start. */
function waitsAt(random: Random): number[] {
	const at: number[] = [];
	while (at.length < PROMPTS / 2) at.push(random.next() * SPREAD * 1000);
	while (at.length < PROMPTS) {
		const burst = random.next() * SPREAD * 1000;
		for (let each = 0; each < BURST && at.length < PROMPTS; each += 1) at.push(burst);
	}
	return at.sort((a, b) => a - b);
}
