import type { DayNumbers } from '#lib/domain/figures/facts.ts';
import type { ConversionRow } from '#lib/protocol/conversion.ts';
import type { StatRow } from '../reports/stat-group.ts';

/** A day in the counts that facts are made of, from the same reports that everybody reads. */
export function numbersOf(
	day: string,
	stats: StatRow,
	total: ConversionRow,
	byHour: readonly ConversionRow[]
): DayNumbers {
	return {
		day,
		calls: stats.calls,
		withinTarget: Math.round((stats.withinTarget ?? 0) * stats.calls),
		windowsRaised: total.windowsRaised,
		windowsUsed: total.windowsUsed,
		missedByHour: Object.fromEntries(byHour.map(({ key, windowsMissed }) => [key, windowsMissed])),
		finished: total.finished,
		covered: total.covered,
		approached: total.approached,
		converted: total.converted,
		outflowTold: total.outflowTold,
		outflowKept: total.outflowKept,
		issued: stats.issued,
		requeued: stats.requeued
	};
}
