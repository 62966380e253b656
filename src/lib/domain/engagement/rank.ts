/** What the order of open prompts rests on. Instants in epoch milliseconds. */
export interface Ranked {
	id: string;
	/** First issue of the ticket. */
	since: number;
	/** From when a talk would be an apology; Infinity: never. */
	apologyFrom: number;
	/** The instant before which the call surely does not come; Infinity: nobody can say. */
	earliest: number;
	/** What a minute of such a talk is worth against that of an ordinary long wait. */
	value: number;
	/** Who is asked first; null: everybody. */
	offeredTo: string | null;
}

/** Milliseconds before the call in which there is no talk any more, only a greeting. */
const TOO_SHORT = 120_000;

export type Stage = 'apology' | 'talk' | 'greeting';

/** What is still possible with somebody who waits. */
export function stageOf(
	{ apologyFrom, earliest }: Pick<Ranked, 'apologyFrom' | 'earliest'>,
	now: number
): Stage {
	if (now >= apologyFrom) return 'apology';
	return earliest - now < TOO_SHORT ? 'greeting' : 'talk';
}

/** Whether a colleague is asked before `me`; whoever is asked for everybody is asked for me too. */
export function isColleagues({ offeredTo }: Pick<Ranked, 'offeredTo'>, me: string | null): boolean {
	return offeredTo !== null && offeredTo !== me;
}

/**
 * The order in which somebody should take open prompts. Apologies first: they are owed, whoever is asked. Then what I am
 * asked before what a colleague is; of either talks before greetings. Talks by the time left for each part of their
 * value, apologies and greetings by the time left alone: nothing is sold there. Among equals whoever has waited longest.
 */
export function rank<R extends Ranked>(prompts: readonly R[], me: string | null, now: number): R[] {
	return [...prompts].sort(
		(a, b) =>
			group(a, me, now) - group(b, me, now) ||
			ascending(urgency(a, now), urgency(b, now)) ||
			b.value - a.value ||
			a.since - b.since ||
			(a.id < b.id ? -1 : 1)
	);
}

function group(prompt: Ranked, me: string | null, now: number): number {
	const theirs = isColleagues(prompt, me) ? 1 : 0;
	const stage = stageOf(prompt, now);
	if (stage === 'apology') return theirs;
	return 2 + 2 * theirs + (stage === 'greeting' ? 1 : 0);
}

/** Milliseconds until the call, of talks for each part of their value; Infinity where nobody can say. */
function urgency(prompt: Ranked, now: number): number {
	const left = Math.max(0, prompt.earliest - now);
	return stageOf(prompt, now) === 'talk' ? left / prompt.value : left;
}

/** Infinity less Infinity is no number to sort by. */
function ascending(a: number, b: number): number {
	return a === b ? 0 : a - b;
}
