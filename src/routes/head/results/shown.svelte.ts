import type { LiveView } from '#lib/client/live-view.svelte.ts';
import type { ConversionGroup, ConversionReport } from '#lib/protocol/conversion.ts';
import type { FunnelRow } from '#lib/protocol/index.ts';
import { countedOf, countedToday } from '../day/rates.ts';
import { holds, isAlike, isOfOther, isToday, weeksBefore } from '#lib/office/span.ts';
import type { Days } from '#lib/office/span.ts';
import type { Asking } from '#lib/office/asking.svelte.ts';
import { paced } from '#lib/office/paced.svelte.ts';
import { READ_AGAIN, followReport, reportAddress } from '#lib/office/report.svelte.ts';
import { allOf } from './stats.ts';
import type { StatsAnswer } from './stats.ts';
import { sumOf, toldOf, totalsOf } from './totals.ts';
import type { Live } from './totals.ts';

type Reported = Pick<Asking<unknown>, 'fault'> & { answer: Days | null };

/**
 * Everything that the page shows of some days, from one place, so that the same figure is the same everywhere: live rows where
 * only today is shown, reports of the server for the rest. Call it while a component is made.
 */
export function shownOf(live: LiveView, span: () => Days) {
	const today = $derived(live.branch.businessDay);
	const days = $derived(span());
	const onlyToday = $derived(isToday(days, today));
	const now: Live = $derived({
		today: live.today,
		funnel: live.kpis['funnel'] as FunnelRow | undefined
	});
	const told = paced(() => (holds(days, today) ? toldOf(now) : ''), READ_AGAIN);

	const ask = <T>(report: string, by: string, of: () => Days | null) =>
		followReport<T>(
			() => {
				const asked = of();
				return asked && reportAddress(live.branch.id, report, asked, { by });
			},
			() => told.value
		);
	const conversion = (by: ConversionGroup, of: () => Days | null) =>
		ask<ConversionReport>('conversion', by, of);
	/** What is told live is not asked for. */
	const others = () => (onlyToday ? null : days);
	const services = conversion('service', () => days);
	const staff = conversion('staff', () => days);
	const hours = conversion('hour', others);
	const products = conversion('product', others);
	const daily = conversion('day', () => ({ from: weeksBefore(days).from, to: days.to }));
	const statDays = ask<StatsAnswer>('stats', 'day', others);
	const statHours = ask<StatsAnswer>('stats', 'hour', others);
	const statServices = ask<StatsAnswer>('stats', 'service', others);

	const ofThese = <T extends Days>(answer: T | null) => (isOfOther(answer, days) ? null : answer);
	/** Of other days than those chosen, or not to be read now: to be shown as such. */
	const isOld = ({ answer, fault }: Reported) => isOfOther(answer, days) || fault !== null;

	const total = $derived(
		onlyToday ? totalsOf(ofThese(services.answer), now) : totalsOf(services.answer, null)
	);
	const dailyRows = $derived(daily.answer?.to === days.to ? daily.answer.rows : []);
	const before = $derived.by(() => {
		const { from, to } = weeksBefore(days);
		const alike = dailyRows.filter(({ key }) => key >= from && key <= to && isAlike(key, days));
		return alike.length === 0 ? null : sumOf(alike);
	});
	/** On which anything was counted; today always. */
	const worked = $derived(
		onlyToday ? 1 : dailyRows.filter(({ key }) => key >= days.from && key <= days.to).length
	);
	const open = $derived(holds(days, today) ? Object.keys(live.tickets).length : 0);
	const rates = $derived.by(() => {
		if (onlyToday) return live.today ? countedToday(live.today, open) : null;
		return statDays.answer && total ? countedOf(statDays.answer.rows, total, open) : null;
	});

	return {
		services,
		staff,
		hours,
		products,
		statHours,
		statServices,
		isOld,
		get days() {
			return days;
		},
		get onlyToday() {
			return onlyToday;
		},
		get now() {
			return now;
		},
		/** Changes when a report of these days should be read anew. */
		get told() {
			return told.value;
		},
		get total() {
			return total;
		},
		/** Whether what is not told live is of other days. */
		get old() {
			return !onlyToday && isOld(services);
		},
		get oldStats() {
			return !onlyToday && [statDays, statHours, statServices].some(isOld);
		},
		get before() {
			return before;
		},
		get worked() {
			return worked;
		},
		get rates() {
			return rates;
		},
		/** All tickets of these days in one row; null: not known yet. */
		get whole() {
			return onlyToday ? (live.today ?? null) : allOf(statDays.answer?.rows ?? []);
		},
		/** Why there is nothing new, or null. */
		get fault() {
			return [services, staff, hours, products, daily].find(({ fault }) => fault)?.fault ?? null;
		}
	};
}

export type Shown = ReturnType<typeof shownOf>;
