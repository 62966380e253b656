import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Finding } from '#server/doctor/finding.ts';
import { wallClock } from '#server/clock.ts';
import { openStore } from '#server/store/index.ts';
import { testServer } from '../../support/test-server.ts';
import { events, group } from '../store/support.ts';
import { foyer, newFolder } from './terminal.ts';

const told = ({ out }: { out: string[] }, about: string) =>
	out.filter((line) => line.slice(5).startsWith(about));

test('looks at a folder that a server has, through it and beside it, and says what needs doing', async () => {
	const server = await testServer({ clock: wallClock() });
	const screen = await server.screen();
	await screen.emitWithAck('watch', { protocol: 1, branch: 'lakeside', screen: 'wall' });
	const done = await foyer('doctor', '--data', server.folder);
	expect(told(done, 'server')).toEqual([expect.stringContaining(`serves at ${server.url}`)]);
	expect(told(done, 'database')).toEqual([expect.stringContaining('every chain whole')]);
	expect(told(done, 'screens')).toEqual([expect.stringContaining('open: 1 wall')]);
	// Nobody administers a server of a test, and it has no pages.
	expect(done.code).toBe(1);
	expect(done.err).toEqual([
		expect.stringMatching(/^foyer: (One thing|\d+ things) needs? doing\.$/)
	]);
	expect(told(done, 'settings').join()).toContain('nobody administers this server');
	expect(done.out.every((line) => /^(ok|FIX) /.test(line))).toBe(true);
});

test('looks at one that no server has, also as JSON, and is not misled by what a killed one left', async () => {
	const data = newFolder();
	const left = { pid: 1, url: 'http://127.0.0.1:1', controlUrl: 'http://127.0.0.1:1', token: 'x' };
	writeFileSync(join(data, 'server.json'), JSON.stringify(left));
	const { out } = await foyer('doctor', '--data', data, '--json');
	const findings = JSON.parse(out.join('')) as Finding[];
	const server = findings.find(({ about }) => about === 'server');
	expect(server).toEqual({ about: 'server', says: `no server runs on ${data}`, todo: null });
});

test('goes on where a branch cannot be made of its log', async () => {
	const data = newFolder();
	const store = openStore(data);
	// Before anything said what the branch is.
	await store.append(group({ events: events('lakeside', 1, 3) }));
	await store.close();
	const done = await foyer('doctor', '--data', data);
	expect(done.code).toBe(1);
	expect(told(done, 'database').join()).toContain('lakeside cannot be made of its log');
	expect(told(done, 'broker')).toHaveLength(1);
});

test('names the folder that it was not given', async () => {
	const { code, out } = await foyer('doctor', '--data', join(newFolder(), 'nowhere'));
	expect(code).toBe(1);
	expect(out.at(-1)).toMatch(/^FIX {2}disk .*there is no folder .*nowhere/);
});
