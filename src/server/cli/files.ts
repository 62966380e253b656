import { openSync, readFileSync } from 'node:fs';
import { CommandError } from './command.ts';

const REASONS: Record<string, string> = {
	ENOENT: 'There is no such file',
	EISDIR: 'It is a folder',
	EACCES: 'It may not be read'
};

/** A file named on the command line, as text. */
export function readText(path: string): string {
	try {
		return readFileSync(path, 'utf8');
	} catch (error) {
		const { code = '', message } = error as NodeJS.ErrnoException;
		throw new CommandError(`${path} can't be read: ${REASONS[code] ?? message}.`);
	}
}

/** Opens a file for what is made anew each time, in the place of an older one: before the work, not after it. */
export function openForWriting(path: string): number {
	try {
		return openSync(path, 'w');
	} catch (error) {
		const { code = '', message } = error as NodeJS.ErrnoException;
		const reasons: Record<string, string> = {
			ENOENT: 'Its folder does not exist',
			EISDIR: 'It is a folder',
			EACCES: 'Nothing may be written there'
		};
		throw new CommandError(`${path} can't be written: ${reasons[code] ?? message}.`);
	}
}

export function readJson(path: string): unknown {
	const content = readText(path);
	try {
		return JSON.parse(content.replace(/^\uFEFF/, ''));
	} catch (error) {
		throw new CommandError(`${path} is not valid JSON: ${(error as Error).message}`);
	}
}
