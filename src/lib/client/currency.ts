/** How a currency is written: its digits, and an amount to the last of them. Pure. */
import type { Locale } from '../i18n/index.ts';

/** ISO 4217's own code for no currency: of a branch that names none. */
export const NO_CURRENCY = 'XXX';

/** How many digits a currency has behind its point: 2 of most, 0 of the yen. */
export function minorDigits(currency: string): number {
	return formatOf(currency, 'en').resolvedOptions().maximumFractionDigits ?? 2;
}

/** Its sign: `¥`, its code where it has none, `¤` of no currency. */
export function signOf(currency: string): string {
	const parts = formatOf(currency, 'en').formatToParts(0);
	return parts.find(({ type }) => type === 'currency')?.value ?? '¤';
}

/** Minor units as figures with a point: `126000`, `126000.5`. */
export function decimalOf(minor: number, currency: string): string {
	const digits = minorDigits(currency);
	const all = String(minor).padStart(digits + 1, '0');
	const whole = all.slice(0, all.length - digits);
	const fraction = all.slice(all.length - digits).replace(/0+$/, '');
	return fraction === '' ? whole : `${whole}.${fraction}`;
}

/** The same in threes, as it is read in a line that is typed into: `126,000`, `126,000.5`. */
export function groupedDecimal(minor: number, currency: string): string {
	const [whole = '', fraction] = decimalOf(minor, currency).split('.');
	const grouped = BigInt(whole).toLocaleString('en');
	return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

/** `¥126,000` or `¥126,000.50`: every unit of it. */
export function exactAmount(minor: number, currency: string, locale: Locale): string {
	const text = decimalOf(minor, currency);
	// As text: a number of this size with its fraction may have no exact float.
	return formatOf(currency, locale).format(text as unknown as number);
}

const formats = new Map<string, Intl.NumberFormat>();

function formatOf(currency: string, locale: Locale): Intl.NumberFormat {
	const key = `${locale}|${currency}`;
	const known = formats.get(key);
	if (known) return known;
	const made = new Intl.NumberFormat(locale === 'zh' ? 'zh-CN' : 'en-GB', {
		style: currency === NO_CURRENCY ? 'decimal' : 'currency',
		...(currency === NO_CURRENCY ? { maximumFractionDigits: 2 } : { currency }),
		currencyDisplay: 'narrowSymbol',
		trailingZeroDisplay: 'stripIfInteger'
	});
	formats.set(key, made);
	return made;
}
