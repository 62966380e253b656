import type { Changes } from '../changes.ts';
import type { Device } from '../devices/device.ts';
import { isDown, isHealthy } from '../devices/health.ts';
import type { BranchState } from '../state.ts';
import { shownRounds } from './checklist.ts';

/** What a device's health says about the item that is to confirm it. */
export function hintOf(device: Device | undefined): 'ok' | 'failed' | 'unknown' {
	if (device === undefined || device.heardAt === null) return 'unknown';
	if (isHealthy(device)) return 'ok';
	return isDown(device) && device.service === 'unknown' ? 'unknown' : 'failed';
}

/** Lists look different when a device that they ask for does, or when somebody came whose list it is. */
export function hintChecklists(state: BranchState, changes: Changes): void {
	const { today, config } = state;
	if (today === null || config.checklists.size === 0) return;
	const came = changes.staff.size > 0 || changes.counters.size > 0;
	if (changes.devices.size === 0 && !came) return;
	for (const { id, list, owner } of shownRounds(state, today)) {
		const isNew = came && owner !== null;
		const asks = list.items.some(
			({ device }) => device !== undefined && changes.devices.has(device)
		);
		if (isNew || asks) changes.checklists.add(id);
	}
}
