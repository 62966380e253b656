import { expect, test } from 'vitest';
import type { ChecklistItem, ChecklistRow } from '#lib/protocol/index.ts';
import { openOf, toGoOf } from '../../src/routes/counter/checks.ts';
import { Console } from '../../src/routes/counter/console.svelte.ts';
import { FakeLive } from './counter-live.svelte.ts';
import { byId, NOW } from './counter-rows.ts';

const item = (id: string, state: ChecklistItem['state'] = 'open'): ChecklistItem => ({
	...{ id, name: { zh: id, en: id }, points: 1, state }
});

function list(id: string, more: Partial<ChecklistRow> = {}): ChecklistRow {
	return {
		...{ id, list: id.split('/')[0] as string, name: { zh: id, en: id }, role: 'teller' },
		...{ phase: 'opening', dueAt: NOW, items: [item('seals'), item('vouchers')] },
		points: { of: 2, ok: 0, failed: 0 },
		...more
	};
}

function at(rows: ChecklistRow[], staff: string | null = 't01') {
	const live = new FakeLive([], { state: 'closed' });
	live.checklists = byId(rows);
	return { live, desk: new Console(live.asLiveView(), '1', { staff, lead: false }) };
}

test('one’s own list where it is begun, the blank sheet where not, and nobody else’s', () => {
	const blank = list('opening', { blank: true });
	const other = list('opening/t02', { staff: 't02' });
	const lobby = list('lobby', { role: 'lobby_manager' });
	expect(at([blank, other, lobby]).desk.checks.lists.map(({ id }) => id)).toEqual(['opening']);
	const own = list('opening/t01', { staff: 't01' });
	expect(at([blank, other, own]).desk.checks.lists.map(({ id }) => id)).toEqual(['opening/t01']);
	// What the branch does once is everybody's of the role.
	expect(at([list('vault'), own]).desk.checks.lists).toHaveLength(2);
	expect(at([blank], null).desk.checks.lists).toEqual([]);
	expect(at([blank], 'w01').desk.checks.lists).toEqual([]);
});

test('those of the evening come once the branch has closed', () => {
	const { live, desk } = at([list('evening', { phase: 'closing' })]);
	expect(desk.checks.lists).toEqual([]);
	Object.assign(live, { branch: { ...live.branch, closesAt: NOW } });
	const again = new Console(live.asLiveView(), '1', { staff: 't01', lead: false });
	expect(again.checks.lists).toHaveLength(1);
	expect(toGoOf(again.checks.lists)).toBe(0);
});

test('a tap counts at once, and the answer is what stays', async () => {
	const { live, desk } = at([list('opening', { blank: true })]);
	const row = () => desk.checks.lists[0] as ChecklistRow;
	expect(desk.checks.toGo).toBe(2);
	void desk.checks.check(row(), 'seals', true);
	expect(live.sent).toEqual([
		{
			type: 'checklist.checked',
			subject: 'seals',
			data: { list: 'opening', ok: true, staff: 't01' }
		}
	]);
	expect(row().items[0]?.state).toBe('ok');
	expect(desk.checks.toGo).toBe(1);
	await live.answer({ ok: false, code: 'checklist_signed' } as never);
	expect(row().items[0]?.state).toBe('open');
	expect(desk.checks.refused).toEqual({
		list: 'opening',
		item: 'seals',
		code: 'checklist_signed'
	});
});

test('what is wrong is said in words, or it does not go out', async () => {
	const { live, desk } = at([list('opening/t01', { staff: 't01' })]);
	const [row] = desk.checks.lists as [ChecklistRow];
	expect(await desk.checks.check(row, 'seals', false, '  ')).toBe(false);
	expect(live.sent).toEqual([]);
	expect(desk.checks.refused?.code).toBe('note_missing');
	void desk.checks.check(row, 'seals', false, ' 日期没有换 ');
	expect(live.sent[0]?.data).toMatchObject({ ok: false, note: '日期没有换' });
	expect(desk.checks.lists[0]?.items[0]).toMatchObject({ state: 'failed', note: '日期没有换' });
	expect(desk.checks.refused).toBeNull();
});

test('it is signed once everything was looked at', async () => {
	const { live, desk } = at([list('opening/t01', { staff: 't01' })]);
	expect(await desk.checks.sign(desk.checks.lists[0] as ChecklistRow)).toBe(false);
	expect(desk.checks.refused).toMatchObject({ item: null, code: 'checklist_open' });
	const done = [item('seals', 'ok'), item('vouchers', 'failed')];
	live.checklists = byId([list('opening/t01', { staff: 't01', items: done })]);
	expect(openOf(desk.checks.lists[0] as ChecklistRow)).toBe(0);
	const signed = desk.checks.sign(desk.checks.lists[0] as ChecklistRow);
	await live.answer();
	expect(await signed).toBe(true);
	expect(live.types).toEqual(['checklist.signed opening']);
});

test('a list that is gone takes its sheet with it: the keys are the console’s again', () => {
	const { live, desk } = at([list('opening', { blank: true })]);
	desk.showChecks('opening');
	expect(desk.sheet).toEqual({ kind: 'checks', list: 'opening' });
	live.checklists = {};
	expect(desk.sheet).toBeNull();
});
