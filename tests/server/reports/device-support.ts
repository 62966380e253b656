import type { IncidentRecord, SpellRecord } from '#lib/protocol/history.ts';

/** A spell in which the device served everybody, unless it says otherwise. */
export function spell(from: number, to: number | null, change: Partial<SpellRecord> = {}) {
	return {
		...{ branch: 'lakeside', device: 'atm-1', from, to },
		...{ state: 'ok', service: 'full', cause: null, functions: {} },
		...change
	} satisfies SpellRecord;
}

export const OUT: Partial<SpellRecord> = {
	...{ state: 'offline', service: 'out', cause: 'power' },
	functions: { dispense: 'out', card: 'out', receipt: 'out', network: 'out' }
};

/** A fault in which the device served nobody. */
export function fault(
	id: string,
	openedAt: number,
	change: Partial<IncidentRecord> = {}
): IncidentRecord {
	return {
		...{ branch: 'lakeside', id, device: 'atm-1', day: '2026-11-25', cause: 'power' },
		...{ severity: 'down', openedAt, acknowledgedAt: null, acknowledgedBy: null },
		...{ passedAt: null, passedBy: null, vendor: null, reference: null, notes: [] },
		...{ fineSince: null, flaps: 0, endedAt: null, resolvedBy: null, tickets: 0 },
		...change
	};
}
