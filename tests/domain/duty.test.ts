import { describe, expect, it } from 'vitest';
import type { BranchFile } from '#lib/protocol/index.ts';
import { at, LONG_WAIT_ONLY, smallBranch, Told } from '../support/history.ts';

const staff: BranchFile['staff'] = [
	{ id: 'li', name: '李蕊', role: 'lobby_manager' },
	{ id: 'wang', name: '王敏', role: 'lobby_manager' },
	{ id: 'zhou', name: '周宁', role: 'lobby_manager' },
	{ id: 'tian', name: '田一', role: 'teller' }
];
const vips: Partial<BranchFile> = {
	staff,
	prompts: { ...LONG_WAIT_ONLY, vip: { on: true, after: 0 } }
};
const promptOf = (number: string, rule = 'vip') => `${rule}/${number}/2026-11-25`;
const asked = (branch: Told, number: string, rule = 'vip') =>
	branch.view().prompts[promptOf(number, rule)]?.offeredTo;

function atWork(people: string[], changes: Partial<BranchFile> = {}): Told {
	const branch = new Told(smallBranch({ ...vips, ...changes }));
	for (const id of people) branch.tell('staff.arrived', at('08:50'), id, {});
	return branch;
}

function comes(branch: Told, number: string, when: string): void {
	branch.tell('ticket.issued', at(when), number, { service: 'cash', segment: 'vip' });
	branch.pass(at(when) + 1);
}

/** Somebody gets so many complaints in hand. */
function load(branch: Told, person: string, tasks: number, when: string): void {
	for (let count = 0; count < tasks; count += 1) {
		branch.tell('complaint.made', at(when), '', {});
		const nth = branch.state.today!.obligations.size;
		const id = `complaint/2026-11-25/${nth}`;
		expect(branch.tell('prompt.accepted', at(when), id, { staff: person })).toBe('ok');
	}
}

describe('who is asked to talk to a customer', () => {
	it('whoever has least in hand, and each of several customers somebody else', () => {
		const branch = atWork(['li', 'wang', 'zhou']);
		comes(branch, 'A001', '09:00');
		comes(branch, 'A002', '09:00:10');
		comes(branch, 'A003', '09:00:20');
		expect(['A001', 'A002', 'A003'].map((number) => asked(branch, number))).toEqual([
			'li',
			'wang',
			'zhou'
		]);
		load(branch, 'li', 2, '09:00:30');
		branch.tell('prompt.accepted', at('09:00:31'), promptOf('A002'), { staff: 'wang' });
		comes(branch, 'A004', '09:00:40');
		expect(asked(branch, 'A004')).toBe('wang');
	});

	it('lobby managers who are at work, and no teller', () => {
		const branch = atWork(['tian', 'zhou']);
		comes(branch, 'A001', '09:00');
		expect(asked(branch, 'A001')).toBe('zhou');
	});

	it('anybody may take it all the same', () => {
		const branch = atWork(['li', 'wang']);
		comes(branch, 'A001', '09:00');
		const take = (person: string) =>
			branch.tell('prompt.accepted', at('09:00:05'), promptOf('A001'), { staff: person });
		expect(take('wang')).toBe('ok');
		expect(take('li')).toBe('prompt_taken');
	});

	it('everybody, where nobody is at work', () => {
		const branch = atWork([]);
		comes(branch, 'A001', '09:00');
		expect(branch.view().prompts[promptOf('A001')]).toMatchObject({ state: 'open' });
		expect(asked(branch, 'A001')).toBeUndefined();
		branch.tell('staff.arrived', at('09:01'), 'wang', {});
		branch.pass(at('09:01') + 1);
		expect(asked(branch, 'A001')).toBe('wang');
	});

	it('all once more when it comes back', () => {
		const branch = atWork(['li', 'wang']);
		comes(branch, 'A001', '09:00');
		branch.tell('prompt.accepted', at('09:00:30'), promptOf('A001'), { staff: 'li' });
		branch.tell('prompt.handed_back', at('09:00:40'), promptOf('A001'), { staff: 'li' });
		branch.pass(at('09:00:41'));
		expect(asked(branch, 'A001')).toBe('li');
		branch.pass(at('09:01:41'));
		expect(asked(branch, 'A001')).toBe('wang');
	});
});

describe('whose hands are full', () => {
	it('is not asked to sell, until there is room', () => {
		const branch = atWork(['li', 'wang'], { lobby: { capacity: 2 } });
		load(branch, 'li', 2, '08:55');
		load(branch, 'wang', 2, '08:55');
		comes(branch, 'A001', '09:00');
		expect(asked(branch, 'A001')).toBeUndefined();
		branch.tell('prompt.done', at('09:02'), 'complaint/2026-11-25/3', { staff: 'wang' });
		branch.pass(at('09:02') + 1);
		expect(asked(branch, 'A001')).toBe('wang');
	});

	it('is asked to apologise: that is no sale', () => {
		const branch = atWork(['li'], { lobby: { capacity: 1 } });
		load(branch, 'li', 1, '08:55');
		branch.tell('ticket.issued', at('09:00'), 'A001', { service: 'cash' });
		branch.pass(at('09:19:59'));
		expect(asked(branch, 'A001', 'long_wait')).toBeUndefined();
		branch.pass(at('09:20:01'));
		expect(branch.view().prompts[promptOf('A001', 'long_wait')]).toMatchObject({ level: 1 });
		expect(asked(branch, 'A001', 'long_wait')).toBe('li');
	});

	it('may take one more', () => {
		const branch = atWork(['li'], { lobby: { capacity: 1 } });
		load(branch, 'li', 1, '08:55');
		comes(branch, 'A001', '09:00');
		expect(branch.tell('prompt.accepted', at('09:01'), promptOf('A001'), { staff: 'li' })).toBe(
			'ok'
		);
		expect(branch.view().staff['li']).toMatchObject({ tasks: 2 });
	});

	it('is asked again by a prompt that nobody else has taken meanwhile', () => {
		const branch = atWork(['li', 'wang'], { lobby: { capacity: 1 } });
		load(branch, 'li', 1, '08:55');
		comes(branch, 'A001', '09:00');
		expect(asked(branch, 'A001')).toBe('wang');
		branch.pass(at('09:01:01'));
		expect(asked(branch, 'A001')).toBeUndefined();
		branch.tell('prompt.done', at('09:02'), 'complaint/2026-11-25/1', { staff: 'li' });
		branch.pass(at('09:02') + 1);
		expect(asked(branch, 'A001')).toBe('li');
	});
});

describe('who leaves', () => {
	it('is asked no more, and what they were asked goes to the next at once', () => {
		const branch = atWork(['li', 'wang']);
		comes(branch, 'A001', '09:00');
		branch.tell('staff.left', at('09:00:10'), 'li', {});
		branch.pass(at('09:00:10') + 1);
		expect(asked(branch, 'A001')).toBe('wang');
		comes(branch, 'A002', '09:00:20');
		expect(asked(branch, 'A002')).toBe('wang');
		expect(branch.view().staff['li']?.onDuty).toBeUndefined();
	});

	it('keeps what they have in hand', () => {
		const branch = atWork(['li', 'wang']);
		comes(branch, 'A001', '09:00');
		branch.tell('prompt.accepted', at('09:00:05'), promptOf('A001'), { staff: 'li' });
		branch.tell('staff.left', at('09:00:10'), 'li', {});
		expect(branch.view().prompts[promptOf('A001')]).toMatchObject({ assignee: 'li' });
	});

	it('for good, out of the branch file, is asked no more either', () => {
		const branch = atWork(['li', 'wang'], {
			prompts: { ...vips.prompts, nobody_takes_it: { on: false } }
		});
		comes(branch, 'A001', '09:00');
		expect(asked(branch, 'A001')).toBe('li');
		const { file } = branch.state.config;
		const left = { ...file, staff: file.staff!.filter(({ id }) => id !== 'li') };
		expect(branch.configure(left, at('09:00:30'))).toBe('ok');
		branch.pass(at('09:00:31'));
		expect(asked(branch, 'A001')).toBe('wang');
	});

	it('for good waits until nothing is in their hands', () => {
		const branch = atWork(['li', 'wang']);
		comes(branch, 'A001', '09:00');
		branch.tell('prompt.accepted', at('09:00:05'), promptOf('A001'), { staff: 'li' });
		const { file } = branch.state.config;
		const left = { ...file, staff: file.staff!.filter(({ id }) => id !== 'li') };
		expect(branch.configure(left, at('09:00:30'))).toBe('in_use');
		branch.tell('engagement.recorded', at('09:01'), 'A001', { staff: 'li', result: 'talked' });
		load(branch, 'li', 1, '09:01');
		expect(branch.configure(left, at('09:01:30'))).toBe('in_use');
		branch.tell('prompt.done', at('09:02'), 'complaint/2026-11-25/1', { staff: 'li' });
		expect(branch.configure(left, at('09:02'))).toBe('ok');
	});

	it('and was never of this branch is told so', () => {
		expect(atWork([]).tell('staff.left', at('09:00'), 'nobody', {})).toBe('unknown_person');
	});
});

describe('a day at work', () => {
	it('begins anew each morning', () => {
		const branch = atWork(['li']);
		branch.pass(at('08:00', '2026-11-26'));
		expect(branch.view().staff['li']?.onDuty).toBeUndefined();
	});

	it('begins with the first arrival that is told, and is not ended by one that is older', () => {
		const branch = atWork(['li']);
		branch.tell('staff.arrived', at('09:30'), 'li', {});
		expect(branch.view().staff['li']).toMatchObject({ onDuty: at('08:50') });
		branch.tell('staff.left', at('08:00'), 'li', {}, { heard: at('09:31') });
		expect(branch.view().staff['li']).toMatchObject({ onDuty: at('08:50') });
	});
});
