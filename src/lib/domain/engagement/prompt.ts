import type { PromptOutcome, PromptRule } from '../../protocol/index.ts';
import type { Offer } from '../duty/offer.ts';

export type PromptPhase =
	| { state: 'open' }
	| { state: 'accepted'; staff: string; acceptedAt: number }
	| {
			state: 'closed';
			outcome: PromptOutcome;
			closedAt: number;
			staff: string | null;
			acceptedAt: number | null;
	  };

/** A prompt about a waiting customer, to talk to them or to do something else for them, through its whole life. */
export interface Prompt {
	id: string;
	rule: PromptRule;
	kind: 'engage' | 'operate';
	day: string;
	ticket: string;
	/** The service that the customer waited for when it was raised: figures by service count it there. */
	service: string;
	raisedAt: number;
	/** Escalations so far. */
	level: number;
	/** When it was raised, escalated or handed back last: it does not escalate before. */
	openSince: number;
	/** Who is asked to take it; of the kind `engage` alone, as nobody chooses among other tasks. */
	offer: Offer;
	phase: PromptPhase;
}

export function promptId(rule: PromptRule, ticket: string, day: string): string {
	return `${rule}/${ticket}/${day}`;
}

/** Closed by talking to the customer, whatever came of it. */
export function isEngaged({ kind, phase }: Prompt): boolean {
	return kind === 'engage' && phase.state === 'closed' && wasUsed(phase.outcome);
}

/** Whether a window that closed so was used. */
export function wasUsed(outcome: PromptOutcome): boolean {
	return outcome !== 'missed' && outcome !== 'left';
}

/** A window that closed without a talk. */
export function isMissed(prompt: Prompt): boolean {
	return prompt.kind === 'engage' && prompt.phase.state === 'closed' && !isEngaged(prompt);
}
