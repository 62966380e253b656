import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { check } from '../scripts/architecture/check.js';

const root = new URL('../', import.meta.url);
const textual = /\.(ts|js|svelte|css|html|json|svg|webmanifest)$/;

const sources = readdirSync(new URL('src', root), { recursive: true, withFileTypes: true })
	.filter((entry) => entry.isFile() && textual.test(entry.name))
	.map((entry) => path.relative(fileURLToPath(root), path.join(entry.parentPath, entry.name)))
	.map((file) => file.replaceAll('\\', '/'))
	.sort();

describe('the sources', () => {
	test('are found', () => {
		expect(sources).toContain('src/lib/protocol/index.ts');
	});

	test('keep to the import table, take time and environment in one place, and call nobody outside', () => {
		const findings = sources.flatMap((file) =>
			check(file, readFileSync(new URL(file, root), 'utf8'))
		);
		expect(findings.map(({ file, line, message }) => `${file}:${line} ${message}`)).toEqual([]);
	});
});
