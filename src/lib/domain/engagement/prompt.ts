import type { PromptOutcome } from '../../protocol/index.ts';

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

/** A prompt to go and talk to a waiting customer, through its whole life. */
export interface Prompt {
	id: string;
	rule: 'long_wait';
	day: string;
	ticket: string;
	/** The service that the customer waited for when it was raised: figures by service count it there. */
	service: string;
	raisedAt: number;
	/** Escalations so far. */
	level: number;
	/** When it was raised, escalated or handed back last: it does not escalate before. */
	openSince: number;
	phase: PromptPhase;
}

export function promptId(rule: Prompt['rule'], ticket: string, day: string): string {
	return `${rule}/${ticket}/${day}`;
}

/** Closed by talking to the customer, whatever came of it. */
export function isEngaged(prompt: Prompt): boolean {
	const { phase } = prompt;
	return phase.state === 'closed' && phase.outcome !== 'missed' && phase.outcome !== 'left';
}

export function isMissed(prompt: Prompt): boolean {
	return prompt.phase.state === 'closed' && !isEngaged(prompt);
}
