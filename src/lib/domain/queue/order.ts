import type { Why } from '../../protocol/index.ts';
import type { Config } from '../config/config.ts';
import type { Ticket } from './ticket.ts';

/**
 * The claim of a ticket as a sort key, smaller first.
 *
 * The rule is a score: the segment's level plus one for each `ageEvery` waited, at most `cap`; highest first,
 * first issued first among equals. All scores grow alike, so the order of two tickets never changes while
 * neither is at the cap, and `issuedAt - level x ageEvery` sorts them once for all. A ticket at the cap can't be
 * overtaken any more: it counts as if its level had been the cap from the start, which puts it before every
 * ticket below the cap and keeps those at the cap in the order of issue.
 */
export function orderOf(ticket: Ticket, config: Config): number {
	return claim(ticket, config, ticket.aged);
}

/** The claim as it is at an instant, whether or not the state's clock has got there yet. */
export function orderAt(ticket: Ticket, config: Config, at: number): number {
	return claim(ticket, config, agedAt(ticket, config) <= at);
}

function claim(ticket: Ticket, config: Config, aged: boolean): number {
	if (ticket.placedAt !== null) return ticket.placedAt;
	const level = aged ? Math.max(config.cap, levelOf(ticket, config)) : levelOf(ticket, config);
	return ticket.issuedAt - level * config.ageEvery;
}

/** When the ticket's score reaches the cap. */
export function agedAt(ticket: Ticket, config: Config): number {
	return ticket.issuedAt + Math.max(0, config.cap - levelOf(ticket, config)) * config.ageEvery;
}

function levelOf(ticket: Ticket, config: Config): number {
	return config.levels[ticket.segment];
}

/** Why the ticket stands where it stands, the reason that weighs most first. Seconds of head start as number. */
export function whyOf(ticket: Ticket, config: Config): Why[] {
	const reasons: Why[] = [];
	if (ticket.phase.state === 'parked') reasons.push({ code: 'parked' });
	if (ticket.why !== null) reasons.push({ code: ticket.why });
	if (ticket.segment !== 'ordinary' && levelOf(ticket, config) > 0) {
		reasons.push({ code: ticket.segment, n: (levelOf(ticket, config) * config.ageEvery) / 1000 });
	}
	if (ticket.aged) reasons.push({ code: 'aged' });
	if (reasons.length === 0) reasons.push({ code: 'first_come' });
	return reasons;
}
