import { describe, expect, it } from 'vitest';
import { at, smallBranch, Told } from '../support/history.ts';

const PROMPT = 'long_wait/A001/2026-11-25';

function oneWaiting(): Told {
	const branch = new Told();
	branch.tell('ticket.issued', at('09:00'), 'A001', { service: 'cash' });
	return branch;
}

describe('the long-wait prompt', () => {
	it('is not raised while the wait equals the limit, and is one millisecond later', () => {
		const branch = oneWaiting();
		branch.pass(at('09:10:00.000'));
		expect(branch.view().prompts).toEqual({});
		branch.pass(at('09:10:00.001'));
		expect(branch.view().prompts[PROMPT]).toMatchObject({
			state: 'open',
			level: 0,
			raisedAt: at('09:10:00.001'),
			ticket: 'A001'
		});
		expect(branch.view().kpis['today']).toMatchObject({ promptsRaised: 1, overThreshold: 1 });
	});

	it('carries its exact instant however late the clock moves', () => {
		const branch = oneWaiting().pass(at('09:37'));
		expect(branch.view().prompts[PROMPT]).toMatchObject({ raisedAt: at('09:10:00.001'), level: 2 });
		expect(branch.log.map((event) => [event.type, event.at])).toEqual([
			['ticket.issued', at('09:00')],
			['prompt.raised', at('09:10:00.001')],
			['prompt.escalated', at('09:20:00.001')],
			['prompt.escalated', at('09:30:00.001')]
		]);
	});

	it('is not raised for a customer called at 9:59.9', () => {
		const branch = oneWaiting();
		branch.tell('ticket.called', at('09:09:59.900'), 'A001', { counter: '1' });
		branch.pass(at('09:30'));
		expect(branch.view().kpis['today']).toMatchObject({ promptsRaised: 0, overThreshold: 0 });
	});

	it('closes as missed when the customer is called first', () => {
		const branch = oneWaiting().pass(at('09:11'));
		branch.tell('ticket.called', at('09:12'), 'A001', { counter: '1' });
		expect(branch.view().prompts).toEqual({});
		expect(branch.view().kpis['today']).toMatchObject({
			promptsMissed: 1,
			promptsEngaged: 0,
			windowsUsed: 0
		});
	});

	it('stays with the person who accepted it until the outcome is told', () => {
		const branch = oneWaiting().pass(at('09:11'));
		expect(branch.tell('prompt.accepted', at('09:11:30'), PROMPT, { staff: 'wang' })).toBe('ok');
		expect(branch.tell('prompt.accepted', at('09:11:31'), PROMPT, { staff: 'li' })).toBe(
			'prompt_taken'
		);
		branch.tell('ticket.called', at('09:12'), 'A001', { counter: '1' });
		expect(branch.view().prompts[PROMPT]).toMatchObject({
			state: 'accepted',
			assignee: 'wang',
			calledAt: at('09:12')
		});
		const told = { staff: 'wang', prompt: PROMPT, result: 'interested' as const };
		expect(branch.tell('engagement.recorded', at('09:14'), 'A001', told)).toBe('ok');
		expect(branch.view().prompts).toEqual({});
		expect(branch.view().kpis['today']).toMatchObject({
			promptsEngaged: 1,
			promptsMissed: 0,
			windowsUsed: 1,
			interested: 1
		});
		expect(branch.tell('prompt.accepted', at('09:15'), PROMPT, { staff: 'li' })).toBe(
			'prompt_closed'
		);
	});

	it('opens again when handed back, and escalates as if it had stayed open', () => {
		const branch = oneWaiting().pass(at('09:11'));
		branch.tell('prompt.accepted', at('09:12'), PROMPT, { staff: 'wang' });
		branch.pass(at('09:25'));
		expect(branch.view().prompts[PROMPT]).toMatchObject({ state: 'accepted', level: 0 });
		branch.tell('prompt.handed_back', at('09:26'), PROMPT, { staff: 'wang' });
		branch.pass(at('09:26'));
		expect(branch.view().prompts[PROMPT]).toMatchObject({ state: 'open', level: 1 });
	});

	it('counts as missed when the person who had it did not reach the customer', () => {
		const branch = oneWaiting().pass(at('09:11'));
		branch.tell('prompt.accepted', at('09:12'), PROMPT, { staff: 'wang' });
		expect(branch.tell('prompt.not_reached', at('09:13'), PROMPT, { staff: 'li' })).toBe(
			'prompt_taken'
		);
		expect(branch.tell('prompt.not_reached', at('09:13'), PROMPT, { staff: 'wang' })).toBe('ok');
		expect(branch.view().kpis['today']).toMatchObject({ promptsMissed: 1 });
	});

	it('is raised once, also when the ticket comes back to the line', () => {
		const branch = oneWaiting().pass(at('09:11'));
		branch.tell('ticket.called', at('09:12'), 'A001', { counter: '1' });
		branch.tell('ticket.started', at('09:13'), 'A001', { counter: '1' });
		branch.tell('ticket.requeued', at('09:15'), 'A001', { reason: 'form_error' });
		branch.pass(at('09:40'));
		expect(branch.log.filter((event) => event.type === 'prompt.raised')).toHaveLength(1);
	});

	it('follows the limit of the service that is waited for', () => {
		const file = smallBranch();
		file.services[1] = { ...file.services[1]!, longWait: 1200 };
		const branch = new Told(file);
		branch.tell('ticket.issued', at('09:00'), 'A001', { service: 'cash' });
		branch.tell('ticket.transferred', at('09:05'), 'A001', { service: 'opening' });
		branch.pass(at('09:20:00.000'));
		expect(branch.view().prompts).toEqual({});
		branch.pass(at('09:20:00.001'));
		expect(branch.view().prompts[PROMPT]).toBeDefined();
	});

	it('is not raised for what is over when a queue machine tells four hours at once', () => {
		const branch = new Told();
		branch.tell('clock.tick', at('13:00'), '', {});
		for (let i = 0; i < 40; i += 1) {
			const number = `A${100 + i}`;
			const issued = at('09:00') + i * 60_000;
			const heard = at('13:00') + i * 100;
			branch.tell('ticket.issued', issued, number, { service: 'cash' }, { heard });
			branch.tell('ticket.called', issued + 900_000, number, { counter: '1' }, { heard });
			branch.tell('ticket.finished', issued + 960_000, number, {}, { heard: heard + 50 });
		}
		branch.pass(at('14:00'));
		expect(branch.view().kpis['today']).toMatchObject({
			issued: 40,
			finished: 40,
			overThreshold: 40,
			promptsRaised: 0,
			meanWait: 900
		});
	});

	it('is raised for one who still waits when the source has caught up', () => {
		const branch = new Told();
		branch.tell('clock.tick', at('13:00'), '', {});
		branch.tell('ticket.issued', at('12:00'), 'A001', { service: 'cash' }, { heard: at('13:00') });
		branch.pass(at('13:00:04'));
		expect(branch.view().prompts).toEqual({});
		branch.pass(at('13:00:06'));
		expect(branch.view().prompts[PROMPT]?.raisedAt).toBe(at('13:00:05'));
	});
});
