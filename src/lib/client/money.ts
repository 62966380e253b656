/** Amounts as people type them into a line. Pure. */
import { LARGEST_AMOUNT } from '../protocol/largest-amount.ts';
import { minorDigits } from './currency.ts';

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
	const decimals = minorDigits(currency);
	const scaled = BigInt(whole.replaceAll(/[,，]/g, '') + part) * 10n ** BigInt(decimals);
	const [top, bottom] = [scaled * (inWan ? WAN : 1n), 10n ** BigInt(part.length)];
	if (top % bottom !== 0n) return null;
	const minor = top / bottom;
	return minor > 0n && minor <= LARGEST_AMOUNT ? Number(minor) : null;
}
