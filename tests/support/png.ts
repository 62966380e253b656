import { crc32, deflateSync } from 'node:zlib';

/** A grey picture as a PNG; `black` says where it is dark, `rows` how many it has whatever it says. */
export function pngOf(
	width: number,
	height: number,
	black: (x: number, y: number) => boolean = () => false,
	{ interlaced = false, rows = height }: { interlaced?: boolean; rows?: number } = {}
): Buffer {
	const header = Buffer.alloc(13);
	header.writeUInt32BE(width, 0);
	header.writeUInt32BE(height, 4);
	header.set([8, 0, 0, 0, interlaced ? 1 : 0], 8);
	const dots = Buffer.alloc(rows * (width + 1));
	for (let y = 0; y < rows; y += 1) {
		for (let x = 0; x < width; x += 1) {
			dots[y * (width + 1) + 1 + x] = black(x, y) ? 0 : 255;
		}
	}
	return Buffer.concat([
		Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
		chunk('IHDR', header),
		chunk('IDAT', deflateSync(dots)),
		chunk('IEND', Buffer.alloc(0))
	]);
}

function chunk(type: string, data: Buffer): Buffer {
	const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
	const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
	length.writeUInt32BE(data.length);
	sum.writeUInt32BE(crc32(body));
	return Buffer.concat([length, body, sum]);
}
