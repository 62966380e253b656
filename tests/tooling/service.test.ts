import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';

const read = (name: string) =>
	readFileSync(new URL(`../../docs/operations/${name}`, import.meta.url), 'utf8');
const analyze = spawnSync('systemd-analyze', ['--version']);

test.skipIf(analyze.error !== undefined)(
	'systemd knows every line of the unit and of its socket (needs systemd-analyze)',
	() => {
		const folder = mkdtempSync(join(tmpdir(), 'foyer-unit-'));
		onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
		// What it starts is looked for too, and lies elsewhere here.
		const unit = read('foyer.service').replace(/^ExecStart=\S+/m, `ExecStart=${process.execPath}`);
		const files = { 'foyer.service': unit, 'foyer.socket': read('foyer.socket') };
		for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
		const names = Object.keys(files).map((name) => join(folder, name));
		const { status, stderr } = spawnSync('systemd-analyze', ['verify', '--man=no', ...names], {
			encoding: 'utf8'
		});
		const ours = stderr.split('\n').filter((line) => line.includes('foyer'));
		expect({ status, ours }).toEqual({ status: 0, ours: [] });
	}
);

test('the unit starts what there is, and the address of the socket is one that the docs set', () => {
	const [, entry = ''] =
		/^ExecStart=\S+\/node \/opt\/foyer\/current\/(\S+)$/m.exec(read('foyer.service')) ?? [];
	const root = new URL('../../', import.meta.url);
	expect(readFileSync(new URL(entry, root), 'utf8')).toContain('run()');
	const [, host = ''] = /^ListenStream=(\S+):443$/m.exec(read('foyer.socket')) ?? [];
	const docs = readFileSync(new URL('docs/operations.md', root), 'utf8');
	expect(docs).toContain(`HOST=${host}`);
});
