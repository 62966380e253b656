import type { Locale } from '#lib/i18n/index.ts';

/** Minor units in words: `126 万` / `¥1.26 m`; small ones in whole units. `currency` null: no sign. */
export function roughMoney(minor: number, currency: string | null, locale: Locale): string {
	const units = minor / 100;
	if (locale === 'zh') {
		if (units >= 10_000) return `${trimmed(units / 10_000)}\u2009万`;
		return `${Math.round(units)}\u2009元`;
	}
	const sign = currency === 'CNY' || currency === null ? '¥' : `${currency}\u00a0`;
	if (units >= 1_000_000) return `${sign}${trimmed(units / 1_000_000)}\u00a0m`;
	return `${sign}${Math.round(units).toLocaleString('en')}`;
}

function trimmed(value: number): string {
	return String(Number(value.toPrecision(3)));
}
