/** What the devices page says of faults, times and deeds. Pure. */
import { hhmm, monthDay, nameIn, nameOf, prime, spaced } from '#lib/client/format.ts';
import { businessDayAt } from '#lib/domain/time/business-day.ts';
import type * as page from '#lib/i18n/devices-page.ts';
import type { Locale } from '#lib/i18n/index.ts';
import type {
	BranchRow,
	DeviceRow,
	IncidentRow,
	ServiceRow,
	StaffRow
} from '#lib/protocol/index.ts';
import type { Deed } from './chosen/deeds.ts';

export type Words = typeof page.zh;

/** As much of a live view as names need. */
export interface Named {
	branch: Pick<BranchRow, 'timeZone' | 'businessDay'>;
	devices: Readonly<Record<string, Pick<DeviceRow, 'name'>>>;
	services: Readonly<Record<string, Pick<ServiceRow, 'name'>>>;
	staff: Readonly<Record<string, Pick<StaffRow, 'name'>>>;
}

/** `10:12`, or with its day where that is another than today. */
export function timeText(at: number, { branch }: Pick<Named, 'branch'>, locale: Locale): string {
	const { day } = businessDayAt(at, branch.timeZone);
	const time = hhmm(at, branch.timeZone);
	return day === branch.businessDay ? time : `${monthDay(day, locale)} ${time}`;
}

const HOURS_FROM = 7_200;

/** A duration for a column: `46′`, from two hours on `7.3 小时`; nothing of nothing. Seconds. */
export function columnDuration(seconds: number | null, t: Words): string {
	if (seconds === null) return '';
	if (seconds >= HOURS_FROM) return spaced(t.report.hour((seconds / 3_600).toFixed(1)));
	return prime(Math.round(seconds / 60));
}

/** What a fault does to the lines, rounded up as on the wall, and where to send people: `现金 +6 分钟，多 9 人`. Each a sentence of its own. */
export function effectTexts(
	{ effect }: Pick<IncidentRow, 'effect'>,
	live: Named,
	t: Words,
	locale: Locale
): string[] {
	if (effect === undefined) return [];
	const { services, service, seconds, to } = effect;
	const texts = Object.entries(services)
		.sort(([a], [b]) => Number(b === service) - Number(a === service))
		.map(([id, people]) => {
			const name = nameOf(live.services, id, locale);
			return id === service
				? t.effect.one(name, Math.ceil(seconds / 60), people)
				: t.effect.more(name, people);
		});
	if (to !== undefined) texts.push(t.effect.to(nameOf(live.devices, to, locale)));
	return texts.map(spaced);
}

/** `已报修 广电运通，单号 47`; empty before. */
export function vendorText({ passedAt, vendor, reference }: IncidentRow, t: Words): string {
	if (passedAt === undefined) return '';
	const who = vendor === undefined ? t.list.reported : t.list.vendor(vendor);
	return spaced(reference === undefined ? who : `${who}${t.and}${t.list.reference(reference)}`);
}

/** `报修 2号取款机`. Of a fault whose device is no longer known its own name is told. */
export function deedText(
	deed: Deed,
	{
		devices,
		incidents
	}: Pick<Named, 'devices'> & { incidents: Readonly<Record<string, IncidentRow>> },
	t: Words,
	locale: Locale
): string {
	const id = 'device' in deed ? deed.device : (incidents[deed.incident]?.device ?? '');
	const device = devices[id];
	return spaced(t.deeds[deed.do](device === undefined ? id : nameIn(device.name, locale)));
}

/** Why a deed did not happen, and what to do. */
export function refusalText(name: string, code: string, t: Words): string {
	return spaced(t.notDone(name, t.refused[code] ?? t.refusedOther(code)));
}
