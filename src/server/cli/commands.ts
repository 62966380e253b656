import type { Command } from './command.ts';

/** Every word of `foyer`. A new one is a file and a line here; it is loaded when it is asked for. */
export const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
	start: async () => (await import('./start.ts')).start,
	demo: async () => (await import('./demo.ts')).demo,
	apply: async () => (await import('./apply.ts')).apply,
	user: async () => (await import('./user.ts')).user,
	display: async () => (await import('./display.ts')).display,
	key: async () => (await import('./key.ts')).key,
	webhook: async () => (await import('./webhook.ts')).webhook,
	erase: async () => (await import('./erase.ts')).erase,
	replay: async () => (await import('./replay.ts')).replay,
	audit: async () => (await import('./audit.ts')).audit,
	backup: async () => (await import('./backup.ts')).backup,
	restore: async () => (await import('./restore.ts')).restore,
	verify: async () => (await import('./verify.ts')).verify,
	doctor: async () => (await import('./doctor.ts')).doctor
};
