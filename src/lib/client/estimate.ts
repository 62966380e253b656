/** An estimate in words: for whoever thinks of taking a number, and why it is so. Pure. */
import type * as estimate from '../i18n/estimate.ts';
import type { CounterRow, EstimateBasis, ServiceRow } from '../protocol/index.ts';
import { minuteRange, spaced } from './format.ts';

type Words = typeof estimate.zh;

/** `前面 3 位，2 个窗口，每位约 4 分钟`. */
export function basisText({ ahead, counters, each }: EstimateBasis, t: Words): string {
	const minutes = Math.max(1, Math.round(each / 60));
	return spaced([t.ahead(ahead), t.counters(counters), t.each(minutes)].join(t.and));
}

/** `现在取号约等 16–24 分钟，前面 3 位，2 个窗口，每位约 4 分钟`, or that no counter is open. */
export function newTicketText({ estimate }: Pick<ServiceRow, 'estimate'>, t: Words): string {
	if (estimate === null) return t.noCounter;
	const { low, high } = minuteRange(estimate.low, estimate.high);
	return spaced(t.newTicketWaits(low, high) + t.and) + basisText(estimate.basis, t);
}

/**
 * Whether anybody of the service is called at all. Where counters never say that they open, an estimate tells; where
 * there is none, an open counter does.
 */
export function isServed(
	{ id, estimate }: Pick<ServiceRow, 'id' | 'estimate'>,
	counters: Readonly<Record<string, CounterRow>>
): boolean {
	return (
		estimate !== null ||
		Object.values(counters).some(({ state, services }) => state === 'open' && services.includes(id))
	);
}
