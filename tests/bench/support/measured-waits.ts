import { scoredOf } from '#server/replay/predictions.ts';
import type { Scored } from '#server/replay/predictions.ts';
import type { TicketRecord } from '#lib/protocol/index.ts';
import { FittedWaits } from './fitted-waits.ts';
import { lobbyAtEachIssue } from './lobby-so-far.ts';
import {
	aheadOf,
	awareQueueLength,
	headOfLine,
	lastToEnterService,
	queueLength,
	type WaitRule
} from './wait-rules.ts';

export const LES = 'LES';
/** Has nothing to say before its first night. */
export const FITTED = 'nightly ridge';

const RULES: readonly (readonly [name: string, rule: WaitRule, means: string])[] = [
	[LES, lastToEnterService, 'last to enter service'],
	['HOL', headOfLine, 'head of line'],
	['QL', queueLength, 'queue length x mean service / active servers'],
	['aware QL', awareQueueLength, 'the same, aware of priority and abandonment']
];

/** All that Foyer is measured against: what their names mean. */
export const BASELINES: ReadonlyMap<string, string> = new Map([
	...RULES.map(([name, , means]) => [name, means] as const),
	[FITTED, 'ridge regression over all of these, fitted anew each night']
]);

/** A wait with what everybody said of it as the number was drawn; seconds. */
export interface Measured extends Scored {
	/** 1 is next. */
	place: number;
	/** By the names of the baselines; one that can't tell yet is missing. */
	said: ReadonlyMap<string, number>;
}

/** The waits of a log that count, each with all estimates. Tickets come in order of issue, from the log's first day. */
export function measuredWaits(tickets: readonly TicketRecord[]): Measured[] {
	const scored = new Map(scoredOf(tickets).map((each) => [each.ticket, each]));
	const fitted = new FittedWaits([...new Set(tickets.map(({ service }) => service))].sort());
	const measured: Measured[] = [];
	for (const { ticket, arrival, lobby } of lobbyAtEachIssue(tickets)) {
		const byFit = fitted.estimate(ticket, arrival, lobby);
		const each = scored.get(ticket);
		if (each === undefined) continue;
		const said = new Map(RULES.map(([name, rule]) => [name, rule(lobby, arrival)]));
		if (byFit !== null) said.set(FITTED, byFit);
		measured.push({ ...each, place: aheadOf(lobby, arrival) + 1, said });
	}
	return measured;
}

export interface Errors {
	mae: number;
	rmse: number;
}

/** How far estimates were off. NaN: one is missing. */
export function errorsOf(
	waits: readonly Measured[],
	estimate: (each: Measured) => number | undefined
): Errors {
	let absolute = 0;
	let squared = 0;
	for (const each of waits) {
		const error = (estimate(each) ?? NaN) - each.actual;
		absolute += Math.abs(error);
		squared += error ** 2;
	}
	return { mae: absolute / waits.length, rmse: Math.sqrt(squared / waits.length) };
}
