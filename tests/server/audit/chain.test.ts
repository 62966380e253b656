import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { openAccess } from '#server/store/index.ts';
import type { AuditVerdict } from '#server/store/types.ts';
import { newFolder, opened, tamper } from '../store/support.ts';

const entry = (target: string) => ({
	actor: 'person:su.yun',
	action: 'key.created',
	target,
	branch: 'lakeside',
	address: '10.0.0.7',
	detail: { name: '取号机' }
});

/** The verdict over `count` rows, after somebody with an editor was there. */
async function afterwards(count: number, ...statements: string[]): Promise<AuditVerdict> {
	const folder = newFolder();
	const store = opened(folder);
	for (let i = 1; i <= count; i += 1) store.audit.append(entry(`k${i}`), i);
	await store.close();
	tamper(folder, ...statements);
	return opened(folder, { readOnly: true }).audit.verify();
}

test('rows as they were written verify, also none, also more than are read at once', async () => {
	expect(await afterwards(0)).toMatchObject({ ok: true, head: { seq: 0 } });
	expect(await afterwards(7)).toMatchObject({ ok: true, head: { seq: 7 } });
	expect(await afterwards(2_003)).toMatchObject({ ok: true, head: { seq: 2_003 } });
});

test.each([
	['at', 'at + 1'],
	['actor', `'person:su.yum'`],
	['action', `'key.revoked'`],
	['target', `'k6'`],
	['branch', 'null'],
	['address', `'10.0.0.8'`],
	['detail', `'{"name":"取号机 "}'`],
	['hash', 'zeroblob(32)']
])('a changed %s is found, and the row named', async (column, value) => {
	expect(await afterwards(9, `update audit set ${column} = ${value} where seq = 5`)).toEqual({
		ok: false,
		seq: 5,
		reason: 'changed'
	});
});

test('a row taken out of the middle is found by the number that is missing', async () => {
	expect(await afterwards(9, 'delete from audit where seq = 5')).toEqual({
		ok: false,
		seq: 5,
		reason: 'missing'
	});
});

test('a row taken out is found though those after it were renumbered', async () => {
	expect(
		await afterwards(
			9,
			'delete from audit where seq = 5',
			'update audit set seq = seq - 1 where seq > 5'
		)
	).toEqual({ ok: false, seq: 5, reason: 'changed' });
});

test('the end cut off is found, though what is left is a whole chain', async () => {
	expect(await afterwards(9, 'delete from audit where seq > 6')).toEqual({
		ok: false,
		seq: 7,
		reason: 'missing'
	});
	expect(await afterwards(9, 'delete from audit')).toEqual({
		ok: false,
		seq: 1,
		reason: 'missing'
	});
});

test('two rows that changed places are found at the first of them', async () => {
	const swap = [
		'update audit set seq = -1 where seq = 3',
		'update audit set seq = 3 where seq = 7',
		'update audit set seq = 7 where seq = -1'
	];
	expect(await afterwards(9, ...swap)).toEqual({ ok: false, seq: 3, reason: 'changed' });
});

test('rows in the reverse order are found at the first', async () => {
	const reverse = ['update audit set seq = -seq', 'update audit set seq = seq + 10'];
	expect(await afterwards(9, ...reverse)).toEqual({ ok: false, seq: 1, reason: 'changed' });
});

test.each([
	['at the end', 10, 10],
	['in front', 0, 0]
])('a row put in %s is found', async (_, seq, named) => {
	const insert = `insert into audit select ${seq}, at, actor, action, target, branch, address, detail, hash
		from audit where seq = 9`;
	expect(await afterwards(9, insert)).toEqual({ ok: false, seq: named, reason: 'changed' });
});

test('a head that was forged to fit is found where it differs', async () => {
	const folder = newFolder();
	const store = opened(folder);
	for (let i = 1; i <= 3; i += 1) store.audit.append(entry(`k${i}`), i);
	await store.close();
	const head = join(folder, 'audit.head');
	writeFileSync(head, readFileSync(head, 'utf8').replace(/[0-9a-f]{64}/, '0'.repeat(64)));
	expect(opened(folder, { readOnly: true }).audit.verify()).toEqual({
		ok: false,
		seq: 3,
		reason: 'changed'
	});
	rmSync(head);
	expect(opened(folder, { readOnly: true }).audit.verify()).toMatchObject({ ok: true });
});

test('a row that somebody meddled with can still be searched', async () => {
	const folder = newFolder();
	const store = opened(folder);
	store.audit.append(entry('k1'), 1);
	await store.close();
	tamper(folder, `update audit set detail = 'no JSON'`);
	expect(opened(folder, { readOnly: true }).audit.search({ limit: 9 })).toMatchObject([
		{ target: 'k1', detail: { unreadable: 'no JSON' } }
	]);
});

const APPENDER = fileURLToPath(new URL('./appender.ts', import.meta.url));
const EACH = 60;

test('what two connections and two other processes write at once is one chain', async () => {
	const folder = newFolder();
	const store = opened(folder);
	const access = openAccess(folder);
	const others = ['left', 'right'].map((name) =>
		spawn(process.execPath, [APPENDER, folder, name, String(EACH)], { stdio: 'inherit' })
	);
	const gone = others.map((child) => once(child, 'exit'));
	for (let i = 1; i <= EACH; i += 1) {
		store.audit.append(entry(`store ${i}`), i);
		access.audit.append(entry(`access ${i}`), i);
		await new Promise(setImmediate);
	}
	expect((await Promise.all(gone)).map(([code]) => code)).toEqual([0, 0]);
	access.close();
	expect(store.audit.verify()).toMatchObject({ ok: true, head: { seq: 4 * EACH } });
	for (const name of ['store', 'access', 'left', 'right']) {
		const theirs = store.audit.search({ text: `${name} `, limit: 1_000 });
		expect(theirs.map(({ target }) => target)).toEqual(
			Array.from({ length: EACH }, (_, i) => `${name} ${EACH - i}`)
		);
	}
});
