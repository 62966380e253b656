/** Where a counter stands, from rows. Pure; what time alone changes is worked out apart. */
import { ticketAt } from '#lib/client/at-counter.ts';
import type { BranchRow, CounterRow, ServiceRow, TicketRow } from '#lib/protocol/index.ts';

/** Who sits in front of the console. `lead`: may act at every counter. */
export interface Who {
	staff: string | null;
	lead: boolean;
}

export type Situation =
	| { at: 'closed' }
	/** Somebody else has it open, and this person may not act there. */
	| { at: 'other'; staff: string }
	| { at: 'paused'; reason: string | undefined; since: number | undefined }
	| { at: 'idle'; since: number | undefined }
	| { at: 'called'; ticket: TicketRow; since: number }
	| { at: 'serving'; ticket: TicketRow; since: number };

function sinceOf({ startedAt, calledAt, issuedAt }: TicketRow): number {
	return startedAt ?? calledAt ?? issuedAt;
}

export function situationOf(
	counter: CounterRow,
	tickets: Record<string, TicketRow>,
	{ staff, lead }: Who
): Situation {
	const isOpen = counter.state !== 'closed';
	if (!lead && isOpen && counter.staff !== staff) {
		// Machines may open a counter and name nobody: then whoever opens it here has it.
		return counter.staff === undefined ? { at: 'closed' } : { at: 'other', staff: counter.staff };
	}
	const ticket = ticketAt(tickets, counter.id);
	if (ticket !== undefined) {
		const at = ticket.state === 'called' ? 'called' : 'serving';
		return { at, ticket, since: sinceOf(ticket) };
	}
	const { reason, since } = counter;
	if (counter.state === 'paused') return { at: 'paused', reason, since };
	return isOpen ? { at: 'idle', since } : { at: 'closed' };
}

/** What may still be done about somebody who was called and has not come. */
export interface Waited {
	/** How often the number was called in all. */
	calls: number;
	recallsLeft: number;
	/** Seconds until a no-show is taken; 0: now. */
	noShowIn: number;
	/** No more recalls and nobody came: the next step is the no-show. */
	suggested: boolean;
}

export function waitedFor(
	{ recalls = 0, calledAt = 0 }: Pick<TicketRow, 'recalls' | 'calledAt'>,
	rules: BranchRow['calling'],
	now: number
): Waited {
	const recallsLeft = Math.max(0, rules.recalls - recalls);
	const noShowIn = Math.max(0, Math.ceil((calledAt + rules.noShowAfter * 1000 - now) / 1000));
	return {
		calls: recalls + 1,
		recallsLeft,
		noShowIn,
		suggested: recallsLeft === 0 && noShowIn === 0
	};
}

/** How long the service takes against what is usual; seconds and a share from 0 to 1. */
export interface Pace {
	usual: number | null;
	share: number;
	over: boolean;
}

export function paceOf(since: number, now: number, service: ServiceRow | undefined): Pace {
	const usual = service?.typicalService ?? null;
	if (usual === null || usual <= 0) return { usual: null, share: 0, over: false };
	const taken = Math.max(0, (now - since) / 1000);
	return { usual, share: Math.min(1, taken / usual), over: taken > usual };
}

/** Whole minutes to tell a customer; never none. */
export function minutesToTell(seconds: number): number {
	return Math.max(1, Math.round(seconds / 60));
}

/** A profile that one can work by. `id` null: what the counter is set for. */
export interface Profile {
	id: string | null;
	services: readonly string[];
}

/** The profile whose services these are, in their order; undefined: a mixture that has no name. */
export function profileOf(
	services: readonly string[],
	profiles: BranchRow['profiles']
): BranchRow['profiles'][number] | undefined {
	return profiles.find(
		(profile) =>
			profile.services.length === services.length &&
			profile.services.every((service, index) => service === services[index])
	);
}
