import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EventData, EventType, PromptRow, TodayRow } from '#lib/protocol/index.ts';
import { at, smallBranch, Told } from '../support/history.ts';

const PERSON = { origin: 'person' } as const;

/** A branch whose services have prefixes, with so many people in line for cash, one a minute from 9:00. */
function withLine(count: number, changes: Parameters<typeof smallBranch>[0] = {}): Told {
	const file = smallBranch(changes);
	const branch = new Told({
		...file,
		services: file.services.map((service, index) => ({ ...service, prefix: 'AB'[index] ?? 'C' }))
	});
	for (let n = 0; n < count; n += 1) {
		branch.tell('ticket.issued', at('09:00') + n * 60_000, '', { service: 'cash' }, PERSON);
	}
	return branch;
}

function act<T extends EventType>(
	branch: Told,
	type: T,
	time: string,
	subject: string,
	data: EventData<T>
): string {
	return branch.tell(type, at(time), subject, data, PERSON);
}

/** The last recorded event's subject: what the branch chose. */
const chosen = (branch: Told) => branch.log.at(-1)?.subject;
const waiting = (branch: Told) =>
	Object.values(branch.view().tickets)
		.filter(({ state }) => state === 'waiting')
		.map(({ number }) => number);
const operate = (branch: Told): PromptRow[] =>
	Object.values(branch.view().prompts).filter(({ kind }) => kind === 'operate');

describe('the branch chooses', () => {
	it('numbers tickets by the service’s prefix, each day anew', () => {
		const branch = withLine(2);
		expect(waiting(branch)).toEqual(['A001', 'A002']);
		act(branch, 'ticket.issued', '09:10', '', { service: 'opening' });
		expect(chosen(branch)).toBe('B001');
		branch.tell('ticket.issued', at('09:00', '2026-11-26'), '', { service: 'cash' }, PERSON);
		expect(chosen(branch)).toBe('A001');
	});

	it('keeps to a range of its own beside a queue machine', () => {
		const branch = withLine(0, { numbers: { from: 501, digits: 3 } });
		branch.tell('ticket.issued', at('09:00'), 'A051', { service: 'cash' });
		act(branch, 'ticket.issued', '09:01', '', { service: 'cash' });
		expect(chosen(branch)).toBe('A501');
		act(branch, 'ticket.issued', '09:02', '', { service: 'cash' });
		expect(chosen(branch)).toBe('A502');
	});

	it('gives two counters that press at once two tickets', () => {
		const branch = withLine(3);
		expect(act(branch, 'ticket.called', '09:05', '', { counter: '1' })).toBe('ok');
		expect(chosen(branch)).toBe('A001');
		expect(act(branch, 'ticket.called', '09:05', '', { counter: '2' })).toBe('ok');
		expect(chosen(branch)).toBe('A002');
	});

	it('calls nobody to a counter that still has somebody, and says when nobody waits', () => {
		const branch = withLine(2);
		act(branch, 'ticket.called', '09:05', '', { counter: '1' });
		expect(act(branch, 'ticket.called', '09:06', '', { counter: '1' })).toBe('counter_busy');
		expect(act(branch, 'ticket.called', '09:06', '', { counter: '3' })).toBe('nobody_waiting');
		expect(act(branch, 'ticket.called', '09:06', '', { counter: '9' })).toBe('nobody_waiting');
	});

	it('gives every caller another ticket, in the order of the line, whoever presses', () => {
		fc.assert(
			fc.property(fc.array(fc.constantFrom('1', '2'), { maxLength: 30 }), (presses) => {
				const branch = withLine(12);
				const called: string[] = [];
				for (const counter of presses) {
					const answer = act(branch, 'ticket.called', '09:20', '', { counter });
					if (answer === 'ok') called.push(chosen(branch) as string);
					else act(branch, 'ticket.finished', '09:20', called.at(-1) as string, {});
				}
				expect(new Set(called).size).toBe(called.length);
				expect(called).toEqual([...called].sort());
			})
		);
	});

	it('leaves what a machine does not name to the machine', () => {
		const branch = withLine(1);
		expect(branch.tell('ticket.called', at('09:05'), '', { counter: '1' })).toBe('unknown_ticket');
	});
});

describe('a ticket passed on to one counter', () => {
	it('is called there alone, whatever the profile', () => {
		const branch = withLine(2);
		act(branch, 'ticket.transferred', '09:03', 'A001', { service: 'cash', counter: '3' });
		expect(branch.view().tickets['A001']).toMatchObject({ heldFor: '3', number: 'A001' });
		act(branch, 'ticket.called', '09:05', '', { counter: '1' });
		expect(chosen(branch)).toBe('A002');
		expect(act(branch, 'ticket.called', '09:05', '', { counter: '2' })).toBe('nobody_waiting');
		act(branch, 'ticket.called', '09:06', '', { counter: '3' });
		expect(chosen(branch)).toBe('A001');
	});

	it('brings nobody else of its line along to a counter that does not work on that', () => {
		const branch = withLine(1);
		act(branch, 'ticket.called', '09:02', '', { counter: '1' });
		act(branch, 'ticket.transferred', '09:03', 'A001', { service: 'opening', counter: '2' });
		act(branch, 'ticket.issued', '09:04', '', { service: 'opening', segment: 'vip' });
		// Before the one that is held by its claim, and behind it in the order in which they came.
		expect(branch.view().tickets['B001']!.order).toBeLessThan(branch.view().tickets['A001']!.order);
		act(branch, 'ticket.called', '09:05', '', { counter: '2' });
		expect(chosen(branch)).toBe('A001');
		act(branch, 'ticket.finished', '09:06', 'A001', { counter: '2' });
		expect(act(branch, 'ticket.called', '09:07', '', { counter: '2' })).toBe('nobody_waiting');
	});

	it('has what else the visit is for beside it, until it gets there', () => {
		const branch = withLine(0);
		const data = { service: 'cash', further: ['opening'] };
		act(branch, 'ticket.issued', '09:00', '', data);
		expect(branch.view().tickets['A001']?.further).toEqual(['opening']);
		act(branch, 'ticket.called', '09:01', '', { counter: '2' });
		act(branch, 'ticket.transferred', '09:05', 'A001', { service: 'opening' });
		const row = branch.view().tickets['A001'];
		expect(row).toMatchObject({ service: 'opening', issuedAt: at('09:00') });
		expect(row?.further).toBeUndefined();
	});
});

describe('moving, returning, missing a call', () => {
	it('puts a ticket first or last, and says that it was moved', () => {
		const branch = withLine(3);
		const line = () => {
			const rows = Object.values(branch.view().tickets);
			return rows.sort((a, b) => a.order - b.order).map(({ number }) => number);
		};
		act(branch, 'ticket.moved', '09:05', 'A003', { to: 'first', reason: 'unwell' });
		expect(line()).toEqual(['A003', 'A001', 'A002']);
		expect(branch.view().tickets['A003']?.why[0]).toEqual({ code: 'moved_first' });
		act(branch, 'ticket.moved', '09:06', 'A001', { to: 'last', reason: 'asked for it' });
		expect(line()).toEqual(['A003', 'A002', 'A001']);
		act(branch, 'ticket.called', '09:07', '', { counter: '1' });
		expect(chosen(branch)).toBe('A003');
		const moved = act(branch, 'ticket.moved', '09:08', 'A003', { to: 'last', reason: 'x' });
		expect(moved).toBe('ticket_not_waiting');
	});

	it('is expected where it was put, before and after a restart', () => {
		const branch = withLine(3);
		act(branch, 'counter.opened', '09:05', '2', { staff: 'zhou' });
		const wait = (number: string) => branch.view().tickets[number]?.estimate?.wait ?? NaN;
		const before = [wait('A001'), wait('A003')] as const;
		act(branch, 'ticket.moved', '09:06', 'A003', { to: 'first', reason: 'unwell' });
		expect(wait('A003')).toBeLessThan(before[1]);
		expect(wait('A001')).toBeGreaterThan(before[0]);
		const again = branch.restarted();
		for (const each of [branch, again]) {
			act(each, 'ticket.issued', '09:07', '', { service: 'cash' });
			act(each, 'counter.opened', '09:08', '1', {});
		}
		const waits = (each: Told) =>
			Object.values(each.view().tickets).map(({ number, estimate }) => [number, estimate]);
		expect(waits(again)).toEqual(waits(branch));
	});

	it('lets nobody be given up before the branch’s limit', () => {
		const branch = withLine(1, { calling: { noShowAfter: 30 } });
		act(branch, 'ticket.called', '09:05:00', '', { counter: '1' });
		expect(act(branch, 'ticket.no_show', '09:05:29', 'A001', {})).toBe('no_show_too_early');
		act(branch, 'ticket.recalled', '09:05:29', 'A001', { counter: '1' });
		expect(act(branch, 'ticket.no_show', '09:05:40', 'A001', {})).toBe('no_show_too_early');
		expect(act(branch, 'ticket.no_show', '09:05:59', 'A001', {})).toBe('ok');
	});

	it('takes the limits for a return from the settings', () => {
		const branch = withLine(4, { calling: { returnNext: 0, returnLater: 1 } });
		const missed = (number: string) => {
			act(branch, 'ticket.called', '09:10', '', { counter: '1' });
			expect(chosen(branch)).toBe(number);
			act(branch, 'ticket.no_show', '09:10', number, {});
		};
		missed('A001');
		expect(act(branch, 'ticket.resumed', '09:11', 'A001', {})).toBe('ok');
		missed('A001');
		missed('A002');
		missed('A003');
		expect(act(branch, 'ticket.resumed', '09:12', 'A001', {})).toBe('returned_too_late');
		expect(act(branch, 'ticket.resumed', '09:12', 'A002', {})).toBe('ok');
	});

	it('sends somebody to a machine at once: counted, and in no line', () => {
		const branch = withLine(0);
		act(branch, 'ticket.issued', '09:00', '', { service: 'cash', divertedTo: 'atm-1' });
		expect(branch.view().kpis['today']).toMatchObject({ issued: 1, diverted: 1, waiting: 0 });
		const nowhere = { service: 'cash', divertedTo: 'atm-9' };
		expect(act(branch, 'ticket.issued', '09:00', '', nowhere)).toBe('unknown_device');
	});
});

describe('what must be seen to', () => {
	const help = 'help/2026-11-25/1';

	it('stands on the tablets from the call until it is done', () => {
		const branch = withLine(1);
		act(branch, 'ticket.called', '09:05', '', { counter: '2' });
		expect(act(branch, 'help.called', '09:06', '2', { reason: 'cash_check' })).toBe('ok');
		expect(operate(branch)).toEqual([
			{
				...{ id: help, rule: 'help', kind: 'operate', state: 'open', level: 0 },
				...{ raisedAt: at('09:06'), place: '2', ticket: 'A001', about: 'cash_check' }
			}
		]);
		expect(act(branch, 'help.called', '09:07', '2', {})).toBe('help_called');
		expect(act(branch, 'help.called', '09:07', '9', {})).toBe('unknown_counter');
		act(branch, 'prompt.accepted', '09:07', help, { staff: 'wang' });
		expect(act(branch, 'prompt.accepted', '09:07', help, { staff: 'li' })).toBe('prompt_taken');
		expect(act(branch, 'prompt.not_reached', '09:08', help, { staff: 'wang' })).toBe(
			'wrong_prompt'
		);
		expect(act(branch, 'prompt.done', '09:09', help, { staff: 'li' })).toBe('prompt_taken');
		expect(act(branch, 'prompt.done', '09:10', help, { staff: 'wang' })).toBe('ok');
		expect(operate(branch)).toEqual([]);
		expect(act(branch, 'prompt.done', '09:11', help, { staff: 'wang' })).toBe('prompt_closed');
		expect(branch.view().staff['wang']?.work).toEqual({ help: 180 });
	});

	it('is told again while nobody takes it, and not once somebody has', () => {
		const branch = withLine(0);
		act(branch, 'ticket.issued', '09:00', '', { service: 'cash' });
		act(branch, 'help.called', '09:00', 'kiosk', {});
		branch.pass(at('09:00:59.999'));
		expect(operate(branch)[0]?.level).toBe(0);
		branch.pass(at('09:01'));
		expect(operate(branch)[0]?.level).toBe(1);
		const again = branch.restarted();
		again.pass(at('09:03'));
		expect(operate(again)[0]?.level).toBe(2);
		branch.pass(at('09:02:59'));
		act(branch, 'prompt.accepted', '09:02:59', help, { staff: 'wang' });
		branch.pass(at('09:20'));
		expect(operate(branch)[0]?.level).toBe(1);
	});

	it('counts in no figure of engagement', () => {
		const branch = withLine(1);
		act(branch, 'help.called', '09:05', '1', {});
		act(branch, 'complaint.made', '09:05', 'A001', { about: 'wait' });
		expect(operate(branch).map(({ rule }) => rule)).toEqual(['help', 'complaint']);
		expect(branch.view().kpis['today']).toMatchObject({ promptsRaised: 0 });
	});

	it('ends with the day', () => {
		const branch = withLine(0);
		act(branch, 'complaint.made', '23:59', '', {});
		branch.pass(at('00:00:01', '2026-11-26'));
		expect(operate(branch)).toEqual([]);
	});
});

describe('the rework ledger', () => {
	it('says who was sent back, why, and what everybody was doing', () => {
		const branch = withLine(3);
		act(branch, 'counter.opened', '09:04', '1', { staff: 'chen' });
		act(branch, 'counter.opened', '09:04', '2', { staff: 'zhou' });
		act(branch, 'ticket.called', '09:05', '', { counter: '1', staff: 'chen' });
		act(branch, 'ticket.started', '09:06', 'A001', { counter: '1' });
		act(branch, 'ticket.called', '09:06', '', { counter: '2', staff: 'zhou' });
		act(branch, 'help.called', '09:07', 'kiosk', {});
		act(branch, 'prompt.accepted', '09:08', 'help/2026-11-25/1', { staff: 'wang' });
		const data = { reason: 'form_error', faults: ['signature'], staff: 'chen' } as const;
		act(branch, 'ticket.requeued', '09:09', 'A001', { ...data, faults: ['signature'] });
		expect(branch.state.today?.reworks).toEqual([
			{
				...{ day: '2026-11-25', number: 'A001', stage: 1, service: 'cash', at: at('09:09') },
				...{ reason: 'form_error', faults: ['signature'], counter: '1', staff: 'chen' },
				form: null,
				doing: [
					{ staff: 'chen', doing: 'serving', counter: '1', ticket: 'A001' },
					{ staff: 'zhou', doing: 'calling', counter: '2', ticket: 'A002' },
					{ staff: 'wang', doing: 'help', counter: 'kiosk', ticket: null }
				]
			}
		]);
		expect(branch.restarted().state.today?.reworks).toEqual(branch.state.today?.reworks);
	});
});

describe('rating', () => {
	it('is said once, of a service that is over, at the counter where it was', () => {
		const branch = withLine(2);
		act(branch, 'ticket.called', '09:05', '', { counter: '1' });
		expect(act(branch, 'ticket.rated', '09:06', 'A001', { score: 5 })).toBe('not_finished');
		act(branch, 'ticket.finished', '09:07', 'A001', {});
		expect(branch.view().counters['1']?.ratable).toBe('A001');
		expect(act(branch, 'ticket.rated', '09:08', 'A001', { score: 5 })).toBe('ok');
		expect(branch.view().counters['1']?.ratable).toBeUndefined();
		expect(act(branch, 'ticket.rated', '09:08', 'A001', { score: 1 })).toBe('already_rated');
		expect(branch.state.today?.tickets.get('A001')?.rating).toBe(5);
	});

	it('is asked until the next service begins, not only until the next call', () => {
		const branch = withLine(2);
		act(branch, 'ticket.called', '09:05', '', { counter: '1' });
		act(branch, 'ticket.finished', '09:07', 'A001', {});
		act(branch, 'ticket.called', '09:07', '', { counter: '1' });
		expect(branch.view().counters['1']).toMatchObject({ ratable: 'A001', ticket: 'A002' });
		act(branch, 'ticket.started', '09:08', 'A002', { counter: '1' });
		expect(branch.view().counters['1']?.ratable).toBeUndefined();
		expect(branch.restarted().view().counters['1']?.ratable).toBeUndefined();
	});
});

describe('the time of a day', () => {
	it('is what was tapped, by kind, never more than half an hour at a stretch', () => {
		const branch = withLine(0);
		const log = (from: string, to: string, activity: string) =>
			act(branch, 'activity.logged', to, 'wang', {
				activity,
				from: `2026-11-25T${from}:00+08:00`,
				to: `2026-11-25T${to}:00+08:00`
			});
		log('09:00', '09:02', 'forms');
		log('09:05', '09:06', 'forms');
		log('09:10', '11:10', 'devices');
		expect(branch.view().staff['wang']?.work).toEqual({ forms: 180, devices: 1800 });
	});

	it('knows a form that was checked before as unchecked once another one is filled in', () => {
		const branch = withLine(0);
		act(branch, 'ticket.issued', '09:00', '', { service: 'opening' });
		const form = () => branch.view().tickets['B001']?.form;
		act(branch, 'form.checked', '09:01', 'B001', { ok: true, staff: 'wang' });
		for (const [call, back] of [
			['09:02', '09:05'],
			['09:08', '09:10']
		] as const) {
			act(branch, 'ticket.called', call, 'B001', { counter: '1' });
			act(branch, 'ticket.requeued', back, 'B001', { reason: 'form_error' });
			expect(form()).toBe('needed');
		}
		expect(branch.state.today?.reworks.map(({ stage, form }) => [stage, form])).toEqual([
			[1, 'ok'],
			[2, null]
		]);
		act(branch, 'form.checked', '09:11', 'B001', { ok: true, staff: 'wang' });
		act(branch, 'ticket.called', '09:12', 'B001', { counter: '1' });
		act(branch, 'ticket.requeued', '09:13', 'B001', { reason: 'document_missing' });
		expect(form(), 'a paper is missing, the form is as it was').toBe('ok');
	});

	it('does not say what people do now of a return that is told long after', () => {
		const branch = withLine(1);
		act(branch, 'counter.opened', '09:04', '1', { staff: 'chen' });
		act(branch, 'ticket.called', '09:05', '', { counter: '1', staff: 'chen' });
		branch.tell(
			'ticket.requeued',
			at('09:06'),
			'A001',
			{ reason: 'form_error' },
			{
				...PERSON,
				heard: at('09:20')
			}
		);
		expect(branch.state.today?.reworks).toMatchObject([{ at: at('09:06'), doing: [] }]);
	});

	it('loses time until the call that answers the return, also in another line', () => {
		const lost = (then: (branch: Told) => void) => {
			const branch = withLine(1);
			act(branch, 'ticket.called', '09:05', '', { counter: '1' });
			act(branch, 'ticket.requeued', '09:06', 'A001', { reason: 'form_error' });
			then(branch);
			return (branch.view().kpis['today'] as TodayRow).minutesLostToRework;
		};
		const called = (branch: Told) =>
			act(branch, 'ticket.called', '09:16', 'A001', { counter: '1' });
		expect(
			lost(() => undefined),
			'still waits'
		).toBe(0);
		expect(lost(called)).toBe(10);
		expect(
			lost((branch) => {
				act(branch, 'ticket.transferred', '09:10', 'A001', { service: 'opening' });
				called(branch);
			})
		).toBe(10);
		expect(lost((branch) => act(branch, 'ticket.abandoned', '09:09', 'A001', {}))).toBe(3);
		expect(
			lost((branch) => {
				// A machine that tells no call.
				branch.tell('ticket.started', at('09:12'), 'A001', { counter: '1' });
				branch.tell('ticket.finished', at('09:30'), 'A001', {});
			})
		).toBe(6);
	});
});
