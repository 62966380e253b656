import { expect, test } from 'vitest';
import * as lobby from '../../src/lib/i18n/lobby.ts';
import { allWords } from '../../src/routes/lobby/all-words.ts';
import type { Act } from '../../src/routes/lobby/deeds.ts';
import { actOf } from '../../src/routes/lobby/deeds.ts';
import { reasonOf, latestOf } from '../../src/routes/lobby/returns.ts';
import { tapWords } from '../../src/routes/lobby/tap-words.ts';
import * as acts from '../../src/routes/lobby/devices/acts.ts';
import { failed, signed } from '../../src/routes/lobby/opening/acts.ts';
import * as taps from '../../src/routes/lobby/taps.ts';
import { whyRefused } from '../../src/routes/lobby/words.ts';
import { byId, cash, ticket } from './lobby-rows.ts';

const name = (zh: string, en: string) => ({ zh, en });
const live = {
	catalogue: undefined,
	services: { cash },
	counters: byId([
		{ id: '3', name: name('3号窗口', 'Counter 3'), state: 'open' as const, services: ['cash'] }
	]),
	staff: byId([{ id: 'm02', name: name('李蕊', 'Li Rui'), role: 'lobby_manager' }]),
	devices: byId([
		{
			...{ id: 'atm-1', kind: 'atm', name: name('1号取款机', 'ATM 1'), state: 'ok' as const },
			components: {},
			service: 'full' as const,
			functions: {},
			since: null,
			lastSeenAt: null
		}
	]),
	incidents: byId([
		{
			...{ id: 'atm-1/d/1', device: 'atm-1', severity: 'down' as const, openedAt: 0 },
			acknowledgedBy: 'm02',
			notes: [],
			flaps: 0
		}
	]),
	checklists: byId([
		{
			...{ id: 'opening', list: 'opening', name: name('营业前检查', 'Opening checklist') },
			...{ role: 'lobby_manager', phase: 'opening' as const, dueAt: null },
			items: [
				{
					id: 'signs',
					name: name('指示牌到位', 'Signs are in place'),
					points: 1,
					state: 'open' as const
				}
			],
			points: { of: 1, ok: 0, failed: 0 }
		}
	]),
	prompts: byId([
		{
			...{ id: 'device/d/1', rule: 'device' as const, kind: 'operate' as const, device: 'atm-1' },
			...{ state: 'open' as const, level: 0, raisedAt: 0, incident: 'atm-1/d/1' }
		},
		{
			...{ id: 'checklist/d/2', rule: 'checklist' as const, kind: 'operate' as const },
			...{ state: 'open' as const, level: 0, raisedAt: 0, list: 'opening' }
		},
		{
			...{ id: 'help/1', rule: 'help' as const, kind: 'operate' as const, place: '3' },
			...{ state: 'accepted' as const, level: 0, raisedAt: 0, assignee: 'm02' }
		}
	]),
	tickets: byId([ticket('A051', 5, { state: 'called', counter: '3' })])
};
const wanted = { service: 'cash', segment: 'ordinary' as const, further: [], tags: [] };

/** Without the thin spaces between Chinese and digits. */
const plain = (text: string) => text.replaceAll('\u2009', ' ');

test.each<[Act, string, string]>([
	[taps.formChecked('B1', null, 'm01'), 'B1 填单通过', 'B1: form passed'],
	[taps.diverted('A1', 'atm-1'), 'A1 引导到 1 号取款机', 'A1 sent to ATM 1'],
	[taps.diverted('A1', taps.ONLINE), 'A1 引导到手机上办', 'A1 sent to Their phone'],
	[taps.transferred('A1', 'cash'), 'A1 转到现金业务', 'A1 moved to Cash'],
	[taps.complained(null, 'fees', 'm01'), '投诉：收费', 'Complaint: Fees'],
	[taps.complained('A1', 'fees', 'm01'), 'A1 投诉：收费', 'A1 complains: Fees'],
	[taps.issued({ ...wanted, name: '王五', note: '' }), '取号：现金业务', 'Ticket: Cash'],
	[actOf('done', { id: 'help/1', number: '' }, 'm01'), '3 号窗口完成', 'Counter 3: Done'],
	[actOf('accept', { id: 'device/d/1', number: '' }, 'm01'), '1 号取款机我来', 'ATM 1: I’ll go'],
	[
		actOf('done', { id: 'checklist/d/2', number: '' }, 'm01'),
		'营业前检查完成',
		'Opening checklist: Done'
	],
	[acts.passed('atm-1/d/1', '', '', 'm01'), '1 号取款机已报修', 'ATM 1: vendor called'],
	[acts.resolved('atm-1/d/1', '', 'm01'), '1 号取款机修好了', 'ATM 1: fixed'],
	[acts.told('atm-1', 'maintenance'), '1 号取款机停用维护', 'ATM 1: Out of use'],
	[acts.told('atm-1', 'offline', 'note_jam'), '1 号取款机卡钞', 'ATM 1: note jam'],
	[
		failed({ list: 'opening' }, { id: 'signs' }, '倒了', null, 'm01'),
		'指示牌到位有问题',
		'Signs are in place: problem'
	],
	[signed({ list: 'opening' }, 'm01'), '营业前检查签收', 'Opening checklist: signed'],
	[actOf('talked', { id: 'long_wait/A1/d', number: 'A1' }, 'm01'), 'A1 聊过了', 'A1: Talked'],
	[
		actOf('hand_back', { id: 'long_wait/A9/d', number: 'A9' }, 'm01'),
		'A9 交还同事',
		'A9: Hand back'
	]
])('a tap is told in words, without anybody’s name', (act, zh, en) => {
	const said = plain(tapWords(act, live, lobby.zh, 'zh'));
	expect(said.replaceAll(' ', '')).toBe(zh.replaceAll(' ', ''));
	expect(plain(tapWords(act, live, lobby.en, 'en'))).toBe(en);
});

test('a refusal says who was first where the rows know it, and what to do', () => {
	const why = (act: Act, code: string) => plain(whyRefused({ act, code }, live, lobby.en, 'en'));
	expect(why(taps.parked('A051'), 'ticket_already_called')).toBe(
		'Counter 3 called this number first'
	);
	expect(why(taps.parked('A9'), 'ticket_already_called')).toBe(
		'A counter called this number first'
	);
	expect(why(actOf('accept', { id: 'help/1', number: '' }, 'm01'), 'prompt_taken')).toBe(
		'Li Rui was first'
	);
	expect(why(acts.acknowledged('atm-1/d/1', 'm01'), 'incident_taken')).toBe('Li Rui was first');
	expect(why(acts.acknowledged('gone', 'm01'), 'incident_taken')).toBe(
		'A colleague sees to it already'
	);
	expect(why(taps.resumed('A9'), 'returned_too_late')).toMatch(/take a new ticket/);
	expect(why(taps.resumed('A9'), 'something_new')).toBe('Not recorded (something_new)');
});

test('every refusal has its words in both languages', () => {
	expect(Object.keys(lobby.en.refusals).sort()).toEqual(Object.keys(lobby.zh.refusals).sort());
	const ofFaults = ['unknown_incident', 'incident_over', 'incident_taken', 'too_many_notes'];
	const ofChecks = [
		...['wrong_role', 'checklist_signed', 'checklist_open', 'note_missing'],
		...['unknown_checklist', 'unknown_item']
	];
	for (const words of [lobby.zh, lobby.en]) {
		expect(Object.keys(words.refusals)).toEqual(expect.arrayContaining([...ofFaults, ...ofChecks]));
		expect(Object.values(words.refusals).filter((each) => each.trim() === '')).toEqual([]);
	}
});

test('the latest return of a number is told, with the faults by the names of the form', () => {
	const back = (number: string, at: number, faults: string[]) => {
		return { number, at, faults, service: 'cash', reason: 'form_error' };
	};
	const found = latestOf([
		back('B1', 2, ['signature', 'typed']),
		back('B1', 1, []),
		back('B2', 3, [])
	]);
	const forms = { cash: [{ id: 'signature', name: name('签名', 'Signature') }] };
	const said = (number: string) => reasonOf(found[number]!, forms, lobby.zh, 'zh');
	expect([said('B1'), said('B2')]).toEqual(['单子填错：签名、typed', '单子填错']);
});

test('every word of a message is known before it is said', () => {
	const words = allWords(lobby.zh);
	for (const said of ['备注', lobby.zh.comeBack('C901').slice(5), lobby.zh.take.title, '引导到']) {
		for (const character of said) expect(words).toContain(character);
	}
});
