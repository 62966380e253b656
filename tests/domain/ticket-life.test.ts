import { describe, expect, it } from 'vitest';
import type { Origin } from '#lib/domain/event.ts';
import { stageRecords, ticketRecord } from '#lib/domain/history.ts';
import type { Ticket } from '#lib/domain/queue/ticket.ts';
import type { EventType } from '#lib/protocol/index.ts';
import { at, smallBranch, Told } from '../support/history.ts';

const N = 'A001';
type Data = Record<string, unknown>;

function ticketOf(branch: Told, number = N): Ticket {
	const ticket = branch.state.today?.tickets.get(number);
	if (ticket === undefined) throw new Error(`${number} is unknown`);
	return ticket;
}

const record = (branch: Told, number = N) => ticketRecord('lakeside', ticketOf(branch, number));

/** How a ticket comes into each state: told at 9:00, 9:01 and so on. */
const ROADS: Record<string, [EventType, Data][]> = {
	waiting: [],
	parked: [['ticket.parked', {}]],
	called: [['ticket.called', { counter: '1' }]],
	serving: [
		['ticket.called', { counter: '1' }],
		['ticket.started', { counter: '1' }]
	],
	finished: [
		['ticket.called', { counter: '1' }],
		['ticket.finished', {}]
	],
	no_show: [
		['ticket.called', { counter: '1' }],
		['ticket.no_show', {}]
	],
	abandoned: [['ticket.abandoned', {}]],
	cancelled: [['ticket.cancelled', {}]],
	diverted: [['ticket.diverted', { to: 'atm-1' }]]
};

function ticketIn(state: string): Told {
	const branch = new Told();
	branch.tell('ticket.issued', at('09:00'), N, { service: 'cash' });
	(ROADS[state] ?? []).forEach(([type, data], index) => {
		branch.tell(type, at('09:01') + index * 60_000, N, data as never);
	});
	return branch;
}

/** What an event leads to: the state it ends in, or the code of its refusal; where it differs, [machine, person]. */
type Answer = string | [string, string];
const OVER = {
	finished: 'ticket_over',
	abandoned: 'ticket_over',
	cancelled: 'ticket_over',
	diverted: 'ticket_over'
};

const LIFE: [EventType, Data, Record<string, Answer>][] = [
	[
		'ticket.issued',
		{ service: 'cash' },
		Object.fromEntries(Object.keys(ROADS).map((state) => [state, 'ticket_exists']))
	],
	[
		'ticket.called',
		{ counter: '2' },
		{
			waiting: 'called',
			parked: 'called',
			called: 'ticket_already_called',
			serving: 'ticket_being_served',
			no_show: 'ticket_over',
			...OVER
		}
	],
	[
		'ticket.recalled',
		{ counter: '1' },
		{
			waiting: 'ticket_not_called',
			parked: 'ticket_not_called',
			called: 'called',
			serving: 'ticket_not_called',
			no_show: 'ticket_over',
			...OVER
		}
	],
	[
		'ticket.started',
		{ counter: '1' },
		{
			waiting: 'serving',
			parked: 'serving',
			called: 'serving',
			serving: 'ticket_being_served',
			no_show: 'ticket_over',
			...OVER
		}
	],
	[
		'ticket.finished',
		{},
		{
			waiting: ['finished', 'ticket_not_called'],
			parked: ['finished', 'ticket_not_called'],
			called: 'finished',
			serving: 'finished',
			no_show: 'ticket_over',
			...OVER
		}
	],
	[
		'ticket.no_show',
		{},
		{
			waiting: ['no_show', 'ticket_not_called'],
			parked: ['no_show', 'ticket_not_called'],
			called: 'no_show',
			serving: 'ticket_being_served',
			no_show: 'ticket_over',
			...OVER
		}
	],
	...(['abandoned', 'cancelled', 'diverted'] as const).map(
		(end): [EventType, Data, Record<string, Answer>] => [
			`ticket.${end}`,
			end === 'diverted' ? { to: 'online' } : {},
			{
				waiting: end,
				parked: end,
				called: end,
				serving: 'ticket_being_served',
				no_show: 'ticket_over',
				...OVER
			}
		]
	),
	[
		'ticket.parked',
		{},
		{
			waiting: 'parked',
			parked: 'ticket_already_parked',
			called: 'parked',
			serving: 'parked',
			no_show: 'ticket_over',
			...OVER
		}
	],
	[
		'ticket.resumed',
		{},
		{
			waiting: 'ticket_not_parked',
			parked: 'waiting',
			called: 'ticket_not_parked',
			serving: 'ticket_not_parked',
			no_show: 'waiting',
			...OVER
		}
	],
	[
		'ticket.requeued',
		{ reason: 'form_error' },
		{
			waiting: 'ticket_not_called',
			parked: 'waiting',
			called: 'waiting',
			serving: 'waiting',
			no_show: 'waiting',
			...OVER
		}
	],
	[
		'ticket.transferred',
		{ service: 'opening' },
		{
			waiting: 'waiting',
			parked: 'waiting',
			called: 'waiting',
			serving: 'waiting',
			no_show: 'ticket_over',
			...OVER
		}
	],
	[
		'form.checked',
		{ ok: true },
		{
			waiting: 'waiting',
			parked: 'parked',
			called: 'called',
			serving: 'serving',
			no_show: 'ticket_over',
			...OVER
		}
	]
];

describe.each(LIFE)('%s', (type, data, answers) => {
	it.each(Object.entries(answers))('of a ticket that is %s', (from, answer) => {
		for (const origin of ['machine', 'person'] as Origin[]) {
			const expected = typeof answer === 'string' ? answer : answer[origin === 'machine' ? 0 : 1];
			const branch = ticketIn(from);
			const before = structuredClone(ticketOf(branch));
			const told = branch.tell(type, at('09:05'), N, data as never, { origin });
			if (expected in ROADS) {
				expect(told).toBe('ok');
				expect(ticketOf(branch).phase.state).toBe(expected);
			} else {
				expect(told).toBe(expected);
				expect(ticketOf(branch)).toEqual(before);
			}
			// Number and first issue stay whatever happens.
			expect(record(branch)).toMatchObject({ number: N, issuedAt: at('09:00') });
		}
	});

	it('of an unknown ticket', () => {
		if (type === 'ticket.issued') return;
		const branch = ticketIn('waiting');
		expect(branch.tell(type, at('09:05'), 'B9', data as never)).toBe('unknown_ticket');
	});
});

describe('what an event refers to', () => {
	it.each<[EventType, string, Data, string]>([
		['ticket.issued', 'B1', { service: 'gold' }, 'unknown_service'],
		['ticket.called', N, { counter: '9' }, 'unknown_counter'],
		['ticket.recalled', N, { counter: '9' }, 'unknown_counter'],
		['ticket.started', N, { counter: '9' }, 'unknown_counter'],
		['ticket.finished', N, { counter: '9' }, 'unknown_counter'],
		['ticket.finished', N, { services: ['cash', 'gold'] }, 'unknown_service'],
		['ticket.transferred', N, { service: 'gold' }, 'unknown_service'],
		['ticket.transferred', N, { service: 'cash', counter: '9' }, 'unknown_counter'],
		['ticket.diverted', N, { to: 'crs-9' }, 'unknown_device'],
		['counter.opened', '9', {}, 'unknown_counter'],
		['counter.opened', '1', { services: ['gold'] }, 'unknown_service'],
		['device.status', 'atm-9', { state: 'ok' }, 'unknown_device'],
		['device.heartbeat', 'atm-9', {}, 'unknown_device'],
		['prompt.accepted', 'p9', { staff: 'li' }, 'unknown_prompt'],
		['engagement.recorded', 'B9', { staff: 'li', result: 'talked' }, 'unknown_ticket'],
		['engagement.recorded', '', { staff: 'li', prompt: 'p9', result: 'talked' }, 'unknown_prompt'],
		['pitch.made', 'B9', { staff: 'li', result: 'later' }, 'unknown_ticket'],
		['referral.made', 'r1', { from: 'li', number: 'B9' }, 'unknown_ticket'],
		['referral.met', 'r9', { staff: 'li' }, 'unknown_referral'],
		[
			'activity.logged',
			'li',
			{ activity: 'forms', from: '2026-11-25T10:00:00+08:00', to: '2026-11-25T09:00:00+08:00' },
			'invalid_period'
		]
	])('%s of %s with %j', (type, subject, data, code) => {
		expect(ticketIn('waiting').tell(type, at('09:05'), subject, data as never)).toBe(code);
	});
});

describe('a ticket that comes back to the line', () => {
	it('keeps number and first issue when transferred, in a stage of its own', () => {
		const branch = ticketIn('serving');
		branch.tell('ticket.transferred', at('09:10'), N, { service: 'opening' });
		expect(branch.view().tickets[N]).toMatchObject({
			number: N,
			service: 'opening',
			state: 'waiting',
			issuedAt: at('09:00'),
			order: at('09:00'),
			form: 'needed',
			why: [{ code: 'transferred' }]
		});
		expect(branch.view().counters['1']?.ticket).toBeUndefined();
		branch.tell('ticket.called', at('09:20'), N, { counter: '3' });
		branch.tell('ticket.finished', at('09:30'), N, {});
		expect(record(branch)).toMatchObject({
			service: 'opening',
			counter: '3',
			transfers: 1,
			wait: 1_200_000,
			serviceTime: 600_000
		});
		expect(stageRecords('lakeside', ticketOf(branch))).toMatchObject([
			{ stage: 0, service: 'cash', end: 'transferred', wait: 60_000, serviceTime: 480_000 },
			{ stage: 1, service: 'opening', end: 'finished', wait: 600_000, enteredAt: at('09:10') }
		]);
		expect(branch.view().kpis['today']).toMatchObject({ issued: 1, finished: 1, meanWait: 1200 });
		expect(branch.view().kpis['service/cash']).toBeUndefined();
	});

	it('goes back to its old place when requeued, and its minutes are counted as rework', () => {
		const branch = ticketIn('serving');
		for (const number of ['A002', 'A003'])
			branch.tell('ticket.issued', at('09:04'), number, { service: 'cash' });
		branch.tell('ticket.requeued', at('09:05'), N, { reason: 'form_error' });
		const { order } = branch.view().tickets[N] ?? {};
		expect(order).toBeLessThan(branch.view().tickets['A002']?.order ?? 0);
		branch.tell('ticket.called', at('09:11'), N, { counter: '1' });
		branch.tell('ticket.finished', at('09:12'), N, {});
		expect(branch.view().kpis['today']).toMatchObject({ requeued: 1, minutesLostToRework: 6 });
		expect(record(branch)).toMatchObject({ requeues: 1, wait: 660_000 });
	});

	it('keeps its place while it is parked, and the parked minutes are part of the wait', () => {
		const branch = ticketIn('waiting');
		branch.tell('ticket.issued', at('09:01'), 'A002', { service: 'cash' });
		branch.tell('ticket.parked', at('09:02'), N, { reason: 'form' });
		expect(branch.view().tickets[N]).toMatchObject({
			state: 'parked',
			order: at('09:00'),
			why: [{ code: 'parked' }]
		});
		expect(branch.view().services['cash']).toMatchObject({ waiting: 1 });
		branch.tell('ticket.resumed', at('09:07'), N, {});
		expect(branch.view().tickets[N]).toMatchObject({ state: 'waiting', order: at('09:00') });
		branch.tell('ticket.parked', at('09:08'), N, {});
		branch.tell('ticket.called', at('09:09'), N, { counter: '1' });
		expect(record(branch)).toMatchObject({ parkedTime: 360_000, wait: 540_000 });
	});

	it('is called again after a no-show, whose call did not end its wait', () => {
		const branch = ticketIn('no_show');
		expect(record(branch)).toMatchObject({ state: 'no_show', wait: 120_000, calledAt: null });
		branch.tell('ticket.resumed', at('09:03'), N, {}, { origin: 'person' });
		expect(branch.view().tickets[N]).toMatchObject({
			state: 'waiting',
			why: [{ code: 'returned' }]
		});
		branch.tell('ticket.called', at('09:08'), N, { counter: '1' });
		expect(record(branch)).toMatchObject({ state: 'called', wait: 480_000 });
		expect(branch.view().kpis['today']).toMatchObject({ noShow: 0, calls: 1, meanWait: 480 });
	});

	it('has aged when it comes back, if its time came while it was gone', () => {
		const branch = new Told(smallBranch({ calling: { cap: 1 } }));
		branch.tell('ticket.issued', at('09:00'), N, { service: 'cash' });
		branch.tell('ticket.called', at('09:02'), N, { counter: '1' });
		branch.tell('ticket.no_show', at('09:03'), N, {});
		branch.tell('ticket.resumed', at('09:06'), N, {});
		expect(branch.view().tickets[N]?.why).toEqual([{ code: 'returned' }, { code: 'aged' }]);
	});
});

describe('recalls', () => {
	it('are counted, start the call anew, and end for people at the limit', () => {
		const branch = ticketIn('called');
		const recall = (when: string, origin: Origin = 'person') =>
			branch.tell('ticket.recalled', at(when), N, { counter: '1' }, { origin });
		expect(recall('09:02')).toBe('ok');
		expect(branch.view().tickets[N]).toMatchObject({ recalls: 1, calledAt: at('09:02') });
		expect(recall('09:03')).toBe('ok');
		expect(recall('09:04')).toBe('recall_limit');
		expect(recall('09:05', 'machine')).toBe('ok');
		expect(branch.view().tickets[N]).toMatchObject({ recalls: 3, calledAt: at('09:05') });
		expect(record(branch)).toMatchObject({ wait: 300_000 });
	});

	it('have the limit of the branch', () => {
		const branch = new Told(smallBranch({ calling: { recalls: 0 } }));
		branch.tell('ticket.issued', at('09:00'), N, { service: 'cash' });
		branch.tell('ticket.called', at('09:01'), N, { counter: '1' });
		expect(
			branch.tell('ticket.recalled', at('09:02'), N, { counter: '1' }, { origin: 'person' })
		).toBe('recall_limit');
	});
});

describe('two counters', () => {
	const person = { origin: 'person' as const };

	it('that call one ticket: one has it, the other is told who', () => {
		const branch = ticketIn('waiting');
		expect(branch.tell('ticket.called', at('09:01'), N, { counter: '1' }, person)).toBe('ok');
		expect(branch.tell('ticket.called', at('09:01'), N, { counter: '2' }, person)).toBe(
			'ticket_already_called'
		);
		expect(branch.log.filter((event) => event.type === 'ticket.called')).toHaveLength(1);
		expect(branch.view().counters['1']).toMatchObject({ ticket: N, state: 'open' });
		expect(branch.view().counters['2']?.ticket).toBeUndefined();
	});

	it('of machines too, in the very same millisecond', () => {
		const branch = ticketIn('waiting');
		expect(branch.tell('ticket.called', at('09:01'), N, { counter: '1' })).toBe('ok');
		expect(branch.tell('ticket.called', at('09:01'), N, { counter: '2' })).toBe(
			'ticket_already_called'
		);
	});

	it('do not recall, start or finish each other’s tickets', () => {
		const branch = ticketIn('called');
		const tell = (type: EventType) =>
			branch.tell(type, at('09:02'), N, { counter: '2' } as never, person);
		expect(tell('ticket.recalled')).toBe('ticket_already_called');
		expect(tell('ticket.started')).toBe('ticket_already_called');
		expect(tell('ticket.finished')).toBe('ticket_already_called');
		branch.tell('ticket.started', at('09:02'), N, { counter: '1' }, person);
		expect(tell('ticket.finished')).toBe('ticket_being_served');
		expect(branch.tell('ticket.finished', at('09:03'), N, { counter: '1' }, person)).toBe('ok');
	});

	it('believe a machine that one started what the other called', () => {
		const branch = ticketIn('called');
		expect(branch.tell('ticket.started', at('09:02'), N, { counter: '2' })).toBe('ok');
		expect(branch.view().counters['1']?.ticket).toBeUndefined();
		expect(branch.view().counters['2']).toMatchObject({ ticket: N });
	});
});

describe('one counter', () => {
	const person = { origin: 'person' as const };

	it('has one ticket at a time for people, and what a machine says for machines', () => {
		const branch = ticketIn('called');
		branch.tell('ticket.issued', at('09:02'), 'A002', { service: 'cash' });
		expect(branch.tell('ticket.called', at('09:03'), 'A002', { counter: '1' }, person)).toBe(
			'counter_busy'
		);
		expect(branch.tell('ticket.started', at('09:03'), 'A002', { counter: '1' }, person)).toBe(
			'counter_busy'
		);
		expect(branch.tell('ticket.called', at('09:03'), 'A002', { counter: '1' })).toBe('ok');
		expect(branch.view().counters['1']).toMatchObject({ ticket: 'A002' });
		branch.tell('ticket.finished', at('09:04'), 'A002', {});
		expect(branch.view().counters['1']).toMatchObject({ ticket: N });
	});

	it('opens, pauses and closes, with who and what for', () => {
		const branch = new Told();
		const row = () => branch.view().counters['1'];
		expect(row()).toMatchObject({ state: 'closed', services: ['cash', 'opening'] });
		branch.tell('counter.opened', at('09:00'), '1', { staff: 'li', services: ['cash'] });
		expect(row()).toMatchObject({
			state: 'open',
			staff: 'li',
			services: ['cash'],
			since: at('09:00')
		});
		branch.tell('counter.paused', at('10:00'), '1', { reason: 'break' });
		expect(row()).toMatchObject({
			state: 'paused',
			staff: 'li',
			reason: 'break',
			services: ['cash']
		});
		branch.tell('counter.closed', at('17:00'), '1', {});
		expect(row()).toMatchObject({ state: 'closed', services: ['cash', 'opening'] });
		expect(row()).not.toHaveProperty('staff');
		expect(row()).not.toHaveProperty('reason');
	});

	it('is not moved back by a late word', () => {
		const branch = new Told();
		branch.tell('counter.opened', at('09:00'), '1', {});
		branch.tell('counter.closed', at('08:59'), '1', {}, { heard: at('09:01') });
		expect(branch.view().counters['1']).toMatchObject({ state: 'open', since: at('09:00') });
	});

	it('is open again when it calls somebody', () => {
		const branch = ticketIn('waiting');
		branch.tell('counter.paused', at('09:01'), '1', { reason: 'break', staff: 'li' });
		branch.tell('ticket.called', at('09:02'), N, { counter: '1', staff: 'wang' });
		expect(branch.view().counters['1']).toMatchObject({ state: 'open', staff: 'wang', ticket: N });
		expect(branch.view().counters['1']).not.toHaveProperty('reason');
	});
});

describe('a person’s tap', () => {
	it('happens after what is known of the ticket, also when a machine’s clock is ahead', () => {
		const branch = new Told();
		const heard = at('09:00');
		branch.tell('ticket.issued', at('09:01'), N, { service: 'cash' }, { heard });
		expect(
			branch.tell('ticket.called', heard, N, { counter: '1' }, { heard, origin: 'person' })
		).toBe('ok');
		expect(branch.log.at(-1)).toMatchObject({ at: at('09:01'), recordedAt: heard });
		expect(record(branch)).toMatchObject({ wait: 0 });
	});
});
