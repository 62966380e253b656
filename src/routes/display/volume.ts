/** How loud the call is by the hour of the branch: full while the hall is full. Pure. */
import { hhmm } from '#lib/client/format.ts';

/** From each time of day on; the last row reaches around midnight to the first one. */
const VOLUMES: readonly { from: string; volume: number }[] = [
	{ from: '07:00', volume: 0.6 },
	{ from: '09:00', volume: 1 },
	{ from: '18:00', volume: 0.6 },
	{ from: '21:00', volume: 0.35 }
];

/** 0 to 1. */
export function volumeAt(instant: number, timeZone: string): number {
	const time = hhmm(instant, timeZone);
	const row = VOLUMES.findLast(({ from }) => from <= time) ?? VOLUMES.at(-1);
	return row?.volume ?? 1;
}
