/** A JPEG begins with this marker; each part after it is a marker, its length and its data. */
const START = 0xffd8;
const SCAN = 0xda;
const COMMENT = 0xfe;

/**
 * The same picture without what its maker wrote beside it: where and when it was taken, with what, comments. The colour
 * space (APP0, APP14) stays. Undefined: it is no JPEG, or a broken one. ITU T.81, annex B.
 */
export function bareJpeg(bytes: Uint8Array): Uint8Array | undefined {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	if (bytes.length < 4 || view.getUint16(0) !== START) return undefined;
	const kept: Uint8Array[] = [bytes.subarray(0, 2)];
	let at = 2;
	while (at + 4 <= bytes.length) {
		if (bytes[at] !== 0xff) return undefined;
		const marker = bytes[at + 1] as number;
		const end = at + 2 + view.getUint16(at + 2);
		if (end > bytes.length || end < at + 4) return undefined;
		// From the first scan on it is the picture itself.
		if (marker === SCAN) return joined([...kept, bytes.subarray(at)]);
		if (!isBeside(marker)) kept.push(bytes.subarray(at, end));
		at = end;
	}
	return undefined;
}

function isBeside(marker: number): boolean {
	const isApp = marker >= 0xe0 && marker <= 0xef;
	return marker === COMMENT || (isApp && marker !== 0xe0 && marker !== 0xee);
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
	const whole = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
	let at = 0;
	for (const part of parts) {
		whole.set(part, at);
		at += part.length;
	}
	return whole;
}
