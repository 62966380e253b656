/** A ticket as the bytes that a printer reads, by receiptline. Slow: see `typesetter.ts`. */
import { commands, transform } from 'receiptline';
import { pictureFault, type PictureFault } from './png.ts';
import type { PrinterTarget } from './target.ts';

/** How a printer is to be spoken to, without where it is. */
export type Language = Pick<PrinterTarget, 'encoding' | 'columns' | 'command' | 'qr'>;

/** One of receiptline's QR codes: what it says, dots of a module, and how much of it may be dirty. */
interface Code {
	data: string;
	cell: number;
	level: 'l' | 'm' | 'q' | 'h';
}

/**
 * `escpos` and `epson` are the same set in receiptline: pictures go by GS 8 L, and the job begins with FS ( A, which
 * only Epson's own printers and their nearest relatives read. `generic` sends pictures by GS v 0, which everything
 * reads that calls itself ESC/POS, Epson's printers too: so that is the default.
 */
export function textBytes(markup: string, language: Language): Buffer {
	// Without spacing lines stand as close as in a table, and Chinese characters touch.
	return bytesOf(markup, { ...language, spacing: true });
}

/**
 * The whole ticket as a picture. It is black and white already, so that nothing is dithered: grey dots around letters
 * are what makes small Chinese unreadable, and a QR code too.
 */
export function pictureBytes(png: Uint8Array, language: Language): Buffer | PictureFault {
	const fault = pictureFault(png, language.columns);
	if (fault !== null) return fault;
	try {
		const image = Buffer.from(png).toString('base64');
		return bytesOf(`{image:${image}}`, { ...language, spacing: false });
	} catch {
		// pngjs throws on whatever is wrong behind the header.
		return 'not_a_png';
	}
}

/**
 * The cut needs no markup: receiptline ends with one (GS V B, which feeds to the knife first), and a line of `=`
 * would be a second. The bytes are a string of characters up to 255, as receiptline has them.
 */
function bytesOf(
	markup: string,
	{ spacing, ...language }: Language & { spacing: boolean }
): Buffer {
	const { encoding, columns, command, qr } = language;
	const set = commands[command];
	const made = transform(markup, {
		cpl: columns,
		encoding,
		spacing,
		cutting: true,
		gradient: false,
		command: qr === 'raster' ? set : { ...set, qrcode: drawnByPrinter }
	});
	return Buffer.from(made, 'latin1');
}

/**
 * Since its version 2 receiptline sends every QR code as dots, in all sets. Printers that know GS ( k draw one
 * themselves: half a kilobyte less and never scaled, but an old or cheap one prints the command's letters instead.
 */
function drawnByPrinter({ data, cell, level }: Code): string {
	const bytes = Buffer.from(data, 'utf8').toString('latin1');
	const store = bytes.length + 3;
	return (
		`\x1d(k\x04\x001A2\x00` + // model 2
		`\x1d(k\x03\x001C${String.fromCharCode(cell)}` +
		`\x1d(k\x03\x001E${'lmqh'.indexOf(level)}` +
		`\x1d(k${String.fromCharCode(store & 255, store >> 8)}1P0${bytes}` +
		`\x1d(k\x03\x001Q0`
	);
}
