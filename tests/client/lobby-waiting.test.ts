import { describe, expect, test } from 'vitest';
import * as lobby from '../../src/lib/i18n/lobby.ts';
import {
	latestCalls,
	listed,
	reasonsOf,
	tabsOf,
	waitersOf
} from '../../src/routes/lobby/waiting.ts';
import type { Rows } from '../../src/routes/lobby/tasks.ts';
import { reasonText } from '../../src/routes/lobby/words.ts';
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
	const text = reasonText(reasonsOf(waiter, NOW), { live, me }, lobby.zh, 'zh');
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
		const estimate = { wait: 120, low: 60, high: 180 };
		const known = rowsOf([ticket('A1', 12), ticket('A2', 9, { estimate })]);
		const order = listed(waitersOf(known), null, '').map(({ ticket: { number } }) => number);
		expect(order).toEqual(['A2', 'A1']);
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
