import type {
	BranchRow,
	DeviceRow,
	IncidentRow,
	PromptRow,
	ServiceRow,
	TicketRow
} from '../../src/lib/protocol/index.ts';
import type { Rows } from '../../src/routes/lobby/tasks.ts';
import { stationRules } from '../support/station-rules.ts';

/** 10:24 of a made-up day; rows are told in minutes before it. */
export const NOW = Date.parse('2026-11-25T02:24:00Z');
const MINUTE = 60_000;

export const branch: BranchRow = {
	id: 'lakeside',
	name: { zh: '湖滨支行', en: 'Lakeside Branch' },
	timeZone: 'Asia/Shanghai',
	open: true,
	opensAt: null,
	closesAt: null,
	businessDay: '2026-11-25',
	longWait: { seconds: 600, escalate: [1200, 1800] },
	targets: {
		withinTarget: 0.85,
		windowsUsed: 0.6,
		pitchCoverage: 0.95,
		conversion: 0.08,
		amountPerDay: null
	},
	consecutivePriority: 2,
	...stationRules
};

export const cash: ServiceRow = {
	id: 'cash',
	name: { zh: '现金业务', en: 'Cash' },
	complexity: 'simple',
	waiting: 0,
	estimate: null,
	typicalService: 240,
	longWait: 600,
	run: 0
};

export function ticket(number: string, minutes: number, more: Partial<TicketRow> = {}): TicketRow {
	const issuedAt = NOW - minutes * MINUTE;
	return {
		id: number,
		number,
		service: 'cash',
		segment: 'ordinary',
		state: 'waiting',
		issuedAt,
		form: null,
		tags: [],
		estimate: null,
		order: issuedAt,
		why: [{ code: 'first_come' }],
		...more
	};
}

/** About a ticket that has waited for so many minutes. */
export function prompt(number: string, minutes: number, more: Partial<PromptRow> = {}): PromptRow {
	const issuedAt = NOW - minutes * MINUTE;
	return {
		id: `long_wait/${number}`,
		rule: 'long_wait',
		kind: 'engage',
		ticket: number,
		service: 'cash',
		state: 'open',
		level: minutes > 20 ? 1 : 0,
		raisedAt: issuedAt + 10 * MINUTE + 1,
		issuedAt,
		...more
	};
}

export function taken(number: string, minutes: number, staff: string, at = 1): PromptRow {
	return prompt(number, minutes, { state: 'accepted', assignee: staff, acceptedAt: NOW - at });
}

/** A device that works, unless it says otherwise. */
export function deviceRow(id: string, more: Partial<DeviceRow> = {}): DeviceRow {
	return {
		...{ id, kind: 'atm', name: { zh: id, en: id }, state: 'ok', service: 'full' },
		...{ functions: {}, components: {}, since: null, lastSeenAt: NOW },
		...more
	};
}

/** A fault that began so many minutes ago. */
export function incidentRow(
	id: string,
	minutes: number,
	more: Partial<IncidentRow> = {}
): IncidentRow {
	return {
		...{ id, device: id, severity: 'down', openedAt: NOW - minutes * MINUTE, notes: [], flaps: 0 },
		...more
	};
}

export function rowsOf(tickets: TicketRow[], prompts: PromptRow[] = []): Rows {
	return {
		branch,
		services: { cash, transfer: { ...cash, id: 'transfer' } },
		tickets: byId(tickets),
		prompts: byId(prompts)
	};
}

export function byId<R extends { id: string }>(rows: R[]): Record<string, R> {
	return Object.fromEntries(rows.map((row) => [row.id, row]));
}
