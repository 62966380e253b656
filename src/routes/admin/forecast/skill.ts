/** How good the estimates have been, in figures and what they mean. Pure. */
import { wilson } from '#lib/charts/wilson.ts';
import { percentOf, ratio, spaced } from '#lib/client/format.ts';
import type * as forecast from '#lib/i18n/forecast.ts';
import type { ForecastScore } from '#lib/protocol/index.ts';

type Words = typeof forecast.zh;

/** The share of waits that a range is meant to hold. */
const AIM = 0.8;
/** Of fewer nothing is said about the ranges: an interval around their share says next to nothing either. */
const FEWEST = 30;

/** One figure and the sentences that go with it. */
export interface Finding {
	id: 'off' | 'within' | 'precision' | 'recall';
	label: string;
	/** Blank where there is nothing to count. */
	figure: string;
	/** What it means, then what it rests on. */
	sentences: string[];
}

/** Empty where nothing has been counted. */
export function findingsOf(score: ForecastScore, t: Words): Finding[] {
	if (score.scored === 0) return [];
	return [off(score, t), within(score, t), precision(score, t), recall(score, t)].map(
		(finding) => ({
			...finding,
			figure: spaced(finding.figure),
			sentences: finding.sentences.map(spaced)
		})
	);
}

function off({ mae, rmse, lesMae, lesRmse }: ForecastScore, t: Words): Finding {
	const sentences: string[] = [];
	if (mae !== null && lesMae !== null) {
		const less = lesMae > 0 ? 1 - mae / lesMae : 0;
		// What rounds to nothing is no advantage.
		sentences.push(less >= 0.005 ? t.off.better(percentOf(less, true)) : t.off.worse);
		sentences.push(t.off.beside(duration(lesMae, t)));
	}
	if (rmse !== null && lesRmse !== null) {
		sentences.push(t.off.far(duration(rmse, t), duration(lesRmse, t)));
	}
	return {
		id: 'off',
		label: t.off.label,
		figure: mae === null ? '' : duration(mae, t),
		sentences
	};
}

function within({ scored, within: share }: ForecastScore, t: Words): Finding {
	const inside = share === null ? 0 : Math.round(share * scored);
	return {
		id: 'within',
		label: t.within.label,
		figure: share === null ? '' : ratio(inside, scored),
		sentences: [meaning(inside, scored, t), t.within.aim(percentOf(AIM, true))]
	};
}

/** Only what chance does not explain is said of the ranges. */
function meaning(inside: number, scored: number, t: Words): string {
	const interval = wilson(inside, scored);
	if (interval === null || scored < FEWEST) return t.within.few;
	if (interval.high < AIM) return t.within.narrow;
	return interval.low > AIM ? t.within.wide : t.within.right;
}

function precision({ likelyRaised, likelyRight }: ForecastScore, t: Words): Finding {
	return shareOf('precision', likelyRight, likelyRaised, t);
}

function recall({ longWaits, likelyRight }: ForecastScore, t: Words): Finding {
	return shareOf('recall', likelyRight, longWaits, t);
}

function shareOf(id: 'precision' | 'recall', part: number, whole: number, t: Words): Finding {
	const { label, told, none } = t[id];
	return whole === 0
		? { id, label, figure: '', sentences: [none] }
		: { id, label, figure: ratio(part, whole), sentences: [told(part, whole)] };
}

/** `48 s`, `2.4 min`: a mean of seconds, as exact as it is of use. */
function duration(seconds: number, t: Words): string {
	return seconds < 59.5 ? t.seconds(Math.round(seconds)) : t.minutes((seconds / 60).toFixed(1));
}
