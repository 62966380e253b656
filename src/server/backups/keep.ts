const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** All of so long. */
const ALL_FOR = DAY;
/** After that the last of each day, for so many days. */
const DAYS = 30;
/** And the last of each month, for so many months, the present one included. */
const MONTHS = 12;

/**
 * Which backups may go, by the instants they were made at (epoch milliseconds): all but those of the last 24 hours,
 * the last of each of the last 30 days and of each of the last 12 months, in UTC. Never the newest, and none that the
 * clock says is still to come.
 */
export function toDrop(instants: readonly number[], now: number): number[] {
	const newestFirst = [...instants].sort((a, b) => b - a);
	const [newest] = newestFirst;
	const days = new Set<string>();
	const months = new Set<string>();
	const firstMonth = monthsBefore(now, MONTHS - 1);
	return newestFirst.filter((at) => {
		const lastOfDay = isFirst(days, dayOf(at));
		const lastOfMonth = isFirst(months, monthOf(at));
		if (at === newest || now - at < ALL_FOR) return false;
		if (lastOfDay && now - at < DAYS * DAY) return false;
		return !(lastOfMonth && monthOf(at) >= firstMonth);
	});
}

function isFirst(seen: Set<string>, key: string): boolean {
	if (seen.has(key)) return false;
	seen.add(key);
	return true;
}

function dayOf(at: number): string {
	return new Date(at).toISOString().slice(0, 10);
}

function monthOf(at: number): string {
	return new Date(at).toISOString().slice(0, 7);
}

function monthsBefore(at: number, count: number): string {
	const date = new Date(at);
	return monthOf(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - count, 1));
}
