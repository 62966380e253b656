/** The rows of `/stats` as far as this page reads them. Pure. */
import type { HalfHourRow, ServiceKpiRow } from '#lib/protocol/index.ts';
import type { Half } from '../day/halves.ts';

/** Durations in seconds, `withinTarget` a share; null: nothing was counted. `key`: the day, the hour (`09`), the service. */
export interface StatRow {
	key: string;
	issued: number;
	finished: number;
	abandoned: number;
	calls: number;
	withinTarget: number | null;
	meanWait: number | null;
	p50Wait: number | null;
	p90Wait: number | null;
	overThreshold: number;
	promptsRaised: number;
	promptsEngaged: number;
	promptsMissed: number;
	rated: number;
	meanScore: number | null;
}

export interface StatsAnswer {
	from: string;
	to: string;
	rows: StatRow[];
}

const HOUR = 3_600_000;

/** Hours of issue as columns, with those between them in which nobody came; `from` counts from midnight. */
export function hoursOf(rows: readonly StatRow[]): Half[] {
	const byHour = new Map(rows.map((row) => [Number(row.key), row]));
	if (byHour.size === 0) return [];
	const first = Math.min(...byHour.keys());
	return Array.from({ length: Math.max(...byHour.keys()) - first + 1 }, (_, i): Half => {
		const hour = first + i;
		const row = byHour.get(hour);
		return {
			from: hour * HOUR,
			to: (hour + 1) * HOUR,
			label: `${hour}:00`,
			row: row && halfRow(row, hour),
			state: 'over',
			waiting: 0
		};
	});
}

function halfRow(row: StatRow, hour: number): HalfHourRow {
	return { ...row, id: `hour/${row.key}`, from: hour * HOUR };
}

/** The rows of services in the form that those of today have. */
export function serviceRows(rows: readonly StatRow[]): Record<string, ServiceKpiRow> {
	return Object.fromEntries(
		rows.map((row) => [
			`service/${row.key}`,
			{ ...row, id: `service/${row.key}`, service: row.key }
		])
	);
}

/** All of some days as one row. Waits of several days cannot be put together from those of each: then they are null. */
export function allOf(rows: readonly StatRow[]): StatRow | null {
	const [first, ...more] = rows;
	if (first === undefined || more.length === 0) return first ?? null;
	const sum = (of: (row: StatRow) => number) => rows.reduce((all, row) => all + of(row), 0);
	return {
		...first,
		...{ key: '', withinTarget: null, meanWait: null, p50Wait: null, p90Wait: null },
		meanScore: null,
		issued: sum(({ issued }) => issued),
		finished: sum(({ finished }) => finished),
		abandoned: sum(({ abandoned }) => abandoned),
		calls: sum(({ calls }) => calls),
		overThreshold: sum(({ overThreshold }) => overThreshold),
		promptsRaised: sum(({ promptsRaised }) => promptsRaised),
		promptsEngaged: sum(({ promptsEngaged }) => promptsEngaged),
		promptsMissed: sum(({ promptsMissed }) => promptsMissed),
		rated: sum(({ rated }) => rated)
	};
}
