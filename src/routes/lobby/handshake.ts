/** Where a referral stands, step by step, for whoever made it. Pure. */
import { hhmm, nameOf, spaced } from '#lib/client/format.ts';
import { staffName } from '#lib/client/names.ts';
import type { LiveView } from '#lib/client/live-view.svelte.ts';
import type { Locale } from '#lib/i18n/index.ts';
import type * as lobby from '#lib/i18n/lobby.ts';
import type { CatalogueRow, ReferralRow } from '#lib/protocol/index.ts';

type Named = Pick<LiveView, 'staff' | 'branch'>;

/** `led`: since when the customer is on the way, if they are led from this tablet. */
export function stepsOf(
	referral: ReferralRow,
	led: number | undefined,
	now: number,
	live: Named,
	t: typeof lobby.zh,
	locale: Locale
): string[] {
	const words = t.selling.handshake;
	const { state, madeAt, seenAt, acceptedAt, acceptedBy, metAt, closedAt } = referral;
	const time = (at: number) => hhmm(at, live.branch.timeZone);
	const name = (id: string) => staffName(id, live, locale);
	const steps = [words.made(time(madeAt))];
	if (state === 'made') {
		const asked = referral.offeredTo ?? referral.to;
		steps.push(asked === undefined ? words.nobody : words.asked(name(asked)));
		if (asked !== undefined)
			steps.push(seenAt === undefined ? words.unseen : words.seen(time(seenAt)));
		const left = ((referral.offeredUntil ?? now) - now) / 1000;
		if (left > 0) steps.push(words.next(Math.ceil(left)));
	} else if (seenAt !== undefined && acceptedAt === undefined) steps.push(words.seen(time(seenAt)));
	if (acceptedAt !== undefined && acceptedBy !== undefined)
		steps.push(words.accepted(name(acceptedBy), time(acceptedAt)));
	if (state === 'accepted' && led !== undefined) steps.push(words.led(time(led)));
	if (metAt !== undefined) steps.push(words.met(time(metAt)));
	if (closedAt !== undefined && (state === 'won' || state === 'lost' || state === 'undone'))
		steps.push(words[state](time(closedAt)));
	return steps.map(spaced);
}

/** The number, and what the customer needs. */
export function aboutReferral(
	{ number = '', need }: ReferralRow,
	catalogue: CatalogueRow | undefined,
	t: typeof lobby.zh,
	locale: Locale
): string {
	const needs = Object.fromEntries((catalogue?.needs ?? []).map((each) => [each.id, each]));
	const words = need === undefined ? '' : nameOf(needs, need, locale);
	return spaced(t.selling.handshake.about(number, words).trim());
}

/** Those that somebody made on a day and did not take back, the newest first. */
export function madeBy(
	staff: string | null,
	referrals: Readonly<Record<string, ReferralRow>>,
	day: string
): ReferralRow[] {
	return Object.values(referrals)
		.filter((each) => each.from === staff && each.day === day && each.state !== 'undone')
		.sort((a, b) => b.madeAt - a.madeAt || (a.id < b.id ? -1 : 1));
}
