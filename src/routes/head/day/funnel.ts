/** From prompt to sale, one step after the other. */
import type { TodayRow } from '#lib/protocol/index.ts';
import { shareOf } from './rates.ts';
import type { Share } from './rates.ts';

export type StepId = 'prompted' | 'engaged' | 'interested' | 'referred' | 'met' | 'won';

export interface Step {
	id: StepId;
	/** Null: nothing of it was recorded yet; the step keeps its place. */
	people: number | null;
	/** Of the step before; null for the first, and where not all of these went through the step before. */
	of: Share | null;
	/** Counts people from elsewhere too, so that it is no part of the step before. */
	wider: boolean;
}

export function funnelOf(today: TodayRow): Step[] {
	const steps: { id: StepId; people: number; wider?: boolean }[] = [
		{ id: 'prompted', people: today.promptsRaised },
		{ id: 'engaged', people: today.promptsEngaged },
		// Tellers' pitches find interest too, without any prompt.
		{ id: 'interested', people: today.interested, wider: today.pitched > 0 },
		{ id: 'referred', people: today.referralsMade },
		{ id: 'met', people: today.referralsMet },
		{ id: 'won', people: today.referralsWon }
	];
	const last = steps.findLastIndex(({ people }, i) => people > 0 || i === 1);
	return steps.map(({ id, people, wider = false }, i) => {
		const before = steps[i - 1];
		const partOfIt = before !== undefined && !wider && people <= before.people && before.people > 0;
		return {
			id,
			people: i <= last ? people : null,
			of: i <= last && partOfIt ? shareOf(people, before.people) : null,
			wider: wider && people > 0
		};
	});
}

/** The step at which the smallest share goes on, once two can be compared. */
export function weakestStep(steps: readonly Step[]): { id: StepId; of: Share } | null {
	const known = steps.flatMap(({ id, of }) =>
		of !== null && of.share !== null ? [{ id, of, share: of.share }] : []
	);
	if (known.length < 2) return null;
	return known.reduce((weakest, step) => (step.share < weakest.share ? step : weakest));
}
