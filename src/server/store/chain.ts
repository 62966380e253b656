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

let scratch = Buffer.allocUnsafe(16_384);

/**
 * Replaces `last`, the hash of the row before, by SHA-256(last, row). The row is written as the lengths of
 * its texts and then the texts, so that no two rows are written alike; a lone surrogate is written as the
 * replacement character that the database keeps of it.
 */
export function chain(last: Buffer, row: ChainedRow): void {
	const { type, subject, data, source, id } = row;
	const text =
		`${row.seq} ${row.at} ${row.recordedAt} ${type.length} ${subject.length} ${data.length} ` +
		`${source?.length ?? '-'} ${id?.length ?? '-'}\n${type}${subject}${data}${source ?? ''}${id ?? ''}`;
	if (scratch.length < HASH_BYTES + text.length * 3) {
		scratch = Buffer.allocUnsafe(2 * (HASH_BYTES + text.length * 3));
	}
	last.copy(scratch, 0);
	const end = HASH_BYTES + scratch.write(text, HASH_BYTES, 'utf8');
	// Hexadecimal costs a quarter of letting `hash` make a Buffer each time.
	last.write(hash('sha256', scratch.subarray(0, end), 'hex'), 0, 'hex');
}
