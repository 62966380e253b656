import type { IncidentRecord } from '#lib/protocol/history.ts';
import { meanOf, nearestRank, seconds } from './quantities.ts';

export interface IncidentSums {
	incidents: number;
	open: number;
	downSeconds: number;
	medianDownSeconds: number | null;
	longestDownSeconds: number | null;
	meanRepairSeconds: number | null;
	meanResponseSeconds: number | null;
}

/** When a device worked again; null: it does not yet. */
export function endOf({ endedAt, fineSince }: IncidentRecord): number | null {
	return endedAt ?? fineSince;
}

/** What faults in which a device served nobody come to; those that only limited it are left out. */
export function incidentSums(records: readonly IncidentRecord[], now: number): IncidentSums {
	const down = records.filter(({ severity }) => severity === 'down');
	const repairs: number[] = [];
	const responses: number[] = [];
	const lasted = down.map((record) => {
		const { openedAt, acknowledgedAt } = record;
		const end = endOf(record);
		const length = Math.max(0, (end ?? now) - openedAt);
		if (end !== null) repairs.push(length);
		if (acknowledgedAt !== null) responses.push(Math.max(0, acknowledgedAt - openedAt));
		return length;
	});
	lasted.sort((a, b) => a - b);
	return {
		incidents: down.length,
		open: down.length - repairs.length,
		downSeconds: seconds(lasted.reduce((sum, length) => sum + length, 0)),
		medianDownSeconds: seconds(nearestRank(lasted, 0.5)),
		longestDownSeconds: seconds(lasted.at(-1) ?? null),
		meanRepairSeconds: seconds(meanOf(repairs)),
		meanResponseSeconds: seconds(meanOf(responses))
	};
}
