/**
 * Who holds the tablet, where whoever signed in is nobody of the staff: chosen once, and remembered on the device in a cookie, so that
 * the server draws the first view for the right person.
 */
const YEAR = 365 * 24 * 3600;

export function holderCookie(branch: string): string {
	return `foyer-holder-${encodeURIComponent(branch)}`;
}

/** Browser only. */
export function rememberHolder(branch: string, staff: string): void {
	document.cookie = `${holderCookie(branch)}=${encodeURIComponent(staff)}; path=/; max-age=${YEAR}; samesite=lax`;
}
