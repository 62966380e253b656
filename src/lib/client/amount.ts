/** How money is written: minor units of a currency as a few signs. */
import type { Locale } from '../i18n/index.ts';
import { minorDigits, NO_CURRENCY, signOf } from './currency.ts';

/** Steps that an amount is told in, the largest first. */
const STEPS: Record<Locale, { from: number; unit: string }[]> = {
	zh: [
		{ from: 1e8, unit: ' 亿' },
		{ from: 1e4, unit: ' 万' }
	],
	en: [
		{ from: 1e9, unit: ' bn' },
		{ from: 1e6, unit: ' m' }
	]
};

/**
 * `126 万`, `5,300 元`, `¥1.26 m`, `¥5,300`: an amount in three digits or so. `foreign`: beside those in the branch's own
 * currency, so that its code is said. Of no currency: figures alone.
 */
export function shortAmount(
	minor: number,
	currency: string,
	locale: Locale,
	foreign = false
): string {
	const minus = minor < 0 ? '−' : '';
	const major = Math.abs(minor) / 10 ** minorDigits(currency);
	const isYuan = currency === 'CNY' && !foreign;
	const sign = foreign ? `${currency} ` : locale === 'zh' && isYuan ? '' : before(currency);
	const step = STEPS[locale].find(({ from }) => major >= from);
	const unit = step?.unit ?? (locale === 'zh' && isYuan ? ' 元' : '');
	return `${minus}${sign}${step ? threeDigits(major / step.from) : grouped(major)}${unit}`;
}

function before(currency: string): string {
	if (currency === NO_CURRENCY) return '';
	const sign = signOf(currency);
	return sign.length > 1 ? `${sign} ` : sign;
}

/** `2.86`, `28.6`, `286`. */
function threeDigits(value: number): string {
	if (value >= 99.95) return grouped(value);
	return value.toFixed(value >= 9.995 ? 1 : 2);
}

/** Whole units, in threes. */
function grouped(value: number): string {
	return new Intl.NumberFormat('en', { maximumFractionDigits: 0 }).format(value);
}
