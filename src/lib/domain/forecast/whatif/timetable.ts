import type { Config } from '../../config/config.ts';
import { waitsOf, type Wait } from './line-times.ts';
import { callOf, type Stay } from './stay.ts';
import { usualOf, type UsualService } from './usual-service.ts';

/**
 * What a counter may leave somebody waiting for and still be at work: papers to finish, a note to write, a tap.
 * Shorter, the time belongs to the customer before or after and goes wherever that one is served; longer, the
 * counter was away, and it is at that time of day whoever it serves. Ours: shorter than
 * any break; on the real month of the tests, 30 to 120 seconds replay alike.
 */
export const GRACE = 60_000;

/** A counter does these services from an instant until another. */
export interface Duty {
	counter: string;
	from: number;
	until: number;
	services: readonly string[];
}

/** A counter goes away: at that instant, or as soon as it has nobody; for so many milliseconds. */
export interface Pause {
	counter: string;
	at: number;
	length: number;
}

/** How long a customer kept a counter, and how long an idle one took to call. Milliseconds. */
export interface Held {
	/** From the call until the counter could call again; null where nobody knows. */
	time: number | null;
	/** From joining the line until the call of a counter that had nothing to do. */
	reaction: number;
}

/**
 * When the counters worked, revealed by what they did: many queue systems never say that a counter opens or
 * pauses. One works from its first call until it decides to call nobody else, which it does somewhere in its last
 * service, on the average halfway. In between it is away where it stood idle while somebody it can serve waited.
 */
export interface Timetable {
	duties: Duty[];
	pauses: Pause[];
	held: ReadonlyMap<Stay, Held>;
	waits: readonly Wait[];
	/** Counters that were away at the end of what is known. */
	away: ReadonlySet<string>;
}

interface Span {
	from: number;
	until: number;
}

/** One service at a counter, as long as it kept it. */
interface Work extends Span {
	stay: Stay;
	held: Held;
}

export function timetableOf(
	stays: readonly Stay[],
	usual: ReadonlyMap<string, UsualService>,
	config: Config,
	now = Infinity
): Timetable {
	const waits = waitsOf(stays, now);
	const inLine = waits.filter(({ from, until }) => until > from).sort((a, b) => a.from - b.from);
	const table = {
		duties: [] as Duty[],
		pauses: [] as Pause[],
		held: new Map<Stay, Held>(),
		waits,
		away: new Set<string>()
	};
	for (const [counter, calls] of byCounter(stays)) {
		const works = worksOf(calls, usual);
		for (const { stay, held } of works) table.held.set(stay, held);
		const duties = dutiesOf(counter, works, config);
		table.duties.push(...duties);
		const lines = linesOf(inLine, duties);
		works.forEach((work, index) => {
			const next = works[index + 1];
			const until = next?.from ?? now;
			if (until === Infinity || until <= work.until) return;
			const gap = { from: work.until, until };
			const pauses = judge(lines.within(gap), gap, work, next);
			for (const pause of pauses) {
				table.pauses.push({ counter, at: pause.from, length: pause.until - pause.from });
			}
			if (next === undefined && !pauses.every(isShort)) table.away.add(counter);
		});
	}
	return table;
}

function byCounter(stays: readonly Stay[]): Map<string, Stay[]> {
	const calls = new Map<string, Stay[]>();
	for (const stay of stays) {
		if (stay.counter === null || callOf(stay) === null) continue;
		const list = calls.get(stay.counter);
		if (list === undefined) calls.set(stay.counter, [stay]);
		else list.push(stay);
	}
	for (const list of calls.values()) list.sort((a, b) => called(a) - called(b));
	return calls;
}

function called(stay: Stay): number {
	return callOf(stay) as number;
}

/**
 * A call at the same counter ends the service before, whatever its own end says: two clocks differ by a second,
 * a teller forgets to finish, and two customers at once keep one counter no longer than that.
 */
function worksOf(calls: readonly Stay[], usual: ReadonlyMap<string, UsualService>): Work[] {
	return calls.map((stay, index) => {
		const from = called(stay);
		const following = calls[index + 1];
		const next = following === undefined ? Infinity : called(following);
		const { typical, forgottenAfter } = usualOf(usual, stay.service);
		const told = stay.endedAt !== null && stay.endedAt - from <= forgottenAfter;
		const end = told ? (stay.endedAt as number) : from + typical;
		const until = Math.min(end, next);
		const known = told || next <= end;
		return { stay, from, until, held: { time: known ? until - from : null, reaction: 0 } };
	});
}

/** What it is set up for all the time, and what else it did from the first to the last time that it did it. */
function dutiesOf(counter: string, works: readonly Work[], config: Config): Duty[] {
	const last = works[works.length - 1] as Work;
	const from = (works[0] as Work).from;
	const until = Math.max(last.from + 1, (last.from + last.until) / 2);
	const configured = config.counters.get(counter)?.services;
	const did = new Map<string, Span>();
	for (const work of works) {
		const span = did.get(work.stay.service);
		if (span === undefined) did.set(work.stay.service, { from: work.from, until: work.from });
		else span.until = work.from;
	}
	if (configured === undefined) return [{ counter, from, until, services: [...did.keys()] }];
	const extra = [...did].filter(([service]) => !configured.includes(service));
	const edges = new Set([from, until]);
	for (const [, span] of extra) edges.add(span.from).add(Math.min(until, span.until + 1));
	const sorted = [...edges].sort((a, b) => a - b);
	return sorted.slice(0, -1).map((edge, index) => {
		const more = extra.filter(([, span]) => span.from <= edge && edge <= span.until);
		const services = [...configured, ...more.map(([service]) => service)];
		return { counter, from: edge, until: sorted[index + 1] as number, services };
	});
}

/** Where a counter's lines were not empty, as spans without gaps. Asked for gaps in the order of time. */
class Lines {
	readonly #spans: readonly Span[];
	#passed = 0;

	constructor(spans: readonly Span[]) {
		this.#spans = spans;
	}

	within(gap: Span): Span[] {
		const found: Span[] = [];
		for (let index = this.#passed; index < this.#spans.length; index += 1) {
			const span = this.#spans[index] as Span;
			if (span.from >= gap.until) break;
			if (span.until <= gap.from) {
				this.#passed = index + 1;
				continue;
			}
			found.push({
				from: Math.max(span.from, gap.from),
				until: Math.min(span.until, gap.until)
			});
		}
		return found;
	}
}

function linesOf(waits: readonly Wait[], duties: readonly Duty[]): Lines {
	const spans: Span[] = [];
	let open: Span | undefined;
	for (const wait of waits) {
		if (!duties.some((duty) => duty.services.includes(wait.stay.service))) continue;
		if (open !== undefined && wait.from <= open.until) {
			open.until = Math.max(open.until, wait.until);
		} else {
			open = { from: wait.from, until: wait.until };
			spans.push(open);
		}
	}
	return new Lines(spans);
}

/**
 * What an idle time of a counter was while its lines were not empty: papers of the customer before, a reaction to
 * the next one, or (what is returned) being away.
 */
function judge(lines: Span[], gap: Span, before: Work, next: Work | undefined): Span[] {
	const [first] = lines;
	if (first?.from === gap.from && isShort(first) && before.held.time !== null) {
		before.held.time += first.until - first.from;
		lines.shift();
	}
	const last = lines[lines.length - 1];
	if (next !== undefined && last?.until === gap.until && isShort(last)) {
		next.held.reaction = last.until - last.from;
		lines.pop();
	}
	return lines;
}

function isShort({ from, until }: Span): boolean {
	return until - from <= GRACE;
}
