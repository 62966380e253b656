/** How much everybody has in hand, and where what is new goes meanwhile. Pure. */
import type { StaffRow } from '#lib/protocol/index.ts';

type Staff = Readonly<Record<string, StaffRow>>;

/** What somebody has taken: talks, errands, calls for help, complaints. */
export function loadOf(staff: Staff, id: string | null): number {
	return staff[id ?? '']?.tasks ?? 0;
}

/** Colleagues of the lobby who are at work and have room, freest first. */
export function withRoom(staff: Staff, me: string | null, capacity: number): string[] {
	return Object.values(staff)
		.filter(({ id, role, onDuty }) => id !== me && role === LOBBY && onDuty !== undefined)
		.filter(({ tasks = 0 }) => tasks < capacity)
		.sort((a, b) => (a.tasks ?? 0) - (b.tasks ?? 0) || (a.id < b.id ? -1 : 1))
		.map(({ id }) => id);
}

/** Whose work prompts are. */
export const LOBBY = 'lobby_manager';
