import type { EngagementRecord, SaleRecord } from '#lib/protocol/index.ts';
import type { History } from '../store/types.ts';
import type { Fed } from './feed.ts';
import type { Log } from './log.ts';
import { ofDays, refusedIn } from './of-days.ts';

/** From a contact to a sale. `conversion`: sales of contacts, null where there was none. */
export interface ContactFigures {
	contacts: number;
	interested: number;
	sales: number;
	conversion: number | null;
}

/** What `foyer replay --format contacts --report json` prints. */
export interface ContactReport extends ContactFigures {
	/** By month, YYYY-MM. */
	months: Record<string, ContactFigures>;
	/** `assumed`: the file tells no years, and its rows stand in no order of date; all were taken to be of one. */
	years: 'inferred' | 'assumed';
	/** Lines that could not be read. */
	broken: number;
	/** Events that the branch refused. */
	rejected: number;
	events: number;
	seconds: number;
	eventsPerSecond: number;
}

function figuresOf(
	talks: readonly EngagementRecord[],
	sales: readonly SaleRecord[]
): ContactFigures {
	return {
		contacts: talks.length,
		interested: talks.filter(({ result }) => result === 'interested').length,
		sales: sales.length,
		conversion: talks.length === 0 ? null : sales.length / talks.length
	};
}

/** The figures of the replayed days, from the history that the branch wrote of them. */
export function contactReportOf(
	log: Log,
	fed: Fed,
	history: History,
	branch: string
): ContactReport {
	const talks = ofDays(log, (from, to) => history.engagements(branch, from, to)).filter(
		({ undone }) => undone === 0
	);
	const sales = ofDays(log, (from, to) => history.sales(branch, from, to)).filter(
		({ cancelled }) => cancelled === 0
	);
	const monthOf = ({ day }: { day: string }) => day.slice(0, 7);
	const talksBy = Map.groupBy(talks, monthOf);
	const salesBy = Map.groupBy(sales, monthOf);
	const months = [...new Set(log.days.map((day) => day.slice(0, 7)))];
	return {
		...figuresOf(talks, sales),
		months: Object.fromEntries(
			months.map((month) => [month, figuresOf(talksBy.get(month) ?? [], salesBy.get(month) ?? [])])
		),
		years: log.years ?? 'inferred',
		broken: log.broken.length,
		rejected: refusedIn(fed),
		events: fed.events,
		seconds: fed.seconds,
		eventsPerSecond: fed.seconds > 0 ? fed.events / fed.seconds : 0
	};
}
