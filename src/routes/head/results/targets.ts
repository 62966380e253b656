/** What was sold of each product against its goal, and by whom. Pure. */
import type { ConversionRow } from '#lib/protocol/conversion.ts';
import type { KpiRow, ProductKpiRow } from '#lib/protocol/index.ts';

export interface TargetLine {
	product: string;
	sold: number;
	/** Null: none is set. */
	goal: number | null;
}

/**
 * A line for each product with a goal and each that was sold, in the catalogue's order. `rows`: what was sold, of other
 * days than today; `days`: those that the branch worked on, each with the goal of one.
 */
export function targetLines(
	kpis: Readonly<Record<string, KpiRow>>,
	products: readonly string[],
	rows: readonly ConversionRow[] | null,
	days: number
): TargetLine[] {
	const today = Object.values(kpis).filter(isProduct);
	const goals = new Map(today.map(({ product, target }) => [product, target]));
	const sold = new Map(
		rows === null
			? today.map((row) => [row.product, row.sold])
			: rows.map((row) => [row.key, row.sales])
	);
	// What was withdrawn since stands behind what is still offered.
	const all = new Set([...products, ...goals.keys(), ...sold.keys()]);
	return [...all]
		.map((product) => {
			const goal = goals.get(product) ?? null;
			return {
				product,
				sold: sold.get(product) ?? 0,
				goal: goal === null ? null : goal * days
			};
		})
		.filter(({ sold, goal }) => sold > 0 || (goal ?? 0) > 0);
}

/** `92%` of a goal. */
export function attained(part: number, goal: number | null): string {
	return goal === null || goal === 0 ? '' : `${Math.round((part / goal) * 100)}%`;
}

/** Where the goal's mark stands on its line, so that more than the goal can be seen. */
export const MARK = 0.8;

/** How long the bar is, from 0 to 1. */
export function barOf(part: number, goal: number): number {
	return Math.min(1, (part / goal) * MARK);
}

/** The line that is furthest from its goal, once one is. */
export function furthest(lines: readonly TargetLine[]): TargetLine | null {
	const short = lines.filter(({ sold, goal }) => goal !== null && goal > 0 && sold < goal);
	if (short.length === 0) return null;
	const share = ({ sold, goal }: TargetLine) => sold / (goal as number);
	return short.reduce((least, line) => (share(line) < share(least) ? line : least));
}

export interface PersonLine {
	staff: string;
	sales: number;
	amount: number;
}

/** Who sold, most first. */
export function personLines(rows: readonly ConversionRow[]): PersonLine[] {
	return rows
		.filter(({ sales }) => sales > 0)
		.map(({ key, sales, amount }) => ({ staff: key, sales, amount }))
		.sort((a, b) => b.sales - a.sales || b.amount - a.amount || (a.staff < b.staff ? -1 : 1));
}

function isProduct(row: KpiRow): row is ProductKpiRow {
	return row.id.startsWith('product/');
}
