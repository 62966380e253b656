/** Where the customer of a referral is now. Pure. */
import { hhmm, minuteRange, spaced } from '#lib/client/format.ts';
import { leftOf } from '#lib/client/left.ts';
import type { Left } from '#lib/client/left.ts';
import { counterName } from '#lib/client/names.ts';
import type { Locale } from '#lib/i18n/index.ts';
import type * as wealth from '#lib/i18n/wealth.ts';
import type { BranchRow, CounterRow, ReferralRow, TicketRow } from '#lib/protocol/index.ts';
import { ticketOf } from './inbox.ts';

export type Where =
	| { at: 'waiting'; left: Left | null; ticket: TicketRow }
	| { at: 'parked'; ticket: TicketRow }
	| { at: 'called' | 'serving'; counter: string; ticket: TicketRow }
	/** The ticket is over. */
	| { at: 'left' }
	/** It was made on an earlier day. */
	| { at: 'earlier'; madeAt: number }
	| { at: 'unknown' };

interface Rows {
	branch: BranchRow;
	counters: Record<string, CounterRow>;
	referrals: Record<string, ReferralRow>;
	tickets: Record<string, TicketRow>;
}

export function whereIs(referral: ReferralRow, rows: Rows, now: number): Where {
	if (referral.day !== rows.branch.businessDay) return { at: 'earlier', madeAt: referral.madeAt };
	if (referral.number === undefined) return { at: 'unknown' };
	const ticket = ticketOf(referral, rows);
	if (ticket === undefined) return { at: 'left' };
	switch (ticket.state) {
		case 'waiting':
			return { at: 'waiting', left: leftOf(ticket, now), ticket };
		case 'parked':
			return { at: 'parked', ticket };
		default:
			return { at: ticket.state, counter: ticket.counter ?? '', ticket };
	}
}

export function whereText(
	where: Where,
	live: Rows,
	t: typeof wealth.zh,
	locale: Locale,
	dateOf: (instant: number) => string
): string {
	switch (where.at) {
		case 'waiting': {
			if (where.left === null) return t.where.waiting;
			const { low, high } = minuteRange(where.left.low * 60, where.left.high * 60);
			return spaced(t.where.waitingFor(low, high));
		}
		case 'called':
		case 'serving':
			return spaced(t.where[where.at](counterName(where.counter, live, locale)));
		case 'earlier':
			return spaced(
				t.where.earlier(dateOf(where.madeAt), hhmm(where.madeAt, live.branch.timeZone))
			);
		default:
			return t.where[where.at];
	}
}
