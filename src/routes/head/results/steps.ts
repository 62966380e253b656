/** From prompt to sale, and from the sentence at the counter to a sale: one step after the other. Pure. */
import type { FunnelStep } from '#lib/domain/figures/steps.ts';
import type { ConversionRow } from '#lib/protocol/conversion.ts';
import { shareOf } from '../day/rates.ts';
import type { Share } from '../day/rates.ts';

export const PITCH_STEPS = ['pitched', 'pitchInterested', 'pitchSold'] as const;
export type StepId = FunnelStep | (typeof PITCH_STEPS)[number];

export interface Step {
	id: StepId;
	people: number;
	/** Of the step before; null for the first, and of nobody. */
	of: Share | null;
	/** What that share was before, where it was of five or more. */
	before: number | null;
}

/** `before`: what the steps are compared with; null: nothing is known of it. */
export function stepsOf(
	ids: readonly StepId[],
	row: ConversionRow,
	before: ConversionRow | null
): Step[] {
	return ids.map((id, i) => {
		const last = ids[i - 1];
		const of = last === undefined || row[last] === 0 ? null : shareOf(row[id], row[last]);
		const was = last === undefined || before === null ? null : shareOf(before[id], before[last]);
		return { id, people: row[id], of, before: was?.share ?? null };
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
