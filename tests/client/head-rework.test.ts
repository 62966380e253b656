import { describe, expect, it } from 'vitest';
import * as actReasons from '#lib/i18n/act-reasons.ts';
import * as rework from '#lib/i18n/rework.ts';
import type { BranchRow, ReworkRow, StaffRow } from '#lib/protocol/index.ts';
import {
	allRatings,
	lowest,
	meanText,
	ratingsOf,
	type RatedRow
} from '../../src/routes/head/ratings/rows.ts';
import { freeOf, ledgerOf, minutesLost, peopleOf } from '../../src/routes/head/rework/ledger.ts';
import { doingText, formText, whyText } from '../../src/routes/head/rework/words.ts';
import { at } from '../support/history.ts';

const MINUTE = 60_000;

function row(number: string, time: string, more: Partial<ReworkRow> = {}): ReworkRow {
	return {
		...{ branch: 'lakeside', day: '2026-11-25', number, stage: 1, service: 'transfer' },
		...{ at: at(time, more.day), reason: 'form_error', faults: [], counter: '3', staff: 't03' },
		...{ form: null, doing: [], lost: 5 * MINUTE, hasForm: true },
		...more
	};
}

const ROWS: ReworkRow[] = [
	row('B001', '09:10'),
	row('B001', '09:40', { stage: 2, lost: 7.4 * MINUTE, form: 'ok' }),
	row('C001', '10:00', { service: 'opening', lost: null }),
	row('A001', '10:05', { service: 'cash', hasForm: false, reason: 'other', lost: MINUTE / 2 }),
	row('B001', '09:20', { day: '2026-11-24', lost: 0 })
];
const TICKETS = {
	byDay: { '2026-11-25': 40, '2026-11-24': 60, '2026-11-23': 3 },
	byService: { transfer: 30, opening: 12, cash: 61 }
};

describe('the ledger', () => {
	const ledger = ledgerOf({ rows: ROWS, tickets: TICKETS }, [
		'cash',
		'transfer',
		'opening',
		'wealth'
	]);

	it('sums by service in the branch’s order, those without a return included', () => {
		expect(
			ledger.services.map(({ key, returns, returned, tickets }) => [
				...[key, returns, returned, tickets]
			])
		).toEqual([
			['cash', 1, 1, 61],
			['transfer', 3, 2, 30],
			['opening', 1, 1, 12],
			['wealth', 0, 0, 0]
		]);
		expect(ledger.services[1]).toMatchObject({ minutes: 12, unchecked: 2, forms: 3, waiting: 0 });
		expect(ledger.services[2], 'who still waits has lost nothing for good').toMatchObject({
			...{ minutes: 0, waiting: 1, unchecked: 1, forms: 1 }
		});
	});

	it('sums by day, the latest first, and to the whole', () => {
		expect(ledger.days.map(({ key, returns, tickets }) => [key, returns, tickets])).toEqual([
			['2026-11-25', 4, 40],
			['2026-11-24', 1, 60],
			['2026-11-23', 0, 3]
		]);
		expect(ledger.all).toEqual({
			...{ returns: 5, returned: 4, tickets: 103, minutes: 13, waiting: 1 },
			...{ unchecked: 3, forms: 4 }
		});
		const sum = (groups: typeof ledger.days) => groups.reduce((all, each) => all + each.returns, 0);
		expect([sum(ledger.days), sum(ledger.services)]).toEqual([5, 5]);
	});

	it('keeps a service that the branch no longer has', () => {
		const { services } = ledgerOf({ rows: ROWS, tickets: TICKETS }, ['cash']);
		expect(services.map(({ key }) => key)).toEqual(['cash', 'transfer', 'opening']);
	});

	it('tells each return, newest first, and counts on while the customer waits', () => {
		expect(ledger.cases.map(({ day, number }) => `${day.slice(-2)} ${number}`)).toEqual([
			...['25 A001', '25 C001', '25 B001', '25 B001', '24 B001']
		]);
		expect(ledger.cases.slice(2, 4).map(({ stage }) => stage)).toEqual([2, 1]);
		const now = at('10:12') + 59_000;
		expect(minutesLost(ROWS[2]!, now)).toEqual({ minutes: 12, soFar: true });
		expect(minutesLost(ROWS[1]!, now)).toEqual({ minutes: 7, soFar: false });
	});

	it('is empty on a day without returns', () => {
		const { all, cases, days } = ledgerOf({ rows: [], tickets: { byDay: {}, byService: {} } }, []);
		expect([all.returns, cases, days]).toEqual([0, [], []]);
	});
});

describe('a return in words', () => {
	const branch = {
		forms: { transfer: [{ id: 'signature', name: { zh: '签名', en: 'Signature' } }] }
	} as unknown as BranchRow;
	const say = (more: Partial<ReworkRow>, locale: 'zh' | 'en') =>
		whyText(
			row('B001', '09:10', more),
			{ branch },
			{ and: rework[locale].and, why: actReasons[locale] },
			locale
		);

	it('names faults as the branch does, and what was written as it stands', () => {
		expect(say({ faults: ['signature'] }, 'zh')).toBe('填单有误，签名');
		expect(say({ faults: ['signature', '日期'] }, 'en')).toBe('form error, Signature, 日期');
		expect(say({ reason: 'document_missing' }, 'en')).toBe('document missing');
		expect(say({ reason: 'other', faults: ['wrong_call'] }, 'zh')).toBe('叫错号');
		expect(say({ reason: 'other' }, 'zh')).toBe('其他');
	});

	it('says whether the form had been looked at, where there was one', () => {
		const form = (more: Partial<ReworkRow>) => formText(row('B001', '09:10', more), rework.en);
		expect([form({}), form({ form: 'ok' }), form({ form: 'faults' })]).toEqual([
			...['not checked', 'checked, fine', 'checked, faults']
		]);
		expect(form({ hasForm: false })).toBe('');
	});
});

describe('who was doing what', () => {
	const person = (id: string, zh: string, en: string, role: string): StaffRow => ({
		...{ id, name: { zh, en }, role }
	});
	const staff = {
		m01: person('m01', '王敏', 'Wang Min', 'lobby_manager'),
		m02: person('m02', '李蕊', 'Li Rui', 'lobby_manager'),
		t03: person('t03', '赵静', 'Zhao Jing', 'teller'),
		t04: person('t04', '孙磊', 'Sun Lei', 'teller')
	};
	const counters = { '3': { id: '3', name: { zh: '3号窗口', en: 'Counter 3' } } } as never;
	const doing: ReworkRow['doing'] = [
		{ staff: 't03', doing: 'serving', counter: '3', ticket: 'B001' },
		{ staff: 't04', doing: 'idle', counter: '4', ticket: null },
		{ staff: 'm01', doing: 'engagement', counter: null, ticket: 'A053' },
		{ staff: 'm01', doing: 'help', counter: 'kiosk', ticket: null },
		{ staff: 'm02', doing: 'free', counter: null, ticket: null }
	];
	const people = peopleOf(doing, staff);
	const said = (locale: 'zh' | 'en') =>
		people.map((each) =>
			doingText(each, { counters, staff }, rework[locale], locale).replaceAll('\u2009', ' ')
		);

	it('is one sentence a person, those in the lobby first', () => {
		expect(said('zh')).toEqual([
			'王敏在和 A053 谈，在取号机帮忙',
			'李蕊空着',
			'赵静在 3 号窗口办 B001',
			'孙磊在 4 空着'
		]);
		expect(said('en')).toEqual([
			'Wang Min talked to A053, helped at the kiosk',
			'Li Rui was free',
			'Zhao Jing served B001 at Counter 3',
			'Sun Lei was free at 4'
		]);
	});

	it('counts who had nothing to do', () => {
		expect(freeOf(people)).toBe(2);
	});
});

describe('what customers said', () => {
	const stat = (key: string, rated: number, meanScore: number | null, finished = 20): RatedRow => ({
		...{ key, rated, meanScore, finished }
	});
	const rows = [
		stat('cash', 10, 4),
		stat('transfer', 5, 3),
		stat('wealth', 4, 1),
		stat('-', 0, null)
	];

	it('has no mean of fewer than five, and each its place', () => {
		expect(ratingsOf(rows, ['cash', 'wealth', 'opening'])).toEqual([
			{ key: 'cash', rated: 10, finished: 20, mean: 4 },
			{ key: 'wealth', rated: 4, finished: 20, mean: null },
			{ key: 'opening', rated: 0, finished: 0, mean: null }
		]);
		expect([meanText(null), meanText(4), meanText(4.25)]).toEqual(['', '4.0', '4.3']);
	});

	it('is a mean of customers, not of services', () => {
		expect(allRatings(rows)).toMatchObject({ rated: 19, finished: 80, mean: (40 + 15 + 4) / 19 });
		expect(allRatings([])).toMatchObject({ rated: 0, mean: null });
	});

	it('names the lowest once two can be compared', () => {
		expect(lowest(ratingsOf(rows, ['cash', 'transfer', 'wealth']))?.key).toBe('transfer');
		expect(lowest(ratingsOf(rows, ['cash', 'wealth']))).toBeNull();
	});
});
