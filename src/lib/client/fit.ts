import type { DeviceRow } from '../protocol/index.ts';

/** Whether customers may be sent there. */
export function isFit({ state, service, flaps }: DeviceRow): boolean {
	return state === 'ok' && service === 'full' && flaps !== true;
}
