import type { Config } from '#lib/domain/config/config.ts';
import type { CheckRecord, IncidentRecord } from '#lib/protocol/history.ts';
import type { Cell } from './export-tables.ts';
import { endOf } from './incident-sums.ts';
import { seconds } from './quantities.ts';

/** How a table writes instants, and people where it may name them. */
export interface Pen {
	at(instant: number | null): Cell;
	who(staff: string | null): Cell;
	/** What somebody wrote: it may name people too. */
	words(text: string | null): Cell;
}

export const DEVICES = [
	...['day', 'incident', 'device', 'kind', 'cause', 'severity', 'openedAt', 'acknowledgedAt'],
	...['acknowledgedBy', 'passedAt', 'passedBy', 'vendor', 'reference', 'worksSince', 'duration'],
	...['resolvedBy', 'returns', 'missedTickets', 'notes']
];

/** One fault. `worksSince` and `duration` (seconds) are empty until the device works again. */
export function incidentCells(
	each: IncidentRecord,
	{ devices }: Pick<Config, 'devices'>,
	{ at, who, words }: Pen
): Cell[] {
	const end = endOf(each);
	const notes = each.notes.map(({ text }) => text).join(' / ');
	return [
		...[each.day, each.id, each.device, devices.get(each.device)?.kind ?? null, each.cause],
		...[each.severity, at(each.openedAt), at(each.acknowledgedAt), who(each.acknowledgedBy)],
		...[at(each.passedAt), who(each.passedBy), each.vendor, each.reference, at(end)],
		...[seconds(end === null ? null : end - each.openedAt), who(each.resolvedBy), each.flaps],
		...[each.tickets, words(notes)]
	];
}

export const CHECKLISTS = [
	...['day', 'list', 'owner', 'item', 'result', 'late', 'at', 'staff', 'note', 'photo']
];

/** One item that somebody looked at, or, without an item, the signature under the list. */
export function checkCells(each: CheckRecord, { at, who, words }: Pen): Cell[] {
	const result = each.item === '' ? 'signed' : each.ok === 1 ? 'ok' : 'failed';
	return [
		...[each.day, each.list, who(each.owner === '' ? null : each.owner), each.item, result],
		...[each.late === 1 ? 'yes' : 'no', at(each.at), who(each.staff), words(each.note)],
		each.photo === null ? 'no' : 'yes'
	];
}
