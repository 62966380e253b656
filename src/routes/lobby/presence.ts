/** Whether this tablet has told today that somebody is at work: it says so once, and not again after they left. Browser only. */
const keyOf = (branch: string, staff: string) => `foyer.arrived.${branch}.${staff}`;

/** Whether it was told on that business day; from now on it is. */
export function toldArrival(branch: string, staff: string, day: string): boolean {
	try {
		const told = localStorage.getItem(keyOf(branch, staff)) === day;
		localStorage.setItem(keyOf(branch, staff), day);
		return told;
	} catch {
		// Storage may be switched off: then it is told again after a reload.
		return false;
	}
}
