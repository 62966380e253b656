import { describe, expect, it } from 'vitest';
import type { TodayRow } from '#lib/protocol/index.ts';
import { at, smallBranch, Told } from '../support/history.ts';

const PROMPT = 'long_wait/A001/2026-11-25';
const today = (branch: Told) => branch.view().kpis['today'] as TodayRow;
const talked = { staff: 'wang', result: 'talked' as const };

function raised(): Told {
	const branch = new Told();
	branch.tell('ticket.issued', at('09:00'), 'A001', { service: 'cash' });
	return branch.pass(at('09:11'));
}

describe('what came of a prompt', () => {
	it.each(['talked', 'interested', 'declined', 'do_not_disturb'] as const)(
		'%s: the window was used',
		(result) => {
			const branch = raised();
			expect(
				branch.tell('engagement.recorded', at('09:12'), 'A001', {
					staff: 'li',
					prompt: PROMPT,
					result
				})
			).toBe('ok');
			expect(branch.view().prompts).toEqual({});
			expect(today(branch)).toMatchObject({
				promptsEngaged: 1,
				promptsMissed: 0,
				windowsUsed: 1,
				interested: result === 'interested' ? 1 : 0,
				conversion: 0
			});
		}
	);

	it('is found by the number alone', () => {
		const branch = raised();
		branch.tell('engagement.recorded', at('09:12'), 'A001', talked);
		expect(today(branch)).toMatchObject({ promptsEngaged: 1 });
	});

	it('may be told by one who did not take it', () => {
		const branch = raised();
		branch.tell('prompt.accepted', at('09:11:30'), PROMPT, { staff: 'wang' });
		branch.tell('engagement.recorded', at('09:12'), 'A001', { ...talked, staff: 'li' });
		const [prompt] = branch.state.today?.prompts.values() ?? [];
		expect(prompt?.phase).toMatchObject({
			state: 'closed',
			staff: 'li',
			acceptedAt: at('09:11:30')
		});
	});

	it('counts when the talk was before the call and its telling after', () => {
		const branch = raised();
		branch.tell('ticket.called', at('09:12'), 'A001', { counter: '1' });
		expect(today(branch)).toMatchObject({ promptsMissed: 1, promptsEngaged: 0 });
		branch.tell('engagement.recorded', at('09:11:30'), 'A001', talked, { heard: at('09:13') });
		expect(today(branch)).toMatchObject({ promptsMissed: 0, promptsEngaged: 1 });
	});

	it('does not turn a missed window into a used one when the talk was after the call', () => {
		const branch = raised();
		branch.tell('ticket.called', at('09:12'), 'A001', { counter: '1' });
		branch.tell('engagement.recorded', at('09:14'), 'A001', talked);
		expect(today(branch)).toMatchObject({ promptsMissed: 1, promptsEngaged: 0 });
	});

	it('is told once: the first word stays', () => {
		const branch = raised();
		branch.tell('engagement.recorded', at('09:12'), 'A001', { staff: 'li', result: 'declined' });
		branch.tell('engagement.recorded', at('09:13'), 'A001', { staff: 'li', result: 'talked' });
		const [prompt] = branch.state.today?.prompts.values() ?? [];
		expect(prompt?.phase).toMatchObject({ outcome: 'declined', closedAt: at('09:12') });
	});

	it('stays open to be told when the customer leaves while somebody is with them', () => {
		const branch = raised();
		branch.tell('prompt.accepted', at('09:11:30'), PROMPT, { staff: 'wang' });
		branch.tell('ticket.abandoned', at('09:12'), 'A001', {});
		expect(branch.view().prompts[PROMPT]).toMatchObject({
			state: 'accepted',
			calledAt: at('09:12')
		});
		branch.tell('prompt.handed_back', at('09:13'), PROMPT, { staff: 'wang' });
		expect(branch.view().prompts).toEqual({});
		expect(today(branch)).toMatchObject({ promptsRaised: 1, promptsMissed: 1 });
	});
});

describe('talking without a prompt', () => {
	it('makes the ticket one that was approached, and needs no number', () => {
		const branch = new Told();
		branch.tell('ticket.issued', at('09:00'), 'A001', { service: 'cash' });
		branch.tell('engagement.recorded', at('09:01'), 'A001', { staff: 'li', result: 'interested' });
		expect(branch.tell('engagement.recorded', at('09:02'), '', talked)).toBe('ok');
		expect(today(branch)).toMatchObject({ interested: 1, conversion: 0, promptsRaised: 0 });
		branch.pass(at('09:11'));
		expect(today(branch)).toMatchObject({ promptsRaised: 1 });
	});
});

describe('a prompt about a ticket that was heard of late', () => {
	it('is raised when its source has caught up, however seldom anybody looks', () => {
		for (const looks of [[], ['13:00:01'], ['13:00:04', '13:00:04.999']]) {
			const branch = new Told(smallBranch());
			branch.tell('clock.tick', at('13:00'), '', {});
			branch.tell(
				'ticket.issued',
				at('12:00'),
				'A001',
				{ service: 'cash' },
				{ heard: at('13:00') }
			);
			for (const time of looks) branch.pass(at(time));
			branch.pass(at('13:00:10'));
			const [prompt] = Object.values(branch.view().prompts);
			expect(prompt).toMatchObject({ raisedAt: at('13:00:05'), level: 2 });
		}
	});

	it('waits for the source that goes on telling', () => {
		const branch = new Told();
		branch.tell('clock.tick', at('13:00'), '', {});
		branch.tell('ticket.issued', at('12:00'), 'A001', { service: 'cash' }, { heard: at('13:00') });
		for (let second = 3; second < 30; second += 3) {
			const heard = at(`13:00:${String(second).padStart(2, '0')}`);
			branch.tell(
				'ticket.issued',
				at('12:01') + second,
				`B${second}`,
				{ service: 'cash' },
				{ heard }
			);
		}
		branch.tell('ticket.called', at('12:05'), 'A001', { counter: '1' }, { heard: at('13:00:30') });
		branch.pass(at('13:01'));
		const raised = branch.log.filter((event) => event.type === 'prompt.raised');
		expect(raised.map((event) => event.at)).toEqual(raised.map(() => at('13:00:35')));
		expect(raised.map((event) => event.data.ticket)).not.toContain('A001');
	});
});
