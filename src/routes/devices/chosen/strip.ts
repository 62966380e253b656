/** How a device was on each day of a span, as stretches between two times of the day. Pure. */
import type { DeviceSpell } from '#lib/protocol/device-report.ts';
import { hhmm } from '#lib/client/format.ts';
import { instantAt } from '#lib/domain/time/business-day.ts';
import { dayPlus } from '#lib/domain/time/calendar-day.ts';
import type { Days } from '#lib/office/span.ts';

/** `rest`: somebody worked on it and had said so. */
export type Look = 'full' | 'limited' | 'out' | 'unknown' | 'rest';

export interface Stretch {
	spell: DeviceSpell;
	look: Look;
	/** Where it begins and how long it is, in percent of the hours that are shown. */
	left: number;
	width: number;
}

export interface DayStrip {
	/** YYYY-MM-DD. */
	day: string;
	stretches: Stretch[];
	/** Where now is, in percent; null: not on this day. */
	now: number | null;
}

/** Whole hours of the day that are shown. */
export interface Hours {
	from: number;
	to: number;
}

/** The most days that are drawn, the newest. */
export const MOST_STRIPS = 31;
const USUAL: Hours = { from: 8, to: 18 };

/** Opening hours with a whole hour on either side: devices fail before anybody comes, too. */
export function hoursShown(
	{ opensAt, closesAt }: { opensAt: number | null; closesAt: number | null },
	timeZone: string
): Hours {
	if (opensAt === null || closesAt === null) return USUAL;
	const hourOf = (at: number) => Number(hhmm(at, timeZone).slice(0, 2));
	const last = hourOf(closesAt) + (hhmm(closesAt, timeZone).endsWith('00') ? 0 : 1);
	return { from: Math.max(0, hourOf(opensAt) - 1), to: Math.min(24, last + 1) };
}

export function lookOf({ state, service }: DeviceSpell): Look {
	if (state === 'maintenance') return 'rest';
	if (service === 'full' || service === 'limited' || service === 'out') return service;
	return 'unknown';
}

/** Newest day first. */
export function stripsOf(
	spells: readonly DeviceSpell[],
	{ from, to }: Days,
	{ hours, timeZone, now }: { hours: Hours; timeZone: string; now: number }
): DayStrip[] {
	const strips: DayStrip[] = [];
	for (let day = to; day >= from && strips.length < MOST_STRIPS; day = dayPlus(day, -1)) {
		const begin = instantAt(day, clock(hours.from), timeZone);
		const end = instantAt(day, clock(hours.to), timeZone);
		const percent = (at: number) => ((at - begin) / (end - begin)) * 100;
		strips.push({
			day,
			now: begin <= now && now < end ? percent(now) : null,
			stretches: spells.flatMap((spell) => {
				const start = Math.max(spell.from, begin);
				const stop = Math.min(spell.to ?? now, now, end);
				if (stop <= start) return [];
				const left = percent(start);
				return [{ spell, look: lookOf(spell), left, width: percent(stop) - left }];
			})
		});
	}
	return strips;
}

/** The hours that stand under the strips, two apart, or four where there are many. */
export function ticksOf({ from, to }: Hours): { hour: number; left: number }[] {
	const step = to - from > 12 ? 4 : 2;
	const ticks: { hour: number; left: number }[] = [];
	for (let hour = from; hour <= to; hour += step) {
		ticks.push({ hour, left: ((hour - from) / (to - from)) * 100 });
	}
	return ticks;
}

const clock = (hour: number) => `${String(hour).padStart(2, '0')}:00`;

/** Stretches in which it did not do all of its work, newest first: what the table says. */
export function troublesOf(spells: readonly DeviceSpell[]): DeviceSpell[] {
	return spells.filter((spell) => lookOf(spell) !== 'full').sort((a, b) => b.from - a.from);
}

/** How often it served nobody, and for how long all together; seconds. One cause after the other is once. */
export function downOf(
	spells: readonly DeviceSpell[],
	now: number
): { times: number; seconds: number } {
	const down = spells.filter((spell) => lookOf(spell) === 'out').sort((a, b) => a.from - b.from);
	let [times, ms] = [0, 0];
	let before: number | null | undefined;
	for (const { from, to } of down) {
		if (from !== before) times += 1;
		ms += Math.max(0, (to ?? now) - from);
		before = to;
	}
	return { times, seconds: ms / 1000 };
}
