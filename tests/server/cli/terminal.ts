import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { cli } from '#server/cli/cli.ts';
import { wallClock } from '#server/clock.ts';

/** A folder that is gone when the test is. */
export function newFolder(): string {
	const folder = mkdtempSync(join(tmpdir(), 'foyer-cli-'));
	onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
	return folder;
}

/** A file with that content: text as it is, anything else as JSON. */
export function newFile(content: unknown, name = 'file.json'): string {
	const path = join(newFolder(), name);
	writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
	return path;
}

/** Runs one command line, here in this process. */
export async function foyer(...args: string[]) {
	const out: string[] = [];
	const err: string[] = [];
	const code = await cli(args, {
		out: (line) => out.push(...line.split('\n')),
		err: (line) => err.push(...line.split('\n')),
		clock: wallClock()
	});
	return { code, out, err };
}
