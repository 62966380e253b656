import { expect, test } from 'vitest';
import {
	clockDuration,
	dateLine,
	hhmm,
	hhmmss,
	hourLabel,
	minutesSince,
	nameIn,
	percent,
	percentOf,
	primeRange,
	ratio,
	roughDuration,
	spaced
} from '#lib/client/format.ts';
import * as common from '#lib/i18n/common.ts';

const at = Date.parse('2026-11-25T10:24:37+08:00');
const zone = 'Asia/Shanghai';

test('minutes are whole minutes gone by, never negative', () => {
	expect(minutesSince(at, at + 59_999)).toBe(0);
	expect(minutesSince(at, at + 60_000)).toBe(1);
	expect(minutesSince(at, at - 5_000)).toBe(0);
});

test('ranges round outwards and never promise one number', () => {
	expect(primeRange(960, 1440)).toBe('16–24′');
	expect(primeRange(990, 1000)).toBe('16–17′');
	expect(primeRange(600, 600)).toBe('10–11′');
});

test('a range that begins with nothing is not shorter than two minutes', () => {
	expect(primeRange(0, 0)).toBe('0–2′');
	expect(primeRange(20, 55)).toBe('0–2′');
	expect(primeRange(59, 200)).toBe('0–4′');
	expect(primeRange(60, 110)).toBe('1–2′');
});

test('times of day are the branch’s own', () => {
	expect(hhmm(at, zone)).toBe('10:24');
	expect(hhmmss(at, zone)).toBe('10:24:37');
	expect(hhmm(at, 'Europe/Lisbon')).toBe('02:24');
	expect(hhmm(Date.parse('2026-11-25T00:05:00+08:00'), zone)).toBe('00:05');
	expect(hourLabel(Date.parse('2026-11-25T09:00:00+08:00'), zone)).toBe('9:00');
});

test('dates', () => {
	expect(dateLine(at, zone, 'zh')).toBe('11\u2009月\u200925\u2009日 周三');
	expect(dateLine(at, zone, 'en')).toBe('Wed 25 Nov');
});

test('a share needs five, and keeps its denominator', () => {
	expect(percent(1, 4)).toBeNull();
	expect(percent(38, 142)).toBe('26.8%');
	expect(percent(50, 70, true)).toBe('71%');
	expect(percent(5, 66, true)).toBe('7.6%');
	expect(percentOf(0)).toBe('0%');
	expect(percentOf(0.85, true)).toBe('85%');
	expect(ratio(38, 142)).toBe('38/142 · 26.8%');
	expect(ratio(1, 3)).toBe('1/3');
	expect(ratio(0, 0)).toBe('0/0');
});

test('a thin space between Chinese and digits or Latin, whatever was there before', () => {
	expect(spaced('超过 10 分钟')).toBe('超过\u200910\u2009分钟');
	expect(spaced('2号取款机 缺钞')).toBe('2\u2009号取款机 缺钞');
	expect(spaced('ATM 2 out of cash')).toBe('ATM 2 out of cash');
	expect(spaced(spaced('剩5分钟'))).toBe('剩\u20095\u2009分钟');
});

test('a name that is missing in one language is told in the other', () => {
	expect(nameIn({ zh: '现金', en: '' }, 'en')).toBe('现金');
	expect(nameIn({ zh: '现金', en: 'Cash' }, 'en')).toBe('Cash');
});

test('durations', () => {
	expect(clockDuration(192_000)).toBe('3:12');
	expect(roughDuration(40_000, common.zh)).toBe('40 秒');
	expect(roughDuration(600_000, common.en)).toBe('10 min');
	expect(roughDuration(7_200_000, common.en)).toBe('2 h');
});
