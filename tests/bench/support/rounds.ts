import { median } from './numbers.ts';

/** What one side did in one round: how long it took, and how much CPU its process used. Seconds. */
export interface Effort {
	seconds: number;
	cpu: number;
}

export interface Compared {
	ours: Effort;
	floor: Effort;
	/** Median over the rounds of floor's seconds to ours: how fast we are as a share of it. */
	speed: number;
	/** The same of CPU time, which other load on the machine does not touch. */
	thrift: number;
}

/** Runs both in turn, the first round to warm up: what disturbs the machine disturbs both. */
export async function compare(
	rounds: number,
	ours: () => Promise<Effort>,
	floor: () => Promise<Effort>
): Promise<Compared> {
	const all: { ours: Effort; floor: Effort }[] = [];
	for (let round = 0; round <= rounds; round += 1) {
		const first = round % 2 === 0;
		const early = first ? await floor() : await ours();
		const late = first ? await ours() : await floor();
		if (round > 0) all.push(first ? { floor: early, ours: late } : { ours: early, floor: late });
	}
	const middle = (of: (each: { ours: Effort; floor: Effort }) => number) => median(all.map(of));
	return {
		ours: { seconds: middle((each) => each.ours.seconds), cpu: middle((each) => each.ours.cpu) },
		floor: { seconds: middle((each) => each.floor.seconds), cpu: middle((each) => each.floor.cpu) },
		speed: middle((each) => each.floor.seconds / each.ours.seconds),
		thrift: middle((each) => each.floor.cpu / each.ours.cpu)
	};
}
