/** Days of a month, January first; February of a common year. */
const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * An RFC 3339 date and time as epoch milliseconds; NaN where it is none. Finer fractions are cut off.
 *
 * Written out because `Date.parse` takes 30 February for 2 March and much else for a date, and because a
 * pattern costs more than everything else about checking an event.
 */
export function parseInstant(text: string): number {
	if (text.length < 20 || text.length > 40) return NaN;
	const year = digits(text, 0, 4);
	const month = digits(text, 5, 2);
	const day = digits(text, 8, 2);
	const hour = digits(text, 11, 2);
	const minute = digits(text, 14, 2);
	const second = digits(text, 17, 2);
	if (text[4] !== '-' || text[7] !== '-' || text[13] !== ':' || text[16] !== ':') return NaN;
	const between = text[10];
	if (between !== 'T' && between !== 't' && between !== ' ') return NaN;
	// Years before 100 would be taken for the last century by Date.UTC. NaN fails every comparison.
	if (!(year >= 100 && month >= 1 && month <= 12 && day >= 1 && day <= daysOf(year, month)))
		return NaN;
	if (!(hour <= 23 && minute <= 59 && second <= 60)) return NaN;

	let index = 19;
	let milliseconds = 0;
	if (text[index] === '.') {
		let weight = 100;
		const first = ++index;
		for (let digit = digitAt(text, index); digit >= 0; digit = digitAt(text, ++index)) {
			milliseconds += digit * weight;
			weight = weight === 1 ? 0 : Math.trunc(weight / 10);
		}
		if (index === first || index - first > 9) return NaN;
	}
	const offset = offsetOf(text, index);
	const at =
		Date.UTC(year, month - 1, day, hour, minute, second === 60 ? 59 : second, milliseconds) -
		offset;
	// A leap second exists at the end of a UTC day only; it counts as the second before it.
	if (second === 60 && !(Math.floor(at / 1000) % 86_400 === 86_399)) return NaN;
	return at;
}

/** Milliseconds east of UTC of what stands at `index` up to the end; NaN where that is no offset. */
function offsetOf(text: string, index: number): number {
	const sign = text[index];
	if (sign === 'Z' || sign === 'z') return text.length === index + 1 ? 0 : NaN;
	if ((sign !== '+' && sign !== '-') || text.length !== index + 6 || text[index + 3] !== ':')
		return NaN;
	const hours = digits(text, index + 1, 2);
	const minutes = digits(text, index + 4, 2);
	if (!(hours <= 23 && minutes <= 59)) return NaN;
	const offset = (hours * 60 + minutes) * 60_000;
	return sign === '+' ? offset : -offset;
}

function daysOf(year: number, month: number): number {
	const leap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
	return (DAYS[month - 1] as number) + (leap ? 1 : 0);
}

function digits(text: string, from: number, count: number): number {
	let value = 0;
	for (let index = from; index < from + count; index += 1) {
		const digit = digitAt(text, index);
		if (digit < 0) return NaN;
		value = value * 10 + digit;
	}
	return value;
}

/** -1: no digit. */
function digitAt(text: string, index: number): number {
	const code = text.charCodeAt(index) - 48;
	return code >= 0 && code <= 9 ? code : -1;
}
