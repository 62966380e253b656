import { describe, expect, test } from 'vitest';
import * as lobby from '../../src/lib/i18n/lobby.ts';
import { latestCalls, listed, tabsOf } from '../../src/routes/lobby/waiting.ts';
import { likelyText, reasonText } from '../../src/lib/client/reason.ts';
import { isLikelyLong, reasonsOf, waitersOf } from '../../src/lib/client/waiter.ts';
import type { Waiter } from '../../src/lib/client/waiter.ts';
import type { TicketRow } from '../../src/lib/protocol/index.ts';
import type { Rows } from '../../src/routes/lobby/tasks.ts';
import { NOW, byId, prompt, rowsOf, taken, ticket } from './lobby-rows.ts';

const MINUTE = 60_000;

function said(rows: Rows, number: string, me: string | null = null): string {
	const waiter = waitersOf(rows).find(({ ticket: { id } }) => id === number);
	if (!waiter) throw new Error(`${number} is not there`);
	const live = {
		counters: {},
		prompts: rows.prompts,
		staff: byId([{ id: 'm02', name: { zh: '李蕊', en: 'Li Rui' }, role: 'lobby_manager' }])
	};
	const text = reasonText(reasonsOf(waiter, NOW), { live, me }, lobby.zh.reasons, 'zh');
	return text.replaceAll('\u2009', ' ');
}

describe('a place in line says why', () => {
	const early = { order: NOW - 15 * MINUTE };
	const rows = rowsOf(
		[
			ticket('A1', 12),
			ticket('A2', 9),
			ticket('A3', 4, { segment: 'priority', why: [{ code: 'priority', n: 600 }], ...early }),
			ticket('A4', 3, { form: 'needed' }),
			ticket('A5', 2, { state: 'parked', why: [{ code: 'parked' }] }),
			ticket('A6', 1, { state: 'called', counter: '4', why: [] })
		],
		[taken('A1', 12, 'm02')]
	);

	test('first come, who goes before, who is let past', () => {
		expect(said(rows, 'A3')).toBe('第 1 位，优先客户，前移 2 位');
		expect(said(rows, 'A2')).toBe('第 3 位，让优先 1 位');
		expect(said(rowsOf([ticket('A1', 2)]), 'A1')).toBe('第 1 位，先到先办');
	});

	test('who has them, what they still need, where they were called to', () => {
		expect(said(rows, 'A1')).toBe('第 2 位，让优先 1 位，李蕊在跟进');
		expect(said(rows, 'A1', 'm02')).toBe('第 2 位，让优先 1 位，你在跟进');
		expect(said(rows, 'A4')).toBe('第 4 位，待填单预审');
		expect(said(rows, 'A5')).toBe('挂起，位置保留');
		expect(said(rows, 'A6')).toBe('已叫 4');
	});

	test('past the long wait without a prompt somebody has talked to them', () => {
		expect(said(rowsOf([ticket('A1', 12)]), 'A1')).toBe('第 1 位，聊过了');
		expect(said(rowsOf([ticket('A1', 12)], [prompt('A1', 12)]), 'A1')).toBe('第 1 位，先到先办');
	});

	test('the limit on consecutive priority calls is looked at with the calls so far', () => {
		const line = rowsOf([
			ticket('A1', 5),
			ticket('A2', 4, { segment: 'vip', why: [{ code: 'vip', n: 600 }], ...early })
		]);
		expect(said(line, 'A2')).toBe('第 1 位，贵宾，前移 1 位');
		const services = { ...line.services, cash: { ...line.services['cash']!, run: 2 } };
		expect(said({ ...line, services }, 'A2')).toBe('第 2 位，贵宾');
	});
});

describe('a long wait that is expected', () => {
	const of = (minutes: number, more: Partial<TicketRow> = {}) => {
		const [waiter] = waitersOf(rowsOf([ticket('A1', minutes, { likely: true, ...more })]));
		return isLikelyLong(waiter as Waiter, NOW);
	};

	test('is said while it can still be seen to, and not once it has come', () => {
		expect([of(1), of(9), of(10)]).toEqual([true, true, true]);
		expect(of(11)).toBe(false);
		expect(of(5, { state: 'parked' })).toBe(false);
		expect(of(5, { state: 'serving', counter: '1' })).toBe(false);
	});

	test('is not said where nobody expects it', () => {
		const [waiter] = waitersOf(rowsOf([ticket('A1', 5)]));
		expect(isLikelyLong(waiter as Waiter, NOW)).toBe(false);
	});

	test('is told with the limit of its service', () => {
		const limits = { warn: 1200, long: 1500, over: 1800 };
		expect(likelyText(limits, lobby.zh.reasons)).toBe('预计超\u200925\u2009分钟');
		expect(likelyText(limits, lobby.en.reasons)).toBe('likely over 25 min');
	});
});

describe('the list', () => {
	const rows = rowsOf([
		ticket('A051', 12),
		ticket('A052', 9),
		ticket('B015', 8, { service: 'transfer' }),
		ticket('A050', 20, { state: 'serving', counter: '2' })
	]);
	const waiters = waitersOf(rows);
	const numbers = (service: string | null, search = '') =>
		listed(waiters, service, search).map(({ ticket: { number } }) => number);

	test('is those who wait, the first of every line before the second', () => {
		expect(numbers(null)).toEqual(['A051', 'B015', 'A052']);
		expect(numbers('transfer')).toEqual(['B015']);
		expect(tabsOf(rows.services, waiters).map(({ people }) => people)).toEqual([3, 2, 1]);
	});

	test('is searched as people say numbers, everywhere', () => {
		expect(numbers('transfer', 'a51')).toEqual(['A051']);
		expect(numbers(null, 'A 05')).toEqual(['A051', 'A052', 'A050']);
		expect(numbers(null, ' 50 ')).toEqual(['A050']);
		expect(numbers(null, 'Z9')).toEqual([]);
	});

	test('goes by the time left where that is known', () => {
		const left = (waited: number, low: number) => {
			const seconds = (waited + low) * 60;
			return { wait: seconds, low: seconds, high: seconds + 240 };
		};
		const known = rowsOf([
			ticket('A1', 12),
			ticket('A2', 9, { estimate: left(9, 6) }),
			ticket('A3', 2, { service: 'transfer', estimate: left(2, 4) }),
			ticket('A4', 30, { estimate: left(2, 4), state: 'parked' })
		]);
		const order = listed(waitersOf(known), null, '').map(({ ticket: { number } }) => number);
		expect(order).toEqual(['A3', 'A2', 'A1', 'A4']);
	});

	test('keeps every line in its own order, whatever its estimates say', () => {
		const of = (seconds: number) => ({ wait: seconds, low: seconds - 60, high: seconds + 60 });
		const lines = rowsOf([
			ticket('A1', 12, { estimate: of(900) }),
			ticket('A2', 11, { estimate: of(800) }),
			ticket('A3', 10, { estimate: null }),
			ticket('A4', 1, { estimate: of(600) }),
			ticket('B1', 10, { service: 'transfer', estimate: of(760) })
		]);
		const order = listed(waitersOf(lines), null, '').map(({ ticket: { number } }) => number);
		expect(order).toEqual(['B1', 'A1', 'A2', 'A3', 'A4']);
	});
});

test('the latest calls, newest first', () => {
	const calls = latestCalls(
		byId([
			ticket('A1', 9, { state: 'called', calledAt: NOW - 50 }),
			ticket('A2', 9, { state: 'called', calledAt: NOW - 10 }),
			ticket('A3', 9, { state: 'serving', calledAt: NOW }),
			ticket('A4', 9, { state: 'called', calledAt: NOW - 90 })
		]),
		2
	);
	expect(calls.map(({ id }) => id)).toEqual(['A2', 'A1']);
});
