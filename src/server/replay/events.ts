import { checkEnvelope } from '#lib/protocol/check/check-event.ts';
import { businessDayAt } from '#lib/domain/time/business-day.ts';
import { LogError } from './log.ts';
import { EventList } from './event-list.ts';
import type { LogEvent } from './event-list.ts';
import type { BrokenLine, Log, ReadOptions, TicketFormat } from './log.ts';

interface Item {
	line: number;
	value: unknown;
}

/** One JSON value a line; or one array over the whole file, whose elements then stand for lines. */
function* itemsOf(text: string, broken: BrokenLine[]): Generator<Item> {
	const content = text.startsWith('\uFEFF') ? text.slice(1) : text;
	if (content.trimStart().startsWith('[')) {
		yield* elementsOf(content);
		return;
	}
	let from = 0;
	for (let line = 1; from < content.length; line += 1) {
		const newline = content.indexOf('\n', from);
		const to = newline === -1 ? content.length : newline;
		const json = content.slice(from, to).trim();
		from = to + 1;
		if (json === '') continue;
		try {
			yield { line, value: JSON.parse(json) as unknown };
		} catch {
			broken.push({ line, why: 'is not JSON' });
		}
	}
}

function* elementsOf(content: string): Generator<Item> {
	let values: unknown;
	try {
		values = JSON.parse(content);
	} catch (error) {
		throw new LogError(
			`The file begins like a JSON array and is none: ${(error as Error).message}`
		);
	}
	yield* (values as unknown[]).map((value, index) => ({ line: index + 1, value }));
}

/** A replay has no "now", so that an event without a time can't be placed. */
const NO_TIME = Number.NaN;

function read(text: string, options: ReadOptions = {}): Log {
	const broken: BrokenLine[] = [];
	const events: LogEvent[] = [];
	const skipped: Record<string, number> = {};
	const zone = options.timeZone ?? 'UTC';
	const days = new Set<string>();
	let bounds = { day: '', start: Infinity, end: -Infinity };
	for (const { line, value } of itemsOf(text, broken)) {
		const checked = checkEnvelope(value, NO_TIME);
		if (!checked.ok) {
			const why =
				checked.code === 'invalid_time'
					? 'has no time (RFC 3339)'
					: `${checked.code}: ${checked.detail}`;
			broken.push({ line, why });
			continue;
		}
		const { source, id, event } = checked;
		if (event.at < bounds.start || event.at >= bounds.end) bounds = businessDayAt(event.at, zone);
		if (options.day !== undefined && bounds.day !== options.day) {
			skipped.other_day = (skipped.other_day ?? 0) + 1;
			continue;
		}
		days.add(bounds.day);
		events.push({ source, id, event });
	}
	// Stable: what shares an instant stays in the order of the file.
	events.sort((a, b) => a.event.at - b.event.at);
	return {
		events: new EventList(events.length, (index) => events[index] as LogEvent),
		days: [...days].sort(),
		skipped,
		broken,
		branch: null
	};
}

/** Foyer's own events as CloudEvents, one JSON object a line or one JSON array. */
export const cloudEvents: TicketFormat = {
	name: 'events',
	about: 'CloudEvents, one JSON object a line or one JSON array',
	read,
	of: 'tickets',
	isServer: () => true,
	hasStages: false
};
