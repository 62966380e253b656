import type { BranchFile, IncomingEvent, PromptRule } from '../protocol/index.ts';

/** What only Foyer itself records: what became due, and settings. Never accepted from outside. */
export type OwnEvent =
	| {
			type: 'prompt.raised';
			at: number;
			subject: string;
			data: { rule: PromptRule; day: string; ticket: string };
	  }
	| { type: 'prompt.escalated'; at: number; subject: string; data: { level: number } }
	/** Who is asked to take it; null: everybody. */
	| {
			type: 'prompt.offered' | 'referral.offered';
			at: number;
			subject: string;
			data: { to: string | null };
	  }
	/** Nothing has been heard of a device that sends heartbeats. */
	| {
			type: 'device.silent';
			at: number;
			subject: string;
			data: { state: 'unknown' | 'offline' };
	  }
	/** A device has been as it is for a while: its fault is over, or it no longer flaps. */
	| { type: 'device.settled'; at: number; subject: string; data: Record<string, never> }
	/** Somebody is told of a fault that was heard of late and is still there. */
	| { type: 'incident.raised'; at: number; subject: string; data: Record<string, never> }
	/** The deadline of a checklist has passed, and not all of it is done. */
	| { type: 'checklist.overdue'; at: number; subject: string; data: Record<string, never> }
	| { type: 'day.closed'; at: number; subject: string; data: Record<string, never> }
	| { type: 'branch.configured'; at: number; subject: string; data: BranchFile };

/** Everything that the log can hold. */
export type BranchEvent = IncomingEvent | OwnEvent;

/**
 * An event with the branch's clock at the moment when it was recorded, in epoch milliseconds: `at` is when
 * it happened, `recordedAt` when Foyer heard of it. Late events are those that were heard long after.
 */
export type Recorded<E extends BranchEvent = BranchEvent> = E & { recordedAt: number };

/** Who says it: a machine reports facts, which policy can't undo; a person's tap can still be refused by policy. */
export type Origin = 'machine' | 'person';

export interface Command {
	origin: Origin;
	event: IncomingEvent;
}

/** Heard so much after it happened, an event is late: what it says may be over already. Milliseconds. */
export const LATE_AFTER = 120_000;

export function isLate(event: Recorded): boolean {
	return event.recordedAt - event.at > LATE_AFTER;
}
