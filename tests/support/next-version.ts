import {
	cpSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	symlinkSync,
	writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PARTS = ['src', 'build', 'drizzle', 'static', 'package.json', 'tests/support'];

/** Another version of the program, installed beside this one. */
export interface NextVersion {
	/** Its tree. */
	tree: string;
	/** What its pages call themselves. */
	version: string;
	remove(): void;
}

/** A copy of what was built whose pages call themselves something else: to a screen that is another version. */
export function nextVersion(): NextVersion {
	const tree = mkdtempSync(join(tmpdir(), 'foyer-next-'));
	for (const part of PARTS) cpSync(join(ROOT, part), join(tree, part), { recursive: true });
	symlinkSync(join(ROOT, 'node_modules'), join(tree, 'node_modules'));
	const build = join(tree, 'build');
	const told = readFileSync(join(build, 'client/_app/version.json'), 'utf8');
	const { version: before } = JSON.parse(told) as { version: string };
	const version = `next${before}`;
	for (const entry of readdirSync(build, { recursive: true, withFileTypes: true })) {
		if (!entry.isFile()) continue;
		const path = join(entry.parentPath, entry.name);
		// Packed copies of what changes would be served in its place.
		if (/\.(br|gz)$/.test(entry.name)) rmSync(path);
		else if (/\.(js|json)$/.test(entry.name)) {
			const text = readFileSync(path, 'utf8');
			if (text.includes(before)) writeFileSync(path, text.replaceAll(before, version));
		}
	}
	return { tree, version, remove: () => rmSync(tree, { recursive: true, force: true }) };
}
