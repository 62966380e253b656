import { describe, expect, test } from 'vitest';
import type { ChecklistItem, ChecklistRow, PromptRow } from '#lib/protocol/index.ts';
import { blocksOf, fullName, listName } from '#lib/client/checks.ts';
import type { Block } from '#lib/client/checks.ts';
import { UNNAMED } from '#lib/domain/opening/names.ts';
import { alertOf, eveningOf, fit, isEarly } from '../../src/routes/wall/readiness.ts';

const DUE = Date.parse('2026-11-25T08:45:00+08:00');
const MINUTE = 60_000;

function item(id: string, state: ChecklistItem['state'] = 'open', points = 1): ChecklistItem {
	const checked = state === 'open' ? {} : { staff: 'm01', at: DUE - 9 * MINUTE };
	return { id, name: { zh: id, en: id }, points, state, ...checked };
}

function list(id: string, items: ChecklistItem[], more: Partial<ChecklistRow> = {}): ChecklistRow {
	const sum = (state?: string) =>
		items.reduce((all, each) => all + (each.state === state || !state ? each.points : 0), 0);
	const done = items.every(({ state }) => state !== 'open');
	return {
		...{ id, list: id.split('/')[0] as string, name: { zh: id, en: id } },
		...{ role: 'lobby_manager', phase: 'opening', dueAt: DUE, items },
		points: { of: sum(), ok: sum('ok'), failed: sum('failed') },
		...(done && { doneAt: DUE - 9 * MINUTE }),
		...more
	};
}

function prompt(of: string, more: Partial<PromptRow> = {}): PromptRow {
	const about = { rule: 'checklist', kind: 'operate', list: of } as const;
	return { id: `checklist/${of}`, ...about, state: 'open', level: 0, raisedAt: DUE, ...more };
}

const byId = <R extends { id: string }>(...rows: R[]): Record<string, R> =>
	Object.fromEntries(rows.map((row) => [row.id, row]));

const blocks = (
	rows: ChecklistRow[],
	prompts: PromptRow[] = [],
	now = DUE - 10 * MINUTE
): Block[] => blocksOf(byId(...rows), 'opening', byId(...prompts), now);

test('before opening, and by the branch’s hours alone', () => {
	expect(isEarly({ opensAt: DUE }, DUE - 1)).toBe(true);
	expect(isEarly({ opensAt: DUE }, DUE)).toBe(false);
	expect(isEarly({ opensAt: null }, 0)).toBe(false);
});

describe('a list', () => {
	test('is as ready as its points, and counts what was looked at', () => {
		const [block] = blocks([
			list('lobby', [item('a', 'ok', 3), item('b', 'failed'), item('c'), item('d')])
		]);
		expect(block).toMatchObject({ checked: 2, of: 4, ready: 0.5, late: null, done: null });
		expect(block?.open.map(({ id }) => id)).toEqual(['c', 'd']);
		expect(block?.problems).toMatchObject([{ item: { id: 'b' }, taking: { by: 'none' } }]);
	});

	test('is late after its deadline, and somebody has that or nobody', () => {
		const rows = [list('lobby', [item('a')])];
		expect(blocks(rows, [], DUE)[0]?.late).toBeNull();
		expect(blocks(rows, [prompt('lobby')], DUE + 1)[0]?.late).toEqual({ by: 'nobody' });
		const taken = prompt('lobby', { state: 'accepted', assignee: 'm02' });
		expect(blocks(rows, [taken], DUE + 1)[0]?.late).toEqual({ by: 'staff', staff: 'm02' });
		// The prompt of an item is not that of the list.
		const ofItem = prompt('lobby', { item: 'a' });
		expect(blocks(rows, [ofItem], DUE + 1)[0]?.late).toEqual({ by: 'none' });
	});

	test('is done by whoever signed it, or else looked last; not while something of it failed', () => {
		const [done] = blocks([list('lobby', [item('a', 'ok')])]);
		expect(done?.done).toEqual({ staff: 'm01', at: DUE - 9 * MINUTE, signed: false });
		const signed = { signedBy: 'm02', signedAt: DUE - MINUTE };
		const [after] = blocks([list('lobby', [item('a', 'ok')], signed)]);
		expect(after?.done).toEqual({ staff: 'm02', at: DUE - MINUTE, signed: true });
		expect(blocks([list('lobby', [item('a', 'failed')], signed)])[0]?.done).toBeNull();
	});

	test('what failed and nobody has comes first', () => {
		const rows = [list('lobby', [item('a', 'failed'), item('b', 'failed')])];
		const prompts = [
			prompt('lobby', { id: '1', item: 'a', state: 'accepted', assignee: 'm01' }),
			prompt('lobby', { id: '2', item: 'b' })
		];
		const order = blocks(rows, prompts)[0]?.problems.map((each) => [each.item.id, each.taking.by]);
		expect(order).toEqual([
			['b', 'nobody'],
			['a', 'staff']
		]);
	});

	test('of somebody who came after its deadline is not late', () => {
		const rows = [list('teller/t01', [item('a')], { staff: 't01' })];
		const [block] = blocks(rows, [], DUE + 1);
		expect(block?.late).toBeNull();
		expect(block?.people).toMatchObject([{ staff: 't01', taking: null }]);
	});

	test('of everybody is one block, with each person beside the others; a blank sheet is nobody’s', () => {
		const rows = [
			list('teller', [item('a')], { blank: true }),
			list('teller/t02', [item('a'), item('b', 'ok')], { staff: 't02' }),
			list('teller/t01', [item('a', 'ok'), item('b', 'ok')], { staff: 't01' })
		];
		const [block] = blocks(rows, [prompt('teller/t02')], DUE + 1);
		expect(block).toMatchObject({ id: 'teller', checked: 3, of: 4, ready: 0.75, open: [] });
		expect(block?.people.map((each) => [each.staff, each.checked, each.taking])).toEqual([
			['t01', 2, null],
			['t02', 1, { by: 'nobody' }]
		]);
	});
});

describe('room for it', () => {
	const many = (id: string, n: number) =>
		blocks([
			list(
				id,
				Array.from({ length: n }, (_, i) => item(`${id}${i}`))
			)
		])[0] as Block;

	test('is all given where there is enough', () => {
		const [one] = fit([many('a', 8)], 4);
		expect(one).toMatchObject({ left: 0 });
		expect(one?.open).toHaveLength(8);
	});

	test('is shared, and the last place counts the rest', () => {
		const [one, two] = fit([many('a', 8), many('b', 3)], 4);
		expect(one?.open.map(({ id }) => id)).toEqual(['a0', 'a1', 'a2']);
		expect(one?.left).toBe(5);
		expect(two).toMatchObject({ left: 0 });
		expect(two?.open).toHaveLength(3);
	});

	test('goes to what failed before what is open, and none of it to what is done', () => {
		const [block] = blocks([list('a', [item('1'), item('2'), item('3'), item('4', 'failed')])]);
		const [fitted] = fit([block as Block], 2);
		expect(fitted?.problems.map((each) => each.item.id)).toEqual(['4']);
		expect(fitted?.open.map(({ id }) => id)).toEqual(['1']);
		expect(fitted?.left).toBe(2);
		const [done] = blocks([list('b', [item('1', 'ok')])]);
		expect(fit([done as Block], 3)[0]).toMatchObject({ problems: [], open: [], left: 0 });
		const [everybody] = blocks([list('c/t01', [item('1', 'ok')], { staff: 't01' })]);
		expect(fit([everybody as Block], 3)[0]).toMatchObject({ people: [], left: 0 });
	});
});

describe('what the strip says once the branch is open', () => {
	const closesAt = DUE + 480 * MINUTE;
	const at = (rows: ChecklistRow[], prompts: PromptRow[]) =>
		alertOf(byId(...rows), byId(...prompts), DUE + 60 * MINUTE);

	test('nothing, as long as nobody is asked to see to anything', () => {
		expect(at([list('lobby', [item('a')])], [])).toBeNull();
		expect(at([list('lobby', [item('a', 'failed')])], [])).toBeNull();
	});

	test('what nobody has before what somebody has', () => {
		const rows = [
			list('lobby', [item('a'), item('b')]),
			list('other', [item('c', 'failed'), item('d', 'ok')])
		];
		const late = prompt('lobby', { state: 'accepted', assignee: 'm01' });
		const failed = prompt('other', { item: 'c' });
		expect(at(rows, [late])).toMatchObject({ is: 'late', count: 2, taking: { staff: 'm01' } });
		expect(at(rows, [late, failed])).toMatchObject({ is: 'failed', count: 1 });
	});

	test('after closing, how far all lists of the evening are together', () => {
		const evening = (id: string, items: ChecklistItem[]) =>
			list(id, items, { phase: 'closing', dueAt: closesAt + 30 * MINUTE });
		const rows = byId(
			list('lobby', [item('a')]),
			evening('vault', [item('b', 'ok'), item('c')]),
			evening('desks', [item('d', 'failed')])
		);
		expect(eveningOf(rows, { closesAt }, closesAt - 1)).toBeNull();
		expect(eveningOf(rows, { closesAt }, closesAt)).toEqual({ checked: 2, of: 3 });
		expect(eveningOf(rows, { closesAt: null }, closesAt)).toBeNull();
		expect(eveningOf(byId(list('lobby', [item('a')])), { closesAt }, closesAt)).toBeNull();
	});
});

test('a list without a name of its own is called by whose it is, and by its part of the day where that is not said', () => {
	const unnamed = { name: UNNAMED.closing, phase: 'closing' as const, role: 'teller' };
	const block = { rows: [list('desks', [item('a')], unnamed)] };
	expect(listName(block, 'zh')).toBe('柜员');
	expect(fullName(block, 'zh')).toBe('营业后检查 · 柜员');
	const named = { rows: [list('vault', [item('a')], { name: { zh: '金库', en: 'Vault' } })] };
	expect(listName(named, 'en')).toBe('Vault');
	expect(fullName(named, 'en')).toBe('Vault');
});
