import { describe, expect, it } from 'vitest';
import { at, smallBranch, Told } from '../support/history.ts';
import type { ReferralRow } from '#lib/protocol/index.ts';

const file = smallBranch({
	staff: [
		{ id: 'li', name: '李蕊', role: 'lobby_manager' },
		{ id: 'w01', name: '周岚', role: 'wealth_manager' },
		{ id: 'w02', name: '赵敏', role: 'wealth_manager' }
	],
	referrals: { acceptWithin: 120 }
});

/** A customer with number A1, referred by `li`; both managers are at work. */
function referred(): Told {
	const branch = new Told(file);
	branch.tell('ticket.issued', at('09:00'), 'A1', { service: 'cash' });
	branch.tell('staff.arrived', at('09:00'), 'w01', {});
	branch.tell('staff.arrived', at('09:00'), 'w02', {});
	branch.tell('referral.made', at('09:01'), 'r1', { from: 'li', number: 'A1' });
	return branch;
}

const row = (branch: Told) => branch.view().referrals?.['r1'] as ReferralRow;
const today = (branch: Told) => branch.view().kpis?.['today'];

describe('a word that is taken back', () => {
	it('leaves the referral where it stood before, step by step', () => {
		const branch = referred();
		const say = (type: 'accepted' | 'met' | 'closed', time: string, data: object = {}) =>
			branch.tell(`referral.${type}`, at(time), 'r1', { staff: 'w01', ...data });
		const undo = (time: string) => branch.tell('referral.undone', at(time), 'r1', { staff: 'w01' });
		say('accepted', '09:01:10');
		say('met', '09:05');
		say('closed', '09:20', { outcome: 'won' });
		expect(today(branch)).toMatchObject({ referralsMet: 1, referralsWon: 1 });
		expect(undo('09:20:08')).toBe('ok');
		expect(row(branch)).toMatchObject({ state: 'met', acceptedBy: 'w01' });
		expect(row(branch).closedAt).toBeUndefined();
		expect(today(branch)).toMatchObject({ referralsMet: 1, referralsWon: 0 });
		// The meeting was told long before.
		expect(undo('09:20:09')).toBe('undo_too_late');
	});

	it('is that of whoever said it, and for a moment only', () => {
		const branch = referred();
		branch.tell('referral.accepted', at('09:02'), 'r1', { staff: 'w01' });
		const undo = (time: string, staff: string) =>
			branch.tell('referral.undone', at(time), 'r1', { staff });
		expect(undo('09:02:05', 'w02')).toBe('not_yours');
		expect(undo('09:02:05', 'li')).toBe('referral_taken');
		expect(undo('09:02:16', 'w01')).toBe('undo_too_late');
		expect(undo('09:02:15', 'w01')).toBe('ok');
		expect(row(branch).state).toBe('made');
		expect(row(branch).acceptedBy).toBeUndefined();
		expect(undo('09:30', 'li')).toBe('ok');
		expect(row(branch).state).toBe('undone');
		expect(undo('09:30:01', 'li')).toBe('referral_closed');
	});

	it('lets the clock of the offer run on from there', () => {
		const branch = referred().pass(at('09:01'));
		expect(row(branch).offeredTo).toBe('w01');
		branch.tell('referral.accepted', at('09:02:58'), 'r1', { staff: 'w01' });
		branch.pass(at('09:03:05'));
		branch.tell('referral.undone', at('09:03:06'), 'r1', { staff: 'w01' });
		branch.pass(at('09:03:06'));
		// Its two minutes were over at 9:03: it is offered to the next one now, not in the past.
		expect(row(branch).offeredTo).toBe('w02');
		expect(branch.log.at(-1)).toMatchObject({ type: 'referral.offered', at: at('09:03:06') });
		expect(branch.restarted().view().referrals?.['r1']).toEqual(row(branch));
	});
});

describe('the ticket of a customer whom the wealth manager has met', () => {
	const asPerson = { origin: 'person' } as const;

	it('is parked with its place, and finished without a call', () => {
		const branch = referred();
		branch.tell('ticket.parked', at('09:05'), 'A1', { reason: 'referral' });
		expect(branch.tell('ticket.finished', at('09:06'), 'A1', {}, asPerson)).toBe(
			'ticket_not_called'
		);
		branch.tell('referral.accepted', at('09:06'), 'r1', { staff: 'w01' });
		branch.tell('referral.met', at('09:06'), 'r1', { staff: 'w01' });
		expect(branch.tell('ticket.finished', at('09:25'), 'A1', {}, asPerson)).toBe('ok');
		// Finished, and nobody was called: there is no wait to count.
		expect(today(branch)).toMatchObject({ finished: 1, abandoned: 0, calls: 0, meanWait: null });
		expect(branch.state.today?.calls.get('cash')).toBeUndefined();
	});

	it('goes back to its place in line', () => {
		const branch = referred();
		branch.tell('ticket.issued', at('09:02'), 'A2', { service: 'cash' });
		branch.tell('referral.met', at('09:03'), 'r1', { staff: 'w01' });
		branch.tell('ticket.parked', at('09:03'), 'A1', { reason: 'referral' });
		branch.tell('ticket.resumed', at('09:20'), 'A1', {});
		const { A1, A2 } = branch.view().tickets ?? {};
		expect(A1?.order).toBeLessThan(A2?.order ?? 0);
		expect(A1?.issuedAt).toBe(at('09:00'));
	});
});
