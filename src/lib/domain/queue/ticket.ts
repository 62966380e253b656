import type { PromptRule, Segment, StageEnd, WaitEstimate, Why } from '../../protocol/index.ts';

/** One wait of a ticket and the service that it led to. A transfer or a requeue begins the next. */
export interface Stage {
	service: string;
	enteredAt: number;
	/** The last call; a no-show's call stays here until the stage ends. */
	calledAt: number | null;
	startedAt: number | null;
	endedAt: number | null;
	counter: string | null;
	end: StageEnd | null;
	/** Whether the ticket came back into this stage through a requeue. */
	rework: boolean;
}

/** Where a ticket is in its life. Being served has a counter; waiting has none. */
export type Phase =
	| { state: 'waiting' }
	| { state: 'parked'; since: number }
	| { state: 'called'; counter: string; calledAt: number; recalls: number; staff: string | null }
	| { state: 'serving'; counter: string; startedAt: number; staff: string | null }
	| { state: OverState; endedAt: number; dayEnd: OpenPhase | null };

/**
 * `dayEnd` is the phase that the end of the day cut off: closing is an assumption, and a fact that
 * arrives after it (a service that ran past midnight) takes it back.
 */
export type OpenPhase = Extract<Phase, { state: 'waiting' | 'parked' | 'called' | 'serving' }>;

export type OverState = 'finished' | 'no_show' | 'abandoned' | 'cancelled' | 'diverted';

/** A ticket of one business day. Mutable: it is owned by its branch's state and changed by `evolve` alone. */
export interface Ticket {
	number: string;
	day: string;
	segment: Segment;
	tags: string[];
	issuedAt: number;
	/** Heard of long after it was issued: its deadlines wait until the source has caught up. */
	heardLate: boolean;
	phase: Phase;
	stages: Stage[];
	/** Milliseconds spent parked, without a stay that is not over yet. */
	parkedTime: number;
	staff: string | null;
	form: 'ok' | 'faults' | null;
	requeues: number;
	transfers: number;
	/** The line's count of calls when nobody came; how many have been called since decides about a return. */
	missedAtCall: number | null;
	/** Whether its score has reached the cap, so that nobody overtakes it any more. */
	aged: boolean;
	/** A place given by hand: a returned customer goes to the front. Sort key as in `order.ts`, or null. */
	placedAt: number | null;
	why: Why['code'] | null;
	/** The counter that it was passed on to, and which alone calls it. */
	heldFor: string | null;
	/** What the visit is for beside the service of the moment, in order. */
	further: string[];
	/** What the customer said of the service, 1 to 5. */
	rating: number | null;
	/** The device, or `online`, that its holder was led to. */
	divertedTo: string | null;
	/** Newest instant that a fact about it carried; an older one is out of order. */
	lastAt: number;
	/** Whether it passed the long-wait limit while it waited. */
	passedLimit: boolean;
	/** The newest prompt to talk to its holder, and every rule that prompted anybody about it. */
	prompt: string | null;
	raised: PromptRule[];
	/** Since when nobody is or was asked to talk to its holder: no rule speaks before. */
	freeSince: number;
	/** The wait that is expected of it, as it was last told; of an ended one, the last. */
	estimate: WaitEstimate;
	/** What it was told when it was issued: what the forecast is measured by. */
	promised: WaitEstimate;
	/** Expected to pass the long-wait limit, since when, and when anybody first knew early enough for it to matter. */
	likely: boolean;
	likelySince: number | null;
	warnedAt: number | null;
	/** Whether anybody talked to its holder, and whether one of its windows was used for that. */
	engaged: boolean;
	windowUsed: boolean;
	/** Its holder does not want to be talked to. */
	leftAlone: boolean;
	/** Interest shown in a talk, and at the counter. */
	talkInterest: boolean;
	pitched: boolean;
	pitchSkipped: boolean;
	pitchInterest: boolean;
	/** How far the furthest of its referrals came: 1 made, 2 met, 3 won. */
	referral: 0 | 1 | 2 | 3;
	/** Sales that stand. */
	sales: number;
}

export function isOver(ticket: Ticket): boolean {
	return overPhase(ticket) !== null;
}

/** The end of a ticket that is over, or null. */
export function overPhase(ticket: Ticket): Extract<Phase, { endedAt: number }> | null {
	return 'endedAt' in ticket.phase ? ticket.phase : null;
}

/** In the lobby and not called: what long waits and prompts are about. */
export function isInLobby(ticket: Ticket): boolean {
	return ticket.phase.state === 'waiting' || ticket.phase.state === 'parked';
}

export function currentStage(ticket: Ticket): Stage {
	return ticket.stages[ticket.stages.length - 1] as Stage;
}

/** The service that the ticket is waiting for, or had last. */
export function serviceOf(ticket: Ticket): string {
	return currentStage(ticket).service;
}

/**
 * The last call before service, or null: a call that nobody answered does not count. Whom the end of the day found
 * being served had been called.
 */
export function callBeforeService(ticket: Ticket): number | null {
	const over = overPhase(ticket);
	if (over !== null && over.state !== 'finished' && over.dayEnd?.state !== 'serving') return null;
	if (isInLobby(ticket)) return null;
	const stage = currentStage(ticket);
	return stage.calledAt ?? stage.startedAt;
}

/**
 * The wait in milliseconds once it has ended, else null: first issue until the last call before service;
 * of a ticket that left without service, until it was over. Voided and diverted tickets have none.
 */
export function waitOf(ticket: Ticket): number | null {
	const calledAt = callBeforeService(ticket);
	if (calledAt !== null) return Math.max(0, calledAt - ticket.issuedAt);
	const over = overPhase(ticket);
	if (over === null || (over.state !== 'abandoned' && over.state !== 'no_show')) return null;
	return Math.max(0, over.endedAt - ticket.issuedAt);
}

/** Milliseconds spent parked, with the stay that the end of the day cut off. */
export function parkedTimeOf(ticket: Ticket): number {
	const over = overPhase(ticket);
	if (over?.dayEnd?.state !== 'parked') return ticket.parkedTime;
	return ticket.parkedTime + Math.max(0, over.endedAt - over.dayEnd.since);
}

/** Service time in milliseconds of a finished ticket: started (or called, where no start is known) until finished. */
export function serviceTimeOf(ticket: Ticket): number | null {
	const over = overPhase(ticket);
	if (over?.state !== 'finished') return null;
	return stageServiceTime(currentStage(ticket));
}

/** Service time in milliseconds of one stage that ended after being served, else null. */
export function stageServiceTime(stage: Stage): number | null {
	const from = stage.startedAt ?? stage.calledAt;
	if (from === null || stage.endedAt === null) return null;
	if (stage.end !== 'finished' && stage.startedAt === null) return null;
	return Math.max(0, stage.endedAt - from);
}
