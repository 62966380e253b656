/** How bad it is about a device, and who has it. Pure. */
import type { DeviceRow, IncidentRow, PromptRow } from '../protocol/index.ts';

/** `down`: serves nobody, or nobody knows. `limited`: some of what it does, or it comes and goes. */
export type Trouble = 'down' | 'limited' | 'maintenance';

/** Null: fine, or nobody has ever heard of it. A fault that works again and is watched is quiet. */
export function troubleOf(device: DeviceRow): Trouble | null {
	if (device.state === 'maintenance') return 'maintenance';
	if (device.flaps || device.service === 'limited') return 'limited';
	if (device.service === 'full') return null;
	// Silence is a fault once something had been heard; before, there is nothing to see to.
	if (device.service === 'unknown' && device.incident === undefined) return null;
	return 'down';
}

/** Who has a fault: whoever took its prompt, or told of it since. Handed back, nobody has it. */
export function ownerOf(
	incident: IncidentRow | undefined,
	prompts: Readonly<Record<string, PromptRow>>
): string | null {
	if (incident === undefined) return null;
	const prompt = Object.values(prompts).find((each) => each.incident === incident.id);
	if (prompt?.assignee !== undefined) return prompt.assignee;
	// With the vendor it is taken care of, whether or not somebody pressed the tablet's button too.
	if (prompt !== undefined && incident.passedAt === undefined) return null;
	return incident.acknowledgedBy ?? null;
}
