import { flushSync } from 'svelte';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { waitersOf } from '../../src/lib/client/waiter.ts';
import type { PromptRow, ReferralRow, TicketRow } from '../../src/lib/protocol/index.ts';
import { Duties } from '../../src/routes/lobby/duties.svelte.ts';
import { dutiesOf, endOf, laidOut } from '../../src/routes/lobby/duties.ts';
import type { Duty } from '../../src/routes/lobby/duties.ts';
import { FakeLive } from './lobby-live.svelte.ts';
import { branch, byId, NOW, prompt, rowsOf, taken, ticket } from './lobby-rows.ts';

const MINUTE = 60_000;

function call(id: string, minutes: number, more: Partial<PromptRow> = {}): PromptRow {
	return {
		id: `help/${id}`,
		rule: 'help',
		kind: 'operate',
		place: '3',
		state: 'open',
		level: 0,
		raisedAt: NOW - minutes * MINUTE,
		...more
	};
}

function referral(id: string, minutes: number, more: Partial<ReferralRow> = {}): ReferralRow {
	return {
		id,
		day: '2026-11-25',
		state: 'accepted',
		number: 'A053',
		from: 't01',
		acceptedBy: 'w01',
		madeAt: NOW - (minutes + 1) * MINUTE,
		acceptedAt: NOW - minutes * MINUTE,
		...more
	};
}

function errand(
	rule: 'divertible' | 'form_unchecked',
	number: string,
	more: Partial<PromptRow> = {}
): PromptRow {
	const about = { id: `${rule}/${number}`, rule, kind: 'operate' as const, ticket: number };
	return { ...about, state: 'open', level: 0, raisedAt: NOW, ...more };
}

/** Called so many minutes from now. */
const due = (minutes: number, waited: number) => ({
	wait: (waited + minutes) * 60,
	low: 0,
	high: 3600
});
const form = (number: string, waited: number, left: number, more: Partial<TicketRow> = {}) =>
	ticket(number, waited, { form: 'needed', estimate: due(left, waited), ...more });

function dutiesIn(
	tickets: TicketRow[],
	prompts: PromptRow[] = [],
	referrals: ReferralRow[] = [],
	looked: string[] = []
): Duty[] {
	const rows = { ...rowsOf(tickets, prompts), referrals: byId(referrals) };
	return dutiesOf(rows, waitersOf(rows), 'm01', new Set(looked));
}
const ids = (duties: readonly Duty[]) => duties.map(({ id }) => id);

describe('duties', () => {
	test('who calls and has nobody comes first, loudest, then longest; then what is mine', () => {
		const mine = { state: 'accepted', assignee: 'm01' } as const;
		const theirs = { state: 'accepted', assignee: 'm02' } as const;
		const duties = dutiesIn(
			[ticket('A1', 12)],
			[
				call('mine', 9, mine),
				call('new', 1),
				call('older', 3),
				call('loud', 2, { level: 1 }),
				call('theirs', 8, theirs),
				prompt('A1', 12)
			]
		);
		expect(ids(duties)).toEqual(['help/loud', 'help/older', 'help/new', 'help/mine']);
	});

	const fault = (id: string, minutes: number, more: Partial<PromptRow> = {}) =>
		call(id, minutes, { id: `device/${id}`, rule: 'device', device: id, incident: id, ...more });
	const check = (id: string, minutes: number) =>
		call(id, minutes, { id: `checklist/${id}`, rule: 'checklist', list: 'opening', item: id });

	test('people stand before machines, machines before lists, and what is mine after whatever nobody has', () => {
		const duties = dutiesIn(
			[],
			[
				check('cover', 20),
				fault('atm-2', 12, { level: 1 }),
				fault('crs-3', 30, { state: 'accepted', assignee: 'm01' }),
				fault('pc-9', 40, { state: 'accepted', assignee: 'm02' }),
				call('1', 1)
			]
		);
		expect(ids(duties)).toEqual(['help/1', 'device/atm-2', 'checklist/cover', 'device/crs-3']);
		expect(duties.map(({ kind }) => kind)).toEqual(['call', 'fault', 'check', 'fault']);
	});

	test('of many faults and failed checks two each are laid out, and always those that are mine', () => {
		const mine = fault('mine', 1, { state: 'accepted', assignee: 'm01' });
		const duties = dutiesIn(
			[],
			[
				...['1', '2', '3'].map((id) => fault(id, 9)),
				...['a', 'b', 'c'].map((id) => check(id, 9)),
				mine
			]
		);
		const { shown, more } = laidOut(duties, false);
		expect(ids(shown)).toEqual([
			...['device/1', 'device/2', 'checklist/a', 'checklist/b'],
			'device/mine'
		]);
		expect(more).toBe(2);
	});

	test('calls stand above customers to lead, those above who was sent back, those above forms', () => {
		const back = form('B2', 20, 30, { form: 'ok', why: [{ code: 'requeued' }] });
		const duties = dutiesIn([form('B1', 5, 2), back], [call('1', 1)], [referral('r1', 2)]);
		expect(ids(duties)).toEqual(['help/1', 'referral/r1', 'form/B2', 'form/B1']);
	});

	test('forms stand by when their number is called, not by how long they have waited', () => {
		const duties = dutiesIn([
			form('B1', 20, 15, { service: 'transfer' }),
			form('C1', 3, 4),
			form('B2', 2, 18, { service: 'transfer', form: 'faults' })
		]);
		expect(ids(duties)).toEqual(['form/C1', 'form/B1', 'form/B2']);
	});

	test('nobody looks at the form of who is away with it, is called, or has none', () => {
		const duties = dutiesIn([
			form('B1', 5, 2, { state: 'parked' }),
			form('B2', 5, 2, { state: 'called', counter: '3' }),
			form('B3', 5, 2, { form: 'ok' }),
			form('B4', 5, 2, { form: null })
		]);
		expect(duties).toEqual([]);
	});

	test('who was sent back is to be looked after once, and with a faulty form until it is mended', () => {
		const why = [{ code: 'requeued' as const }];
		const sent = [form('B1', 5, 2, { form: 'ok', why }), form('B2', 5, 3, { form: 'faults', why })];
		expect(ids(dutiesIn(sent))).toEqual(['form/B1', 'form/B2']);
		expect(ids(dutiesIn(sent, [], [], ['B1', 'B2']))).toEqual(['form/B2']);
	});

	test('of referrals only those of today that somebody expects; the latest first', () => {
		const day = 24 * 60;
		const duties = dutiesIn(
			[],
			[],
			[
				referral('old', 30),
				referral('new', 2),
				referral('yesterday', day),
				referral('made', 1, { state: 'made' }),
				referral('met', 1, { state: 'met' })
			]
		);
		expect(ids(duties)).toEqual(['referral/new', 'referral/old']);
	});

	test('a form and its own prompt are one card, which says who has taken it', () => {
		const people = [form('B1', 5, 2), form('B2', 5, 3), form('B3', 5, 4)];
		const duties = dutiesIn(people, [
			errand('form_unchecked', 'B1'),
			errand('form_unchecked', 'B2', { state: 'accepted', assignee: 'm02' }),
			errand('form_unchecked', 'B3', { state: 'accepted', assignee: 'm01' })
		]);
		expect(ids(duties)).toEqual(['form/B1', 'form/B2', 'form/B3']);
		expect(duties.map((duty) => duty.kind === 'form' && duty.colleague)).toEqual([
			undefined,
			'm02',
			undefined
		]);
	});

	test('whoever could go to a machine is led there after the forms, by when the call comes', () => {
		const cash = (number: string, waited: number, left: number) =>
			ticket(number, waited, { estimate: due(left, waited), tags: ['small_cash'] });
		const parked = { ...cash('A3', 9, 1), state: 'parked' as const };
		const duties = dutiesIn(
			[form('B1', 5, 9), cash('A1', 4, 6), cash('A2', 7, 3), parked],
			['A1', 'A2', 'A3'].map((number) => errand('divertible', number))
		);
		expect(ids(duties)).toEqual(['form/B1', 'divertible/A2', 'divertible/A1']);
		const { shown, more } = laidOut(duties, false);
		expect([ids(shown), more]).toEqual([['form/B1', 'divertible/A2'], 1]);
	});

	test('a few of a kind are laid out, all calls, and the rest is a count', () => {
		const forms = [1, 2, 3, 4].map((n) => form(`B${n}`, 5, n));
		const duties = dutiesIn(
			forms,
			[call('1', 1), call('2', 2), call('3', 3)],
			[referral('a', 1), referral('b', 2), referral('c', 3)]
		);
		const { shown, more } = laidOut(duties, false);
		expect(shown.map(({ kind }) => kind)).toEqual([
			...['call', 'call', 'call'],
			'escort',
			...['form', 'form']
		]);
		expect(more).toBe(4);
		expect(laidOut(duties, true)).toEqual({ shown: duties, more: 0 });
	});
});

describe('how a duty ends', () => {
	const rows = (tickets: TicketRow[], prompts: PromptRow[] = []) => ({
		branch,
		tickets: byId(tickets),
		prompts: byId(prompts),
		referrals: {},
		incidents: {}
	});
	const check = dutiesIn([form('B1', 5, 2)])[0] as Duty;
	const help = dutiesIn([], [call('1', 1)])[0] as Duty;

	test.each([
		['is still due', [form('B1', 5, 2, { form: 'faults' })], null],
		['was passed', [form('B1', 5, 2, { form: 'ok' })], { why: 'passed' }],
		['filled in elsewhere', [form('B1', 5, 2, { state: 'parked' })], { why: 'parked' }],
		[
			'was called',
			[form('B1', 5, 2, { state: 'called', counter: '4' })],
			{ why: 'called', counter: '4' }
		],
		['is gone', [], { why: 'left' }]
	])('a form that %s', (_, tickets, end) => {
		expect(endOf(check, rows(tickets), 'm01')).toEqual(end);
	});

	test('an errand that is done, whose customer went to a machine, or was called', () => {
		const person = ticket('A1', 5, { tags: ['small_cash'] });
		const prompt = errand('divertible', 'A1');
		const duty = dutiesIn([person], [prompt])[0] as Duty;
		expect(endOf(duty, rows([person], [prompt]), 'm01')).toBeNull();
		expect(endOf(duty, rows([person]), 'm01')).toEqual({ why: 'settled' });
		expect(endOf(duty, rows([]), 'm01')).toEqual({ why: 'settled' });
		const called = { ...person, state: 'called' as const, counter: '4' };
		expect(endOf(duty, rows([called]), 'm01')).toEqual({ why: 'called', counter: '4' });
	});

	test('a call that a colleague took, that is mine, that is done', () => {
		const by = (assignee: string) => call('1', 1, { state: 'accepted', assignee });
		expect(endOf(help, rows([], [by('m02')]), 'm01')).toEqual({ why: 'taken', staff: 'm02' });
		expect(endOf(help, rows([], [by('m01')]), 'm01')).toBeNull();
		expect(endOf(help, rows([]), 'm01')).toEqual({ why: 'settled' });
	});

	test('a fault whose device works again says so; one that a colleague is done with does not', () => {
		const prompt = call('1', 1, { rule: 'device', device: 'atm-2', incident: 'i1' });
		const duty = dutiesIn([], [prompt])[0] as Duty;
		const after = (endedAt?: number) => ({
			...rows([]),
			incidents: { i1: { ...(endedAt !== undefined && { endedAt }) } }
		});
		expect(endOf(duty, after(NOW), 'm01')).toEqual({ why: 'works' });
		expect(endOf(duty, after(), 'm01')).toEqual({ why: 'settled' });
	});
});

describe('the cards of duties', () => {
	beforeEach(() => vi.useFakeTimers());
	afterEach(() => vi.useRealTimers());

	function board(tickets: TicketRow[], prompts: PromptRow[] = []) {
		const live = new FakeLive(NOW, tickets, prompts);
		const around = {
			live: live.asLiveView(),
			me: 'm01',
			freeze: { frozen: false },
			get waiters() {
				return waitersOf(live.asLiveView());
			}
		};
		const duties = new Duties(around);
		const become = (people: TicketRow[], next: PromptRow[] = prompts) => {
			live.become(people, next);
			flushSync();
			return duties.notice();
		};
		return { duties, become, around };
	}

	test('one that is done with says so for three seconds, in its place', () => {
		const { duties, become } = board([form('B1', 5, 2), form('B2', 5, 4)]);
		become([form('B1', 5, 2, { form: 'ok' }), form('B2', 5, 4)]);
		expect(duties.slots).toEqual(['form/B1', 'form/B2']);
		expect(duties.card('form/B1')?.end).toEqual({ why: 'passed' });
		vi.advanceTimersByTime(3_000);
		expect(duties.slots).toEqual(['form/B2']);
	});

	test('nothing moves under a finger, not even for a call for help', () => {
		const { duties, become, around } = board([form('B1', 5, 2)]);
		around.freeze.frozen = true;
		const fresh = become([form('B1', 5, 2)], [call('1', 0)]);
		expect(ids(fresh)).toEqual(['help/1']);
		expect(duties.slots).toEqual(['form/B1']);
		around.freeze.frozen = false;
		duties.settle();
		expect(duties.slots).toEqual(['help/1', 'form/B1']);
	});

	test('a form that sooner ones push out stays while a finger is on it', () => {
		const people = [form('B1', 5, 8), form('B2', 5, 9)];
		const { duties, become, around } = board(people);
		around.freeze.frozen = true;
		become([...people, form('C3', 5, 1, { service: 'transfer' })]);
		expect(duties.slots).toEqual(['form/B1', 'form/B2']);
		expect(duties.card('form/B2')).toMatchObject({ duty: { number: 'B2' }, end: undefined });
		around.freeze.frozen = false;
		duties.settle();
		expect(duties.slots).toEqual(['form/C3', 'form/B1']);
		expect(duties.more).toBe(1);
	});

	test('whoever was looked after and is called and sent back again is to be looked after again', () => {
		const back = form('B1', 5, 2, { form: 'ok', why: [{ code: 'requeued' }] });
		const { duties, become } = board([back]);
		duties.look('B1');
		become([back]);
		expect(duties.due).toEqual([]);
		become([{ ...back, state: 'called', counter: '4', why: [] }]);
		become([back]);
		expect(ids(duties.due)).toEqual(['form/B1']);
	});
});

test('what is being sold is no duty', () => {
	expect(dutiesIn([ticket('A1', 12)], [prompt('A1', 12), taken('A2', 13, 'm01')])).toEqual([]);
});
