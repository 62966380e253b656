/** Each service's tickets of the days shown. */
import { nameIn } from '#lib/client/format.ts';
import type { Locale } from '#lib/i18n/index.ts';
import type { KpiRow, ServiceKpiRow, ServiceRow } from '#lib/protocol/index.ts';
import { p90Of } from './waits.ts';
import { windowsOf } from './windows.ts';
import type { Windows } from './windows.ts';

/** Durations in seconds, null where nothing was counted. */
export interface ServiceLine {
	id: string;
	name: string;
	issued: number;
	mean: number | null;
	p50: number | null;
	p90: number | null;
	over: number;
	windows: Windows;
}

/** What a line is made of, of a service or of all. */
export type Figures = Omit<ServiceKpiRow, 'id' | 'service'>;

export function serviceLines(
	services: Record<string, ServiceRow>,
	kpis: Record<string, KpiRow>,
	locale: Locale
): ServiceLine[] {
	return Object.values(services).map(({ id, name }) => {
		const row = kpis[`service/${id}`] as ServiceKpiRow | undefined;
		return lineOf(id, nameIn(name, locale), row);
	});
}

export function allServices(all: Figures, name: string): ServiceLine {
	return lineOf('', name, all);
}

function lineOf(id: string, name: string, row: Figures | undefined): ServiceLine {
	return {
		id,
		name,
		issued: row?.issued ?? 0,
		mean: row?.meanWait ?? null,
		p50: row?.p50Wait ?? null,
		p90: p90Of(row),
		over: row?.overThreshold ?? 0,
		windows: windowsOf(row)
	};
}

/** The service whose people wait longest, when there is more than one to compare. */
export function slowest(lines: readonly ServiceLine[]): ServiceLine | null {
	const known = lines.filter(({ p90 }) => p90 !== null);
	if (known.length < 2) return null;
	return known.reduce((most, line) => ((line.p90 ?? 0) > (most.p90 ?? 0) ? line : most));
}
