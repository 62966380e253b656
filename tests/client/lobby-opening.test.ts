import { describe, expect, test } from 'vitest';
import type { ChecklistItem, ChecklistRow, PromptRow } from '../../src/lib/protocol/index.ts';
import { failed, fine } from '../../src/routes/lobby/opening/acts.ts';
import {
	asTapped,
	contradicts,
	firstNow,
	isOurs,
	lateBy,
	listsOf,
	openIn,
	progressText
} from '../../src/routes/lobby/opening/lists.ts';
import { fitted } from '../../src/routes/lobby/opening/photo.ts';
import { byId, NOW } from './lobby-rows.ts';

const MINUTE = 60_000;
const name = { zh: '检查', en: 'Checks' };

function item(id: string, more: Partial<ChecklistItem> = {}): ChecklistItem {
	return { id, name, points: 1, state: 'open', ...more };
}

function list(id: string, items: ChecklistItem[], more: Partial<ChecklistRow> = {}): ChecklistRow {
	const sum = (state: string) =>
		items.reduce((points, each) => points + (each.state === state ? each.points : 0), 0);
	const of = items.reduce((points, each) => points + each.points, 0);
	return {
		...{ id, list: id, name, role: 'lobby_manager', phase: 'opening', dueAt: NOW, items },
		points: { of, ok: sum('ok'), failed: sum('failed') },
		...more
	};
}

describe('whose lists they are', () => {
	const lists = byId([
		list('closing', [], { phase: 'closing' }),
		list('opening', []),
		list('teller/t01', [], { role: 'teller', staff: 't01' }),
		list('own/m01', [], { staff: 'm01' }),
		list('own/m02', [], { staff: 'm02' })
	]);

	test('the lobby manager’s, and of those that everybody does mine, in the order of the day', () => {
		expect(listsOf(lists, 'm01').map(({ id }) => id)).toEqual(['opening', 'own/m01', 'closing']);
		expect(listsOf(lists, null).map(({ id }) => id)).toEqual(['opening', 'closing']);
		expect(isOurs(lists['teller/t01'] as ChecklistRow, 'm01')).toBe(false);
	});
});

describe('what comes before everything else', () => {
	const opening = list('opening', [item('signs')]);
	const closing = list('closing', [item('safe')], { phase: 'closing' });
	const hours = { opensAt: NOW, closesAt: NOW + 60 * MINUTE };
	const at = (now: number, lists = [opening, closing], prompts: PromptRow[] = []) =>
		firstNow(lists, hours, byId(prompts), now)?.id;

	test('the opening list until the branch opens, the closing list once it has closed', () => {
		expect(at(NOW - 1)).toBe('opening');
		expect(at(NOW)).toBeUndefined();
		expect(at(NOW + 60 * MINUTE)).toBe('closing');
	});

	test('nothing that is signed, or that a card asks for already, or on a day without hours', () => {
		expect(at(NOW - 1, [{ ...opening, signedAt: NOW - 9 }])).toBeUndefined();
		const overdue: PromptRow = {
			...{ id: 'checklist/d/1', rule: 'checklist', kind: 'operate', state: 'open', level: 0 },
			...{ raisedAt: NOW - 5, list: 'opening' }
		};
		expect(at(NOW - 1, [opening], [overdue])).toBeUndefined();
		expect(at(NOW - 1, [opening], [{ ...overdue, item: 'signs' }])).toBe('opening');
		expect(firstNow([opening], { opensAt: null, closesAt: null }, {}, NOW)).toBeUndefined();
	});
});

describe('how far a list is', () => {
	const half = list('opening', [
		item('a', { state: 'ok', points: 3 }),
		item('b', { state: 'failed', points: 2 }),
		item('c', { points: 5 })
	]);

	test('items that were looked at, and the share of points that are fine', () => {
		expect(progressText(half)).toBe('2/3 · 30%');
		expect(openIn(half)).toBe(1);
		expect(progressText(list('x', []))).toBe('0/0 · 0%');
	});

	test('it is late by whole minutes, and stays as late as it was done', () => {
		expect(lateBy(half, NOW)).toBe(0);
		expect(lateBy(half, NOW + 1)).toBe(1);
		expect(lateBy({ ...half, doneAt: NOW + 3 * MINUTE }, NOW + 60 * MINUTE)).toBe(3);
		expect(lateBy({ ...half, doneAt: NOW - 1 }, NOW + 60 * MINUTE)).toBe(0);
		expect(lateBy({ ...half, dueAt: null }, NOW + 60 * MINUTE)).toBe(0);
	});

	test('taps count at once, the later over the earlier, and nothing of another list', () => {
		const row = asTapped(half, [
			failed(half, item('c'), ' 倒了 ', 'photo-1', 'm01'),
			fine(half, item('b'), 'm01'),
			fine({ list: 'other' }, item('c'), 'm01')
		]);
		expect(row.items.map(({ state }) => state)).toEqual(['ok', 'ok', 'failed']);
		expect(row.items[2]).toMatchObject({ note: '倒了', photo: 'photo-1', staff: 'm01' });
		expect(row.points).toEqual({ of: 10, ok: 5, failed: 5 });
		expect(asTapped(half, [fine({ list: 'other' }, item('c'), 'm01')])).toBe(half);
	});

	test('a note goes once the item is fine', () => {
		const noted = list('opening', [item('b', { state: 'failed', note: '倒了', at: 1 })]);
		const [mended] = asTapped(noted, [fine(noted, item('b'), 'm01')]).items;
		expect(mended).not.toHaveProperty('note');
	});
});

test.each([
	['ok', 'failed', true],
	['failed', 'ok', true],
	['ok', 'ok', false],
	['failed', 'unknown', false],
	['open', 'failed', false]
] as const)('found %s where the device says %s: contradicts %s', (state, hint, expected) => {
	expect(contradicts(item('a', { state, hint }))).toBe(expected);
});

test('a picture is made as small as it has to be, and keeps its shape', () => {
	expect(fitted({ width: 4000, height: 3000 }, 1280)).toEqual({ width: 1280, height: 960 });
	expect(fitted({ width: 1080, height: 2400 }, 1280)).toEqual({ width: 576, height: 1280 });
	expect(fitted({ width: 800, height: 600 }, 1280)).toEqual({ width: 800, height: 600 });
	expect(fitted({ width: 5000, height: 1 }, 1280)).toEqual({ width: 1280, height: 1 });
});
