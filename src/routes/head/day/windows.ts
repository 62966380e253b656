/** Engagement windows: prompts raised, used, missed, and those of which nobody knows yet. */
import { nameIn } from '#lib/client/format.ts';
import type { Locale } from '#lib/i18n/index.ts';
import type { ConversionRow } from '#lib/protocol/conversion.ts';
import type { KpiRow, ServiceKpiRow, ServiceRow } from '#lib/protocol/index.ts';
import type { Half } from './halves.ts';

export interface Windows {
	raised: number;
	used: number;
	missed: number;
	undecided: number;
}

export interface HourOfWindows extends Windows {
	/** `10` */
	label: string;
	/** `10:00`, `11:00` */
	from: string;
	to: string;
	ahead: boolean;
}

interface Counted {
	promptsRaised: number;
	promptsEngaged: number;
	promptsMissed: number;
}

export function windowsOf(...rows: (Counted | undefined)[]): Windows {
	const sum = { raised: 0, used: 0, missed: 0, undecided: 0 };
	for (const row of rows) {
		if (!row) continue;
		sum.raised += row.promptsRaised;
		sum.used += row.promptsEngaged;
		sum.missed += row.promptsMissed;
	}
	sum.undecided = Math.max(0, sum.raised - sum.used - sum.missed);
	return sum;
}

/** Two half hours each; the day begins at a whole hour. */
export function windowsByHour(halves: readonly Half[]): HourOfWindows[] {
	const hours: HourOfWindows[] = [];
	for (let i = 0; i < halves.length; i += 2) {
		const [first, second] = [halves[i] as Half, halves[i + 1]];
		const hour = Number(first.label.split(':')[0]);
		hours.push({
			...windowsOf(first.row, second?.row),
			label: String(hour),
			from: `${hour}:00`,
			to: `${(hour + 1) % 24}:00`,
			ahead: first.state === 'ahead'
		});
	}
	return hours;
}

/** Rows by the local hour (`09`), with the hours between them that nothing happened in. */
export function windowsByHourOf(rows: readonly ConversionRow[]): HourOfWindows[] {
	const byHour = new Map(rows.map((row) => [Number(row.key), row]));
	const known = [...byHour.keys()].filter((hour) => Number.isInteger(hour));
	if (known.length === 0) return [];
	const first = Math.min(...known);
	return Array.from({ length: Math.max(...known) - first + 1 }, (_, i) => {
		const hour = first + i;
		return {
			...windowsIn(byHour.get(hour)),
			label: String(hour),
			from: `${hour}:00`,
			to: `${(hour + 1) % 24}:00`,
			ahead: false
		};
	});
}

/** The windows of a report's row. */
export function windowsIn(row: ConversionRow | undefined): Windows {
	if (!row) return windowsOf();
	return windowsOf({
		promptsRaised: row.windowsRaised,
		promptsEngaged: row.windowsUsed,
		promptsMissed: row.windowsMissed
	});
}

/** A service or a person with the windows that were theirs. */
export interface LineOfWindows extends Windows {
	id: string;
	name: string;
}

/** In the branch's own order, those without a prompt included. */
export function windowsByService(
	services: Record<string, ServiceRow>,
	kpis: Record<string, KpiRow>,
	locale: Locale
): LineOfWindows[] {
	return Object.values(services).map(({ id, name }) => ({
		id,
		name: nameIn(name, locale),
		...windowsOf(kpis[`service/${id}`] as ServiceKpiRow | undefined)
	}));
}

/** Whoever took one, the one with most first. */
export function windowsByStaff(
	rows: readonly ConversionRow[],
	nameOf: (id: string) => string
): LineOfWindows[] {
	return rows
		.filter(({ key, windowsRaised }) => key !== NOBODY && windowsRaised > 0)
		.map((row) => ({ id: row.key, name: nameOf(row.key), ...windowsIn(row) }))
		.sort((a, b) => b.raised - a.raised || b.used - a.used || (a.id < b.id ? -1 : 1));
}

/** A report's key of what belongs to none. */
const NOBODY = '-';

/** The hour in which most were missed, once it is known of any. */
export function mostMissed(hours: readonly HourOfWindows[]): HourOfWindows | null {
	let most: HourOfWindows | null = null;
	for (const hour of hours) if (hour.missed > (most?.missed ?? 0)) most = hour;
	return most;
}
