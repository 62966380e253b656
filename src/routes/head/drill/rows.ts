/** The two ways to a sale by hour, service, product or person. Pure. */
import type { ConversionRow } from '#lib/protocol/conversion.ts';
import { shareOf } from '../day/rates.ts';
import type { Share } from '../day/rates.ts';

export const GROUPS = ['hour', 'service', 'product', 'staff'] as const;
export type Group = (typeof GROUPS)[number];

export interface DrillLine {
	key: string;
	name: string;
	row: ConversionRow;
	conversion: Share;
}

/** A report's key of what belongs to none. */
export const NONE_KEY = '-';

/** A line for each row in which anything happened: hours in their order, the others as `order` has them, the rest behind. */
export function drillLines(
	rows: readonly ConversionRow[],
	order: readonly string[],
	nameOf: (key: string) => string
): DrillLine[] {
	const place = new Map(order.map((key, i) => [key, i]));
	const rank = (key: string) => (key === NONE_KEY ? Infinity : (place.get(key) ?? order.length));
	return rows
		.filter(hasAny)
		.map((row) => lineOf(row, nameOf(row.key)))
		.sort((a, b) => {
			const [first, second] = [rank(a.key), rank(b.key)];
			if (first !== second) return first < second ? -1 : 1;
			return a.key < b.key ? -1 : 1;
		});
}

export function lineOf(row: ConversionRow, name: string): DrillLine {
	return { key: row.key, name, row, conversion: shareOf(row.converted, row.approached) };
}

/** The line with the highest share, once two can be compared. */
export function bestLine(lines: readonly DrillLine[]): DrillLine | null {
	const known = lines.filter(
		({ key, conversion }) => key !== NONE_KEY && conversion.share !== null
	);
	if (known.length < 2) return null;
	const share = ({ conversion }: DrillLine) => conversion.share ?? 0;
	const best = known.reduce((most, line) => (share(line) > share(most) ? line : most));
	return share(best) > 0 ? best : null;
}

function hasAny(row: ConversionRow): boolean {
	return Object.entries(row).some(([key, value]) => key !== 'key' && value !== 0);
}
