/** What the server can be short of, each measured by itself. */
export const SHORTAGES = ['disk', 'processor', 'memory', 'screens'] as const;
export type Shortage = (typeof SHORTAGES)[number];

/** What can be asked to come again, in the order in which it is given up: people's taps last. */
export const SHED = ['reports', 'screens', 'events', 'taps'] as const;
export type Shed = (typeof SHED)[number];

/** How much there is of what runs short. */
export interface Readings {
	/** Commands that wait for the disk. */
	disk: number;
	/** Mean delay of the event loop over the last second, milliseconds. */
	processor: number;
	/** Bytes that wait for screens to read them. */
	memory: number;
	/** Screens that are connected. */
	screens: number;
}

/** none; some: machines, reports and new screens come again; all: people's taps too. */
export type Degree = 'none' | 'some' | 'all';
export type Shortness = Readonly<Record<Shortage, Degree>>;

/** A shortage begins at one reading and ends at a lower one, so that it does not flap; `taps`: from here on those too. */
export interface Bound {
	begin: number;
	end: number;
	taps: number;
}
export type Bounds = Readonly<Record<Shortage, Bound>>;

export const NOTHING_SHORT: Shortness = {
	disk: 'none',
	processor: 'none',
	memory: 'none',
	screens: 'none'
};

/**
 * What each shortage gives up. A busy disk is no reason to leave a wall dark: a screen that watches writes nothing. A
 * screen too many is no reason to refuse an event.
 */
const GIVES_UP: Readonly<Record<Shortage, readonly Shed[]>> = {
	disk: ['reports', 'events', 'taps'],
	processor: ['reports', 'screens', 'events', 'taps'],
	memory: ['reports', 'screens', 'events', 'taps'],
	screens: ['screens']
};

/** Seconds after which it is worth trying again. */
const WORTH_TRYING: Readonly<Record<Shortage, number>> = {
	disk: 1,
	processor: 2,
	memory: 5,
	screens: 10
};

/** How short the server is now, from how short it was and what is read. */
export function shortnessAfter(before: Shortness, readings: Readings, bounds: Bounds): Shortness {
	const degree = (what: Shortage): Degree => {
		const { begin, end, taps } = bounds[what];
		const reading = readings[what];
		if (reading >= taps || (before[what] === 'all' && reading > begin)) return 'all';
		if (reading >= begin || (before[what] !== 'none' && reading > end)) return 'some';
		return 'none';
	};
	return {
		disk: degree('disk'),
		processor: degree('processor'),
		memory: degree('memory'),
		screens: degree('screens')
	};
}

/** The first reason not to do something now, and the seconds after which to try again; undefined: it may be done. */
export function reasonToShed(
	shortness: Shortness,
	what: Shed
): { shortOf: Shortage; retryAfter: number } | undefined {
	const shortOf = SHORTAGES.find((each) => {
		const degree = shortness[each];
		return (
			degree !== 'none' && GIVES_UP[each].includes(what) && (what !== 'taps' || degree === 'all')
		);
	});
	return shortOf && { shortOf, retryAfter: WORTH_TRYING[shortOf] };
}
