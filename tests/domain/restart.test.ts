import { expect, it } from 'vitest';
import { drawAll } from '#server/views/draw.ts';
import { takeDue } from '#lib/domain/time/passing.ts';
import { newState } from '#lib/domain/state.ts';
import { configOf } from '#lib/domain/config/config.ts';
import { Changes } from '#lib/domain/changes.ts';
import { evolve } from '#lib/domain/branch.ts';
import { livelyBranch } from '../support/arbitrary.ts';
import { at, smallBranch, Told } from '../support/history.ts';

/** What is recorded from here on, with a restart and without. */
function bothWays(branch: Told, goOn: (branch: Told) => void): [Told['log'], Told['log']] {
	const again = branch.restarted();
	const recorded = branch.log.length;
	goOn(branch);
	goOn(again);
	return [branch.log.slice(recorded), again.log];
}

it('who is expected to wait long from the first moment is prompted about, with a restart and without', () => {
	const branch = new Told(livelyBranch({ longWait: { seconds: 300, escalate: [] } }));
	branch.tell('ticket.issued', at('09:00'), 'A1', { service: 'cash' });
	branch.tell('ticket.issued', at('09:00'), 'A2', { service: 'cash' });
	expect(branch.state.today?.tickets.get('A2')?.likely).toBe(true);
	const [told, again] = bothWays(branch, (each) => each.pass(at('09:05:00')));
	expect(told.filter(({ type }) => type === 'prompt.raised')).toMatchObject([
		{ at: at('09:05:00'), data: { rule: 'likely_long_wait', ticket: 'A2' } }
	]);
	expect(again).toEqual(told);
});

it('whoever has room again is asked about what was to pass on to them meanwhile', () => {
	const file = smallBranch({
		lobby: { capacity: 1 },
		prompts: { ...smallBranch().prompts, nobody_takes_it: { after: 30 } }
	});
	const branch = new Told(file);
	branch.tell('staff.arrived', at('09:00'), 'li', {});
	branch.tell('staff.arrived', at('09:00'), 'wang', {});
	branch.tell('help.called', at('09:10'), '1', {});
	branch.tell('prompt.accepted', at('09:10:01'), 'help/2026-11-25/1', { staff: 'wang' });
	branch.tell('ticket.issued', at('09:01'), 'A1', { service: 'cash' });
	branch.pass(at('09:12'));
	const offered = (log: Told['log']) =>
		log.filter(({ type }) => type === 'prompt.offered').map(({ at, data }) => [at, data]);
	// Asked of Li, whose half minute passes while Wang is at the counter: then it is everybody's.
	expect(offered(branch.log)).toEqual([
		[at('09:11:00.001'), { to: 'li' }],
		[at('09:11:30.001'), { to: null }]
	]);
	const [told, again] = bothWays(branch, (each) => {
		each.tell('prompt.done', at('09:13'), 'help/2026-11-25/1', { staff: 'wang' });
		each.pass(at('09:14'));
	});
	expect(offered(told)).toEqual([
		[at('09:13'), { to: 'wang' }],
		[at('09:13:30'), { to: null }]
	]);
	expect(again).toEqual(told);
});

it('a shorter limit that the clock has passed counts at once, and the same from the log', () => {
	const branch = new Told(smallBranch());
	branch.tell('ticket.issued', at('09:00'), 'A1', { service: 'cash' });
	branch.tell('clock.tick', at('09:02'), '', {});
	branch.pass(at('09:06'));
	branch.configure(smallBranch({ longWait: { seconds: 300 } }), at('09:06'));
	branch.pass(at('09:06'));
	expect(branch.view().kpis['today']).toMatchObject({ overThreshold: 1 });
	const again = newState(configOf(smallBranch()));
	for (const event of branch.log) evolve(again, structuredClone(event), new Changes());
	takeDue(again, branch.state.clock, branch.state.clock, new Changes());
	expect(drawAll(again).kpis['today']).toMatchObject({ overThreshold: 1 });
});
