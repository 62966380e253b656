import { describe, expect, test } from 'vitest';
import * as forecast from '#lib/i18n/forecast.ts';
import type { ForecastScore } from '#lib/protocol/index.ts';
import { findingsOf } from '../../src/routes/admin/forecast/skill.ts';

const score: ForecastScore = {
	scored: 1204,
	mae: 144,
	rmse: 201,
	lesMae: 228,
	lesRmse: 330,
	within: 0.8,
	likelyRaised: 120,
	likelyRight: 96,
	longWaits: 110,
	precision: 0.8,
	recall: 0.873
};

const none: ForecastScore = {
	...{ scored: 0, mae: null, rmse: null, lesMae: null, lesRmse: null },
	...{ within: null, likelyRaised: 0, likelyRight: 0, longWaits: 0 },
	...{ precision: null, recall: null }
};

function told(more: Partial<ForecastScore> = {}, words = forecast.zh) {
	const findings = findingsOf({ ...score, ...more }, words);
	const all = findings.map(({ id, figure, sentences }) => [
		id,
		[figure, ...sentences].map((text) => text.replaceAll('\u2009', ' '))
	]);
	return Object.fromEntries(all) as Record<string, string[]>;
}

describe('how good the estimates have been', () => {
	test('is nothing before anything is counted', () => {
		expect(findingsOf(none, forecast.zh)).toEqual([]);
	});

	test('is told with its denominators, and against the last customer’s wait', () => {
		expect(told()).toEqual({
			off: [
				'2.4 分钟',
				'比照搬上一位顾客的等候少差 37%。',
				'照搬上一位：平均差 3.8 分钟。',
				'差得远的算得更重（均方根）：3.4 分钟，照搬上一位 5.5 分钟。'
			],
			within: ['963/1204 · 80.0%', forecast.zh.within.right, '目标 80%。'],
			precision: ['96/120 · 80.0%', '预警 120 位要久等，96 位后来真的超过了上限。'],
			recall: [
				'96/110 · 87.3%',
				'超过上限的 110 位里，96 位提前 2 分钟以上就有预警，来得及去招呼。'
			]
		});
		expect(told({}, forecast.en)['off']?.[0]).toBe('2.4 min');
	});

	test('says so where they are no better, or the ranges promise too much or too little', () => {
		expect(told({ mae: 230 })['off']?.[1]).toBe(forecast.zh.off.worse);
		expect(told({ mae: 228 })['off']?.[1]).toBe(forecast.zh.off.worse);
		expect(told({ within: 0.7 })['within']?.[1]).toBe(forecast.zh.within.narrow);
		expect(told({ within: 0.9 })['within']?.[1]).toBe(forecast.zh.within.wide);
		expect(told({ scored: 12, within: 0.5 })['within']?.slice(0, 2)).toEqual([
			'6/12 · 50.0%',
			forecast.zh.within.few
		]);
	});

	test('gives no share of fewer than five, and none of nobody', () => {
		const { precision, recall } = told({
			...{ likelyRaised: 3, likelyRight: 2, longWaits: 0 }
		});
		expect(precision?.[0]).toBe('2/3');
		expect(recall).toEqual(['', forecast.zh.recall.none]);
	});

	test('tells less than a minute in seconds', () => {
		expect(told({ mae: 48.4 })['off']?.[0]).toBe('48 秒');
		expect(told({ mae: 59.9 })['off']?.[0]).toBe('1.0 分钟');
	});

	test.each(['zh', 'en'] as const)('never writes what is no word, in %s', (locale) => {
		const missing: ForecastScore = { ...none, scored: 3 };
		const text = JSON.stringify(findingsOf(missing, forecast[locale]));
		expect(text).not.toMatch(/NaN|null|undefined/);
	});
});
