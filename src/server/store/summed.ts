import { hash } from 'node:crypto';

const SUMMED = /^([0-9a-f]{32}) /;

/** A text with a sum in front, for what no chain covers: damage inside a text is nothing that SQLite sees. */
export function withSum(text: string): string {
	return `${sumOf(text)} ${text}`;
}

/** Undefined: it is not what was written. A text of an earlier version has no sum. */
export function withoutSum(stored: string): string | undefined {
	const sum = SUMMED.exec(stored)?.[1];
	if (sum === undefined) return stored;
	const text = stored.slice(sum.length + 1);
	return sumOf(text) === sum ? text : undefined;
}

function sumOf(text: string): string {
	return hash('sha256', text, 'hex').slice(0, 32);
}
