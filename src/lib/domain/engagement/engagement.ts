import type { EngagementResult } from '../../protocol/index.ts';
import type { PromptPhase } from './prompt.ts';

/** What came of one talk with a customer, in the lobby or wherever they were met. */
export interface Engagement {
	/** `day/nth`: the order in which the branch heard of them. */
	id: string;
	day: string;
	at: number;
	staff: string;
	/** The customer's number; null: somebody without a ticket. */
	number: string | null;
	prompt: string | null;
	need: string | null;
	product: string | null;
	result: EngagementResult;
	/** Money that was about to leave: whether it stays, and how much, in minor units. */
	outflow: { kept: boolean; amount: number; currency: string } | null;
	undone: boolean;
	/** What it closed, and the minutes it counted as work: for whoever takes it back. */
	before: PromptPhase | null;
	spent: number;
}
