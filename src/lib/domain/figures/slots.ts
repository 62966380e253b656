/** What stood in line at one instant. */
export interface Slot {
	at: number;
	waiting: number;
	/** Mean milliseconds that those waiting had waited by then, or null when nobody did. */
	meanWaiting: number | null;
}

/** Five minutes: fine enough for a day's line on the wall, few enough to send whole. */
export const SLOT = 300_000;

/** The first slot boundary after an instant. */
export function nextSlot(at: number): number {
	return (Math.floor(at / SLOT) + 1) * SLOT;
}
