import type { Clock } from '../clock.ts';
import type { EventList, LogEvent } from './event-list.ts';

/** What came of feeding a log. */
export interface Fed {
	events: number;
	accepted: number;
	duplicates: number;
	/** By code, with the first one's sentence. */
	refused: Map<string, { count: number; detail: string }>;
	/** Real seconds. */
	seconds: number;
}

export interface FeedOptions {
	/** Takes up to 1,000 events; resolves when they are on disk. */
	send(events: readonly LogEvent[]): Promise<{
		accepted: number;
		duplicates: number;
		refused: { code: string; detail: string }[];
	}>;
	/** How many times as fast as it happened; undefined: as fast as the disk takes it. */
	speed: number | undefined;
	clock: Clock;
}

const GROUP = 1_000;
/** Groups under way: one is decided while another is written. */
const DEPTH = 3;

/** Sends a log's events in order, in groups, at the asked speed. */
export async function feed(events: EventList, options: FeedOptions): Promise<Fed> {
	const { clock, speed } = options;
	const fed: Fed = { events: 0, accepted: 0, duplicates: 0, refused: new Map(), seconds: 0 };
	const began = clock.monotonic();
	const first = events.length === 0 ? 0 : events.get(0).event.at;
	const underWay: Promise<void>[] = [];
	for (let from = 0; from < events.length;) {
		const due = speed === undefined ? Infinity : first + (clock.monotonic() - began) * speed;
		let to = from;
		while (to < events.length && to - from < GROUP && events.get(to).event.at <= due) {
			to += 1;
		}
		if (to === from) {
			const wait = (events.get(from).event.at - due) / (speed as number);
			await new Promise<void>((resolve) => void clock.after(wait * clock.rate, resolve));
			continue;
		}
		if (underWay.length === DEPTH) await underWay.shift();
		const sent = sendGroup(events.slice(from, to), options, fed);
		// A failure is met where the group is awaited; until then it is nobody's.
		sent.catch(() => undefined);
		underWay.push(sent);
		from = to;
	}
	await Promise.all(underWay);
	fed.seconds = (clock.monotonic() - began) / 1000;
	return fed;
}

async function sendGroup(
	group: readonly LogEvent[],
	{ send }: FeedOptions,
	fed: Fed
): Promise<void> {
	const { accepted, duplicates, refused } = await send(group);
	fed.events += group.length;
	fed.accepted += accepted;
	fed.duplicates += duplicates;
	for (const { code, detail } of refused) {
		const known = fed.refused.get(code) ?? { count: 0, detail };
		known.count += 1;
		fed.refused.set(code, known);
	}
}
