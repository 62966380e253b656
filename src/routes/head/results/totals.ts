/** Figures of the days that are shown, in one row. Pure. */
import { emptyRow } from '#lib/domain/figures/conversion-row.ts';
import type { ConversionReport, ConversionRow } from '#lib/protocol/conversion.ts';
import type { FunnelRow, TodayRow } from '#lib/protocol/index.ts';

export const NONE: ConversionRow = emptyRow('');

export interface Live {
	today: TodayRow | undefined;
	funnel: FunnelRow | undefined;
}

/** What of today is told live; the rest of a report's row is at most as old as the report. */
export function liveRow({ today, funnel }: Live): Partial<ConversionRow> {
	if (!today || !funnel) return {};
	const { prompted, engaged, interested, referred, met, sold } = funnel;
	return {
		...{ prompted, engaged, interested, referred, met, sold },
		pitched: funnel.pitched,
		pitchInterested: funnel.pitchInterested,
		pitchSold: funnel.pitchSold,
		finished: today.finished,
		covered: today.covered,
		approached: today.approached,
		converted: today.converted,
		windowsRaised: today.promptsRaised,
		windowsUsed: today.promptsEngaged,
		windowsMissed: today.promptsMissed,
		referralsMade: today.referralsMade,
		referralsMet: today.referralsMet,
		referralsWon: today.referralsWon,
		outflowTold: today.outflowTold,
		outflowKept: today.outflowKept,
		sales: today.sales,
		amount: today.amount
	};
}

/** The row of the days shown: a report's, and over it what is told live where only today is shown. */
export function totalsOf(
	report: Pick<ConversionReport, 'total'> | null,
	live: Live | null
): ConversionRow | null {
	if (live === null) return report?.total ?? null;
	if (!live.today) return null;
	return { ...(report?.total ?? NONE), ...liveRow(live) };
}

/** Whether a report of today is older than these figures that are told live: its parts do not add up to what stands beside them. */
export function isBehind(
	report: Pick<ConversionReport, 'total'> | null,
	live: Live,
	keys: readonly (keyof ConversionRow)[]
): boolean {
	if (report === null) return false;
	const row = liveRow(live);
	return keys.some((key) => row[key] !== undefined && row[key] !== report.total[key]);
}

/** What a report of today is read anew for: whatever it counts and is told live. */
export function toldOf(live: Live): string {
	return JSON.stringify(liveRow(live));
}

/** Rows added up. */
export function sumOf(rows: readonly ConversionRow[]): ConversionRow {
	const sum = { ...NONE };
	for (const row of rows) {
		for (const key of Object.keys(NONE) as (keyof ConversionRow)[]) {
			if (key !== 'key') sum[key] += row[key];
		}
	}
	return sum;
}
