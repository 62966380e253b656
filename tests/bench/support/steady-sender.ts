import { cloudEvent } from './branch-days.ts';
import type { StreamEvent } from './branch-days.ts';
import { pause, sharedNow } from './numbers.ts';
import { BATCH, Posters, postUntilTaken, requestBytes, SINGLE } from './poster.ts';
import { seqOf } from './screens.ts';

/** Where events go. */
export interface Door {
	url: string;
	key: string;
	branches: readonly string[];
}

/**
 * An event that is stored: the place in its branch's log by which it is there (of a batch, that of its last event), and
 * when it was first sent (`sharedNow`).
 */
export interface Sent {
	branch: string;
	seq: number;
	at: number;
}

export interface Sending {
	sent: Sent[];
	/** Answers that asked to come again later. */
	shed: number;
}

/**
 * Sends events at an even rate a second, with no time of their own: each by itself, or `sizes` at once in turns. A
 * ticket's events go to one branch and in their order. Resolves when all are answered; throws what is neither 200 nor 429.
 */
export async function sendEvenly(
	door: Door,
	events: readonly StreamEvent[],
	rate: number,
	sizes: readonly number[] = [1]
): Promise<Sending> {
	const posters = new Posters(door.url);
	const requests = requestsOf(door, events, sizes);
	const answers: Promise<Sent[]>[] = [];
	/** What is under way about a ticket. */
	const tickets = new Map<string, Promise<unknown>>();
	let shed = 0;
	let before = 0;
	const began = sharedNow();
	for (const { branch, subjects, request } of requests) {
		const wait = began + (before * 1_000) / rate - sharedNow();
		if (wait > 0) await pause(wait);
		const waits = subjects.flatMap((subject) => tickets.get(subject) ?? []);
		const answered = (async (): Promise<Sent[]> => {
			await Promise.all(waits);
			let at: number | undefined;
			const body = await postUntilTaken(posters, request, {
				sending: () => (at ??= sharedNow()),
				shed: () => (shed += 1)
			});
			const { seq } = seqOf(body);
			return subjects.map(() => ({ branch, seq, at: at as number }));
		})();
		// Thrown when all were sent: until then nobody waits for it.
		answered.catch(() => undefined);
		for (const subject of subjects) tickets.set(subject, answered);
		answers.push(answered);
		before += subjects.length;
	}
	const sent = (await Promise.all(answers)).flat();
	posters.close();
	return { sent, shed };
}

function requestsOf(
	{ url, key, branches }: Door,
	events: readonly StreamEvent[],
	sizes: readonly number[]
) {
	const requests: { branch: string; subjects: string[]; request: Buffer }[] = [];
	for (let from = 0; from < events.length;) {
		const size = sizes[requests.length % sizes.length] as number;
		const group = events.slice(from, from + size);
		from += group.length;
		// No number is used on two days.
		const subjects = group.map(({ event, day }) => `${event.subject}-${day}`);
		const branch = branches[
			hash((group[0] as StreamEvent).event.subject) % branches.length
		] as string;
		const bodies = group.map((each, index) => {
			const json = JSON.parse(cloudEvent(each)) as Record<string, unknown>;
			delete json.time;
			return { ...json, branch, subject: subjects[index] };
		});
		const [type, body] = size === 1 ? [SINGLE, bodies[0]] : [BATCH, bodies];
		requests.push({
			branch,
			subjects,
			request: requestBytes(url, key, type, JSON.stringify(body))
		});
	}
	return requests;
}

function hash(text: string): number {
	let value = 7;
	for (let index = 0; index < text.length; index += 1) {
		value = (Math.imul(value, 31) + text.charCodeAt(index)) >>> 0;
	}
	return value;
}
