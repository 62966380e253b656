/** What has happened about a fault, in its order. Pure. */
import { causeText } from '#lib/client/device-words.ts';
import { spaced } from '#lib/client/format.ts';
import { staffName } from '#lib/client/names.ts';
import type { Locale } from '#lib/i18n/index.ts';
import type * as lobby from '#lib/i18n/lobby.ts';
import type { DeviceRow, IncidentRow, StaffRow } from '#lib/protocol/index.ts';
import { passedText } from './words.ts';

export interface Entry {
	at: number;
	text: string;
}

export function logOf(
	incident: IncidentRow,
	device: DeviceRow,
	live: { staff: Record<string, StaffRow> },
	t: typeof lobby.zh,
	locale: Locale
): Entry[] {
	const { log } = t.devices;
	const name = (id: string) => staffName(id, live, locale);
	const began = { ...device, ...(incident.cause !== undefined && { cause: incident.cause }) };
	const entries: Entry[] = [{ at: incident.openedAt, text: log.opened(causeText(began, locale)) }];
	const { acknowledgedBy, acknowledgedAt, passedAt, fineSince, resolvedBy } = incident;
	if (acknowledgedBy !== undefined && acknowledgedAt !== undefined) {
		entries.push({ at: acknowledgedAt, text: log.acknowledged(name(acknowledgedBy)) });
	}
	if (passedAt !== undefined) entries.push({ at: passedAt, text: passedText(incident, t) });
	for (const { at, staff, text } of incident.notes) {
		entries.push({ at, text: log.note(name(staff), text) });
	}
	if (fineSince !== undefined) {
		const text = resolvedBy === undefined ? log.fine : log.fixedBy(name(resolvedBy));
		entries.push({ at: fineSince, text });
	}
	return entries
		.toSorted((a, b) => a.at - b.at)
		.map(({ at, text }) => ({ at, text: spaced(text) }));
}
