/** Referrals as one manager's inbox has them. Pure. */
import { businessDayAt } from '#lib/domain/time/business-day.ts';
import type { ReferralRow, TicketRow } from '#lib/protocol/index.ts';

export interface Inbox {
	/**
	 * Nobody has them: of today first, whose customer may be here; those that I am asked about, then what everybody is,
	 * then what others are.
	 */
	offers: ReferralRow[];
	/** Mine to go on with: those I have met, then those I wait for. */
	mine: ReferralRow[];
	/** Mine that are over since this morning, the latest first. */
	closed: ReferralRow[];
}

interface Rows {
	referrals: Readonly<Record<string, ReferralRow>>;
	tickets: Readonly<Record<string, TicketRow>>;
	branch: { businessDay: string; timeZone: string };
}

export function isClosed({ state }: ReferralRow): boolean {
	return state === 'won' || state === 'lost' || state === 'undone';
}

/** Today's ticket of a referral, as long as it is not over. */
export function ticketOf(referral: ReferralRow, { tickets, branch }: Rows): TicketRow | undefined {
	const { number, day } = referral;
	return number === undefined || day !== branch.businessDay ? undefined : tickets[number];
}

/** `me` null: nobody of the staff, who has none of their own. */
export function inboxOf(rows: Rows, me: string | null): Inbox {
	const all = Object.values(rows.referrals);
	const own = all.filter(({ acceptedBy }) => acceptedBy !== undefined && acceptedBy === me);
	// Whoever was met keeps a ticket that is parked: what becomes of it is still to be said.
	const isOpen = (referral: ReferralRow) =>
		!isClosed(referral) || ticketOf(referral, rows)?.state === 'parked';
	const { businessDay, timeZone } = rows.branch;
	const isEarlier = ({ day }: ReferralRow) => day !== businessDay;
	const isOfToday = ({ closedAt }: ReferralRow) =>
		closedAt !== undefined && businessDayAt(closedAt, timeZone).day === businessDay;
	return {
		offers: all
			.filter(({ state }) => state === 'made')
			.sort(
				(a, b) =>
					Number(isEarlier(a)) - Number(isEarlier(b)) ||
					turnOf(a, me) - turnOf(b, me) ||
					a.madeAt - b.madeAt
			),
		mine: own
			.filter(isOpen)
			.sort((a, b) => stepOf(a) - stepOf(b) || (a.acceptedAt ?? 0) - (b.acceptedAt ?? 0)),
		closed: own
			.filter((referral) => !isOpen(referral) && isOfToday(referral))
			.sort((a, b) => (b.closedAt ?? 0) - (a.closedAt ?? 0))
	};
}

function turnOf({ offeredTo }: ReferralRow, me: string | null): number {
	if (offeredTo === undefined) return 1;
	return offeredTo === me ? 0 : 2;
}

function stepOf({ state }: ReferralRow): number {
	return state === 'met' ? 0 : state === 'accepted' ? 1 : 2;
}

/** Those that a manager sees for the first time: each is told once, by whoever is asked about it. */
export function unseen({ offers }: Inbox, me: string | null): ReferralRow[] {
	if (me === null) return [];
	return offers.filter(({ seenAt, offeredTo }) => seenAt === undefined && (offeredTo ?? me) === me);
}
