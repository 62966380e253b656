import type { BranchFile } from '../../protocol/index.ts';
import { DEFAULTS } from '../config/config.ts';
import { instantAt } from '../time/business-day.ts';
import { dayPlus } from '../time/calendar-day.ts';

/** A heartbeat that changed nothing is kept for so many days after its own. */
const HEARTBEAT_DAYS = 2;

/** What a branch keeps of its past. Each limit is the first instant of a business day, in epoch milliseconds. */
export interface KeepLimits {
	/** Heartbeats that changed nothing and were heard before this may go. */
	heartbeats: number;
	/** Events heard before this may go. */
	log: number;
	/** The same of events that a webhook waits for still: as long again. */
	held: number;
	/** Rows of history of days before this one may go: the same day as `historyDay`, YYYY-MM-DD. */
	history: number;
	historyDay: string;
}

/**
 * Which days may go on a business day (YYYY-MM-DD), by the branch's own file. Today and yesterday can still change, so
 * that no limit is later than the beginning of yesterday.
 */
export function keepLimits(
	{ keep, timeZone }: Pick<BranchFile, 'keep' | 'timeZone'>,
	today: string
): KeepLimits {
	const firstKept = (days: number) => dayPlus(today, -Math.max(1, days));
	const start = (day: string) => instantAt(day, '00:00', timeZone);
	const logDays = keep?.logDays ?? DEFAULTS.logDays;
	const historyDay = firstKept(keep?.historyDays ?? DEFAULTS.historyDays);
	return {
		heartbeats: start(firstKept(HEARTBEAT_DAYS)),
		log: start(firstKept(logDays)),
		held: start(firstKept(2 * logDays)),
		history: start(historyDay),
		historyDay
	};
}
