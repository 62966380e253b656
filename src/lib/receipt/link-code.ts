/** The code of a ticket's page for the phone, drawn in the browser: who waits for it does not wait for a picture. */
import { encode } from 'uqr';

/** Modules of white that readers need around a code. */
const QUIET_ZONE = 4;

/** As one path of a drawing `size` wide, its quiet zone included. */
export function linkCode(link: string): { size: number; path: string } {
	const { size, data } = encode(link, { ecc: 'M', border: QUIET_ZONE });
	const path = data
		.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : '')))
		.join('');
	return { size, path };
}
