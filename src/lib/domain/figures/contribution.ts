import type { Config } from '../config/config.ts';
import {
	callBeforeService,
	overPhase,
	serviceOf,
	serviceTimeOf,
	waitOf,
	type Ticket
} from '../queue/ticket.ts';
import { lostSince } from '../rework/lost.ts';
import { pitchReachedBy, reachedBy } from './funnel.ts';

/**
 * What one ticket adds to the figures as it stands now. When a ticket changes, its old contribution is taken
 * out and the new one put in, so that figures stay right however late or wrong the facts arrive.
 * Durations in milliseconds, counts 0 or 1 unless they can be more.
 */
export interface Contribution {
	service: string;
	waiting: number;
	serving: number;
	finished: number;
	abandoned: number;
	noShow: number;
	diverted: number;
	wait: number | null;
	call: number;
	withinTarget: number;
	serviceTime: number | null;
	overThreshold: number;
	requeued: number;
	lostToRework: number;
	/** Whether its customer said how it was, and what: 1 to 5, 0 of who did not. */
	rated: number;
	score: number;
	pitched: number;
	/** Served, and pitched to or rightly not: of the finished, so that their share is one of all of them. */
	covered: number;
	interested: number;
	approached: number;
	/** Of the approached, so that their share is one: who bought without a word is in the sales alone. */
	converted: number;
	/** How many steps of the way from a prompt to a sale it went, one after the other: see `steps.ts`. */
	reached: number;
	/** The same of the way from the sentence at the counter. */
	pitchReached: number;
}

export function contributionOf(ticket: Ticket, config: Config): Contribution {
	const service = serviceOf(ticket);
	const rule = config.services.get(service);
	const wait = waitOf(ticket);
	// A voided or diverted ticket has no wait, and was in the lobby for as long as another.
	const over = overPhase(ticket);
	const waited = wait ?? (over === null ? null : over.endedAt - ticket.issuedAt);
	const called = callBeforeService(ticket) !== null;
	const state = ticket.phase.state;
	const limit = (rule?.longWait ?? config.longWait.seconds) * 1000;
	const target = (rule?.targetWait ?? config.longWait.seconds) * 1000;
	return {
		service,
		waiting: state === 'waiting' ? 1 : 0,
		serving: state === 'serving' ? 1 : 0,
		finished: state === 'finished' ? 1 : 0,
		abandoned: state === 'abandoned' ? 1 : 0,
		noShow: state === 'no_show' ? 1 : 0,
		diverted: state === 'diverted' ? 1 : 0,
		wait,
		call: called ? 1 : 0,
		withinTarget: called && wait !== null && wait <= target ? 1 : 0,
		serviceTime: serviceTimeOf(ticket),
		overThreshold: (waited === null ? ticket.passedLimit : waited > limit) ? 1 : 0,
		requeued: ticket.requeues,
		lostToRework: lostToRework(ticket),
		rated: ticket.rating === null ? 0 : 1,
		score: ticket.rating ?? 0,
		pitched: ticket.pitched ? 1 : 0,
		covered: state === 'finished' && (ticket.pitched || ticket.pitchSkipped) ? 1 : 0,
		interested: ticket.talkInterest || ticket.pitchInterest ? 1 : 0,
		approached: ticket.engaged || ticket.pitched ? 1 : 0,
		converted: (ticket.engaged || ticket.pitched) && ticket.sales > 0 ? 1 : 0,
		reached: reachedBy(ticket),
		pitchReached: pitchReachedBy(ticket)
	};
}

/** Milliseconds that returned customers waited again, as far as those waits are over. */
function lostToRework({ stages }: Ticket): number {
	let lost = 0;
	stages.forEach(({ rework }, index) => {
		if (rework) lost += lostSince(stages, index) ?? 0;
	});
	return lost;
}
