/** Deeds of the board in words. Pure. */
import { nameOf, spaced } from '#lib/client/format.ts';
import type { LiveView } from '#lib/client/live-view.svelte.ts';
import type * as board from '#lib/i18n/board.ts';
import type { Locale } from '#lib/i18n/index.ts';
import type { Deed } from './deeds.ts';

type Words = typeof board.zh;
type Named = Pick<LiveView, 'counters' | 'services'>;

/** `暂停 3号窗口`. */
export function deedText(deed: Deed, live: Named, t: Words, locale: Locale): string {
	switch (deed.do) {
		case 'open':
		case 'pause':
		case 'close':
			return spaced(t.deeds[deed.do](nameOf(live.counters, deed.counter, locale)));
		case 'transfer':
			return spaced(t.deeds.transfer(deed.ticket, whereTo(deed, live, t, locale)));
		default:
			return spaced(t.deeds[deed.do](deed.ticket));
	}
}

function whereTo(
	{ service, counter }: Extract<Deed, { do: 'transfer' }>,
	live: Named,
	t: Words,
	locale: Locale
): string {
	const name = nameOf(live.services, service, locale);
	return counter === undefined ? name : t.atCounter(name, nameOf(live.counters, counter, locale));
}

/** Why a deed did not happen, and what to do. */
export function refusalText(
	{ deed, code }: { deed: Deed; code: string },
	live: Named,
	t: Words,
	locale: Locale
): string {
	const why = t.refused[code] ?? t.refusedOther(code);
	return spaced(t.notDone(deedText(deed, live, t, locale), why));
}
