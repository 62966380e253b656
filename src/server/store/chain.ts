import { hash } from 'node:crypto';

/** What the chain covers of a row: all of it but `pos`, with the source's name in place of its number. */
export interface ChainedRow {
	seq: number;
	type: string;
	at: number;
	recordedAt: number;
	subject: string;
	data: string;
	source: string | null;
	id: string | null;
}

export const HASH_BYTES = 32;

/** Where the chain of a branch begins: no row can be moved to another branch and still fit. */
export function chainStart(branch: string): Buffer {
	return Buffer.from(hash('sha256', `foyer event chain 1\n${branch}`, 'hex'), 'hex');
}

/** The hash before, eight numbers as little-endian doubles, and the texts. */
const TEXT_AT = HASH_BYTES + 8 * 8;

let scratch = Buffer.alloc(0);
let numbers = new Float64Array(0);

/**
 * Replaces `last`, the hash of the row before, by SHA-256(last, row). The row is written as its numbers, the
 * lengths of its texts (-1 where there is none) and the texts in UTF-8, so that no two rows are written
 * alike; a lone surrogate is written as the replacement character that the database keeps of it.
 */
export function chain(last: Buffer, row: ChainedRow): void {
	const { type, subject, data, source, id } = row;
	const text = type + subject + data + (source ?? '') + (id ?? '');
	if (scratch.length < TEXT_AT + text.length * 3) widen(text.length);
	last.copy(scratch, 0);
	numbers[0] = row.seq;
	numbers[1] = row.at;
	numbers[2] = row.recordedAt;
	numbers[3] = type.length;
	numbers[4] = subject.length;
	numbers[5] = data.length;
	numbers[6] = source === null ? -1 : source.length;
	numbers[7] = id === null ? -1 : id.length;
	const end = TEXT_AT + scratch.write(text, TEXT_AT, 'utf8');
	// Hexadecimal costs a quarter of letting `hash` make a Buffer each time.
	last.write(hash('sha256', scratch.subarray(0, end), 'hex'), 0, 'hex');
}

function widen(textLength: number): void {
	const bytes = new ArrayBuffer(Math.max(16_384, 2 * (TEXT_AT + textLength * 3)));
	scratch = Buffer.from(bytes);
	numbers = new Float64Array(bytes, HASH_BYTES, 8);
}
