/** What is said of a device on the tablet. Pure. */
import { abilityText, causeText } from '#lib/client/device-words.ts';
import { hhmm, nameOf, spaced } from '#lib/client/format.ts';
import type { LiveView } from '#lib/client/live-view.svelte.ts';
import * as functionWords from '#lib/i18n/device-functions.ts';
import type { Locale } from '#lib/i18n/index.ts';
import type * as lobby from '#lib/i18n/lobby.ts';
import type { DeviceRow, IncidentRow } from '#lib/protocol/index.ts';

type Messages = typeof lobby.zh;
type Named = Pick<LiveView, 'devices' | 'services'>;

/** `缺钞，能存款，不能取现`; `正常` where nothing is wrong. Nothing is said twice. */
export function stateText(device: DeviceRow, t: Messages, locale: Locale): string {
	if (device.state === 'ok') return t.devices.works;
	if (device.state === 'unknown' && device.lastSeenAt === null) return t.devices.neverSeen;
	const told = [causeText(device, locale), abilityText(device, locale)];
	return spaced([...new Set(told.filter(Boolean))].join(t.and));
}

/** `现金业务多 9 人，等候 +6 分钟`; empty while nobody feels it. */
export function effectText(
	{ effect }: Pick<IncidentRow, 'effect'>,
	live: Named,
	t: Messages,
	locale: Locale
): string {
	if (effect === undefined) return '';
	const counts = Object.entries(effect.services);
	const [only] = counts;
	const all = counts.reduce((sum, [, count]) => sum + count, 0);
	const more =
		only === undefined
			? ''
			: counts.length === 1
				? t.devices.effect.more(nameOf(live.services, only[0], locale), all)
				: t.devices.effect.all(all);
	const minutes = Math.ceil(effect.seconds / 60);
	const wait = minutes > 0 ? t.devices.effect.wait(minutes) : '';
	return spaced([more, wait].filter(Boolean).join(t.and));
}

/** `已报修 广电，单号 8842`; empty before the vendor was called. */
export function passedText(
	{ passedAt, vendor = '', reference = '' }: IncidentRow,
	t: Messages
): string {
	return passedAt === undefined ? '' : spaced(t.devices.log.passed(vendor, reference));
}

/** `钞 62%`, for each supply that was told. */
export function levelTexts({ levels = {} }: DeviceRow, t: Messages, locale: Locale): string[] {
	const { levels: names } = functionWords[locale];
	return Object.entries(levels).map(([id, level]) =>
		spaced(t.devices.level(names[id] ?? id, `${Math.round(level * 100)}%`))
	);
}

export function seenText(device: DeviceRow, timeZone: string, t: Messages): string {
	return device.lastSeenAt === null
		? t.devices.neverSeen
		: spaced(t.devices.seen(hhmm(device.lastSeenAt, timeZone)));
}
