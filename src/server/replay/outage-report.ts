import { configOf } from '#lib/domain/config/config.ts';
import type { BranchFile, IncidentRecord } from '#lib/protocol/index.ts';
import { deviceReportOf, instantsOf } from '../reports/devices.ts';
import { endOf } from '../reports/incident-sums.ts';
import { nearestRank, seconds } from '../reports/quantities.ts';
import type { History } from '../store/types.ts';
import type { Fed } from './feed.ts';
import type { Log } from './log.ts';
import { ofDays, refusedIn } from './of-days.ts';

/** How long machines were out, by the rows of the log. Durations in seconds; what is still out counts until the log ends. */
export interface OutageFigures {
	incidents: number;
	/** Those that are still out. */
	open: number;
	downSeconds: number;
	medianDownSeconds: number | null;
	/** Share of the log's days in which it ran; null: there is none. */
	availability: number | null;
}

/** What `foyer replay --format outages --report json` prints. */
export interface OutageReport extends OutageFigures {
	/** As the branch has them: rows of one machine that overlap are one fault. */
	faults: Omit<OutageFigures, 'availability'>;
	/** Rows that began while their machine was out already. */
	overlapping: number;
	devices: Record<string, OutageFigures>;
	skipped: Record<string, number>;
	/** Lines that could not be read. */
	broken: number;
	/** Events that the branch refused. */
	rejected: number;
	events: number;
	seconds: number;
	eventsPerSecond: number;
}

/** Milliseconds; null: still out. */
interface Lasted {
	from: number;
	to: number | null;
}

/**
 * The figures of the replayed days, from the history that the branch wrote of them. Only what lies under an overlap is the
 * log's own: of rows that overlap, the branch has one fault.
 */
export function outageReportOf(
	log: Log,
	fed: Fed,
	history: History,
	file: BranchFile
): OutageReport {
	const config = configOf(file);
	const [from = '', to = ''] = [log.days[0], log.days.at(-1)];
	const incidents = ofDays(log, (first, last) => history.incidents(file.id, first, last));
	const now = log.events.length === 0 ? 0 : log.events.get(log.events.length - 1).event.at;
	const instants = from === '' ? { from: 0, to: 0 } : instantsOf(config, from, to);
	const spells = history.spells(file.id, instants.from, instants.to);
	const noted = { spells, incidents, diversions: { diverted: [], prompted: [] } };
	const report = deviceReportOf({ from, to, now }, noted, config);
	const own = new Set((log.branch?.devices ?? []).map(({ id }) => id));
	const faults = Map.groupBy(incidents, ({ device }) => device);
	const rowsOf = rowsUnder(log);
	const rows = incidents.flatMap(rowsOf);
	const devices = report.devices
		.filter(({ device }) => own.has(device))
		.map(({ device, availability }) => {
			const outages = (faults.get(device) ?? []).flatMap(rowsOf);
			return [device, { ...figuresOf(outages, now), availability }];
		});
	return {
		...figuresOf(rows, now),
		availability: report.total.availability,
		faults: figuresOf(incidents.map(lastedOf), now),
		overlapping: rows.length - incidents.length,
		devices: Object.fromEntries(devices) as OutageReport['devices'],
		skipped: log.skipped,
		broken: log.broken.length,
		rejected: refusedIn(fed),
		events: fed.events,
		seconds: fed.seconds,
		eventsPerSecond: fed.seconds > 0 ? fed.events / fed.seconds : 0
	};
}

function lastedOf(incident: IncidentRecord): Lasted {
	return { from: incident.openedAt, to: endOf(incident) };
}

/** The rows of the log that told of a fault. */
function rowsUnder({ merged = [] }: Log): (incident: IncidentRecord) => Lasted[] {
	const keyOf = (machine: string, from: number) => `${machine} ${from}`;
	const known = new Map(merged.map((each) => [keyOf(each.machine, each.from), each.outages]));
	return (incident) => {
		const outages = known.get(keyOf(incident.device, incident.openedAt));
		return outages === undefined ? [lastedOf(incident)] : [...outages];
	};
}

function figuresOf(outages: readonly Lasted[], now: number): Omit<OutageFigures, 'availability'> {
	const lasted = outages.map(({ from, to }) => Math.max(0, (to ?? now) - from));
	lasted.sort((a, b) => a - b);
	return {
		incidents: lasted.length,
		open: outages.filter(({ to }) => to === null).length,
		downSeconds: seconds(lasted.reduce((sum, length) => sum + length, 0)),
		medianDownSeconds: seconds(nearestRank(lasted, 0.5))
	};
}
