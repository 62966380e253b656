/** How a number of the file is shown: in minutes what is stored in seconds, and so on. */
export type Unit =
	| 'minutes'
	| 'seconds'
	| 'percent'
	| 'days'
	| 'money'
	| 'points'
	| 'times'
	| 'tasks'
	| 'sales'
	| 'fold'
	| 'none';

const scales: Record<Unit, { up: number; down: number }> = {
	minutes: { up: 60, down: 1 },
	seconds: { up: 1, down: 1 },
	percent: { up: 1, down: 100 },
	days: { up: 1, down: 1 },
	money: { up: 100, down: 1 },
	points: { up: 1, down: 1 },
	times: { up: 1, down: 1 },
	tasks: { up: 1, down: 1 },
	sales: { up: 1, down: 1 },
	fold: { up: 1, down: 1 },
	none: { up: 1, down: 1 }
};

/** A stored value as it is shown; text that was no number is shown as it was typed. */
export function shown(value: unknown, unit: Unit): string {
	if (typeof value !== 'number') return typeof value === 'string' ? value : '';
	const { up, down } = scales[unit];
	return String(Number(((value * down) / up).toFixed(4)));
}

/**
 * What was typed, as the file stores it: undefined for nothing, the text itself where it is no number, so that the
 * check can say so. `whole`: seconds and cents are not split.
 */
export function typed(text: string, unit: Unit, whole: boolean): number | string | undefined {
	const plain = text.normalize('NFKC').trim().replaceAll(',', '');
	if (plain === '') return undefined;
	const number = Number(plain);
	if (!Number.isFinite(number)) return text.trim();
	const { up, down } = scales[unit];
	const stored = Number(((number * up) / down).toFixed(6));
	// Of a number that is stored as it is shown, a fraction is a mistake to be told.
	return whole && up > 1 ? Math.round(stored) : stored;
}
