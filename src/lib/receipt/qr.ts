import { encode } from 'uqr';

/** A QR code as one path of a drawing `size` wide, its quiet zone included. */
export interface Qr {
	size: number;
	path: string;
}

/** Modules of white that readers need around a code. */
const QUIET_ZONE = 4;

export function qrOf(text: string): Qr {
	const { size, data } = encode(text, { ecc: 'M', border: QUIET_ZONE });
	const path = data
		.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : '')))
		.join('');
	return { size, path };
}
