/** What is known of one device. Instants in epoch milliseconds, levels 0 to 1. */
export interface Device {
	id: string;
	state: 'unknown' | 'ok' | 'degraded' | 'offline' | 'maintenance';
	cause: string | null;
	components: Record<string, string>;
	levels: Record<string, number>;
	/** When this state began, by what was told … */
	since: number | null;
	/** … and when the branch heard of it: nobody could act on it before. */
	changedAt: number;
	/** As screens are told it: to the minute, unless something changed. */
	lastSeenAt: number | null;
	/** To the millisecond. */
	heardAt: number | null;
}

export function newDevice(id: string): Device {
	return {
		id,
		state: 'unknown',
		cause: null,
		components: {},
		levels: {},
		since: null,
		changedAt: 0,
		lastSeenAt: null,
		heardAt: null
	};
}
