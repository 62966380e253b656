/** A place in line in words. Pure. */
import type { Locale } from '../i18n/index.ts';
import type * as words from '../i18n/reasons.ts';
import type { CounterRow, StaffRow } from '../protocol/index.ts';
import { minutesOf, spaced } from './format.ts';
import type { WaitLimits } from './limits.ts';
import { counterName, staffName } from './names.ts';
import type { Reason } from './waiter.ts';

type Words = typeof words.zh;
interface Named {
	counters: Record<string, CounterRow>;
	staff: Record<string, StaffRow>;
}

/** `预计超 10 分钟`: the limit is that of the service. */
export function likelyText({ long }: WaitLimits, t: Words): string {
	return spaced(t.likely(minutesOf(long)));
}

/** `第 4 位，优先客户，前移 1 位`. */
export function reasonText(
	reasons: Reason[],
	{ live, me }: { live: Named; me: string | null },
	t: Words,
	locale: Locale
): string {
	const words = reasons.map((reason): string => {
		switch (reason.code) {
			case 'called':
				return reason.counter === undefined
					? t.calledSomewhere
					: t.called(counterName(reason.counter, live, locale));
			case 'serving':
				return reason.counter === undefined
					? t.servingSomewhere
					: t.serving(counterName(reason.counter, live, locale));
			case 'place':
			case 'passes':
			case 'yields':
				return t[reason.code](reason.n);
			case 'followed':
				return reason.staff === me
					? t.followedByMe
					: t.followed(staffName(reason.staff, live, locale));
			default:
				return t[reason.code];
		}
	});
	return spaced(words.join(t.and));
}
