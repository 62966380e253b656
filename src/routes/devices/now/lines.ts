/** The devices as they are now: those that somebody must see to first, then the others by kind. Pure. */
import { kindOf, KINDS } from '#lib/domain/devices/kinds/index.ts';
import type { Kind } from '#lib/domain/devices/kinds/kind.ts';
import type { DeviceRow, IncidentRow } from '#lib/protocol/index.ts';

type Rows<R> = Readonly<Record<string, R>>;

/**
 * How a device stands, worst first: it serves nobody; nobody knows any more; it does some of its work; it works again and
 * is being watched; somebody works on it; nothing was ever heard of it; all is well.
 */
export const STANDINGS = ['down', 'lost', 'limited', 'watched', 'rest', 'unheard', 'fine'] as const;
export type Standing = (typeof STANDINGS)[number];

/** A device's place in the list. */
export interface Line {
	device: DeviceRow;
	/** What is seen to now. */
	fault: IncidentRow | undefined;
	standing: Standing;
}

export interface Listed {
	/** Devices that somebody must see to, or still looks after. */
	trouble: Line[];
	kinds: { kind: Kind; lines: Line[] }[];
}

export function standingOf(device: DeviceRow, fault: IncidentRow | undefined): Standing {
	if (device.state === 'maintenance') return 'rest';
	switch (device.service) {
		case 'out':
			return 'down';
		case 'limited':
			return 'limited';
		case 'unknown':
			return fault === undefined && device.lastSeenAt === null ? 'unheard' : 'lost';
		case 'full':
			return fault === undefined ? 'fine' : 'watched';
	}
}

const TROUBLE: ReadonlySet<Standing> = new Set<Standing>(['down', 'lost', 'limited', 'watched']);

/** Whether nobody has taken a fault that somebody must see to. */
export function isUntaken({ standing, fault }: Line): boolean {
	return TROUBLE.has(standing) && standing !== 'watched' && fault?.acknowledgedBy === undefined;
}

export function listed(devices: Rows<DeviceRow>, incidents: Rows<IncidentRow>): Listed {
	const lines = Object.values(devices).map((device): Line => {
		const fault = device.incident === undefined ? undefined : incidents[device.incident];
		return { device, fault, standing: standingOf(device, fault) };
	});
	const trouble = lines.filter(({ standing }) => TROUBLE.has(standing));
	const well = Map.groupBy(
		lines.filter(({ standing }) => !TROUBLE.has(standing)),
		({ device }) => device.kind
	);
	const own = [...well.keys()].filter((id) => !KINDS.some((kind) => kind.id === id));
	return {
		trouble: trouble.sort(worstFirst),
		kinds: [...KINDS, ...own.map(kindOf)].flatMap((kind) => {
			const lines = well.get(kind.id);
			return lines === undefined ? [] : [{ kind, lines }];
		})
	};
}

/** Of two that stand alike the one that nobody has taken, then the one that has waited longer. */
function worstFirst(a: Line, b: Line): number {
	const rank = ({ standing }: Line) => STANDINGS.indexOf(standing);
	return (
		rank(a) - rank(b) ||
		Number(isUntaken(b)) - Number(isUntaken(a)) ||
		(a.device.since ?? 0) - (b.device.since ?? 0)
	);
}

/** How many stand so; lost ones count as down. */
export interface Counts {
	down: number;
	limited: number;
	rest: number;
	unheard: number;
	working: number;
}

export function countsOf({ trouble, kinds }: Listed): Counts {
	const all = [...trouble, ...kinds.flatMap(({ lines }) => lines)];
	const count = (...which: Standing[]) =>
		all.filter(({ standing }) => which.includes(standing)).length;
	return {
		down: count('down', 'lost'),
		limited: count('limited'),
		rest: count('rest'),
		unheard: count('unheard'),
		working: count('fine', 'watched')
	};
}

/** Who is shown first: the worst, or the first device there is. */
export function firstOf({ trouble, kinds }: Listed): string | undefined {
	return (trouble[0] ?? kinds[0]?.lines[0])?.device.id;
}

/** Whether a device is heard of as it should be. A state that came by word of mouth is no older for being believed. */
export function isHeard({ state, cause }: Pick<DeviceRow, 'state' | 'cause'>): boolean {
	return state !== 'unknown' && !(state === 'offline' && SILENT.has(cause ?? ''));
}

const SILENT = new Set(['silent', 'gone', 'no_answer']);

/** A supply of a device. `level` 0 to 1. */
export interface Supplied {
	id: string;
	level: number;
	state: 'fine' | 'low' | 'empty';
}

export function suppliesOf({ kind, levels = {} }: Pick<DeviceRow, 'kind' | 'levels'>): Supplied[] {
	const supplies = kindOf(kind).levels;
	return Object.entries(levels).map(([id, level]) => {
		const { low = 0, empty = 0 } = supplies[id] ?? {};
		return { id, level, state: level <= empty ? 'empty' : level <= low ? 'low' : 'fine' };
	});
}
