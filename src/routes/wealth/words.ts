/** Sentences of the inbox that need rows besides the messages. Pure. */
import { spaced } from '#lib/client/format.ts';
import { staffName } from '#lib/client/names.ts';
import type { Locale } from '#lib/i18n/index.ts';
import type * as wealth from '#lib/i18n/wealth.ts';
import type { ReferralRow, StaffRow } from '#lib/protocol/index.ts';

/** Why something was not done; who was first, where somebody was. */
export function refusalText(
	code: string,
	referral: ReferralRow | undefined,
	live: { staff: Record<string, StaffRow> },
	t: typeof wealth.zh,
	locale: Locale
): string {
	const by = referral?.acceptedBy;
	if (code === 'referral_taken' && by !== undefined) {
		return spaced(t.refused.taken(staffName(by, live, locale)));
	}
	if (code === 'referral_closed' && referral !== undefined) {
		return spaced(t.refused.closed(by === undefined ? '' : staffName(by, live, locale)));
	}
	const known = t.refused.codes[code];
	return known ?? spaced(t.refused.other(code));
}
