import { existsSync, readFileSync } from 'node:fs';

/** Logs of real days live beside the project and are never copied into it. */
const folder = new URL('../../../shared/data/', import.meta.url);

export function hasLog(name: string): boolean {
	return existsSync(new URL(name, folder));
}

export function readLog(name: string): string {
	return readFileSync(new URL(name, folder), 'utf8');
}

/** For the name of a test that needs a log: why it is skipped, where it is. */
export function needs(name: string): string {
	return hasLog(name) ? '' : ` (skipped: ../shared/data/${name} is not here)`;
}
