import type { Name } from '../../../protocol/index.ts';

/** Something that a device does for customers or the branch. One word from the event to the screen. */
export type DeviceFunction =
	| 'dispense'
	| 'deposit'
	| 'card'
	| 'receipt'
	| 'print'
	| 'sign_in'
	| 'call'
	| 'show'
	| 'count'
	| 'issue'
	| 'network';

/** A supply that runs out. `low` and `empty` are shares of a full one: at or under them it is so. */
export interface Supply {
	carries: readonly DeviceFunction[];
	low: number;
	empty: number;
	/** What a device is said to lack at each, in words of `i18n/devices.ts`. */
	causes: { low: string; empty: string };
}

/** How long nothing may be heard of a device that sends heartbeats. Seconds. */
export interface Silence {
	/** From then on nobody knows how it is … */
	stale: number;
	/** … and from then on it is taken for gone. */
	offline: number;
}

/** One kind of device. One file each; the list is `kinds/index.ts`. */
export interface Kind {
	/** As branch files write it, and as services name it in `selfService`. */
	id: string;
	name: Name;
	/** What one of them is called beside its number, where that is shorter: Recycler 3. */
	noun?: Name;
	/** What it does, in the order in which people ask for it. */
	functions: readonly DeviceFunction[];
	/** Of these at least one must work, or the device is out of service however well it is connected. */
	essential: readonly DeviceFunction[];
	/** Its parts, and the functions that fail with each. */
	components: Readonly<Record<string, readonly DeviceFunction[]>>;
	levels: Readonly<Record<string, Supply>>;
	silence: Silence;
	/** Customers an hour that it takes off the counters, of the services that name its kind; null: it takes over nothing. */
	takesOver: number | null;
}

/** 60 and 180 seconds: ours (DOMAIN.md), there is no standard. */
export const USUAL_SILENCE: Silence = { stale: 60, offline: 180 };

/** What says the same of every kind that has it. Low at a tenth: ours; machines say better what they think low is. */
export const PAPER = (carries: readonly DeviceFunction[]): Supply => ({
	carries,
	low: 0.1,
	empty: 0,
	causes: { low: 'paper_low', empty: 'out_of_paper' }
});

export const CASH = (carries: readonly DeviceFunction[]): Supply => ({
	carries,
	low: 0.1,
	empty: 0,
	causes: { low: 'cash_low', empty: 'out_of_cash' }
});
