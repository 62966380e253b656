/**
 * Who holds the tablet, where whoever signed in is nobody of the staff: chosen once, and remembered on the device in a cookie, so that
 * the server draws the first view for the right person.
 */
import { ownCookie } from '#lib/client/own-cookie.ts';

const YEAR = 365 * 24 * 3600;

/** `secure`: the page came over https. */
export function holderCookie(branch: string, secure: boolean): string {
	return ownCookie(`foyer-holder-${encodeURIComponent(branch)}`, secure);
}

/** Browser only. */
export function rememberHolder(branch: string, staff: string): void {
	const secure = location.protocol === 'https:';
	const attributes = `path=/; max-age=${YEAR}; samesite=lax${secure ? '; secure' : ''}`;
	document.cookie = `${holderCookie(branch, secure)}=${encodeURIComponent(staff)}; ${attributes}`;
}
