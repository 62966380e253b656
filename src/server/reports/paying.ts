import type { PayingReport, PayingRule, WaitStratum } from '#lib/protocol/conversion.ts';
import type { SalesWork, WorkTicket } from '#lib/protocol/history.ts';
import type { Span } from './conversion.ts';
import { isUsed, Stories } from './stories.ts';

/** Seconds at which a stratum of waits begins: five minutes are alike, and longer waits are few. */
const EDGES = [0, 300, 600, 900, 1_200, 1_800] as const;
/** Of a normal distribution, so that 95 % lie within. */
const Z = 1.959963984540054;

/** Conversion of the engaged against those with whom nobody talked, by the rule that asked for it. */
export function payingOf(
	{ branch, from, to }: Span,
	tickets: readonly WorkTicket[],
	work: SalesWork
): PayingReport {
	const stories = new Stories(work);
	const byRule = new Map<string, WaitStratum[]>();
	for (const { day, number, wait } of tickets) {
		const story = stories.find(day, number);
		if (story === undefined || wait === null) continue;
		for (const prompt of story.prompts) {
			const used = isUsed(prompt);
			// Whom another window reached is neither.
			if (!used && (prompt.outcome === null || story.talks.length > 0)) continue;
			let strata = byRule.get(prompt.rule);
			if (strata === undefined) byRule.set(prompt.rule, (strata = emptyStrata()));
			const stratum = strata.findLast(({ waitFrom }) => wait >= waitFrom * 1000)!;
			const sold = story.sales.length > 0 ? 1 : 0;
			stratum[used ? 'engaged' : 'missed'] += 1;
			stratum[used ? 'engagedSold' : 'missedSold'] += sold;
		}
	}
	const rules = [...byRule]
		.sort(([a], [b]) => (a < b ? -1 : 1))
		.map(([rule, strata]) => ({ rule, strata, ...standardised(strata) }));
	return { branch, from, to, rules };
}

function emptyStrata(): WaitStratum[] {
	return EDGES.map((waitFrom, index) => ({
		waitFrom,
		waitTo: EDGES[index + 1] ?? null,
		engaged: 0,
		engagedSold: 0,
		missed: 0,
		missedSold: 0
	}));
}

/**
 * The Mantel-Haenszel risk difference over the strata that have both, and its 95 % interval by the variance of Sato
 * (Biometrics 45, 1989, 1323), which holds for few large strata and for many sparse ones.
 */
export function standardised(strata: readonly WaitStratum[]): Omit<PayingRule, 'rule' | 'strata'> {
	let weights = 0;
	let [engaged, missed, p, q] = [0, 0, 0, 0];
	for (const { engaged: m, engagedSold: x, missed: n, missedSold: y } of strata) {
		if (m === 0 || n === 0) continue;
		const all = m + n;
		weights += (m * n) / all;
		engaged += (x * n) / all;
		missed += (y * m) / all;
		p += (m * m * y - n * n * x + (m * n * (n - m)) / 2) / (all * all);
		q += (x * (n - y) + y * (m - x)) / (2 * all);
	}
	if (weights === 0) {
		return { engagedRate: null, missedRate: null, difference: null, low: null, high: null };
	}
	const [engagedRate, missedRate] = [engaged / weights, missed / weights];
	const difference = engagedRate - missedRate;
	const reach = (Z * Math.sqrt(Math.max(0, difference * p + q))) / weights;
	return {
		engagedRate,
		missedRate,
		difference,
		low: Math.max(-1, difference - reach),
		high: Math.min(1, difference + reach)
	};
}
