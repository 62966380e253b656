/**
 * The words of XFS4IoT (CEN/XFS for IoT, Common.Status and Storage) and what they are for us. What the standard leaves
 * open or a maker adds is in no table, and then nothing follows from it.
 */
import type { DeviceStatus } from '../status.ts';

export interface Judged {
	state: Exclude<DeviceStatus['state'], 'unknown' | 'maintenance'>;
	cause?: string;
}

/** `common.device`. Busy and starting are how a device is that works. */
export const DEVICE: Readonly<Record<string, Judged>> = {
	online: { state: 'ok' },
	deviceBusy: { state: 'ok' },
	starting: { state: 'degraded' },
	offline: { state: 'offline', cause: 'operator' },
	powerOff: { state: 'offline', cause: 'power' },
	noDevice: { state: 'offline', cause: 'hardware' },
	hardwareError: { state: 'offline', cause: 'hardware' },
	userError: { state: 'degraded', cause: 'operator' },
	fraudAttempt: { state: 'offline', cause: 'fraud' },
	potentialFraud: { state: 'degraded', cause: 'fraud' }
};

/** `cashManagement.dispenser` and `.acceptor`, in the words of all editions. */
export const CASH_UNITS: Readonly<Record<string, string>> = {
	ok: 'ok',
	attention: 'low',
	stop: 'error',
	unknown: 'unknown',
	cashUnitState: 'low',
	cashUnitStop: 'error',
	cashUnitUnknown: 'unknown'
};

/** `printer.paper`, `.toner` and `.ink`: full is as it should be. */
export const SUPPLY: Readonly<Record<string, string>> = {
	full: 'ok',
	low: 'low',
	out: 'out',
	jammed: 'jammed',
	unknown: 'unknown'
};

/** `media` of a card reader or a printer, and `transport` of cash. Where something lies is no state. */
export const MEDIA: Readonly<Record<string, string>> = {
	jammed: 'jammed',
	present: 'ok',
	notPresent: 'ok',
	inPosition: 'ok',
	ok: 'ok',
	inoperative: 'error',
	unknown: 'unknown'
};

/** `status` of a storage unit; before its contents, which mean nothing where the unit itself is no good. */
export const UNIT: Readonly<Record<string, string>> = {
	inoperative: 'error',
	missing: 'missing',
	manipulated: 'error'
};

/** `replenishmentStatus` of a storage unit. */
export const CONTENT: Readonly<Record<string, string>> = {
	ok: 'ok',
	high: 'high',
	full: 'full',
	low: 'low',
	empty: 'empty'
};

/** `shutter` and doors: who is kept out. */
export const INOPERATIVE = new Set(['jammed', 'jammedOpen', 'jammedClosed', 'jammedPartiallyOpen']);
