import { businessDayAt } from '#lib/domain/time/business-day.ts';
import type { BranchFile, IncomingEvent } from '#lib/protocol/index.ts';
import { tableRows } from './csv.ts';
import { EventList } from './event-list.ts';
import type { LogEvent } from './event-list.ts';
import { BrokenRow, broken, instantCell, wordCell } from './fields.ts';
import type { BrokenLine, Log, OutageFormat, ReadOptions } from './log.ts';
import { faultsOf, type Outage } from './overlaps.ts';

const COLUMNS = ['elevator', 'reason', 'out_of_service', 'first_missed', 'estimated_return'];
const SOURCE = '/replay/outages';
/** As long as a cause can be. */
const MOST_WORDS = 200;

function outageOf(cells: string[]): Outage {
	if (cells.length !== COLUMNS.length) {
		broken(`has ${cells.length} cells instead of ${COLUMNS.length}`);
	}
	const cell = (column: string) => (cells[COLUMNS.indexOf(column)] ?? '').trim();
	const back = cell('first_missed');
	return {
		machine: wordCell(cell('elevator'), 'elevator'),
		reason: cell('reason').slice(0, MOST_WORDS),
		from: instantCell(cell('out_of_service'), 'out_of_service'),
		to: back === '' ? null : instantCell(back, 'first_missed')
	};
}

/** An event, and which comes first of those that share its instant. */
interface Placed {
	event: IncomingEvent;
	id: string;
	phase: 0 | 1 | 2 | 3;
}

/** `reason` null: the machine runs. */
function told(
	machine: string,
	at: number,
	reason: string | null,
	what: string,
	phase: Placed['phase']
): Placed {
	const out = { state: 'offline' as const, ...(reason ? { cause: reason } : {}) };
	const data = reason === null ? { state: 'ok' as const } : out;
	const id = `${String(at).padStart(13, '0')}-${machine}-${what}`;
	return { event: { type: 'device.status', at, subject: machine, data }, id, phase };
}

/**
 * Both ends of each row. Where another row of the machine goes on, it does not run yet: the end of this one says what the
 * other is about. A machine is back before it is out again, and out before it is back in the same instant.
 */
function* eventsOf(outages: readonly Outage[]): Generator<Placed> {
	for (const { machine, reason, from, to } of outages) {
		yield told(machine, from, reason, `out-${to ?? 'open'}`, 2);
		if (to === null) continue;
		const goesOn = outages.findLast(
			(other) =>
				(other.from < to || (other.from === to && from === to)) && (other.to ?? Infinity) > to
		);
		yield told(machine, to, goesOn?.reason ?? null, `back-${from}`, from === to ? 3 : 1);
	}
}

function branchOf(machines: Iterable<string>, timeZone: string): BranchFile {
	return {
		id: 'outages',
		name: { zh: '电梯停运记录', en: 'Log of lift and escalator outages' },
		timeZone,
		clock: 'event',
		// A branch has a service; these machines have nobody who queues.
		services: [{ id: 'none', name: { zh: '无', en: 'None' }, complexity: 'simple' }],
		// A row that ends has ended, and nobody is there to be told twice.
		faults: { settle: 0, escalate: [] },
		devices: [...machines].map((id) => ({
			...{ id, kind: 'lift', name: { zh: `电梯 ${id}`, en: `Lift ${id}` } }
		}))
	};
}

function read(text: string, options: ReadOptions = {}): Log {
	const timeZone = options.timeZone ?? 'UTC';
	const brokenLines: BrokenLine[] = [];
	const skipped: Record<string, number> = {};
	const days = new Map<string, { start: number; end: number }>();
	const machines = new Map<string, Outage[]>();
	const seen = new Set<string>();
	let bounds = { day: '', start: Infinity, end: -Infinity };
	for (const { line, cells } of tableRows(text, COLUMNS)) {
		let outage: Outage;
		try {
			outage = outageOf(cells);
		} catch (error) {
			if (!(error instanceof BrokenRow)) throw error;
			brokenLines.push({ line, why: error.message });
			continue;
		}
		const { machine, from, to } = outage;
		if (from < bounds.start || from >= bounds.end) bounds = businessDayAt(from, timeZone);
		const { day } = bounds;
		if (options.day !== undefined && day !== options.day) continue;
		const key = `${machine} ${from} ${to}`;
		const skip = to !== null && to < from ? 'inverted' : seen.has(key) ? 'duplicate' : null;
		seen.add(key);
		if (skip !== null) {
			skipped[skip] = (skipped[skip] ?? 0) + 1;
			continue;
		}
		days.set(day, bounds);
		machines.set(machine, [...(machines.get(machine) ?? []), outage]);
	}
	const ids = [...machines.keys()].sort();
	const faults = ids.flatMap((id) => faultsOf(machines.get(id) ?? []));
	const spans = [...days.values()].sort((a, b) => a.start - b.start);
	const [first, last] = [spans[0]?.start ?? 0, spans.at(-1)?.end ?? 0];
	const placed = [
		// What the file does not call out of service runs, from its first day on.
		...ids.map((id) => told(id, first, null, 'begins', 0)),
		...faults.flatMap(({ outages }) => [...eventsOf(outages)])
	];
	placed.sort((a, b) => a.event.at - b.event.at || a.phase - b.phase);
	const latest = placed.at(-1)?.event.at ?? last;
	if (latest < last) placed.push(endOfDays(last));
	return {
		events: new EventList(placed.length, (index): LogEvent => {
			const { event, id } = placed[index] as Placed;
			return { source: SOURCE, id, event };
		}),
		days: [...days.keys()].sort(),
		skipped,
		broken: brokenLines,
		branch: ids.length === 0 ? null : branchOf(ids, timeZone),
		merged: faults.filter(({ outages }) => outages.length > 1)
	};
}

/** The file tells of its days to their end. */
function endOfDays(at: number): Placed {
	const id = `${String(at).padStart(13, '0')}-end`;
	return { event: { type: 'clock.tick', at, subject: '', data: {} }, id, phase: 3 };
}

/** Outages of public lifts and escalators, one a row, with the offset of each time; days are of UTC. */
export const outages: OutageFormat = {
	name: 'outages',
	about: 'outages of public lifts and escalators, one a row',
	of: 'outages',
	read
};
