import type { DeviceFault } from '#lib/protocol/device-report.ts';
import type { IncidentRecord } from '#lib/protocol/history.ts';

const WORDS = ['cause', 'acknowledgedBy', 'vendor', 'reference', 'resolvedBy'] as const;
const INSTANTS = ['acknowledgedAt', 'passedAt', 'fineSince', 'endedAt'] as const;

/** A fault out of history, in the shape in which screens have those of today. */
export function faultRow(record: IncidentRecord): DeviceFault {
	const { id, device, openedAt, notes, flaps, tickets } = record;
	const severity = record.severity === 'down' ? 'down' : 'limited';
	const row: DeviceFault = { id, device, severity, openedAt, notes, flaps };
	for (const field of WORDS) {
		const word = record[field];
		if (word !== null) row[field] = word;
	}
	for (const field of INSTANTS) {
		const at = record[field];
		if (at !== null) row[field] = at;
	}
	if (tickets > 0) row.missed = tickets;
	return row;
}

/** The same without who saw to it and what they wrote. */
export function withoutPeople({
	acknowledgedBy: _acknowledged,
	resolvedBy: _resolved,
	...row
}: DeviceFault): DeviceFault {
	return { ...row, notes: [] };
}
