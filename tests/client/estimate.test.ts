import { describe, expect, test } from 'vitest';
import { basisText, isServed, newTicketText } from '#lib/client/estimate.ts';
import * as estimate from '#lib/i18n/estimate.ts';
import type { CounterRow, ServiceRow } from '#lib/protocol/index.ts';
import { byId, cash } from './lobby-rows.ts';

const basis = { ahead: 3, counters: 2, each: 250 };
const plain = (text: string) => text.replaceAll('\u2009', ' ');
const waits = (low: number, high: number): ServiceRow => ({
	...cash,
	estimate: { low, high, basis }
});

describe('what an estimate rests on', () => {
	test('is said in both languages', () => {
		expect(plain(basisText(basis, estimate.zh))).toBe('前面 3 位，2 个窗口，每位约 4 分钟');
		expect(basisText(basis, estimate.en)).toBe('3 ahead, 2 counters, about 4 min each');
	});

	test('holds with nobody ahead, one counter, and customers of half a minute', () => {
		const short = { ahead: 0, counters: 1, each: 20 };
		expect(plain(basisText(short, estimate.zh))).toBe('前面没有人，1 个窗口，每位约 1 分钟');
		expect(basisText(short, estimate.en)).toBe('nobody ahead, 1 counter, about 1 min each');
	});

	test('has the thin space between Chinese and digits', () => {
		expect(basisText(basis, estimate.zh)).toContain('前面\u20093\u2009位');
	});
});

test('a new ticket: the range and why, or that no counter is open', () => {
	expect(plain(newTicketText(waits(980, 1430), estimate.zh))).toBe(
		'现在取号约等 16–24 分钟，前面 3 位，2 个窗口，每位约 4 分钟'
	);
	expect(newTicketText(waits(5, 50), estimate.en)).toBe(
		'A new ticket waits 0–2 min, 3 ahead, 2 counters, about 4 min each'
	);
	expect(newTicketText(cash, estimate.en)).toBe('no counter');
});

test('a service is served by an open counter; where counters never say so, its estimate tells', () => {
	const counter = (state: CounterRow['state'], services = ['cash']): CounterRow => ({
		...{ id: '1', name: { zh: '1号窗口', en: 'Counter 1' }, state, services }
	});
	expect(isServed(cash, byId([counter('open')]))).toBe(true);
	expect(isServed(cash, byId([counter('open', ['wealth'])]))).toBe(false);
	expect(isServed(cash, byId([counter('paused')]))).toBe(false);
	expect(isServed(waits(60, 300), byId([counter('closed')]))).toBe(true);
});
