import type { Name, PromptRule } from '../../../protocol/index.ts';
import type { Config } from '../../config/config.ts';
import type { Device } from '../../devices/device.ts';
import type { Ticket } from '../../queue/ticket.ts';

/** What a rule may look at when it says when it speaks. */
export interface Scene {
	ticket: Ticket;
	config: Config;
	devices: ReadonlyMap<string, Device>;
	/** The rule's own delay, milliseconds. */
	after: number;
}

/**
 * A customer in a few words, and when the rule prompts somebody about them: what explains the rule to people and
 * proves it in the tests. Seconds since the ticket was issued.
 */
export interface Example {
	name: Name;
	customer: {
		segment?: 'ordinary' | 'priority' | 'vip';
		tags?: readonly string[];
		/** The service needs a form; it is looked at after so many seconds, if ever. */
		needsForm?: boolean;
		formCheckedAfter?: number;
		/** A machine of the service's kind: what was heard of it last. */
		machine?: 'ok' | 'offline' | 'unknown';
		machineWorksAfter?: number;
		calledAfter?: number;
		/** How long the wait is expected to be from the start: somebody is being served whose service takes so long. */
		expectedWait?: number;
	};
	/** Null: never. */
	raisedAfter: number | null;
}

/** A rule that prompts somebody about a waiting customer. One file each; the list is `rules/index.ts`. */
export interface Rule {
	id: PromptRule;
	/** `engage`: to go and talk, a window that closes with the call. `operate`: to do something else for them. */
	kind: 'engage' | 'operate';
	name: Name;
	/** One sentence: when it speaks, and why. `{after}` stands for the rule's delay, of the long wait for its limit. */
	explanation: Name;
	/** `after` in seconds; `value`: what a minute of such a talk is worth against that of an ordinary long wait. */
	defaults: { on: boolean; after: number; value: number };
	/**
	 * The instant since which it is due for a ticket in the lobby as it stands, epoch milliseconds; undefined: it is not.
	 * Whoever reads the log again must find the same instant, so what makes it due says since when.
	 */
	dueAt(scene: Scene): number | undefined;
	examples: readonly Example[];
}
