import type { LogFormat } from '#server/replay/log.ts';
import type { Scored } from '#server/replay/predictions.ts';
import type { TicketRecord } from '#lib/protocol/index.ts';
import { readLog } from './data.ts';
import { fold } from './fold.ts';

/** All tickets of a log in order of issue, as the branch's rules left them. */
export function ticketsOf(format: LogFormat, file: string): TicketRecord[] {
	const log = format.read(readLog(file));
	if (log.branch === null) throw new Error(`${file} shows no branch`);
	const events = (function* () {
		for (const { event } of log.events) yield event;
	})();
	return fold(log.branch, events).tickets.toSorted(
		(a, b) => a.issuedAt - b.issuedAt || (a.number < b.number ? -1 : 1)
	);
}

/**
 * Width between the 10th and the 90th percentile (nearest rank) of the waits of each calendar hour, over all tickets:
 * as wide as a range is that is drawn afterwards, knowing that hour's waits and nothing of who waited. Seconds.
 */
export function widthOfHours(scored: readonly Scored[]): number {
	const hours = Map.groupBy(scored, ({ ticket }) => Math.floor(ticket.issuedAt / 3_600_000));
	let sum = 0;
	for (const group of hours.values()) {
		const waits = group.map(({ actual }) => actual).sort((a, b) => a - b);
		const rank = (p: number) => waits[Math.max(0, Math.ceil(p * waits.length) - 1)] as number;
		sum += (rank(0.9) - rank(0.1)) * group.length;
	}
	return sum / scored.length;
}
