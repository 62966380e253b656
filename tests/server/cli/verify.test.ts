import { expect, test } from 'vitest';
import { openAccess, openStore } from '#server/store/index.ts';
import { events, group, tamper } from '../store/support.ts';
import { foyer, newFolder } from './terminal.ts';

/** A folder with five events of a branch and four rows of audit. */
async function written(): Promise<string> {
	const data = newFolder();
	const store = openStore(data);
	await store.append(group({ events: events('lakeside', 1, 5) }));
	await store.close();
	const access = openAccess(data);
	for (const target of ['a', 'b', 'c', 'd']) {
		const entry = { actor: 'operator', action: 'key.created', target, branch: null };
		access.audit.append({ ...entry, address: null, detail: {} }, 1);
	}
	access.close();
	return data;
}

test('log and audit that are whole are counted, with the end of each chain', async () => {
	const { code, out } = await foyer('verify', '--data', await written());
	expect(code).toBe(0);
	expect(out).toEqual([
		expect.stringMatching(/^lakeside: 5 events, head [0-9a-f]{64}$/),
		expect.stringMatching(/^audit: 4 rows, head [0-9a-f]{64}$/)
	]);
});

test.each([
	[
		'an event that was changed',
		`update events set subject = 'A9' where seq = 3`,
		['  lakeside: event 3 was changed after it was written; the 2 before it are whole']
	],
	[
		'a row of audit that was changed',
		`update audit set target = 'x' where seq = 2`,
		['  audit: row 2 was changed after it was written; the 1 before it are whole']
	],
	[
		'a row that was taken out',
		'delete from audit where seq = 3',
		['  audit: row 3 is missing; the 2 before it are whole']
	],
	[
		'the end cut off',
		'delete from audit where seq > 2',
		['  audit: row 3 is missing; the 2 before it are whole']
	],
	[
		'both',
		`update events set subject = 'A9' where seq = 5; delete from audit where seq = 1`,
		[
			'  lakeside: event 5 was changed after it was written; the 4 before it are whole',
			'  audit: row 1 is missing; the 0 before it are whole'
		]
	]
])('%s is named, and the exit code is 1', async (_, change, lines) => {
	const data = await written();
	tamper(data, change);
	const { code, err } = await foyer('verify', '--data', data);
	expect(code).toBe(1);
	expect(err).toEqual(['foyer: This is not what was written; restore a backup:', ...lines]);
});

test('what was compacted is told by rule, with its seal and what an archive proves of it', async () => {
	const [data, archive] = [newFolder(), newFolder()];
	const store = openStore(data, { archive });
	const snapshots = [{ branch: 'lakeside', seq: 29, state: '{}' }];
	await store.append(group({ events: events('lakeside', 1, 30), snapshots }));
	const step = { branch: 'lakeside', before: 1, at: 1 };
	await store.compact({ ...step, rule: 'log', through: 20, unheld: 0 });
	await store.close();
	const { code, out } = await foyer('verify', '--branch', 'lakeside', '--data', data);
	expect(code).toBe(0);
	expect(out[1]).toMatch(
		/^lakeside: 10 events whole; compacted 0 heartbeats, 20 by the age of the log, 0 rows of history; 1 records, seal [0-9a-f]{64}$/
	);
	const whole = await foyer('verify', '--archive', archive, '--data', data);
	expect(whole.out[1]).toContain('; 20 of them proven by the archive, 0 not in it; 1 records,');
	const nowhere = await foyer('verify', '--archive', `${archive}/x`, '--data', data);
	expect(nowhere.code).toBe(1);
	expect(nowhere.err.join()).toContain('write that of FOYER_ARCHIVE');
});
