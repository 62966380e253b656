/** Once a day whoever opens the page is at work; whoever says afterwards that they are not, is not. Browser only. */
const keyOf = (branch: string, staff: string) => `foyer.arrived.${branch}.${staff}`;

/** Whether this browser has said so today; remembers that it does now. */
export function arrivesNow(branch: string, staff: string, day: string): boolean {
	try {
		if (localStorage.getItem(keyOf(branch, staff)) === day) return false;
		localStorage.setItem(keyOf(branch, staff), day);
	} catch {
		// Storage may be switched off: then it is said whenever the page is opened.
	}
	return true;
}
