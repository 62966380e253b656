/** Reads a job as an ESC/POS printer does; throws at a command that it does not know, instead of guessing. */

/** Dots, true is black. */
export type Bitmap = boolean[][];

export type Printed =
	| { kind: 'text'; text: string; width: number; height: number; bold: boolean; inverse: boolean }
	| { kind: 'picture'; bitmap: Bitmap; align: number; areaDots: number }
	| { kind: 'code'; data: string; cell: number; level: string }
	| { kind: 'cut' };

/** What follows a command's letters: so many bytes, or a block whose length they give. */
const FIXED: Record<string, number> = {
	'\x1b@': 0,
	'\x1b2': 0,
	'\x1c&': 0,
	'\x1c.': 0,
	'\x1da': 1,
	'\x1bM': 1,
	'\x1b ': 1,
	'\x1cS': 2,
	'\x1b3': 1,
	'\x1b{': 1,
	'\x1cC': 1,
	'\x1dL': 2,
	'\x1dW': 2,
	'\x1ba': 1,
	'\x1b$': 2,
	'\x1b\\': 2,
	'\x1b-': 1,
	'\x1c-': 1,
	'\x1bE': 1,
	'\x1dB': 1,
	'\x1d!': 1,
	'\x1bt': 1,
	'\x1dV': 2,
	'\x1dr': 1,
	'\x10\x04': 1
};

export interface Job {
	/** In order; a text is a line as it comes out, without the spaces before it. */
	printed: Printed[];
	/** The lines of text alone. */
	lines: string[];
}

export function readJob(bytes: Uint8Array, encoding = 'gb18030'): Job {
	const printed: Printed[] = [];
	const decoder = new TextDecoder(encoding, { fatal: true });
	let at = 0;
	let text: number[] = [];
	let style = { width: 1, height: 1, bold: false, inverse: false };
	let shown = style;
	let [align, areaDots] = [0, 0];
	let [cell, level, data] = [3, 'l', ''];
	let stored: Bitmap | null = null;
	const take = (count: number) => {
		if (at + count > bytes.length) throw new Error(`The job ends within a command, at ${at}`);
		at += count;
		return bytes.subarray(at - count, at);
	};
	const picture = (bitmap: Bitmap) => printed.push({ kind: 'picture', bitmap, align, areaDots });
	const block = () => {
		const [low = 0, high = 0] = take(2);
		return take(low + 256 * high);
	};

	while (at < bytes.length) {
		const byte = bytes[at] as number;
		if (byte === 0x0a) {
			at += 1;
			printed.push({ kind: 'text', text: decoder.decode(Uint8Array.from(text)).trim(), ...shown });
			text = [];
			shown = style;
			continue;
		}
		if (byte > 0x1f) {
			if (text.every((each) => each === 0x20)) shown = style;
			text.push(...take(byte < 0x80 ? 1 : encodedLength(bytes, at)));
			continue;
		}
		const command = String.fromCharCode(...take(2));
		if (command === '\x1dv') {
			take(2);
			const [xl = 0, xh = 0, yl = 0, yh = 0] = take(4);
			const [across, down] = [xl + 256 * xh, yl + 256 * yh];
			picture(unpacked(take(across * down), across * 8, across, down));
		} else if (command === '\x1d8') {
			take(1);
			const [a = 0, b = 0, c = 0, d = 0] = take(4);
			const all = take(a + 256 * b + 65536 * c + 16777216 * d);
			const [width, height] = [all[6]! + 256 * all[7]!, all[8]! + 256 * all[9]!];
			stored = unpacked(all.subarray(10), width, (width + 7) >> 3, height);
		} else if (command === '\x1d(' || command === '\x1c(') {
			const letter = String.fromCharCode(...take(1));
			const body = block();
			if (letter === 'L' && stored) picture(stored);
			if (letter === 'k' && body[1] === 0x43) cell = body[2]!;
			if (letter === 'k' && body[1] === 0x45) level = 'lmqh'[body[2]! - 48]!;
			if (letter === 'k' && body[1] === 0x50) data = new TextDecoder().decode(body.subarray(3));
			if (letter === 'k' && body[1] === 0x51) printed.push({ kind: 'code', data, cell, level });
		} else {
			const length = FIXED[command];
			if (length === undefined)
				throw new Error(`Unknown command ${JSON.stringify(command)} at ${at}`);
			const [first = 0, second = 0] = take(length);
			if (command === '\x1da' && printed.length > 0) throw new Error('GS a in the middle');
			if (command === '\x1ba') align = first;
			if (command === '\x1dW') areaDots = first + 256 * second;
			if (command === '\x1d!')
				style = { ...style, width: (first >> 4) + 1, height: (first & 7) + 1 };
			if (command === '\x1bE') style = { ...style, bold: (first & 1) === 1 };
			if (command === '\x1dB') style = { ...style, inverse: (first & 1) === 1 };
			if (command === '\x1dV') printed.push({ kind: 'cut' });
		}
	}
	const lines = printed.flatMap((each) => (each.kind === 'text' && each.text ? [each.text] : []));
	return { printed, lines };
}

/** Two bytes of GBK, four where the second is a digit. */
function encodedLength(bytes: Uint8Array, at: number): number {
	const second = bytes[at + 1] ?? 0;
	return second >= 0x30 && second <= 0x39 ? 4 : 2;
}

function unpacked(data: Uint8Array, width: number, across: number, height: number): Bitmap {
	return Array.from({ length: height }, (_, y) =>
		Array.from(
			{ length: width },
			(_, x) => ((data[y * across + (x >> 3)]! >> (7 - (x & 7))) & 1) === 1
		)
	);
}
