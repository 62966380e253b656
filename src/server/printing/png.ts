/** Whether a picture that came from a kiosk is one that may be decoded and printed. */
import { inflateSync } from 'node:zlib';
import { MOST_PICTURE } from '#lib/protocol/tickets.ts';
import type { Columns } from './receipt.ts';

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
export const MOST_HEIGHT = 3_000;
/** Dots of a column: 384 across 58 mm paper, 576 across 80 mm. */
const COLUMN = 12;

export type PictureFault = 'not_a_png' | 'too_large' | 'too_wide' | 'too_high';

interface Header {
	width: number;
	height: number;
	/** Bytes of a row as they are packed, with the one that says how. */
	row: number;
}

/** Why a picture may not go to a printer with so many columns, or null. Decides by the first bytes what it can. */
export function pictureFault(bytes: Uint8Array, columns: Columns): PictureFault | null {
	if (bytes.length > MOST_PICTURE) return 'too_large';
	const header = headerOf(bytes);
	if (header === null) return 'not_a_png';
	// A printer leaves out what is beside its paper, and nobody would notice before the customer does.
	if (header.width > columns * COLUMN) return 'too_wide';
	if (header.height > MOST_HEIGHT) return 'too_high';
	return isWhole(bytes, header) ? null : 'not_a_png';
}

/** Samples of a dot by the header's colour type; a canvas writes 2 or 6. */
const SAMPLES: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

/** Not of an interlaced picture: pngjs unpacks one of those to any size, and a canvas makes none. */
function headerOf(bytes: Uint8Array): Header | null {
	if (bytes.length < 33 || SIGNATURE.some((byte, index) => bytes[index] !== byte)) return null;
	const view = viewOf(bytes);
	if (view.getUint32(8) !== 13 || typeAt(bytes, 12) !== 'IHDR') return null;
	const [width, height] = [view.getUint32(16), view.getUint32(20)];
	const [depth, samples] = [view.getUint8(24), SAMPLES[view.getUint8(25)]];
	const interlaced = view.getUint8(28) !== 0;
	if (width === 0 || height === 0 || samples === undefined || interlaced) return null;
	return { width, height, row: 1 + Math.ceil((width * depth * samples) / 8) };
}

/**
 * Whether it holds as many rows as its header says, no more and no fewer. pngjs leaves the rest of one that is cut
 * short as it finds it in memory, and what was in the server's memory would come out on paper.
 */
function isWhole(bytes: Uint8Array, { row, height }: Header): boolean {
	const packed = dataOf(bytes);
	if (packed === null) return false;
	try {
		const expected = row * height;
		return inflateSync(packed, { maxOutputLength: expected }).length === expected;
	} catch {
		return false;
	}
}

/** The packed rows, or null where the chunks do not end as they should. */
function dataOf(bytes: Uint8Array): Buffer | null {
	const view = viewOf(bytes);
	const data: Uint8Array[] = [];
	for (let at = 8; at + 12 <= bytes.length;) {
		const length = view.getUint32(at);
		const type = typeAt(bytes, at + 4);
		if (type === 'IEND') return Buffer.concat(data);
		if (type === 'IDAT') data.push(bytes.subarray(at + 8, at + 8 + length));
		at += 12 + length;
	}
	return null;
}

function viewOf(bytes: Uint8Array): DataView {
	return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function typeAt(bytes: Uint8Array, at: number): string {
	return String.fromCharCode(...bytes.subarray(at, at + 4));
}
