import { describe, expect, it } from 'vitest';
import { evolve } from '#lib/domain/branch.ts';
import { Changes } from '#lib/domain/changes.ts';
import { configOf } from '#lib/domain/config/config.ts';
import { stageRecords, ticketRecord } from '#lib/domain/history.ts';
import { newState } from '#lib/domain/state.ts';
import { nextDue, takeDue } from '#lib/domain/time/passing.ts';
import { drawAll } from '#server/views/draw.ts';
import { at, smallBranch, Told } from '../support/history.ts';

const NEXT = '2026-11-26';
const midnight = at('00:00', NEXT);
const wall = () => new Told(smallBranch({ clock: 'wall' }));

function recordOf(branch: Told, number: string, day: 'today' | 'yesterday' = 'yesterday') {
	const ticket = branch.state[day]?.tickets.get(number);
	return ticket === undefined ? undefined : ticketRecord('lakeside', ticket);
}

/** The branch again from its log alone, as a restart would make it. */
function replayed(branch: Told) {
	const state = newState(configOf(branch.state.config.file));
	for (const event of branch.log) evolve(state, structuredClone(event), new Changes());
	takeDue(state, branch.state.clock, branch.state.clock, new Changes());
	return drawAll(state);
}

/** Four tickets, one in each state that is not over, and two prompts, one of them taken. */
function evening(branch = new Told()): Told {
	for (const number of ['W', 'P', 'C', 'S']) {
		branch.tell('ticket.issued', at('23:30'), number, { service: 'cash' });
	}
	branch.tell('ticket.called', at('23:35'), 'S', { counter: '2' });
	branch.tell('ticket.started', at('23:36'), 'S', { counter: '2' });
	branch.tell('ticket.parked', at('23:37'), 'P', {});
	branch.pass(at('23:45'));
	branch.tell('prompt.accepted', at('23:46'), 'long_wait/P/2026-11-25', { staff: 'wang' });
	branch.tell('ticket.called', at('23:50'), 'C', { counter: '1' });
	return branch;
}

describe('the end of the business day', () => {
	it('closes what is open as abandoned, to the millisecond', () => {
		const branch = evening().pass(midnight - 1);
		expect(Object.keys(branch.view().tickets).sort()).toEqual(['C', 'P', 'S', 'W']);
		branch.pass(midnight);
		const view = branch.view();
		expect(view.tickets).toEqual({});
		expect(view.prompts).toEqual({});
		expect(view.branch['lakeside']).toMatchObject({ businessDay: NEXT });
		expect(view.kpis['today']).toMatchObject({ issued: 0, waiting: 0, longestWait: null });
		expect(Object.values(view.counters).map((row) => [row.state, row.ticket])).toEqual([
			['closed', undefined],
			['closed', undefined],
			['closed', undefined]
		]);
		for (const number of ['W', 'P', 'C', 'S']) {
			expect(recordOf(branch, number)).toMatchObject({ state: 'abandoned', endedAt: midnight });
		}
		const outcomes = [...(branch.state.yesterday?.prompts.values() ?? [])].map((prompt) => [
			prompt.ticket,
			prompt.phase.state === 'closed' && prompt.phase.outcome
		]);
		expect(Object.fromEntries(outcomes)).toEqual({ W: 'left', P: 'missed', C: 'missed' });
	});

	it('takes the wait of whom it found being served from the call, and of the others until the end', () => {
		const branch = evening().pass(midnight);
		expect(recordOf(branch, 'S')).toMatchObject({ wait: 300_000, calledAt: at('23:35') });
		expect(recordOf(branch, 'W')).toMatchObject({ wait: 1_800_000, calledAt: null });
		expect(recordOf(branch, 'C')).toMatchObject({ wait: 1_800_000, calledAt: null });
		expect(recordOf(branch, 'P')).toMatchObject({ wait: 1_800_000, parkedTime: 23 * 60_000 });
		const served = branch.state.yesterday?.tickets.get('S');
		expect(served && stageRecords('lakeside', served)[0]).toMatchObject({ wait: 300_000 });
	});

	it('raises what becomes due in its last millisecond, and nothing at midnight', () => {
		const branch = new Told();
		const last = at('23:49:59.998');
		branch.tell('ticket.issued', last, 'A1', { service: 'cash' });
		branch.tell('ticket.issued', last + 1, 'A2', { service: 'cash' });
		branch.pass(at('09:00', NEXT));
		const raised = branch.log.filter((event) => event.type === 'prompt.raised');
		expect(raised.map((event) => [event.data.ticket, event.at])).toEqual([['A1', midnight - 1]]);
	});

	it('is the same again from the log', () => {
		const branch = evening().pass(at('00:30', NEXT));
		branch.tell('ticket.issued', at('09:00', NEXT), 'W', { service: 'opening' });
		expect(replayed(branch)).toEqual(branch.view());
	});

	it('prompts nobody about yesterday when the server was off over it', () => {
		const branch = wall();
		branch.tell('ticket.issued', at('23:55'), 'A1', { service: 'cash' });
		branch.pass(at('08:00', NEXT));
		expect(branch.log.map((event) => event.type)).toEqual(['ticket.issued', 'day.closed']);
		expect(branch.state.today?.bounds.day).toBe(NEXT);
	});

	it('is due when a day has to be opened', () => {
		const branch = wall();
		expect(nextDue(branch.state)).toBe(0);
		branch.pass(at('08:00'));
		expect(branch.view().branch['lakeside']).toMatchObject({ businessDay: '2026-11-25' });
		expect(nextDue(branch.state)).toBe(midnight);
	});
});

describe('facts about yesterday', () => {
	it('end a service that ran past midnight', () => {
		const branch = evening();
		expect(branch.tell('ticket.finished', at('00:20', NEXT), 'S', {})).toBe('ok');
		expect(recordOf(branch, 'S')).toMatchObject({
			state: 'finished',
			day: '2026-11-25',
			endedAt: at('00:20', NEXT),
			serviceTime: 44 * 60_000
		});
		expect(branch.tell('ticket.started', at('00:21', NEXT), 'C', { counter: '1' })).toBe('ok');
		expect(branch.tell('ticket.finished', at('00:25', NEXT), 'C', {})).toBe('ok');
		expect(recordOf(branch, 'C')).toMatchObject({ state: 'finished', serviceTime: 240_000 });
		expect(branch.view().tickets).toEqual({});
		expect(branch.view().kpis['today']).toMatchObject({ issued: 0, finished: 0 });
	});

	it('correct it, and leave nothing of it on a screen', () => {
		const branch = evening().pass(at('00:10', NEXT));
		const heard = at('00:10', NEXT);
		expect(branch.tell('ticket.called', at('23:58'), 'W', { counter: '3' }, { heard })).toBe('ok');
		expect(recordOf(branch, 'W')).toMatchObject({ state: 'abandoned' });
		expect(branch.tell('ticket.finished', at('23:59'), 'W', {}, { heard })).toBe('ok');
		expect(recordOf(branch, 'W')).toMatchObject({
			state: 'finished',
			wait: 28 * 60_000,
			endedAt: at('23:59')
		});
		expect(branch.tell('form.checked', at('23:57'), 'P', { ok: true }, { heard })).toBe('ok');
		expect(
			branch.tell('ticket.transferred', at('23:58'), 'P', { service: 'opening' }, { heard })
		).toBe('ok');
		branch.pass(at('00:30', NEXT));
		const view = branch.view();
		expect(view.tickets).toEqual({});
		expect(view.prompts).toEqual({});
		expect(view.services['opening']).toMatchObject({ waiting: 0 });
		expect(view.counters['3']).toMatchObject({ state: 'closed' });
		expect(replayed(branch)).toEqual(view);
	});

	it('issue a ticket of yesterday as one of yesterday, and prompt nobody', () => {
		const branch = evening().pass(at('00:10', NEXT));
		const heard = at('00:10', NEXT);
		expect(branch.tell('ticket.issued', at('23:40'), 'L', { service: 'cash' }, { heard })).toBe(
			'ok'
		);
		expect(recordOf(branch, 'L')).toMatchObject({ state: 'abandoned', day: '2026-11-25' });
		expect(branch.tell('ticket.called', at('23:45'), 'L', { counter: '1' }, { heard })).toBe('ok');
		expect(branch.tell('ticket.finished', at('23:49'), 'L', {}, { heard })).toBe('ok');
		expect(recordOf(branch, 'L')).toMatchObject({ state: 'finished', wait: 300_000 });
		branch.pass(at('02:00', NEXT));
		expect(branch.view().tickets).toEqual({});
		expect(branch.view().kpis['today']).toMatchObject({ issued: 0, promptsRaised: 0 });
		expect(
			branch.log.filter(({ type, at: when }) => type === 'prompt.raised' && when > midnight)
		).toEqual([]);
		expect(replayed(branch)).toEqual(branch.view());
	});

	it('touch no ticket of today with the same number', () => {
		const branch = evening().pass(at('09:00', NEXT));
		branch.tell('ticket.issued', at('09:00', NEXT), 'S', { service: 'cash' });
		branch.tell('ticket.called', at('09:01', NEXT), 'S', { counter: '2' });
		const heard = at('09:02', NEXT);
		expect(branch.tell('ticket.finished', at('23:58'), 'S', {}, { heard })).toBe('ok');
		expect(recordOf(branch, 'S')).toMatchObject({ state: 'finished' });
		expect(branch.view().tickets['S']).toMatchObject({ state: 'called', counter: '2' });
		expect(branch.view().counters['2']).toMatchObject({ ticket: 'S' });
		expect(branch.view().kpis['today']).toMatchObject({ issued: 1, finished: 0 });
	});
});

describe('numbers on the next day', () => {
	it('are used again', () => {
		const branch = evening().pass(at('09:00', NEXT));
		expect(branch.tell('ticket.issued', at('09:00', NEXT), 'W', { service: 'opening' })).toBe('ok');
		expect(branch.tell('ticket.issued', at('09:01', NEXT), 'W', { service: 'opening' })).toBe(
			'ticket_exists'
		);
		expect(branch.view().tickets['W']).toMatchObject({
			service: 'opening',
			issuedAt: at('09:00', NEXT)
		});
		expect(recordOf(branch, 'W')).toMatchObject({ service: 'cash', state: 'abandoned' });
	});

	it('are unknown before they are issued, also when midnight cut off yesterday’s', () => {
		const branch = evening();
		expect(branch.tell('ticket.called', at('09:00', NEXT), 'S', { counter: '2' })).toBe(
			'unknown_ticket'
		);
		expect(recordOf(branch, 'S')).toMatchObject({ state: 'abandoned' });
	});
});

describe('the time of an event', () => {
	it('may be two minutes ahead of the branch, and not a millisecond more', () => {
		const branch = new Told();
		branch.tell('clock.tick', at('09:00'), '', {});
		const heard = at('09:00');
		const issue = (when: number, number: string) =>
			branch.tell('ticket.issued', when, number, { service: 'cash' }, { heard });
		expect(issue(at('09:02:00.001'), 'A1')).toBe('clock_ahead');
		expect(issue(at('09:02:00.000'), 'A2')).toBe('ok');
	});

	it('may be ahead over midnight: what is ahead belongs to the day that is open', () => {
		const branch = wall();
		const heard = at('23:59');
		expect(
			branch.tell('ticket.issued', midnight + 30_000, 'A1', { service: 'cash' }, { heard })
		).toBe('ok');
		const view = branch.view();
		expect(view.kpis['half/23:30']).toMatchObject({ issued: 1 });
		expect(view.kpis['half/00:00']).toBeUndefined();
		branch.pass(midnight);
		expect(recordOf(branch, 'A1')).toMatchObject({
			state: 'abandoned',
			endedAt: midnight + 30_000,
			wait: 0
		});
	});

	it('is refused when the clock of the source was never set', () => {
		const branch = wall().pass(at('09:00'));
		const heard = at('09:00');
		for (const when of [0, Date.UTC(1970, 0, 1, 12), Date.UTC(1989, 11, 31, 23, 59, 59, 999)]) {
			expect(branch.tell('ticket.issued', when, 'A1', { service: 'cash' }, { heard })).toBe(
				'clock_unset'
			);
		}
	});

	it('may lie in yesterday, and not before', () => {
		const branch = wall().pass(at('09:00', '2026-11-24')).pass(at('09:00'));
		const heard = at('09:00');
		const issue = (when: number, number: string) =>
			branch.tell('ticket.issued', when, number, { service: 'cash' }, { heard });
		expect(issue(at('00:00', '2026-11-24'), 'A1')).toBe('ok');
		expect(issue(at('00:00', '2026-11-24') - 1, 'A2')).toBe('too_late');
		expect(branch.tell('clock.tick', at('12:00', '2026-11-20'), '', {}, { heard })).toBe(
			'too_late'
		);
	});

	it('may not lie in a day on which the server was off', () => {
		const branch = wall().pass(at('09:00', '2026-11-20')).pass(at('09:00', '2026-11-23'));
		const heard = at('09:00', '2026-11-23');
		const issue = (day: string, number: string) =>
			branch.tell('ticket.issued', at('12:00', day), number, { service: 'cash' }, { heard });
		expect(issue('2026-11-20', 'A1')).toBe('ok');
		expect(issue('2026-11-22', 'A2')).toBe('too_late');
		expect(replayed(branch)).toEqual(branch.view());
	});

	it('opens no day by itself: the log gives the same day when the first fact is an old one', () => {
		const branch = wall();
		const heard = at('09:00');
		expect(
			branch.tell('ticket.issued', at('12:00', '2026-11-24'), 'A1', { service: 'cash' }, { heard })
		).toBe('too_late');
		expect(branch.tell('ticket.issued', at('08:00'), 'A2', { service: 'cash' }, { heard })).toBe(
			'ok'
		);
		expect(branch.view().branch['lakeside']).toMatchObject({ businessDay: '2026-11-25' });
		expect(replayed(branch)).toEqual(branch.view());
	});
});
