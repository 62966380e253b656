import type { BranchFile } from '#lib/protocol/branch-file.ts';
import { lobbyOpening } from './checklists.ts';
import { DEVICE_KINDS, devicesOf } from './device-kinds.ts';
import { TEMPLATE_LIMITS } from './templates.ts';

/** How many devices a branch has of each kind that templates know. */
export function deviceCounts({
	devices = []
}: Pick<BranchFile, 'devices'>): Record<string, number> {
	return Object.fromEntries(
		DEVICE_KINDS.map((kind) => [kind, devices.filter((device) => device.kind === kind).length])
	);
}

/**
 * The same branch with so many devices of each kind. One that stays keeps its name, kinds that templates do not know
 * stay as they are, and the lobby's checklist follows. Throws a RangeError for counts outside `TEMPLATE_LIMITS`.
 */
export function withDevices(
	file: BranchFile,
	counts: Readonly<Record<string, number>>
): BranchFile {
	for (const count of Object.values(counts)) {
		if (Number.isInteger(count) && count >= 0 && count <= TEMPLATE_LIMITS.devicesOfAKind) continue;
		throw new RangeError(`${count} is not a whole number up to ${TEMPLATE_LIMITS.devicesOfAKind}.`);
	}
	const before = file.devices ?? [];
	const known: readonly string[] = DEVICE_KINDS;
	const devices = [
		...devicesOf(counts).map((made) => before.find(({ id }) => id === made.id) ?? made),
		...before.filter(({ kind }) => !known.includes(kind))
	];
	const lobby = lobbyOpening(devices);
	const checklists = file.checklists?.map((list) => (list.id === lobby.id ? lobby : list));
	return { ...file, devices, ...(checklists === undefined ? {} : { checklists }) };
}
