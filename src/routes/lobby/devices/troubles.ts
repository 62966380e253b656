/** Which devices need somebody, how badly, and who has them. Pure. */
import { ownerOf } from '#lib/client/trouble.ts';
import type { DeviceRow, IncidentRow, PromptRow } from '#lib/protocol/index.ts';

export interface DeviceRows {
	devices: Readonly<Record<string, DeviceRow>>;
	incidents: Readonly<Record<string, IncidentRow>>;
	prompts: Readonly<Record<string, PromptRow>>;
}

/** A device and the fault that it has now. */
export interface Trouble {
	device: DeviceRow;
	incident: IncidentRow;
	/** What asks somebody to see to it, open or taken; undefined: nothing does. */
	prompt: PromptRow | undefined;
	/** Who sees to it. */
	owner: string | undefined;
	/** It serves nobody, or nobody knows. */
	down: boolean;
}

/** The fault of a device, while it is there; of one that works again, or rests as planned, null. */
export function troubleOf(device: DeviceRow, rows: DeviceRows): Trouble | null {
	const incident = incidentOf(device, rows);
	if (incident === undefined || incident.fineSince !== undefined) return null;
	if (device.state === 'maintenance') return null;
	const prompt = promptOf(incident.id, rows);
	const down = device.service === 'out' || device.service === 'unknown';
	return { device, incident, prompt, owner: ownerOf(incident, rows.prompts) ?? undefined, down };
}

/** The fault that is followed now, also while the device is watched after it. */
export function incidentOf(
	device: Pick<DeviceRow, 'incident'>,
	{ incidents }: Pick<DeviceRows, 'incidents'>
): IncidentRow | undefined {
	return device.incident === undefined ? undefined : incidents[device.incident];
}

export function promptOf(
	incident: string,
	{ prompts }: Pick<DeviceRows, 'prompts'>
): PromptRow | undefined {
	return Object.values(prompts).find((prompt) => prompt.incident === incident);
}

/** Who serves nobody first, of those whom nobody has first, then the oldest. */
export function troublesOf(rows: DeviceRows): Trouble[] {
	return Object.values(rows.devices)
		.map((device) => troubleOf(device, rows))
		.filter((trouble) => trouble !== null)
		.sort(
			(a, b) =>
				Number(b.down) - Number(a.down) ||
				Number(a.owner !== undefined) - Number(b.owner !== undefined) ||
				a.incident.openedAt - b.incident.openedAt ||
				(a.device.id < b.device.id ? -1 : 1)
		);
}

/** All devices as the page lists them. */
export interface Listed {
	troubles: Trouble[];
	/** Works again, and is watched for a while. */
	watched: DeviceRow[];
	/** Out of service as planned. */
	resting: DeviceRow[];
	/** The others, in the order of the kinds that is given, then those of the branch's own. */
	others: { kind: string; devices: DeviceRow[] }[];
}

export function listed(rows: DeviceRows, kinds: readonly string[]): Listed {
	const troubles = troublesOf(rows);
	const told = new Set(troubles.map(({ device }) => device.id));
	const left = Object.values(rows.devices).filter(({ id }) => !told.has(id));
	const resting = left.filter(({ state }) => state === 'maintenance');
	const working = left.filter(({ state }) => state !== 'maintenance');
	const isWatched = (device: DeviceRow) => incidentOf(device, rows)?.fineSince !== undefined;
	const quiet = working.filter((device) => !isWatched(device));
	const order = [...new Set([...kinds, ...quiet.map(({ kind }) => kind)])];
	return {
		troubles,
		watched: working.filter(isWatched),
		resting,
		others: order
			.map((kind) => ({ kind, devices: quiet.filter((device) => device.kind === kind) }))
			.filter(({ devices }) => devices.length > 0)
	};
}
