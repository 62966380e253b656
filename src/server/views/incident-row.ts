import type { Incident } from '#lib/domain/devices/incident.ts';
import type { IncidentRow } from '#lib/protocol/index.ts';

const WORDS = ['cause', 'acknowledgedBy', 'vendor', 'reference', 'resolvedBy'] as const;
const INSTANTS = ['acknowledgedAt', 'passedAt', 'fineSince', 'endedAt'] as const;

/** A fault as screens see it: what nobody has told is left out. */
export function incidentRow(incident: Incident): IncidentRow {
	const { id, device, severity, openedAt, notes, flaps, effect } = incident;
	// A row of its own: notes are added to those of the state, and a row that grew by itself would not be news.
	const row: IncidentRow = { id, device, severity, openedAt, notes: [...notes], flaps };
	for (const field of WORDS) {
		const word = incident[field];
		if (word !== null) row[field] = word;
	}
	for (const field of INSTANTS) {
		const at = incident[field];
		if (at !== null) row[field] = at;
	}
	const { services, seconds, service, to } = effect;
	if (Object.keys(services).length > 0 || to !== null) {
		row.effect = { services, seconds };
		if (service !== null) row.effect.service = service;
		if (to !== null) row.effect.to = to;
	}
	return row;
}
