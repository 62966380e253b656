import { describe, expect, test } from 'vitest';
import * as messages from '../../src/lib/i18n/wealth.ts';
import type { ReferralRow, TicketRow } from '../../src/lib/protocol/index.ts';
import { inboxOf, unseen } from '../../src/routes/wealth/inbox.ts';
import { whereIs, whereText } from '../../src/routes/wealth/where.ts';
import { branch, byId, counter, NOW, ticket } from './counter-rows.ts';

const MINUTE = 60_000;
function referral(id: string, more: Partial<ReferralRow> = {}): ReferralRow {
	return { id, day: branch.businessDay, state: 'made', from: 't01', madeAt: NOW, ...more };
}

function rows(referrals: ReferralRow[], tickets: TicketRow[] = []) {
	return {
		branch,
		counters: byId([counter('3')]),
		referrals: byId(referrals),
		tickets: byId(tickets)
	};
}

const ids = (list: readonly ReferralRow[]) => list.map(({ id }) => id);

describe('the inbox', () => {
	test('has what I am asked about first, then what everybody is, then what others are', () => {
		const { offers } = inboxOf(
			rows([
				referral('theirs', { offeredTo: 'w02', madeAt: NOW - 9 * MINUTE }),
				referral('all', { madeAt: NOW - 8 * MINUTE }),
				referral('later', { offeredTo: 'w01', madeAt: NOW - MINUTE }),
				referral('old', { offeredTo: 'w01', day: '2026-11-20', madeAt: 1 }),
				referral('mine', { offeredTo: 'w01', madeAt: NOW - 2 * MINUTE })
			]),
			'w01'
		);
		// Whoever came on another day is not here now.
		expect(ids(offers)).toEqual(['mine', 'later', 'all', 'theirs', 'old']);
	});

	test('keeps what is mine until it is over, also of earlier days', () => {
		const own = { acceptedBy: 'w01' };
		const { mine, closed } = inboxOf(
			rows([
				referral('old', { ...own, state: 'accepted', day: '2026-11-20', acceptedAt: 1 }),
				referral('now', { ...own, state: 'accepted', acceptedAt: 2 }),
				referral('here', { ...own, state: 'met', acceptedAt: 3 }),
				referral('won', { ...own, state: 'won', closedAt: NOW - 2 }),
				referral('lost', { ...own, state: 'lost', closedAt: NOW - 1 }),
				referral('yesterday', { ...own, state: 'won', closedAt: NOW - 24 * 60 * MINUTE }),
				referral('other', { acceptedBy: 'w02', state: 'accepted' })
			]),
			'w01'
		);
		expect(ids(mine)).toEqual(['here', 'old', 'now']);
		expect(ids(closed)).toEqual(['lost', 'won']);
	});

	test('does not forget a number that is parked when the talk is over', () => {
		const won = referral('r', {
			...{ acceptedBy: 'w01', state: 'won', number: 'A1', metAt: NOW, closedAt: NOW }
		});
		const { mine } = inboxOf(rows([won], [ticket('A1', 9, { state: 'parked' })]), 'w01');
		expect(ids(mine)).toEqual(['r']);
		expect(ids(inboxOf(rows([won]), 'w01').closed)).toEqual(['r']);
		// Another customer has the number on another day.
		const old = { ...won, day: '2026-11-20' };
		expect(ids(inboxOf(rows([old], [ticket('A1', 9, { state: 'parked' })]), 'w01').mine)).toEqual(
			[]
		);
	});

	test('is seen once, by whoever is asked', () => {
		const inbox = inboxOf(
			rows([
				referral('mine', { offeredTo: 'w01' }),
				referral('seen', { offeredTo: 'w01', seenAt: NOW }),
				referral('theirs', { offeredTo: 'w02' }),
				referral('all')
			]),
			'w01'
		);
		expect(ids(unseen(inbox, 'w01'))).toEqual(['mine', 'all']);
		expect(unseen(inbox, null)).toEqual([]);
	});
});

describe('where the customer is', () => {
	const said = (made: ReferralRow, tickets: TicketRow[] = []) => {
		const live = rows([made], tickets);
		const where = whereIs(made, live, NOW);
		const text = whereText(where, live, messages.en, 'en', () => '20 Nov');
		return text.replaceAll('\u2009', ' ');
	};
	const made = referral('r', { number: 'A1' });
	const waiting = (more: Partial<TicketRow>) => ticket('A1', 5, more);

	test('follows the ticket', () => {
		const estimate = { wait: 600, low: 480, high: 900 };
		expect(said(made, [waiting({ estimate })])).toBe('still waits, called in 3–10 min');
		expect(said(made, [waiting({ estimate: null })])).toMatch(/nobody can say/);
		expect(said(made, [waiting({ state: 'parked' })])).toMatch(/^parked/);
		expect(said(made, [waiting({ state: 'called', counter: '3' })])).toBe(
			'just called to Counter 3'
		);
		expect(said(made, [waiting({ state: 'serving', counter: '3' })])).toBe('at Counter 3');
		expect(said(made)).toMatch(/may have left/);
	});

	test('is not the number of another day, and nobody’s without one', () => {
		expect(said({ ...made, day: '2026-11-20' }, [waiting({})])).toMatch(/^from 20 Nov/);
		expect(said(referral('r'))).toBe('no number');
	});
});
