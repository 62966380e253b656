/** Reads a clean, upright QR code of level M, as a phone would: what stands on paper is what is tested. */
import type { Bitmap } from './escpos-reader.ts';

/** Blocks of level M by version: how many data bytes each has. */
const BLOCKS: number[][] = [
	[16],
	[28],
	[44],
	[32, 32],
	[43, 43],
	[27, 27, 27, 27],
	[31, 31, 31, 31],
	[38, 38, 39, 39],
	[36, 36, 36, 37, 37],
	[43, 43, 43, 43, 44]
];

const MASKS: ((x: number, y: number) => boolean)[] = [
	(x, y) => (x + y) % 2 === 0,
	(_, y) => y % 2 === 0,
	(x) => x % 3 === 0,
	(x, y) => (x + y) % 3 === 0,
	(x, y) => (Math.floor(y / 2) + Math.floor(x / 3)) % 2 === 0,
	(x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
	(x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
	(x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0
];

const FINDER = ['1111111', '1000001', '1011101', '1011101', '1011101', '1000001', '1111111'];

/** What the one code in a picture says, and the white modules around it (at least so many, up to four). */
export function readQr(bitmap: Bitmap): { text: string; quiet: number } {
	const found = findCode(bitmap);
	if (found === null) throw new Error('There is no QR code in this picture');
	const { modules, ...place } = found;
	return { text: textOf(modules), quiet: quietZone(bitmap, { ...place, size: modules.length }) };
}

interface Place {
	x: number;
	y: number;
	module: number;
}

function findCode(bitmap: Bitmap): ({ modules: Bitmap } & Place) | null {
	const width = bitmap[0]?.length ?? 0;
	for (let y = 0; y < bitmap.length; y += 1) {
		for (let x = 0; x < width; x += 1) {
			if (!bitmap[y]![x] || bitmap[y]![x - 1] || bitmap[y - 1]?.[x]) continue;
			let run = 1;
			while (bitmap[y]![x + run]) run += 1;
			if (run % 7 !== 0) continue;
			const module = run / 7;
			if (!isFinder(bitmap, { x, y, module })) continue;
			for (let version = 1; version <= BLOCKS.length; version += 1) {
				const far = (17 + 4 * version - 7) * module;
				if (!isFinder(bitmap, { x: x + far, y, module })) continue;
				if (!isFinder(bitmap, { x, y: y + far, module })) continue;
				return { modules: modulesAt(bitmap, { x, y, module }, 17 + 4 * version), x, y, module };
			}
		}
	}
	return null;
}

function isFinder(bitmap: Bitmap, place: Place): boolean {
	return modulesAt(bitmap, place, 7).every((row, y) =>
		row.every((dark, x) => dark === (FINDER[y]![x] === '1'))
	);
}

function modulesAt(bitmap: Bitmap, { x, y, module }: Place, size: number): Bitmap {
	const middle = (index: number) => Math.floor((index + 0.5) * module);
	return Array.from({ length: size }, (_, row) =>
		Array.from(
			{ length: size },
			(_, column) => bitmap[y + middle(row)]?.[x + middle(column)] ?? false
		)
	);
}

function quietZone(bitmap: Bitmap, { x, y, module, size }: Place & { size: number }): number {
	const side = size * module;
	for (let around = 1; around <= 4 * module; around += 1) {
		for (let along = -around; along < side + around; along += 1) {
			const dark =
				bitmap[y - around]?.[x + along] ||
				bitmap[y + side - 1 + around]?.[x + along] ||
				bitmap[y + along]?.[x - around] ||
				bitmap[y + along]?.[x + side - 1 + around];
			if (dark) return Math.floor((around - 1) / module);
		}
	}
	return 4;
}

function textOf(modules: Bitmap): string {
	const size = modules.length;
	const version = (size - 17) / 4;
	const format = [0, 1, 2, 3, 4, 5, 7, 8].map((x) => modules[8]![x]);
	const bits = format.reduce((all, dark) => all * 2 + Number(dark), 0) ^ (0x5412 >> 7);
	if (bits >> 6 !== 0) throw new Error('The code is not of level M');
	const mask = MASKS[(bits >> 3) & 7]!;
	const bytes = codewords(modules, (x, y) => modules[y]![x] !== mask(x, y));
	return decoded(dataOf(bytes, BLOCKS[version - 1]!), version);
}

function codewords(modules: Bitmap, dark: (x: number, y: number) => boolean): number[] {
	const size = modules.length;
	const taken = functionModules(size);
	const bits: boolean[] = [];
	for (let pair = 0, right = size - 1; right > 0; pair += 1, right -= 2) {
		if (right === 6) right = 5;
		for (let step = 0; step < size; step += 1) {
			const y = pair % 2 === 0 ? size - 1 - step : step;
			for (const x of [right, right - 1]) if (!taken(x, y)) bits.push(dark(x, y));
		}
	}
	return Array.from({ length: bits.length >> 3 }, (_, index) =>
		bits.slice(index * 8, index * 8 + 8).reduce((all, bit) => all * 2 + Number(bit), 0)
	);
}

function functionModules(size: number): (x: number, y: number) => boolean {
	const version = (size - 17) / 4;
	const last = size - 7;
	const middle = version < 7 ? [] : [(6 + last) / 2];
	const centres = version === 1 ? [] : [6, ...middle, last];
	return (x, y) => {
		if (x === 6 || y === 6) return true;
		const [left, top] = [x < 9, y < 9];
		if ((left && top) || (left && y >= size - 8) || (top && x >= size - 8)) return true;
		if (version >= 7 && ((x < 6 && y >= size - 11) || (y < 6 && x >= size - 11))) return true;
		return centres.some((row) =>
			centres.some((column) => {
				const corner =
					(row === 6 && column !== last && column === 6) ||
					(row === 6 && column === last) ||
					(row === last && column === 6);
				return !corner && Math.abs(x - column) <= 2 && Math.abs(y - row) <= 2;
			})
		);
	};
}

/** The blocks stand in each other: first bytes of all, second bytes of all. */
function dataOf(bytes: number[], blocks: number[]): number[] {
	const parts: number[][] = blocks.map(() => []);
	let at = 0;
	for (let index = 0; index < Math.max(...blocks); index += 1) {
		for (const [block, length] of blocks.entries()) {
			if (index < length) parts[block]!.push(bytes[at++]!);
		}
	}
	return parts.flat();
}

const ALPHANUMERIC = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';

function decoded(bytes: number[], version: number): string {
	let at = 0;
	const take = (count: number) => {
		let value = 0;
		for (let bit = 0; bit < count; bit += 1, at += 1) {
			value = value * 2 + ((bytes[at >> 3]! >> (7 - (at & 7))) & 1);
		}
		return value;
	};
	const large = version > 9;
	let text = '';
	while (at + 4 <= bytes.length * 8) {
		const mode = take(4);
		if (mode === 0) break;
		if (mode === 4) {
			const length = take(large ? 16 : 8);
			text += new TextDecoder().decode(Uint8Array.from({ length }, () => take(8)));
		} else if (mode === 2) {
			let left = take(large ? 11 : 9);
			for (; left > 1; left -= 2) {
				const two = take(11);
				text += ALPHANUMERIC[Math.floor(two / 45)]! + ALPHANUMERIC[two % 45]!;
			}
			if (left === 1) text += ALPHANUMERIC[take(6)]!;
		} else if (mode === 1) {
			let left = take(large ? 12 : 10);
			for (; left > 2; left -= 3) text += String(take(10)).padStart(3, '0');
			if (left === 2) text += String(take(7)).padStart(2, '0');
			if (left === 1) text += String(take(4));
		} else throw new Error(`Unknown mode ${mode} of a QR code`);
	}
	return text;
}
