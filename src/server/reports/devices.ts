import type { Config } from '#lib/domain/config/config.ts';
import { kindIn } from '#lib/domain/devices/kind-in.ts';
import type { DeviceHistory, DeviceReport } from '#lib/protocol/device-report.ts';
import type { Diversions, IncidentRecord, SpellRecord } from '#lib/protocol/history.ts';
import { diversionOf, divertedTo } from './diversion.ts';
import { faultRow } from './fault-row.ts';
import { incidentSums } from './incident-sums.ts';
import { openStretches, wholeDay, type Stretch } from './opening.ts';
import { seconds, share } from './quantities.ts';
import { watchOf, type Watch } from './watch.ts';

/** A span of days (YYYY-MM-DD, both included), and the branch's clock: what goes on, goes on until then. */
export interface DeviceSpan {
	from: string;
	to: string;
	now: number;
}

/** What history has of a span. */
export interface DeviceHistories {
	/** By device, oldest first. */
	spells: readonly SpellRecord[];
	incidents: readonly IncidentRecord[];
	diversions: Diversions;
}

type Scene = Pick<Config, 'file' | 'timeZone' | 'devices' | 'services'>;
type DeviceFigures = DeviceReport['devices'][number];

/** How the devices of a branch did: its own in the order of its file, then those that it had. */
export function deviceReportOf(
	{ from, to, now }: DeviceSpan,
	{ spells, incidents, diversions }: DeviceHistories,
	config: Scene
): DeviceReport {
	const open = openStretches(config, from, to, now);
	const spellsOf = Map.groupBy(spells, ({ device }) => device);
	const incidentsOf = Map.groupBy(incidents, ({ device }) => device);
	const led = divertedTo(diversions);
	const had = [...new Set([...spellsOf.keys(), ...incidentsOf.keys()])].sort();
	const ids = new Set([...config.devices.keys(), ...had]);
	const whole: Watch = { watched: 0, served: 0, maintenance: 0, without: {} };
	const devices = [...ids].map((device): DeviceFigures => {
		const watch = watchOf(spellsOf.get(device) ?? [], open, now);
		whole.watched += watch.watched;
		whole.served += watch.served;
		whole.maintenance += watch.maintenance;
		const functions = kindIn(config, device).functions.map((name) => [
			name,
			share(watch.watched - (watch.without[name] ?? 0), watch.watched)
		]);
		return {
			device,
			...incidentSums(incidentsOf.get(device) ?? [], now),
			...watchSums(watch),
			functions: Object.fromEntries(functions) as DeviceFigures['functions'],
			diverted: led.get(device) ?? 0
		};
	});
	return {
		from,
		to,
		total: { ...incidentSums(incidents, now), ...watchSums(whole) },
		devices,
		incidents: incidents.map(faultRow).sort((a, b) => b.openedAt - a.openedAt),
		diversion: diversionOf(diversions, config)
	};
}

function watchSums({ watched, served, maintenance }: Watch) {
	return {
		watchedSeconds: seconds(watched),
		availability: share(served, watched),
		...(maintenance > 0 ? { maintenanceSeconds: seconds(maintenance) } : {})
	};
}

/** The instants of a span of days, for what history has by instant. */
export function instantsOf(
	{ timeZone }: Pick<Config, 'timeZone'>,
	first: string,
	last: string
): Stretch {
	return { from: wholeDay(first, timeZone).from, to: wholeDay(last, timeZone).to };
}

/** How one device was, whole spells that reach into a span of days; oldest first. */
export function deviceHistoryOf(
	{ device, from, to }: { device: string; from: string; to: string },
	spells: readonly SpellRecord[]
): DeviceHistory {
	return {
		...{ device, from, to },
		spells: spells.map((spell) => ({
			...{ from: spell.from, to: spell.to, state: spell.state, service: spell.service },
			...{ cause: spell.cause, functions: spell.functions }
		}))
	};
}
