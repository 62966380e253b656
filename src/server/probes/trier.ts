import type { Probe } from '#lib/protocol/probe.ts';

/** What one try of a probe came to. `detail`: for whoever sets it up, in English. */
export type TryOutcome =
	/** It answered as it should; `status`: what it says of itself, where its protocol has words for that. */
	| { answer: 'ok'; status?: { state: string; cause?: string } }
	/** It answered, and not as it should. */
	| { answer: 'wrong'; cause: string; detail?: string }
	/** Nobody answered, or nobody was asked. */
	| { answer: 'none'; cause: string; detail?: string };

/** One try, and what it took in real milliseconds. */
export interface Tried {
	result: TryOutcome;
	ms: number;
}

/** Whoever can try a probe once. Only hosts that the administrator of the machine allows are asked. Never rejects. */
export interface ProbeTrier {
	tryOnce(probe: Probe, options: { signal: AbortSignal }): Promise<Tried>;
}
