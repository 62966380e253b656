import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { restore } from '#server/backups/restore.ts';
import { makeBackup, openForServing, openStore } from '#server/store/index.ts';
import { events, group, newFolder } from '../store/support.ts';

const crash = vi.hoisted(() => ({ at: Infinity, calls: 0 }));

vi.mock('node:fs', async (original) => {
	const fs = await original<typeof import('node:fs')>();
	const counted =
		<A extends unknown[], R>(run: (...args: A) => R) =>
		(...args: A): R => {
			crash.calls += 1;
			if (crash.calls >= crash.at) throw new Error('The machine is gone.');
			return run(...args);
		};
	return { ...fs, renameSync: counted(fs.renameSync), rmSync: counted(fs.rmSync) };
});

test('a restore that is cut off at any step leaves the old database or the new one', async () => {
	onTestFinished(() => void (crash.at = Infinity));
	const template = newFolder();
	const store = openStore(template);
	await store.append(group({ events: events('lakeside', 1, 10) }));
	const backup = join(newFolder(), 'backup.db');
	makeBackup({ folder: template, file: backup, keyFile: null });
	await store.append(group({ events: events('lakeside', 11, 25) }));
	await store.close();

	const ends: number[] = [];
	for (let step = 1; ; step += 1) {
		const folder = join(newFolder(), 'data');
		cpSync(template, folder, { recursive: true });
		const order = { folder, from: [backup], keyFile: null, to: null, at: Date.now() };
		Object.assign(crash, { at: step, calls: 0 });
		const cut = await restore(order).then(
			() => false,
			() => true
		);
		Object.assign(crash, { at: Infinity });
		const opened = openForServing(folder);
		expect(opened.trouble, `after step ${step}`).toBeUndefined();
		const { seq } = opened.store.head('lakeside');
		expect([10, 25]).toContain(seq);
		expect(opened.store.verify('lakeside').ok).toBe(true);
		expect(opened.store.audit.verify().ok).toBe(true);
		await opened.store.close();
		ends.push(seq);
		expect((await restore({ ...order, at: order.at + 5_000 })).branches).toMatchObject([
			{ seq: 10 }
		]);
		if (!cut) break;
	}
	// First the old one, from the decision on the new one.
	expect(ends).toEqual([...ends].sort((a, b) => b - a));
	expect(new Set(ends)).toEqual(new Set([25, 10]));
	console.log(`cut off at each of ${ends.length - 1} steps: ${ends.join(' ')}`);
});
