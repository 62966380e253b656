import { levelOf } from '../../devices/status.ts';
import type { DeviceStatus } from '../../devices/status.ts';

/** What a printer's agent answered, column by column, as it came: agents send what they like. */
export interface PrinterReading {
	/** hrPrinterStatus. */
	status: unknown[];
	/** hrPrinterDetectedErrorState, octets of bits. */
	errors: unknown[];
	/** prtMarkerSupplies by row: class, type, level, maxCapacity. */
	supplies: { class?: unknown; type?: unknown; level?: unknown; max?: unknown }[];
	/** prtInput by row: currentLevel, maxCapacity. */
	inputs: { level?: unknown; max?: unknown }[];
}

/** HOST-RESOURCES-MIB, RFC 2790: the bits from the highest of the first octet on. */
const BITS = [
	...['paper_low', 'out_of_paper', 'toner_low', 'out_of_toner'],
	...['cover_open', 'paper_jam', 'operator', 'hardware'],
	...['out_of_paper', 'hardware', 'out_of_toner', 'output_full'],
	...['output_full', 'out_of_paper', 'service_due']
] as const;
type Fault = (typeof BITS)[number];

/** With these no page comes out, the gravest first; the others only ask for somebody. */
const STOPS: readonly Fault[] = [
	'hardware',
	'paper_jam',
	'cover_open',
	'out_of_paper',
	'out_of_toner',
	'operator'
];
const ASKS: readonly Fault[] = ['output_full', 'paper_low', 'toner_low', 'service_due'];

/** PrtMarkerSuppliesTypeTC: black and coloured toner, ink, cartridges. */
const TONERS: ReadonlySet<unknown> = new Set([3, 5, 6, 10, 21]);
/** prtMarkerSuppliesClass: a receptacle that is filled, as for waste toner. */
const RECEPTACLE = 4;
/** prtMarkerSuppliesLevel and prtInputCurrentLevel: -1 no limit, -2 unknown, -3 some is left. */
const SOME = -3;

/**
 * What a printer says of itself, in our words; null: it says nothing, so it is no printer. Whatever the agent sent,
 * the answer is a status by the schema, and levels are from 0 to 1.
 */
export function printerStatus(reading: PrinterReading): DeviceStatus | null {
	const { status, errors, supplies, inputs } = reading;
	const said = [...status, ...errors, ...supplies, ...inputs];
	if (said.length === 0) return null;
	const faults = new Set(errors.flatMap(faultsOf));
	const paper = together(inputs);
	const toner = least(supplies.filter(isToner));
	// Printers that have no bits for it still count.
	if (paper === 0) faults.add('out_of_paper');
	if (toner === 0) faults.add('out_of_toner');
	const stop = STOPS.find((each) => faults.has(each));
	const cause = stop ?? ASKS.find((each) => faults.has(each));
	const levels = { ...(paper !== null && { paper }), ...(toner !== null && { toner }) };
	return {
		state: stop !== undefined ? 'offline' : cause !== undefined ? 'degraded' : 'ok',
		...(cause !== undefined && { cause }),
		components: componentsOf(faults),
		...(Object.keys(levels).length > 0 && { levels })
	};
}

function faultsOf(octets: unknown): Fault[] {
	if (!(octets instanceof Uint8Array)) return [];
	return BITS.filter((_, bit) => ((octets[bit >> 3] ?? 0) & (0x80 >> (bit & 7))) !== 0);
}

function componentsOf(faults: ReadonlySet<Fault>): Record<string, string> {
	const has = (...any: Fault[]) => any.some((each) => faults.has(each));
	return {
		paper: has('paper_jam')
			? 'jammed'
			: has('out_of_paper')
				? 'out'
				: has('paper_low')
					? 'low'
					: 'ok',
		toner: has('out_of_toner') ? 'out' : has('toner_low') ? 'low' : 'ok',
		...(has('cover_open') && { cover: 'open' }),
		...(has('output_full') && { output: 'full' })
	};
}

function isToner({ class: kind, type }: PrinterReading['supplies'][number]): boolean {
	return kind !== RECEPTACLE && (type === undefined || TONERS.has(type));
}

interface Row {
	level?: unknown;
	max?: unknown;
}

/** All trays together: an empty one beside a full one is none that anybody has to run for. */
function together(rows: readonly Row[]): number | null {
	const known = rows.filter(({ level, max }) => levelOf(level, max) !== undefined);
	const sum = (key: keyof Row) => known.reduce((all, row) => all + (row[key] as number), 0);
	return notEmptyWhere(rows, levelOf(sum('level'), sum('max')));
}

/** The colour that is out first: without it the page is not what it should be. */
function least(rows: readonly Row[]): number | null {
	const levels = rows.flatMap(({ level, max }) => levelOf(level, max) ?? []);
	return notEmptyWhere(rows, levels.length === 0 ? undefined : Math.min(...levels));
}

/** Where the counted ones are empty and another has some left, nobody knows how much there is. */
function notEmptyWhere(rows: readonly Row[], level: number | undefined): number | null {
	if (level === undefined) return null;
	return level === 0 && rows.some((row) => row.level === SOME) ? null : level;
}
