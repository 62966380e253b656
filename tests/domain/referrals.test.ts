import { describe, expect, it } from 'vitest';
import type { BranchFile, FunnelRow, TodayRow } from '#lib/protocol/index.ts';
import { at, smallBranch, Told } from '../support/history.ts';

const staff: BranchFile['staff'] = [
	{ id: 'wang', name: '王敏', role: 'lobby_manager' },
	{ id: 'qian', name: '钱进', role: 'wealth_manager' },
	{ id: 'sun', name: '孙悦', role: 'wealth_manager' },
	{ id: 'wu', name: '吴凡', role: 'wealth_manager' }
];
const NEXT_DAY = '2026-11-26';
const today = (branch: Told) => branch.view().kpis['today'] as TodayRow;
const row = (branch: Told, id = 'r1') => branch.view().referrals[id];
const offers = (branch: Told) =>
	branch.log.flatMap((event) =>
		event.type === 'referral.offered' ? [[event.at, event.data.to] as const] : []
	);

function made(atWork: string[] = ['qian', 'sun'], data: { to?: string } = {}): Told {
	const branch = new Told(smallBranch({ staff }));
	for (const id of atWork) branch.tell('staff.arrived', at('08:50'), id, {});
	branch.tell('ticket.issued', at('09:00'), 'A001', { service: 'cash', tags: ['outflow'] });
	branch.tell('referral.made', at('09:01'), 'r1', { from: 'wang', number: 'A001', ...data });
	return branch;
}

describe('the handshake', () => {
	it('goes from made to won, and the ticket follows the customer', () => {
		const branch = made();
		branch.tell('referral.seen', at('09:01:10'), 'r1', { staff: 'qian' });
		branch.tell('referral.accepted', at('09:01:20'), 'r1', { staff: 'qian' });
		branch.tell('referral.met', at('09:20'), 'r1', { staff: 'qian' });
		expect(today(branch)).toMatchObject({ referralsMade: 1, referralsMet: 1, referralsWon: 0 });
		branch.tell('referral.closed', at('09:40'), 'r1', { staff: 'qian', outcome: 'won' });
		expect(row(branch)).toMatchObject({
			state: 'won',
			seenAt: at('09:01:10'),
			acceptedBy: 'qian',
			acceptedAt: at('09:01:20'),
			metAt: at('09:20'),
			closedAt: at('09:40')
		});
		expect(today(branch)).toMatchObject({ referralsMade: 1, referralsMet: 1, referralsWon: 1 });
	});

	it('is taken once: a second manager is told who was first, the same one is not scolded', () => {
		const branch = made();
		expect(branch.tell('referral.accepted', at('09:02'), 'r1', { staff: 'qian' })).toBe('ok');
		expect(branch.tell('referral.accepted', at('09:02'), 'r1', { staff: 'sun' })).toBe(
			'referral_taken'
		);
		expect(branch.tell('referral.accepted', at('09:03'), 'r1', { staff: 'qian' })).toBe('ok');
		expect(row(branch)).toMatchObject({ acceptedBy: 'qian', acceptedAt: at('09:02') });
	});

	it.each(['won', 'lost'] as const)('nothing is told of one that is %s', (outcome) => {
		const branch = made();
		branch.tell('referral.accepted', at('09:02'), 'r1', { staff: 'qian' });
		branch.tell('referral.closed', at('09:03'), 'r1', { staff: 'qian', outcome });
		const before = row(branch);
		for (const type of ['referral.accepted', 'referral.met', 'referral.closed'] as const) {
			expect(branch.tell(type, at('09:04'), 'r1', { staff: 'qian', outcome: 'won' })).toBe(
				'referral_closed'
			);
		}
		expect(branch.tell('referral.undone', at('09:04'), 'r1', { staff: 'wang' })).toBe(
			'referral_closed'
		);
		expect(row(branch)).toEqual(before);
	});

	it('is taken back by whoever made it, before anybody accepts', () => {
		const branch = made();
		const before = today(branch);
		expect(branch.tell('referral.undone', at('09:02'), 'r1', { staff: 'qian' })).toBe('not_yours');
		expect(branch.tell('referral.undone', at('09:02'), 'r1', { staff: 'wang' })).toBe('ok');
		expect(branch.tell('referral.accepted', at('09:02:01'), 'r1', { staff: 'sun' })).toBe(
			'referral_closed'
		);
		expect(today(branch)).toEqual({ ...before, referralsMade: 0, longestWait: 121 });
		const late = made();
		late.tell('referral.accepted', at('09:02'), 'r1', { staff: 'qian' });
		expect(late.tell('referral.undone', at('09:02:01'), 'r1', { staff: 'wang' })).toBe(
			'referral_taken'
		);
	});

	it('is of a customer and with an id that are known once', () => {
		const branch = made();
		const make = (id: string, number: string) =>
			branch.tell('referral.made', at('09:05'), id, { from: 'wang', number });
		expect(make('r1', 'A001')).toBe('referral_exists');
		expect(make('r2', 'Z9')).toBe('unknown_ticket');
		expect(branch.tell('referral.met', at('09:05'), 'r2', { staff: 'qian' })).toBe(
			'unknown_referral'
		);
	});

	it('keeps what somebody typed from screens and figures: words of the stations alone', () => {
		const branch = made();
		branch.tell('referral.closed', at('09:05'), 'r1', {
			staff: 'qian',
			outcome: 'lost',
			reason: '张三 13800000000'
		});
		expect(row(branch)).toMatchObject({ state: 'lost', reason: 'other' });
		expect(JSON.stringify(branch.view())).not.toContain('张三');
	});
});

describe('who is asked', () => {
	it('one after the other, each for two minutes, then everybody', () => {
		const branch = made();
		branch.pass(at('09:30'));
		expect(offers(branch)).toEqual([
			[at('09:01'), 'qian'],
			[at('09:03'), 'sun'],
			[at('09:05'), null]
		]);
		expect(row(branch)?.offeredTo).toBeUndefined();
	});

	it('first the one whom it was made for', () => {
		const branch = made(['qian', 'sun'], { to: 'sun' });
		expect(row(branch)).toMatchObject({ to: 'sun', offeredTo: 'sun', offeredUntil: at('09:03') });
		branch.pass(at('09:30'));
		expect(offers(branch)).toEqual([
			[at('09:03'), 'qian'],
			[at('09:05'), null]
		]);
	});

	it('whoever has least in hand', () => {
		const branch = made();
		branch.tell('referral.accepted', at('09:01:30'), 'r1', { staff: 'qian' });
		branch.tell('referral.made', at('09:02'), 'r2', { from: 'wang' });
		branch.pass(at('09:02:01'));
		expect(row(branch, 'r2')?.offeredTo).toBe('sun');
	});

	it('nobody who has left, and whoever comes', () => {
		const branch = made(['qian']);
		branch.pass(at('09:01:30'));
		branch.tell('staff.left', at('09:01:40'), 'qian', {});
		branch.pass(at('09:01:41'));
		expect(row(branch)?.offeredTo).toBeUndefined();
		branch.tell('staff.arrived', at('09:02'), 'sun', {});
		branch.pass(at('09:02:01'));
		expect(row(branch)).toMatchObject({ offeredTo: 'sun', offeredUntil: at('09:04') });
	});

	it('nobody once it is taken', () => {
		const branch = made();
		branch.tell('referral.accepted', at('09:02'), 'r1', { staff: 'wu' });
		branch.pass(at('10:00'));
		expect(offers(branch)).toEqual([[at('09:01'), 'qian']]);
	});
});

describe('a customer who does not come today', () => {
	it('is met tomorrow: the referral is open, and counts on the day on which it was made', () => {
		let branch = made([]);
		branch.pass(at('09:00', NEXT_DAY));
		branch = branch.restarted();
		branch.tell('staff.arrived', at('09:00', NEXT_DAY), 'sun', {});
		branch.pass(at('09:00:01', NEXT_DAY));
		expect(row(branch)).toMatchObject({ state: 'made', day: '2026-11-25', offeredTo: 'sun' });
		expect(branch.tell('referral.accepted', at('09:01', NEXT_DAY), 'r1', { staff: 'sun' })).toBe(
			'ok'
		);
		expect(branch.tell('referral.met', at('09:30', NEXT_DAY), 'r1', { staff: 'sun' })).toBe('ok');
		expect(today(branch)).toMatchObject({ referralsMade: 0, referralsMet: 0 });
		expect(branch.state.yesterday?.referrals.get('r1')?.met).toBe(true);
		// The number is another customer's by now.
		branch.tell('ticket.issued', at('09:31', NEXT_DAY), 'A001', { service: 'cash' });
		branch.tell('referral.closed', at('09:40', NEXT_DAY), 'r1', { staff: 'sun', outcome: 'won' });
		expect(branch.state.today?.tickets.get('A001')?.referral).toBe(0);
		expect(branch.view().kpis['funnel'] as FunnelRow).toMatchObject({ referred: 0, sold: 0 });
	});

	it('is not waited for longer than thirty days', () => {
		const branch = made([]);
		for (let day = 1; day <= 30; day += 1) {
			branch.pass(at('12:00') + day * 86_400_000);
			expect(branch.state.referrals.get('r1')?.state).toBe('made');
		}
		branch.pass(at('12:00') + 31 * 86_400_000);
		expect(row(branch)).toMatchObject({ state: 'lost', reason: 'expired' });
		expect(branch.tell('referral.accepted', branch.clock, 'r1', { staff: 'sun' })).toBe(
			'referral_closed'
		);
		for (const day of [32, 33]) branch.pass(at('12:00') + day * 86_400_000);
		expect(branch.state.referrals.size).toBe(0);
	});
});
