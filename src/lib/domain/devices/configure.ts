import type { Changes } from '../changes.ts';
import type { Config } from '../config/config.ts';
import type { BranchState } from '../state.ts';
import { newDevice } from './device.ts';
import { reviewDevice } from './events.ts';
import { forgetDevices } from './faults.ts';
import { endSpell } from './spells.ts';

/** New settings: devices that are gone leave with their faults, and another kind makes something else of what was told. */
export function configureDevices(state: BranchState, before: Config, changes: Changes): void {
	const { config, devices, recordedUntil: at } = state;
	for (const device of devices.values()) {
		if (!config.devices.has(device.id)) endSpell(device, at, changes);
	}
	const ids = [...config.devices.keys()];
	state.devices = new Map(ids.map((id) => [id, devices.get(id) ?? newDevice(id)]));
	for (const device of state.devices.values()) {
		const was = before.devices.get(device.id)?.kind;
		const isOther = was !== undefined && was !== config.devices.get(device.id)?.kind;
		if (isOther && device.heardAt !== null) reviewDevice(state, device, at, changes);
	}
	forgetDevices(state, changes);
}
