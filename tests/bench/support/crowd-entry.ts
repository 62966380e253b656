/** Thirty screens for each of many branches, and their queue machines, in a process of its own. */
import { branchDays, take } from './branch-days.ts';
import { argument, serve } from './child.ts';
import { LightScreen } from './light-screen.ts';
import { pause, sharedNow } from './numbers.ts';
import { ownFigures } from './own-figures.ts';
import { seqOf } from './screens.ts';
import { sendEvenly } from './steady-sender.ts';

/** Who is where, on which side. */
export interface Crowd {
	/** raw: the floor's screens, which say nothing of themselves. */
	raw: boolean;
	url: string;
	key: string;
	branches: string[];
	/** Which crowd it is: each has ports of its own. */
	place: number;
	seed: number;
}

/** What came of some seconds of events. */
export interface Heard {
	/** Milliseconds from sending to each screen. */
	took: Float64Array;
	/** Screens that should have heard of an event, over all events. */
	expected: number;
	/** Answers of 429, and handshakes that were told to come again. */
	shed: number;
	/** Screens that the server hung up on so far. */
	lost: number;
	/** Mean length of the frames. */
	frameBytes: number;
}

const SCREENS_A_BRANCH = 30;
const KINDS = ['wall', 'lobby', 'head'];
/** Handshakes under way at once. */
const AT_ONCE = 64;
/** What is not there so long after the last answer does not come. */
const LAST_MS = 20_000;

const crowd = argument<Crowd>();
const stream = branchDays(crowd.seed);
let screens: LightScreen[] = [];
/** Screens that the server hung up on. */
let lost = 0;
/** How often everybody came. The system keeps the ports of those who left for a minute: each time has an address of its own. */
let rounds = 0;
/** By branch and log number: when it came, on each screen. */
const came = new Map<string, number[]>();
/** Handshakes that were told to come again. */
let turnedAway = 0;
let frames = 0;
let bytes = 0;

function listener(branch: string) {
	return (head: string, length: number, at: number) => {
		const { prev, seq } = seqOf(head);
		if (prev === seq) return;
		frames += 1;
		bytes += length;
		for (let each = prev + 1; each <= seq; each += 1) {
			const key = `${branch} ${each}`;
			const before = came.get(key);
			if (before === undefined) came.set(key, [at]);
			else before.push(at);
		}
	};
}

async function open(branch: string, kind: string): Promise<LightScreen> {
	const onLost = () => (lost += 1);
	const target = { ...crowd, from: `127.0.${rounds}.${crowd.place + 2}` };
	const enter = () =>
		crowd.raw
			? LightScreen.raw(target, branch, listener(branch), onLost)
			: LightScreen.watching(target, branch, kind, listener(branch), onLost);
	for (;;) {
		try {
			return await enter();
		} catch (error) {
			// A server that is short of something asks to come again.
			if (!(error as Error).message.includes('"busy"')) throw error;
			turnedAway += 1;
			await pause(1_000);
		}
	}
}

async function connect(): Promise<number> {
	rounds += 1;
	const wanted = crowd.branches.flatMap((branch) =>
		Array.from(
			{ length: SCREENS_A_BRANCH },
			(_, n) => () => open(branch, KINDS[n % KINDS.length] as string)
		)
	);
	for (let from = 0; from < wanted.length; from += AT_ONCE) {
		const group = wanted.slice(from, from + AT_ONCE);
		screens.push(...(await Promise.all(group.map((each) => each()))));
	}
	return screens.length;
}

async function run({ rate, count }: { rate: number; count: number }): Promise<Heard> {
	came.clear();
	frames = bytes = 0;
	const { sent, shed } = await sendEvenly(crowd, take(stream, count), rate);
	const expected = sent.length * SCREENS_A_BRANCH;
	const arrived = () =>
		sent.reduce((sum, { branch, seq }) => sum + (came.get(`${branch} ${seq}`)?.length ?? 0), 0);
	const until = sharedNow() + LAST_MS;
	while (arrived() < expected && sharedNow() < until) await pause(100);
	const took = sent.flatMap(({ branch, seq, at }) =>
		(came.get(`${branch} ${seq}`) ?? []).map((each) => each - at)
	);
	const frameBytes = bytes / Math.max(1, frames);
	return { took: Float64Array.from(took), expected, shed: shed + turnedAway, lost, frameBytes };
}

serve({
	connect,
	run,
	close: () => {
		for (const screen of screens.splice(0)) screen.close();
		screens = [];
		lost = turnedAway = 0;
	},
	...ownFigures()
});
