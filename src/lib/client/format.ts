/** How instants, durations and shares are written. Durations in milliseconds unless the name says otherwise. */
import type { Locale } from '../i18n/index.ts';
import type { Name } from '../protocol/index.ts';

const MINUTE = 60_000;

/** Whole minutes that have passed between two instants; never negative. */
export function minutesSince(since: number, now: number): number {
	return Math.max(0, Math.floor((now - since) / MINUTE));
}

/** Whole minutes of a duration in seconds, rounded down. */
export function minutesOf(seconds: number): number {
	return Math.max(0, Math.floor(seconds / 60));
}

/** `14′`, for columns. */
export function prime(minutes: number): string {
	return `${minutes}′`;
}

/** The shortest range from zero that is promised: nobody is called and at the counter within the same minute. */
const SOON = 2;

/**
 * Two durations in seconds as whole minutes, rounded outwards. A range never closes to one number, which nobody could
 * keep, and one that begins with nothing is not shorter than two minutes.
 */
export function minuteRange(
	lowSeconds: number,
	highSeconds: number
): { low: number; high: number } {
	const low = minutesOf(lowSeconds);
	return { low, high: Math.max(low + 1, low === 0 ? SOON : 0, Math.ceil(highSeconds / 60)) };
}

/** `16–24′` from two durations in seconds. */
export function primeRange(lowSeconds: number, highSeconds: number): string {
	const { low, high } = minuteRange(lowSeconds, highSeconds);
	return `${low}–${high}′`;
}

/** `3:12`, for the counter alone. */
export function clockDuration(ms: number): string {
	const seconds = Math.max(0, Math.floor(ms / 1000));
	return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Formatters are expensive to make and screens run for weeks: one of each kind and time zone. */
function formatter(
	locale: string,
	timeZone: string,
	options: Intl.DateTimeFormatOptions
): Intl.DateTimeFormat {
	const key = `${locale}|${timeZone}|${JSON.stringify(options)}`;
	const known = formats.get(key);
	if (known) return known;
	const made = new Intl.DateTimeFormat(locale, { ...options, timeZone });
	formats.set(key, made);
	return made;
}

/** `10:24`, 24 h, in the branch's time zone. */
export function hhmm(instant: number, timeZone: string): string {
	return formatter('en-GB', timeZone, {
		hour: '2-digit',
		minute: '2-digit',
		hourCycle: 'h23'
	}).format(instant);
}

/** `10:24:37`. */
export function hhmmss(instant: number, timeZone: string): string {
	return formatter('en-GB', timeZone, {
		hour: '2-digit',
		minute: '2-digit',
		second: '2-digit',
		hourCycle: 'h23'
	}).format(instant);
}

/** The whole hour that an axis is labelled with: `9:00`. */
export function hourLabel(instant: number, timeZone: string): string {
	return hhmm(instant, timeZone).replace(/^0/, '');
}

/** `11月25日 周三` or `Wed 25 Nov`. */
export function dateLine(instant: number, timeZone: string, locale: Locale): string {
	const { date, weekday } = datePartsOf(instant, timeZone, locale);
	return spaced(locale === 'zh' ? `${date} ${weekday}` : `${weekday} ${date}`);
}

function datePartsOf(instant: number, timeZone: string, locale: Locale) {
	const parts = formatter(tagOf(locale), timeZone, {
		month: locale === 'zh' ? 'numeric' : 'short',
		day: 'numeric',
		weekday: 'short'
	}).formatToParts(instant);
	const get = (type: string) => parts.find((part) => part.type === type)?.value ?? '';
	const [month, day] = [get('month'), get('day')];
	return {
		date: locale === 'zh' ? `${month}月${day}日` : `${day} ${month}`,
		weekday: get('weekday')
	};
}

const tagOf = (locale: Locale) => (locale === 'zh' ? 'zh-CN' : 'en-GB');
/** An instant of a day of the calendar, YYYY-MM-DD, where no time zone has to be known. */
const noonOf = (day: string) => Date.parse(`${day}T12:00:00Z`);

/** `11月25日 周三` or `Wed 25 Nov`, of a day of the branch's calendar. */
export function dayLine(day: string, locale: Locale): string {
	return dateLine(noonOf(day), 'UTC', locale);
}

/** `11月25日` or `25 Nov`. */
export function monthDay(day: string, locale: Locale): string {
	return spaced(datePartsOf(noonOf(day), 'UTC', locale).date);
}

/** `周二` or `Tuesday`. */
export function weekdayName(day: string, locale: Locale): string {
	const weekday = locale === 'zh' ? 'short' : 'long';
	return formatter(tagOf(locale), 'UTC', { weekday }).format(noonOf(day));
}

/** A share never stands without its denominator, and of fewer than this no share is given. */
export const FEWEST_FOR_A_SHARE = 5;

/** `26.8%`, or null of fewer than five; `coarse` (the wall) rounds to whole percents from 10 % up. */
export function percent(part: number, whole: number, coarse = false): string | null {
	if (whole < FEWEST_FOR_A_SHARE) return null;
	return percentOf(part / whole, coarse);
}

/** A share from 0 to 1 as `26.8%`. */
export function percentOf(share: number, coarse = false): string {
	const hundred = share * 100;
	const digits = (coarse && hundred >= 10) || hundred === 0 || hundred === 100 ? 0 : 1;
	return `${hundred.toFixed(digits)}%`;
}

/** `38/142 · 26.8%`; without the share where there are too few. */
export function ratio(part: number, whole: number): string {
	const share = percent(part, whole);
	return share === null ? `${part}/${whole}` : `${part}/${whole} · ${share}`;
}

const THIN = '\u2009';
const HAN = '\\u2e80-\\u2fdf\\u3400-\\u9fff\\uf900-\\ufaff';
const HAN_THEN_LATIN = new RegExp(`([${HAN}])[ ]?(?=[0-9A-Za-z+¥])`, 'g');
const LATIN_THEN_HAN = new RegExp(`([0-9A-Za-z+%′])[ ]?(?=[${HAN}])`, 'g');

/**
 * The thin space between Chinese and digits or Latin, carried by the text itself. `text-autospace` adds
 * nothing beside it, so that the same text looks the same with and without that property.
 */
export function spaced(text: string): string {
	return text.replace(HAN_THEN_LATIN, `$1${THIN}`).replace(LATIN_THEN_HAN, `$1${THIN}`);
}

/** A name that the branch gave in both languages; the other one where this one is empty. */
export function nameIn(name: Name, locale: Locale): string {
	return spaced(name[locale] || name.zh || name.en);
}

/** The name of a counter, a service or a person by its id; the id of one that the branch no longer has. */
export function nameOf(
	rows: Readonly<Record<string, { name: Name }>>,
	id: string,
	locale: Locale
): string {
	const row = rows[id];
	return row ? nameIn(row.name, locale) : id;
}

/** `40 s`, `3 min`, `2 h` by the messages of a language. */
export function roughDuration(
	ms: number,
	words: { seconds(n: number): string; minutes(n: number): string; hours(n: number): string }
): string {
	const seconds = Math.round(ms / 1000);
	if (seconds < 120) return words.seconds(seconds);
	if (seconds < 7200) return words.minutes(Math.floor(seconds / 60));
	return words.hours(Math.floor(seconds / 3600));
}
