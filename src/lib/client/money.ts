/** Amounts: minor units in events and rows, whole and decimal figures for people. Pure. */
import type { Locale } from '../i18n/index.ts';
import { LARGEST_AMOUNT } from '../protocol/largest-amount.ts';

const formats = new Map<string, Intl.NumberFormat>();

function formatter(locale: Locale, currency: string, digits?: number): Intl.NumberFormat {
	const key = `${locale}|${currency}|${digits ?? ''}`;
	const known = formats.get(key);
	if (known) return known;
	const made = new Intl.NumberFormat(locale === 'zh' ? 'zh-CN' : 'en-GB', {
		style: 'currency',
		currency,
		currencyDisplay: 'narrowSymbol',
		...(digits !== undefined && { minimumFractionDigits: digits, maximumFractionDigits: digits })
	});
	formats.set(key, made);
	return made;
}

/** How many decimals a currency has: 2 for the yuan, none for the yen. */
function decimalsOf(currency: string): number {
	return formatter('en', currency).resolvedOptions().maximumFractionDigits ?? 2;
}

/** `¥12,000`, or `¥12,000.50` where there is something after the point. */
export function amountText(minor: number, currency: string, locale: Locale): string {
	const decimals = decimalsOf(currency);
	const unit = 10 ** decimals;
	const digits = minor % unit === 0 ? 0 : decimals;
	return formatter(locale, currency, digits).format(minor / unit);
}

const GROUPS = /^\d{1,3}(?:[,，]\d{3})+$/;
const DIGITS = /^\d+$/;
const WAN = 10_000n;

/**
 * Minor units of what somebody typed: `12000`, `12,000.5`, `1.2 万`. Digit by digit, so that no amount is a little off.
 * Null: it is no amount, none at all, more exact than the currency, or more than a sale may be.
 */
export function parseAmount(text: string, currency: string): number | null {
	const plain = text.replaceAll(/[\s¥￥]/g, '');
	const inWan = plain.endsWith('万');
	const [whole = '', part = '', ...more] = (inWan ? plain.slice(0, -1) : plain).split('.');
	if (more.length > 0 || (plain.includes('.') && !DIGITS.test(part))) return null;
	if (!DIGITS.test(whole) && !GROUPS.test(whole)) return null;
	const decimals = decimalsOf(currency);
	const scaled = BigInt(whole.replaceAll(/[,，]/g, '') + part) * 10n ** BigInt(decimals);
	const [top, bottom] = [scaled * (inWan ? WAN : 1n), 10n ** BigInt(part.length)];
	if (top % bottom !== 0n) return null;
	const minor = top / bottom;
	return minor > 0n && minor <= LARGEST_AMOUNT ? Number(minor) : null;
}
