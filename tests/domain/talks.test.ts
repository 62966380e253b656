import { describe, expect, it } from 'vitest';
import type { BranchFile, TodayRow } from '#lib/protocol/index.ts';
import { at, LONG_WAIT_ONLY, smallBranch, Told } from '../support/history.ts';

const PROMPT = 'long_wait/A001/2026-11-25';
const today = (branch: Told) => branch.view().kpis['today'] as TodayRow;
const figures = (branch: Told) => ({ ...today(branch), longestWait: null });
const prompts = (branch: Told) => [...(branch.state.today?.prompts.values() ?? [])];
const interested = { staff: 'wang', result: 'interested' as const };

function raised(changes: Partial<BranchFile> = {}): Told {
	const branch = new Told(smallBranch(changes));
	branch.tell('ticket.issued', at('09:00'), 'A001', { service: 'cash' });
	return branch.pass(at('09:11'));
}

describe('an outcome that comes late', () => {
	it('of a window that closed a second ago is a talk, and the window stays missed', () => {
		const branch = raised();
		branch.tell('prompt.accepted', at('09:11:30'), PROMPT, { staff: 'wang' });
		branch.tell('prompt.not_reached', at('09:12'), PROMPT, { staff: 'wang' });
		expect(
			branch.tell('engagement.recorded', at('09:12:01'), 'A001', { ...interested, prompt: PROMPT })
		).toBe('ok');
		expect(today(branch)).toMatchObject({
			promptsEngaged: 0,
			promptsMissed: 1,
			approached: 1,
			interested: 1
		});
	});

	it('of a window that the call closed a second ago is one too', () => {
		const branch = raised();
		branch.tell('ticket.called', at('09:12'), 'A001', { counter: '1' });
		branch.tell('engagement.recorded', at('09:12:01'), 'A001', { ...interested, prompt: PROMPT });
		expect(today(branch)).toMatchObject({ promptsEngaged: 0, promptsMissed: 1, approached: 1 });
	});

	it('of a prompt that never was, or of somebody who never came, is refused', () => {
		const branch = raised();
		const tell = (subject: string, data: object) =>
			branch.tell('engagement.recorded', at('09:12'), subject, { ...interested, ...data });
		expect(tell('A001', { prompt: 'vip/A001/2026-11-25' })).toBe('unknown_prompt');
		expect(tell('Z9', {})).toBe('unknown_ticket');
		expect(today(branch)).toMatchObject({ promptsRaised: 1, promptsEngaged: 0, approached: 0 });
	});
});

describe('a talk that is told an hour late', () => {
	it('counts at its own time and closes no window of now', () => {
		const branch = raised();
		branch.tell('engagement.recorded', at('09:05'), 'A001', interested, { heard: at('10:05') });
		expect(branch.state.today?.engagements[0]).toMatchObject({ at: at('09:05'), prompt: null });
		expect(branch.view().prompts[PROMPT]).toMatchObject({ state: 'open' });
		expect(today(branch)).toMatchObject({ promptsRaised: 1, promptsEngaged: 0, approached: 1 });
	});

	it('uses the window that was open then', () => {
		const branch = raised();
		branch.tell('ticket.called', at('09:30'), 'A001', { counter: '1' });
		branch.tell('engagement.recorded', at('09:20'), 'A001', interested, { heard: at('10:20') });
		expect(today(branch)).toMatchObject({ promptsEngaged: 1, promptsMissed: 0 });
		expect(prompts(branch)[0]?.phase).toMatchObject({ outcome: 'interested' });
	});

	it('closes the window that it names', () => {
		const branch = raised();
		branch.tell('engagement.recorded', at('09:09'), 'A001', { ...interested, prompt: PROMPT });
		expect(today(branch)).toMatchObject({ promptsEngaged: 1 });
	});

	it('after midnight counts on the day before', () => {
		const branch = raised();
		branch.pass(at('00:30', '2026-11-26'));
		branch.tell('engagement.recorded', at('23:30'), 'A001', interested, {
			heard: at('00:30', '2026-11-26')
		});
		expect(branch.state.yesterday?.engagements).toHaveLength(1);
		expect(today(branch)).toMatchObject({ approached: 0, interested: 0 });
	});
});

describe('a talk taken back', () => {
	const undo = (branch: Told, when: string, staff = 'wang', data: object = {}) =>
		branch.tell('engagement.undone', at(when), 'A001', { staff, ...data });

	it('within ten seconds leaves everything as it was before', () => {
		const branch = raised();
		branch.tell('prompt.accepted', at('09:11:30'), PROMPT, { staff: 'wang' });
		const before = figures(branch);
		const work = branch.view().staff['wang'];
		branch.tell('engagement.recorded', at('09:12'), 'A001', { ...interested, prompt: PROMPT });
		expect(today(branch)).toMatchObject({ promptsEngaged: 1, interested: 1 });
		expect(undo(branch, '09:12:10')).toBe('ok');
		expect(figures(branch)).toEqual(before);
		expect(branch.view().prompts[PROMPT]).toMatchObject({ state: 'accepted', assignee: 'wang' });
		expect(branch.view().staff['wang']).toEqual(work);
		expect(undo(branch, '09:12:11')).toBe('nothing_to_undo');
	});

	it('is heard up to fifteen seconds, and not after', () => {
		for (const [when, answer] of [
			['09:12:15', 'ok'],
			['09:12:15.001', 'undo_too_late'],
			['09:12:16', 'undo_too_late']
		] as const) {
			const branch = raised();
			branch.tell('engagement.recorded', at('09:12'), 'A001', interested);
			expect(undo(branch, when)).toBe(answer);
			expect(today(branch).promptsEngaged).toBe(answer === 'ok' ? 0 : 1);
		}
	});

	it('is taken back by whoever told it alone', () => {
		const branch = raised();
		branch.tell('engagement.recorded', at('09:12'), 'A001', interested);
		expect(undo(branch, '09:12:05', 'li')).toBe('nothing_to_undo');
		expect(undo(branch, '09:12:05', 'wang', { prompt: 'vip/A001/2026-11-25' })).toBe(
			'nothing_to_undo'
		);
		expect(today(branch)).toMatchObject({ promptsEngaged: 1 });
		expect(undo(branch, '09:12:05', 'wang', { prompt: PROMPT })).toBe('ok');
	});

	it('once the customer was called leaves a missed window, closed by the call', () => {
		const branch = raised();
		branch.tell('engagement.recorded', at('09:12'), 'A001', interested);
		branch.tell('ticket.called', at('09:12:04'), 'A001', { counter: '1' });
		expect(undo(branch, '09:12:08')).toBe('ok');
		expect(branch.view().prompts).toEqual({});
		expect(prompts(branch)[0]?.phase).toMatchObject({
			outcome: 'missed',
			closedAt: at('09:12:04')
		});
		expect(today(branch)).toMatchObject({ promptsEngaged: 0, promptsMissed: 1, interested: 0 });
	});

	it('opens the window again, which goes on being offered and told again', () => {
		const branch = raised();
		branch.tell('staff.arrived', at('09:11:10'), 'li', {});
		branch.tell('engagement.recorded', at('09:12'), 'A001', interested);
		undo(branch, '09:12:05');
		branch.pass(at('09:12:06'));
		expect(branch.view().prompts[PROMPT]).toMatchObject({ state: 'open', offeredTo: 'li' });
		branch.pass(at('09:20:01'));
		expect(branch.view().prompts[PROMPT]).toMatchObject({ level: 1 });
	});

	it('of “do not disturb” lets the rules speak again', () => {
		const branch = new Told(
			smallBranch({ prompts: { ...LONG_WAIT_ONLY, vip: { on: true, after: 30 } } })
		);
		branch.tell('ticket.issued', at('09:00'), 'A001', { service: 'cash', segment: 'vip' });
		const tell = (when: string) =>
			branch.tell('engagement.recorded', at(when), 'A001', {
				staff: 'wang',
				result: 'do_not_disturb'
			});
		tell('09:00:20');
		undo(branch, '09:00:25');
		branch.pass(at('09:01'));
		expect(prompts(branch).map(({ id, raisedAt }) => [id, raisedAt])).toEqual([
			['vip/A001/2026-11-25', at('09:00:30')]
		]);
		tell('09:01:10');
		branch.pass(at('09:30'));
		expect(prompts(branch)).toHaveLength(1);
	});
});

describe('the sentence at the counter', () => {
	const made = { staff: 'wang', result: 'interested' as const };
	const undo = (branch: Told, when: string, staff = 'wang') =>
		branch.tell('pitch.undone', at(when), 'A001', { staff });

	function served(): Told {
		const branch = new Told();
		branch.tell('ticket.issued', at('09:00'), 'A001', { service: 'cash' });
		branch.tell('ticket.called', at('09:01'), 'A001', { counter: '1' });
		branch.tell('ticket.started', at('09:01:10'), 'A001', { counter: '1' });
		branch.tell('ticket.finished', at('09:05'), 'A001', { counter: '1' });
		return branch;
	}

	it('is taken back within ten seconds, by whoever said it', () => {
		const branch = served();
		const before = figures(branch);
		branch.tell('pitch.made', at('09:05:05'), 'A001', made);
		expect(today(branch)).toMatchObject({
			pitched: 1,
			covered: 1,
			pitchCoverage: 1,
			approached: 1
		});
		expect(undo(branch, '09:05:10', 'li')).toBe('nothing_to_undo');
		expect(undo(branch, '09:05:21')).toBe('undo_too_late');
		expect(undo(branch, '09:05:15')).toBe('ok');
		expect(figures(branch)).toEqual(before);
	});

	it('rightly skipped is covered, and no approach', () => {
		const branch = served();
		branch.tell('pitch.made', at('09:05:05'), 'A001', {
			staff: 'wang',
			result: 'skipped',
			skip: 'hurry'
		});
		expect(today(branch)).toMatchObject({
			pitched: 0,
			covered: 1,
			pitchCoverage: 1,
			approached: 0
		});
	});

	it('taken back leaves the one before standing', () => {
		const branch = served();
		branch.tell('pitch.made', at('09:05:05'), 'A001', { staff: 'wang', result: 'declined' });
		branch.tell('pitch.made', at('09:05:10'), 'A001', made);
		undo(branch, '09:05:12');
		expect(today(branch)).toMatchObject({ pitched: 1, interested: 0 });
	});

	it('is of a customer and a product that are known', () => {
		const branch = served();
		expect(branch.tell('pitch.made', at('09:06'), 'Z9', made)).toBe('unknown_ticket');
		expect(branch.tell('pitch.undone', at('09:06'), 'Z9', { staff: 'wang' })).toBe(
			'unknown_ticket'
		);
	});
});

describe('a card while the catalogue changes', () => {
	const products: BranchFile['products'] = [
		{ id: 'steady', name: { zh: '稳健', en: 'Steady' }, needs: ['idle'], risk: 'R2' },
		{ id: 'calm', name: { zh: '安心', en: 'Calm' }, needs: ['idle'] }
	];
	const shop: Partial<BranchFile> = {
		needs: [{ id: 'idle', name: { zh: '闲钱', en: 'Idle' }, signals: ['large_amount'] }],
		products
	};

	function shown(): Told {
		const branch = new Told(smallBranch(shop));
		branch.tell('ticket.issued', at('09:00'), 'A001', { service: 'cash', tags: ['large_amount'] });
		return branch.pass(at('09:11'));
	}

	it('shows another product once the one that it shows is withdrawn, and none that is gone', () => {
		const branch = shown();
		const suggested = () => branch.view().prompts[PROMPT]?.suggest;
		expect(suggested()).toMatchObject({
			need: 'idle',
			product: 'steady',
			guards: ['risk_unknown', 'recording']
		});
		const withdrawn = [{ ...products[0]!, withdrawn: true }, products[1]!];
		expect(branch.configure(smallBranch({ ...shop, products: withdrawn }))).toBe('ok');
		expect(suggested()).toMatchObject({ need: 'idle', product: 'calm', guards: [] });
		expect(branch.configure(smallBranch({ ...shop, products: [] }))).toBe('ok');
		expect(suggested()).toMatchObject({ need: 'idle', product: null });
		expect(branch.configure(smallBranch({}))).toBe('ok');
		expect(suggested()).toBeUndefined();
	});

	it('an outcome may name a product that was withdrawn meanwhile, and none that is gone', () => {
		const branch = shown();
		const withdrawn = [{ ...products[0]!, withdrawn: true }];
		branch.configure(smallBranch({ ...shop, products: withdrawn }));
		const tell = (product: string) =>
			branch.tell('engagement.recorded', at('09:12'), 'A001', { ...interested, product });
		expect(tell('calm')).toBe('unknown_product');
		expect(tell('steady')).toBe('ok');
	});
});
