/** Which prompts pay: those who were talked to against those who were not, among customers who waited alike. Pure. */
import { FEWEST_FOR_A_SHARE } from '#lib/client/format.ts';
import type { PayingReport, PayingRule, WaitStratum } from '#lib/protocol/conversion.ts';

/** Customers of one side: so many bought of so many, and the share as it were had both sides waited alike. */
export interface Side {
	sold: number;
	people: number;
	/** Weighted to equal waits; null of fewer than five. */
	share: number | null;
}

export interface PayingLine {
	rule: string;
	engaged: Side;
	missed: Side;
	/** The two shares apart, in percent points; null where one of them is. */
	points: { difference: number; low: number; high: number } | null;
	strata: WaitStratum[];
}

export function payingLines({ rules }: Pick<PayingReport, 'rules'>): PayingLine[] {
	return rules.map(({ rule, strata, engagedRate, missedRate, ...rest }) => {
		const sum = (of: (each: WaitStratum) => number) =>
			strata.reduce((total, each) => total + of(each), 0);
		const engaged = sideOf(
			sum((each) => each.engagedSold),
			sum((each) => each.engaged),
			engagedRate
		);
		const missed = sideOf(
			sum((each) => each.missedSold),
			sum((each) => each.missed),
			missedRate
		);
		const known = engaged.share !== null && missed.share !== null;
		return { rule, engaged, missed, points: known ? pointsOf(rest) : null, strata };
	});
}

function sideOf(sold: number, people: number, rate: number | null): Side {
	return { sold, people, share: people < FEWEST_FOR_A_SHARE ? null : rate };
}

function pointsOf({
	difference,
	low,
	high
}: Pick<PayingRule, 'difference' | 'low' | 'high'>): PayingLine['points'] {
	if (difference === null || low === null || high === null) return null;
	return { difference: difference * 100, low: low * 100, high: high * 100 };
}

/** Whether talking made a difference as far as the figures can tell: the whole interval on one side of nothing. */
export function verdictOf({
	points
}: Pick<PayingLine, 'points'>): 'pays' | 'costs' | 'open' | null {
	if (points === null) return null;
	return points.low > 0 ? 'pays' : points.high < 0 ? 'costs' : 'open';
}

/** The rule whose prompts surely pay most, by the low end. */
export function bestRule(lines: readonly PayingLine[]): PayingLine | null {
	const sure = lines.filter((line) => verdictOf(line) === 'pays');
	if (sure.length === 0) return null;
	return sure.reduce((best, line) =>
		(line.points?.low ?? 0) > (best.points?.low ?? 0) ? line : best
	);
}

/** `+6.2`, `−1.0`: with a true minus. */
export function signed(points: number): string {
	const text = Math.abs(points).toFixed(1);
	if (text === '0.0') return text;
	return `${points < 0 ? '−' : '+'}${text}`;
}

/** How far the axis of differences reaches on both sides of nothing: in steps of ten points. */
export function reachOf(lines: readonly PayingLine[]): number {
	const most = Math.max(
		0,
		...lines.flatMap(({ points }) => (points ? [Math.abs(points.low), Math.abs(points.high)] : []))
	);
	return Math.min(100, Math.max(10, Math.ceil(most / 10) * 10));
}
