/** The devices' report as rows of its table. Pure. */
import type { DeviceFault, DeviceReport } from '#lib/protocol/device-report.ts';

type Sums = DeviceReport['total'];

export interface SumRow {
	/** Null: all of them. */
	device: string | null;
	/** Hours in which it served somebody, of those in which anything was known of it; null: nothing was. */
	hours: { up: number; of: number } | null;
	availability: number | null;
	/** Functions that did not always work, worst first. */
	functions: { id: string; share: number }[];
	sums: Sums;
	diverted: number;
}

const HOUR = 3_600;

export function sumRows({ devices, total }: DeviceReport, order: readonly string[]): SumRow[] {
	const place = (id: string) => {
		const at = order.indexOf(id);
		return at < 0 ? order.length : at;
	};
	const rows = devices
		.map(({ device, functions, diverted, ...sums }) => ({
			...rowOf(device, sums, diverted),
			functions: Object.entries(functions)
				.flatMap(([id, share]) => (share === null || share >= 1 ? [] : [{ id, share }]))
				.sort((a, b) => a.share - b.share)
		}))
		.sort((a, b) => place(a.device ?? '') - place(b.device ?? ''));
	const diverted = devices.reduce((sum, each) => sum + each.diverted, 0);
	return [...rows, rowOf(null, total, diverted)];
}

function rowOf(device: string | null, sums: Sums, diverted: number): SumRow {
	const { watchedSeconds, availability } = sums;
	const hours =
		watchedSeconds === 0 || availability === null
			? null
			: { up: (watchedSeconds * availability) / HOUR, of: watchedSeconds / HOUR };
	return { device, hours, availability, functions: [], sums, diverted };
}

/** The device that was there for the smallest share; undefined where all always were. */
export function leastAvailable(rows: readonly SumRow[]): SumRow | undefined {
	const missing = rows.filter(
		({ device, availability }) => device !== null && availability !== null && availability < 1
	);
	return missing.reduce<SumRow | undefined>(
		(least, row) =>
			least === undefined || (row.availability ?? 1) < (least.availability ?? 1) ? row : least,
		undefined
	);
}

/** Customers for whom somebody was prompted, and those who were led to a machine, over all days. */
export function divertedIn(days: DeviceReport['diversion']): {
	prompted: number;
	diverted: number;
	savedSeconds: number;
} {
	const sum = { prompted: 0, diverted: 0, savedSeconds: 0 };
	for (const day of days) {
		sum.prompted += day.prompted;
		sum.diverted += day.diverted;
		sum.savedSeconds += day.savedSeconds;
	}
	return sum;
}

/** Customers whom a device would have served while it had a fault: as it is told of other days, or so far. */
export function missedIn({ missed, effect }: Pick<DeviceFault, 'missed' | 'effect'>): number {
	return missed ?? Object.values(effect?.services ?? {}).reduce((sum, count) => sum + count, 0);
}
