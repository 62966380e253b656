/** What a figure must reach. */
export type Target =
	{ atMost: number } | { atLeast: number } | { between: readonly [least: number, most: number] };

/** One measured figure. */
export interface Figure {
	bench: string;
	name: string;
	/** What was measured, in `unit`. */
	ours: number;
	unit: string;
	/** The floor measured in the same run, in the same unit. */
	floor?: number;
	/** Median over the rounds of ours to floor. */
	ratio?: number;
	/** For the ratio where there is one, else for `ours`. */
	target?: Target;
	note?: string;
}

/** What a bench calls for each figure it has. */
export type Report = (figure: Omit<Figure, 'bench'>) => void;

/** The flags of the command line, each with the number that follows it, else NaN. */
export type Flags = ReadonlyMap<string, number>;

/** The number that a flag was given; throws for one that is none, or less than 1. */
export function numberOf(flags: Flags, flag: string, otherwise: number): number {
	if (!flags.has(flag)) return otherwise;
	const given = flags.get(flag) as number;
	if (!(given >= 1)) throw new Error(`${flag} wants a number from 1 up`);
	return given;
}

/** A bench, one file each. Throws `Skipped` when something it needs is not there. */
export interface Bench {
	name: string;
	about: string;
	/** What else it can do, by the flag that asks for it. */
	flags?: Readonly<Record<string, string>>;
	run(report: Report, flags: Flags): Promise<void>;
}

/** Why a bench cannot run here. */
export class Skipped extends Error {}

/** Undefined: nothing to reach. */
export function reached({ ours, ratio, target }: Figure): boolean | undefined {
	if (target === undefined) return undefined;
	const value = ratio ?? ours;
	if ('between' in target) return value >= target.between[0] && value <= target.between[1];
	return 'atMost' in target ? value <= target.atMost : value >= target.atLeast;
}

export function table(figures: readonly Figure[]): string {
	const head = ['', 'figure', 'ours', 'floor', 'ratio', 'target', ''];
	const rows = figures.map((figure) => {
		const { bench, name, ours, floor, unit, ratio, target, note } = figure;
		const is = reached(figure);
		return [
			is === undefined ? ' ' : is ? '✓' : '✗',
			`${bench}: ${name}`,
			`${short(ours)} ${unit}`,
			floor === undefined ? '' : `${short(floor)} ${unit}`,
			ratio === undefined ? '' : ratio.toFixed(2),
			target === undefined ? '' : targetText(target),
			note ?? ''
		];
	});
	const widths = head.map((_, column) =>
		Math.max(...[head, ...rows].map((row) => (row[column] as string).length))
	);
	const line = (row: string[]) =>
		row
			.map((cell, column) => cell.padEnd(widths[column] as number))
			.join('  ')
			.trimEnd();
	return [line(head), ...rows.map(line)].join('\n');
}

function targetText(target: Target): string {
	if ('between' in target) return target.between.map(short).join(' to ');
	return 'atMost' in target ? `<= ${short(target.atMost)}` : `>= ${short(target.atLeast)}`;
}

function short(value: number): string {
	if (!Number.isFinite(value)) return '-';
	if (Math.abs(value) >= 1000) return Math.round(value).toLocaleString('en');
	return String(Number(value.toPrecision(3)));
}
