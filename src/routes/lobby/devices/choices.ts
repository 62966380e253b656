/** What can be done about a device from the lobby, in the order in which it is offered. Pure. */
import type { DeviceRow, IncidentRow } from '#lib/protocol/index.ts';
import type { DeviceStep } from '../sheets.svelte.ts';
import type { Trouble } from './troubles.ts';

export type Choice = DeviceStep | 'handle' | 'handBack' | 'rest' | 'resume';

export interface Offered {
	choice: Choice;
	kind: 'ink' | 'over' | 'plain';
}

/** `incident`: also one that is only watched still. `me`: whoever holds the tablet. */
export function choicesFor(
	device: Pick<DeviceRow, 'state'>,
	incident: Pick<IncidentRow, 'id'> | undefined,
	trouble: Trouble | null,
	me: string | null
): Offered[] {
	const plain = (...choices: Choice[]) =>
		choices.map((choice): Offered => ({ choice, kind: 'plain' }));
	if (device.state === 'maintenance')
		return [{ choice: 'resume', kind: 'ink' }, ...plain('report')];
	if (trouble === null) {
		return plain(...(incident === undefined ? [] : (['note'] as const)), 'report', 'rest');
	}
	const { owner, prompt, down } = trouble;
	// With the vendor called somebody has it, and whoever its prompt asks may still take it.
	if (owner === undefined || prompt?.state === 'open') {
		const take: Offered = { choice: 'handle', kind: down && owner === undefined ? 'over' : 'ink' };
		return [take, ...plain('pass', 'note', 'fixed', 'rest')];
	}
	const isMine = owner === me;
	const back = isMine && prompt?.state === 'accepted' ? (['handBack'] as const) : [];
	return [
		{ choice: 'fixed', kind: isMine ? 'ink' : 'plain' },
		...plain('pass', 'note', ...back, 'rest')
	];
}
