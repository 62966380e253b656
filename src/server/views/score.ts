import type { Score } from '#lib/domain/forecast/score.ts';
import type { ForecastScore } from '#lib/protocol/index.ts';

/** How good the estimates have been, as it is told. What has faded is told in whole numbers. */
export function scoreOf(score: Score): ForecastScore {
	const { mae, rmse, lesMae, lesRmse, within, precision, recall } = score;
	return {
		scored: Math.round(score.scored),
		mae,
		rmse,
		lesMae,
		lesRmse,
		within,
		likelyRaised: Math.round(score.warned),
		likelyRight: Math.round(score.warnedRightly),
		longWaits: Math.round(score.longWaits),
		precision,
		recall
	};
}
