/** A cell of a table. */
export interface Place {
	row: number;
	column: number;
}

const STEPS: Readonly<Record<string, [down: number, right: number]>> = {
	ArrowRight: [0, 1],
	ArrowLeft: [0, -1],
	ArrowDown: [1, 0],
	ArrowUp: [-1, 0]
};

/** The cell that a key leads to, over those that are empty; null: none, or it is no such key. */
export function nextCell(
	filled: readonly (readonly boolean[])[],
	from: Place | null,
	key: string
): Place | null {
	const places = filled.flatMap((cells, row) =>
		cells.flatMap((full, column) => (full ? [{ row, column }] : []))
	);
	const inRow = from === null ? places : places.filter(({ row }) => row === from.row);
	if (key === 'Home') return inRow[0] ?? null;
	if (key === 'End') return inRow.at(-1) ?? null;
	const step = STEPS[key];
	if (step === undefined || from === null) return null;
	const [down, right] = step;
	let [row, column] = [from.row + down, from.column + right];
	while (row >= 0 && row < filled.length && column >= 0 && column < (filled[row]?.length ?? 0)) {
		if (filled[row]?.[column]) return { row, column };
		row += down;
		column += right;
	}
	return null;
}
