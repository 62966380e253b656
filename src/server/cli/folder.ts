import { readConfig } from '../config.ts';
import { text } from './command.ts';
import type { Values } from './command.ts';

/** The flag that every command on a data folder has. */
export const dataFlag = { data: { type: 'string' } } as const;
export const dataHelp = `  --data DIR         the data folder; otherwise FOYER_DATA, otherwise ./data`;

export function folderOf(values: Values): string {
	const data = text(values, 'data');
	return readConfig(undefined, data === undefined ? {} : { data }).data;
}
