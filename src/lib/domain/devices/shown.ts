import type { BranchState } from '../state.ts';
import type { Device } from './device.ts';
import { healthOf, type Health } from './health.ts';
import { kindIn } from './kind-in.ts';

/** How a device is by what was told of it, or by nothing having been told for too long. */
export function toldHealth(state: BranchState, device: Device): Health {
	const kind = kindIn(state.config, device.id);
	if (device.silent === null) return healthOf(device.told, kind);
	const silent = { state: device.silent, cause: 'silent', components: {}, levels: {} };
	return healthOf(silent, kind);
}

/** What screens are shown of it. */
export function show(device: Device, { state, cause, service, functions }: Health): void {
	device.state = state;
	device.cause = cause;
	device.service = service;
	device.functions = functions;
}
