import { describe, expect, it } from 'vitest';
import { evolve } from '#lib/domain/branch.ts';
import { Changes } from '#lib/domain/changes.ts';
import { configOf } from '#lib/domain/config/config.ts';
import { newState } from '#lib/domain/state.ts';
import { takeDue } from '#lib/domain/time/passing.ts';
import type { BranchFile, ChecklistRow } from '#lib/protocol/index.ts';
import { at, smallBranch, Told } from '../support/history.ts';

const named = (name: string) => ({ zh: name, en: name });

function withLists(changes: Partial<BranchFile> = {}): BranchFile {
	return smallBranch({
		hours: { 'mon-fri': ['09:00', '17:00'] },
		checklists: [
			{
				id: 'opening',
				role: 'lobby_manager',
				dueBeforeOpening: 900,
				items: [
					{ id: 'atm', name: named('ATM runs'), device: 'atm-1', points: 3 },
					{ id: 'book', name: named('Feedback book') }
				]
			},
			{
				id: 'counter',
				role: 'teller',
				dueBeforeOpening: 600,
				items: [{ id: 'seals', name: named('Seals'), points: 2 }]
			},
			{
				id: 'evening',
				role: 'lobby_manager',
				dueAfterClosing: 1800,
				items: [{ id: 'lights', name: named('Light boxes off') }]
			}
		],
		staff: [
			{ id: 'wang', name: '王敏', role: 'lobby_manager' },
			{ id: 'zhang', name: '张丽', role: 'teller' },
			{ id: 'chen', name: '陈浩', role: 'teller' },
			{ id: 'zhou', name: '周行', role: 'branch_head' }
		],
		...changes
	});
}

/** The morning from seven: the branch is watched since then. */
function morning(changes: Partial<BranchFile> = {}): Told {
	const branch = new Told(withLists(changes));
	branch.tell('device.status', at('07:00'), 'atm-1', { state: 'ok' });
	return branch;
}

const list = (branch: Told, id: string): ChecklistRow => branch.view().checklists[id]!;
const prompts = (branch: Told) =>
	Object.values(branch.view().prompts).filter(({ rule }) => rule === 'checklist');
const check = (
	branch: Told,
	time: string,
	item: string,
	ok = true,
	more: { list?: string; staff?: string; note?: string } = {}
) =>
	branch.tell(
		'checklist.checked',
		at(time),
		item,
		{ list: 'opening', staff: 'wang', ok, ...more },
		{ origin: 'person' }
	);

describe('the opening checklist', () => {
	it('is weighted, has a deadline, and is filled in from health but not confirmed by it', () => {
		const branch = morning();
		expect(list(branch, 'opening')).toMatchObject({
			phase: 'opening',
			dueAt: at('08:45'),
			points: { of: 4, ok: 0, failed: 0 },
			items: [
				{ id: 'atm', state: 'open', hint: 'ok', points: 3 },
				{ id: 'book', state: 'open', points: 1 }
			]
		});
		branch.tell('device.status', at('07:30'), 'atm-1', { state: 'offline' });
		expect(list(branch, 'opening').items[0]).toMatchObject({ state: 'open', hint: 'failed' });
		check(branch, '08:00', 'atm');
		expect(list(branch, 'opening')).toMatchObject({
			points: { of: 4, ok: 3 },
			items: [{ state: 'ok', staff: 'wang', at: at('08:00'), hint: 'failed' }, {}]
		});
		check(branch, '08:01', 'book');
		expect(list(branch, 'opening')).toMatchObject({
			points: { ok: 4 },
			doneAt: at('08:01')
		});
	});

	it('that is overdue is told at its deadline, again when nobody sees to it, and ends with the last item', () => {
		const branch = morning();
		check(branch, '08:00', 'atm');
		branch.pass(at('08:44:59'));
		expect(prompts(branch)).toEqual([]);
		branch.pass(at('08:45'));
		expect(prompts(branch)).toMatchObject([
			{ list: 'opening', raisedAt: at('08:45'), level: 0, kind: 'operate' }
		]);
		branch.pass(at('08:51'));
		expect(prompts(branch)).toMatchObject([{ level: 1 }]);
		check(branch, '08:52', 'book');
		expect(prompts(branch)).toEqual([]);
		expect(list(branch, 'opening')).toMatchObject({ doneAt: at('08:52') });
	});

	it('with something wrong is somebody’s to see to until it is mended', () => {
		const branch = morning();
		check(branch, '08:00', 'book', false, { note: 'Missing' });
		expect(prompts(branch)).toMatchObject([{ list: 'opening', item: 'book', about: 'Missing' }]);
		check(branch, '08:05', 'book', false, { note: 'Still missing' });
		expect(prompts(branch)).toHaveLength(1);
		check(branch, '08:10', 'book');
		expect(prompts(branch)).toEqual([]);
		expect(list(branch, 'opening').points).toEqual({ of: 4, ok: 1, failed: 0 });
	});

	it('is signed once, when nothing is open', () => {
		const branch = morning();
		const sign = (time: string) =>
			branch.tell('checklist.signed', at(time), 'opening', { staff: 'wang' });
		expect(sign('08:00')).toBe('checklist_open');
		check(branch, '08:01', 'atm');
		check(branch, '08:02', 'book', false, { note: 'Missing' });
		expect(sign('08:03')).toBe('ok');
		expect(sign('08:04')).toBe('checklist_signed');
		expect(check(branch, '08:05', 'book')).toBe('checklist_signed');
		expect(list(branch, 'opening')).toMatchObject({ signedBy: 'wang', signedAt: at('08:03') });
	});

	it('may be done late, and says so in its history', () => {
		const branch = morning();
		branch.pass(at('09:10'));
		check(branch, '09:11', 'atm');
		expect([...branch.state.today!.checks.values()]).toMatchObject([{ late: true }]);
	});

	it.each([
		['wrong_role', { staff: 'zhang' }],
		['ok', { staff: 'zhou' }],
		['unknown_checklist', { list: 'nothing' }],
		['ok', {}]
	])('%s: %j', (code, more) => {
		expect(check(morning(), '08:00', 'atm', true, more)).toBe(code);
	});

	it('knows its items, and wants to know what is wrong', () => {
		expect(check(morning(), '08:00', 'nothing')).toBe('unknown_item');
		expect(check(morning(), '08:00', 'atm', false)).toBe('note_missing');
		expect(check(morning(), '08:00', 'atm', false, { note: ' ' })).toBe('note_missing');
		// A machine that tells what a person ticked elsewhere may not know more.
		expect(
			morning().tell('checklist.checked', at('08:00'), 'atm', {
				list: 'opening',
				staff: 'wang',
				ok: false
			})
		).toBe('ok');
	});

	it('of a day that was first watched later is nobody’s to be told', () => {
		const branch = new Told(withLists());
		branch.tell('ticket.issued', at('09:10'), 'A1', { service: 'cash' });
		branch.pass(at('09:30'));
		expect(prompts(branch)).toEqual([]);
		expect(list(branch, 'opening')).toMatchObject({ dueAt: at('08:45') });
		branch.pass(at('08:50', '2026-11-26'));
		expect(prompts(branch)).toMatchObject([{ raisedAt: at('08:45', '2026-11-26') }]);
	});

	it('that passed while the server was away for a moment is told when it is back, and not hours later', () => {
		const file = withLists({ clock: 'wall' });
		const due = at('08:45', '2026-11-26');
		/** From a log that ends with the day before, because nothing has happened on this one. */
		const back = (now: number) => {
			const state = newState(configOf(file));
			const [seven, night] = [at('07:00'), at('00:00', '2026-11-26')];
			const told = { subject: 'lakeside', data: file } as const;
			const configured = {
				type: 'branch.configured',
				at: seven,
				recordedAt: seven,
				...told
			} as const;
			evolve(state, configured, new Changes());
			const closed = { subject: '2026-11-25', at: night, recordedAt: night, data: {} };
			evolve(state, { type: 'day.closed', ...closed }, new Changes());
			return takeDue(state, now, now, new Changes());
		};
		expect(back(due + 61_000)).toMatchObject({ type: 'checklist.overdue', at: due });
		expect(back(due + 3_600_000)).not.toMatchObject({ at: due });
	});

	it('has no deadline on a day without hours', () => {
		const branch = new Told(withLists());
		branch.pass(at('07:00', '2026-11-28'));
		branch.tell('clock.tick', at('07:00', '2026-11-28'), '', {});
		expect(list(branch, 'opening').dueAt).toBeNull();
		branch.pass(at('20:00', '2026-11-28'));
		expect(prompts(branch)).toEqual([]);
	});

	it('begins anew each day, and after a restart goes on', () => {
		const branch = morning();
		check(branch, '08:00', 'atm');
		const again = branch.restarted();
		expect(list(again, 'opening').points.ok).toBe(3);
		again.pass(at('08:45'));
		expect(prompts(again)).toHaveLength(1);
		again.pass(at('07:00', '2026-11-26'));
		expect(list(again, 'opening').points.ok).toBe(0);
		expect(prompts(again)).toEqual([]);
	});

	it('that was overdue is not told again after a restart', () => {
		const branch = morning();
		branch.pass(at('08:46'));
		const again = branch.restarted();
		again.pass(at('08:47'));
		expect(again.log.filter(({ type }) => type === 'checklist.overdue')).toEqual([]);
		expect(prompts(again)).toHaveLength(1);
	});
});

describe('a list that everybody does for themselves', () => {
	it('stands for each who is there, and only theirs is late', () => {
		const branch = morning();
		expect(Object.keys(branch.view().checklists)).toEqual(['counter', 'opening', 'evening']);
		expect(list(branch, 'counter')).toMatchObject({ blank: true });
		branch.tell('staff.arrived', at('08:10'), 'zhang', {});
		branch.tell('counter.opened', at('08:20'), '1', { staff: 'chen' });
		check(branch, '08:30', 'seals', true, { list: 'counter', staff: 'zhang' });
		expect(list(branch, 'counter/zhang')).toMatchObject({ staff: 'zhang', doneAt: at('08:30') });
		expect(list(branch, 'counter/chen')).toMatchObject({ staff: 'chen' });
		branch.pass(at('08:50'));
		expect(prompts(branch).map((each) => each.list)).toContain('counter/chen');
		expect(prompts(branch).map((each) => each.list)).not.toContain('counter/zhang');
	});
});

describe('the closing list', () => {
	it('is due after closing', () => {
		const branch = morning();
		expect(list(branch, 'evening')).toMatchObject({ phase: 'closing', dueAt: at('17:30') });
		branch.pass(at('17:30'));
		expect(prompts(branch).map((each) => each.list)).toContain('evening');
	});
});
