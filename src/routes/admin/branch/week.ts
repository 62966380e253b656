/** Monday first: as people read a week, and as keys of `hours` are written. */
export const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Day = (typeof DAYS)[number];

/** A day's opening and closing time as they were typed. */
export type Times = [from: string, to: string];

/** The seven days of `hours`; null: closed. Of a day that stands twice the first counts. */
export function weekOf(hours: unknown): (Times | null)[] {
	const week: (Times | null)[] = DAYS.map(() => null);
	for (const [key, times] of Object.entries((hours ?? {}) as Record<string, Times>)) {
		for (const index of daysOf(key)) week[index] ??= times;
	}
	return week;
}

/** The key of `hours` that a day stands under, for what is said of it; undefined where it is closed. */
export function keyOfDay(hours: unknown, day: number): string | undefined {
	return Object.keys((hours ?? {}) as object).find((key) => daysOf(key).includes(day));
}

function daysOf(key: string): number[] {
	const [first, last = first] = key.split('-').map((day) => DAYS.indexOf(day as Day));
	if (first === undefined || last === undefined || first < 0 || last < 0) return [];
	return Array.from({ length: ((last - first + 7) % 7) + 1 }, (_, index) => (first + index) % 7);
}

/** `hours` for seven days; neighbours with the same times share a key. */
export function hoursOf(week: readonly (Times | null)[]): Record<string, Times> {
	const hours: Record<string, Times> = {};
	let start = 0;
	while (start < week.length) {
		const times = week[start];
		let end = start;
		while (end + 1 < week.length && equal(week[end + 1], times)) end += 1;
		if (times) hours[start === end ? DAYS[start]! : `${DAYS[start]}-${DAYS[end]}`] = [...times];
		start = end + 1;
	}
	return hours;
}

function equal(a: Times | null | undefined, b: Times | null | undefined): boolean {
	return a?.[0] === b?.[0] && a?.[1] === b?.[1];
}

/** A time as people type it, as the file has it: `9:5`, `0905`, `9：05` are 09:05. What is no time stays. */
export function timeTyped(text: string): string {
	const plain = text.normalize('NFKC').trim();
	const parts = /^(\d{1,2})[:.时](\d{1,2})?分?$/.exec(plain) ?? /^(\d{1,2})(\d{2})?$/.exec(plain);
	if (parts === null) return plain;
	const [, hour = '', minute = '0'] = parts;
	return `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}`;
}
