import { spawn } from 'node:child_process';
import {
	appendFileSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	rmSync,
	writeFileSync
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { withLock } from '../../scripts/lock.js';

let folder: string;
let lock: string;
beforeEach(() => {
	folder = mkdtempSync(path.join(os.tmpdir(), 'foyer-lock-'));
	lock = path.join(folder, 'lock');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const module = new URL('../../scripts/lock.js', import.meta.url).href;

/** A process that writes `in`, lets others run for a while, and writes `out`, all under the lock. */
function contender(log: string): Promise<number | null> {
	const script = `
		import { appendFileSync } from 'node:fs';
		import { setImmediate as turn } from 'node:timers/promises';
		import { withLock } from ${JSON.stringify(module)};
		await withLock(${JSON.stringify(lock)}, async () => {
			appendFileSync(${JSON.stringify(log)}, 'in\\n');
			for (let i = 0; i < 1000; i++) await turn();
			appendFileSync(${JSON.stringify(log)}, 'out\\n');
		});
	`;
	const child = spawn(process.execPath, ['--input-type=module', '--eval', script]);
	return new Promise((resolve) => child.on('exit', resolve));
}

test('several processes do their work one after the other, over a dead owner’s lock too', async () => {
	const log = path.join(folder, 'log');
	appendFileSync(log, '');
	mkdirSync(lock);
	const dead = spawn(process.execPath, ['--version']);
	await new Promise((resolve) => dead.on('exit', resolve));
	writeFileSync(path.join(lock, 'owner'), String(dead.pid));

	const codes = await Promise.all([1, 2, 3, 4, 5].map(() => contender(log)));

	expect(codes).toEqual([0, 0, 0, 0, 0]);
	expect(readFileSync(log, 'utf8')).toBe('in\nout\n'.repeat(5));
	expect(existsSync(lock)).toBe(false);
});

test('a failure gives the lock back and is told', async () => {
	await expect(withLock(lock, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
	expect(existsSync(lock)).toBe(false);
});
