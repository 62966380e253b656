import type { BranchState } from '../state.ts';
import type { Device } from './device.ts';

/** What a fault does to the lines while it lasts. */
export interface Effect {
	/** Tickets since then that the device would have taken, as far as it could, by service. */
	services: Record<string, number>;
	/** The line that has most of them, and the seconds that they add to a wait that begins now. */
	service: string | null;
	seconds: number;
	/** The device to send people to; null: none works that could take them. */
	to: string | null;
}

export interface Note {
	at: number;
	staff: string;
	text: string;
}

/**
 * A fault of one device from its beginning until it has been fine for a while: a device that flaps has one, not fifty.
 * Instants in epoch milliseconds.
 */
export interface Incident {
	id: string;
	device: string;
	/** The business day that it began on. */
	day: string;
	/** What it is about: the first cause, and the latest one that was worse. */
	cause: string | null;
	/** `down`: it serves nobody, or nobody knows. Only ever rises. */
	severity: 'limited' | 'down';
	openedAt: number;
	/** When the branch heard of it. */
	heardAt: number;
	/** First line: somebody of the branch sees to it. */
	acknowledgedAt: number | null;
	acknowledgedBy: string | null;
	/** Second line: the vendor was called, by whom, and what they said to refer to. */
	passedAt: number | null;
	passedBy: string | null;
	vendor: string | null;
	reference: string | null;
	notes: Note[];
	/** Since when it has been fine again; it is over once that has lasted. */
	fineSince: number | null;
	/** Somebody works on the device: nobody else is asked to. */
	resting: boolean;
	/** Times that it came back before it was over. */
	flaps: number;
	/** When it became fine for good. */
	endedAt: number | null;
	/** Who said that it works again; null: the device did. */
	resolvedBy: string | null;
	/** When somebody was prompted about it; null: it limits the device only, or is not told yet. */
	raisedAt: number | null;
	/** Numbers of the tickets that it would have taken. */
	missed: string[];
	effect: Effect;
}

/** The fault of a device that is followed now; undefined: none. */
export function incidentOf(
	{ incidents }: Pick<BranchState, 'incidents'>,
	{ incident }: Pick<Device, 'incident'>
): Incident | undefined {
	return incident === null ? undefined : incidents.get(incident);
}

export const NO_EFFECT: Effect = { services: {}, service: null, seconds: 0, to: null };

export function isOpenIncident(incident: Incident): boolean {
	return incident.endedAt === null;
}

/** Notes that one incident keeps. */
export const MOST_NOTES = 50;
