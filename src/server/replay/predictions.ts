import { offsetAt } from '#lib/domain/time/business-day.ts';
import type { TicketRecord } from '#lib/protocol/index.ts';
import { csvRecord } from '../csv.ts';

/** How good the estimates at issue were, of served tickets that waited. Seconds; `within`: share inside the range. */
export interface PredictionFigures {
	scored: number;
	mae: number | null;
	rmse: number | null;
	/** What the wait of whoever was called last would have said instead (LES). */
	lesMae: number | null;
	lesRmse: number | null;
	within: number | null;
}

/** One estimate against what came of it; seconds. */
export interface Scored {
	ticket: TicketRecord;
	wait: number;
	low: number;
	high: number;
	actual: number;
	les: number;
}

/** The tickets that count: served, after a wait, with an estimate. */
export function scoredOf(tickets: readonly TicketRecord[]): Scored[] {
	const les = lastToEnterService(tickets);
	return tickets.flatMap((ticket, index) => {
		const { state, wait, promisedWait, promisedLow, promisedHigh } = ticket;
		if (state !== 'finished' || wait === null || wait <= 0) return [];
		if (promisedWait === null || promisedLow === null || promisedHigh === null) return [];
		return [
			{
				ticket,
				wait: promisedWait / 1000,
				low: promisedLow / 1000,
				high: promisedHigh / 1000,
				actual: wait / 1000,
				les: les[index] as number
			}
		];
	});
}

/** For each ticket, in order of issue: the wait of whoever had been called last by then; 0 before the first. */
function lastToEnterService(tickets: readonly TicketRecord[]): number[] {
	const calls = tickets
		.flatMap(({ calledAt, wait }) =>
			calledAt === null || wait === null ? [] : [{ calledAt, wait }]
		)
		.sort((a, b) => a.calledAt - b.calledAt);
	let called = 0;
	let last = 0;
	return tickets.map(({ issuedAt, calledAt }) => {
		for (let next = calls[called]; next !== undefined; next = calls[called]) {
			// Whoever is called as soon as the number is drawn is no past of it.
			if (next.calledAt > issuedAt || (next.calledAt === calledAt && next.wait === 0)) break;
			last = next.wait / 1000;
			called += 1;
		}
		return last;
	});
}

export function predictionFigures(tickets: readonly TicketRecord[]): PredictionFigures {
	const scored = scoredOf(tickets);
	const mean = (of: (each: Scored) => number) =>
		scored.length === 0 ? null : scored.reduce((sum, each) => sum + of(each), 0) / scored.length;
	const root = (squares: number | null) => (squares === null ? null : Math.sqrt(squares));
	return {
		scored: scored.length,
		mae: mean(({ wait, actual }) => Math.abs(wait - actual)),
		rmse: root(mean(({ wait, actual }) => (wait - actual) ** 2)),
		lesMae: mean(({ les, actual }) => Math.abs(les - actual)),
		lesRmse: root(mean(({ les, actual }) => (les - actual) ** 2)),
		within: mean(({ low, high, actual }) => (actual >= low && actual <= high ? 1 : 0))
	};
}

/**
 * The estimates as they were shown at issue, one row a ticket. Times as the branch's clock read them, with its
 * offset; durations in seconds; empty where there was no estimate, or no wait.
 */
export function predictionsCsv(tickets: readonly TicketRecord[], timeZone: string): string {
	const seconds = (ms: number | null) => (ms === null ? null : ms / 1000);
	const rows = tickets.map((ticket) =>
		csvRecord([
			ticket.number,
			localTime(ticket.issuedAt, timeZone),
			seconds(ticket.promisedWait),
			seconds(ticket.promisedLow),
			seconds(ticket.promisedHigh),
			seconds(ticket.wait),
			ticket.state
		])
	);
	const head = ['ticket', 'issuedAt', 'wait', 'low', 'high', 'actualWait', 'outcome'];
	return csvRecord(head) + rows.join('');
}

/** RFC 3339 with the zone's offset: the day that it begins with is the business day. */
function localTime(at: number, timeZone: string): string {
	const minutes = Math.round(offsetAt(at, timeZone) / 60_000);
	const reading = new Date(at + minutes * 60_000).toISOString().slice(0, -1);
	const size = Math.abs(minutes);
	const part = (value: number) => String(value).padStart(2, '0');
	return `${reading}${minutes < 0 ? '-' : '+'}${part(Math.floor(size / 60))}:${part(size % 60)}`;
}
