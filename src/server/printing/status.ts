/** What a printer says of itself when it is asked while it works (DLE EOT n). Pure. */

/** The questions, in the order in which they are asked: printer, why it is offline, error, paper. */
export const QUESTIONS = [1, 2, 3, 4] as const;
export type Question = (typeof QUESTIONS)[number];

export function question(about: Question): Uint8Array {
	return Uint8Array.of(0x10, 0x04, about);
}

/** Four bits of each answer are the same always: that is how it is told from anything else a printer may send. */
export function isAnswer(byte: number): boolean {
	return (byte & 0b1001_0011) === 0b0001_0010;
}

/**
 * The answer to GS r 1, with which receiptline ends a job: a printer gives it once everything before it is printed.
 * In it the bit is clear that is set in all the others.
 */
export function isDone(byte: number): boolean {
	return (byte & 0b1001_0000) === 0;
}

export interface PrinterState {
	state: 'ready' | 'paper_out' | 'offline';
	paperLow: boolean;
}

/** From the answers that came; one that did not come says nothing against printing. */
export function stateFrom(answers: ReadonlyMap<Question, number>): PrinterState {
	const has = (about: Question, bits: number) => ((answers.get(about) ?? 0) & bits) !== 0;
	const paperLow = has(4, 0x0c);
	// The paper's end stops printing, or the sensor sees none.
	if (has(2, 0x20) || has(4, 0x60)) return { state: 'paper_out', paperLow };
	// Offline for any reason; an open cover, an error; a jammed knife, an error that only switching off ends.
	const offline = has(1, 0x08) || has(2, 0x44) || has(3, 0x28);
	return { state: offline ? 'offline' : 'ready', paperLow };
}

/** Whether the paper is nearly at its end, by the answer to GS r 1. */
export function isLowAfter(byte: number): boolean {
	return (byte & 0x0f) !== 0;
}
