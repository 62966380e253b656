import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import * as messages from '../../src/lib/i18n/wealth.ts';
import type { ReferralRow, TicketRow } from '../../src/lib/protocol/index.ts';
import { WealthDesk } from '../../src/routes/wealth/desk.svelte.ts';
import { refusalText } from '../../src/routes/wealth/words.ts';
import { FakeLive } from './counter-live.svelte.ts';
import { byId, NOW, ticket } from './counter-rows.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function deskWith(more: Partial<ReferralRow> = {}, tickets: TicketRow[] = [], me = 'w01') {
	const live = new FakeLive(tickets);
	const made: ReferralRow = {
		...{ id: 'r1', day: live.branch.businessDay, state: 'made', number: 'A1' },
		...{ from: 't01', madeAt: NOW, ...more }
	};
	live.referrals = byId([made]);
	return { live, made, desk: new WealthDesk(live.asLiveView(), me) };
}

const sale = { product: 'steady', amount: 5_000_000, currency: 'CNY' };

describe('a referral is accepted', () => {
	test('in one’s own name, and taken back within ten seconds', async () => {
		const { live, made, desk } = deskWith();
		void desk.accept(made);
		expect(live.sent[0]).toEqual({
			type: 'referral.accepted',
			subject: 'r1',
			data: { staff: 'w01' }
		});
		// Pressed twice it is done once.
		void desk.accept(made);
		expect(live.sent).toHaveLength(1);
		await live.answer();
		void desk.undo();
		expect(live.sent[1]).toEqual({
			type: 'referral.undone',
			subject: 'r1',
			data: { staff: 'w01' }
		});
		await live.answer();
		expect(desk.undoable).toBeNull();
	});

	test('by one alone: whoever comes second is told who was first, for a while', async () => {
		const { live, made, desk } = deskWith();
		void desk.accept(made);
		live.referrals = byId([{ ...made, state: 'accepted', acceptedBy: 'w02' }]);
		await live.answer({ ok: false, code: 'referral_taken' } as never);
		const said = () =>
			refusalText(desk.refused['r1'] ?? '', live.referrals['r1'], live, messages.en, 'en');
		expect(said()).toBe('Lin Wei was first');
		expect(desk.undoable).toBeNull();
		vi.advanceTimersByTime(6_001);
		expect(desk.refused).toEqual({});
	});

	test('never blindly, and by nobody who is nobody of the staff', async () => {
		const { live, made, desk } = deskWith();
		live.stale = true;
		expect(await desk.accept(made)).toBe(false);
		expect([live.sent, desk.refused]).toEqual([[], { r1: 'stale' }]);
		const stranger = deskWith({}, [], 'x99');
		expect(await stranger.desk.accept(stranger.made)).toBe(false);
		expect([stranger.live.sent, stranger.desk.refused]).toEqual([[], { r1: 'who' }]);
	});
});

describe('the customer is here', () => {
	test('and keeps the place in line: the ticket is parked, and goes back or is finished', async () => {
		const { live, made, desk } = deskWith({ state: 'accepted', acceptedBy: 'w01' }, [
			ticket('A1', 9)
		]);
		void desk.meet(made);
		await live.answer();
		expect(live.sent[1]).toEqual({
			type: 'ticket.parked',
			subject: 'A1',
			data: { reason: 'referral' }
		});
		await live.answer();
		desk.back('A1');
		desk.finish('A1');
		expect(live.types.slice(2)).toEqual(['ticket.resumed A1', 'ticket.finished A1']);
	});

	test('where a counter has them nothing is parked', async () => {
		const { live, made, desk } = deskWith({ state: 'accepted', acceptedBy: 'w01' }, [
			ticket('A1', 9, { state: 'serving', counter: '1' })
		]);
		void desk.meet(made);
		await live.answer();
		expect(live.types).toEqual(['referral.met r1']);
	});

	test('taken back, the ticket goes back to its place too', async () => {
		const { live, made, desk } = deskWith({ state: 'accepted', acceptedBy: 'w01' }, [
			ticket('A1', 9)
		]);
		void desk.meet(made);
		await live.answer();
		await live.answer();
		live.become([ticket('A1', 9, { state: 'parked' })]);
		void desk.undo();
		await live.answer();
		expect(live.types).toEqual([
			'referral.met r1',
			'ticket.parked A1',
			'referral.undone r1',
			'ticket.resumed A1'
		]);
	});
});

describe('what came of it', () => {
	const met = { state: 'met', acceptedBy: 'w01', metAt: NOW } as const;

	test('a sale is of the referral and its ticket, and won with it', async () => {
		const { live, desk } = deskWith(met);
		void desk.win('r1', sale);
		expect(live.sent[0]).toMatchObject({
			type: 'sale.recorded',
			data: { ...sale, staff: 'w01', channel: 'wealth', number: 'A1', referral: 'r1' }
		});
		await live.answer();
		expect(live.sent[1]).toEqual({
			type: 'referral.closed',
			subject: 'r1',
			data: { staff: 'w01', outcome: 'won' }
		});
		await live.answer();
		void desk.undo();
		await live.answer();
		expect(live.sent.slice(2)).toEqual([
			{ type: 'referral.undone', subject: 'r1', data: { staff: 'w01' } },
			{
				type: 'sale.cancelled',
				subject: live.sent[0]?.subject,
				data: { staff: 'w01', reason: 'undone' }
			}
		]);
	});

	test('a sale that is refused wins nothing', async () => {
		const { live, desk } = deskWith(met);
		void desk.win('r1', sale);
		await live.answer({ ok: false, code: 'unknown_product' } as never);
		expect(live.types).toHaveLength(1);
		expect(desk.refused).toEqual({ r1: 'unknown_product' });
	});

	test('a sale on a later day is of no ticket: the number is somebody else’s then', () => {
		const { live, desk } = deskWith({ ...met, day: '2026-11-20' });
		void desk.win('r1', sale);
		expect(live.sent[0]?.data).not.toHaveProperty('number');
	});

	test('a sale that a page before this one left unsent is won all the same', async () => {
		const { live, desk } = deskWith(met);
		const data = { ...sale, staff: 'w01', channel: 'wealth', referral: 'r1' };
		void desk.resume({ id: 'k1', type: 'sale.recorded', subject: 's1', data, tappedAt: NOW });
		await live.answer();
		expect(live.types).toEqual(['sale.recorded s1', 'referral.closed r1']);
	});

	test('lost has a reason', async () => {
		const { live, desk } = deskWith(met);
		desk.lose('r1', 'needs_time');
		expect(live.sent[0]).toEqual({
			type: 'referral.closed',
			subject: 'r1',
			data: { staff: 'w01', outcome: 'lost', reason: 'needs_time' }
		});
	});
});

test('what is offered to me is told to be seen, once', () => {
	const { live, desk } = deskWith({ offeredTo: 'w01' });
	desk.look();
	desk.look();
	expect(live.types).toEqual(['referral.seen r1']);
});
