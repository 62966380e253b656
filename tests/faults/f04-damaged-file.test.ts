import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { expect, it, onTestFinished } from 'vitest';
import { faultsOf } from '#server/store/backup/examine.ts';
import { openReader } from '#server/store/connection.ts';
import { readHeads } from '#server/store/heads.ts';
import { startServer } from '#server/server.ts';
import type { RunningServer } from '#server/server.ts';
import { foyer } from '../server/cli/terminal.ts';
import { newFolder } from '../server/store/support.ts';
import { howMany, report } from '../support/fault.ts';
import { prepareFolder } from '../support/server-process.ts';
import { silenced } from '../support/silenced.ts';
import { event, lakeside } from '../support/test-server.ts';
import { testConfig } from '../support/test-config.ts';

const PAGE = 4096;
const SECTOR = 512;

it('F4: pages and sectors overwritten at random are noticed, or nobody misses them', async () => {
	const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31));
	console.log(`F4: seed ${seed}`);
	const { data } = await worked();
	const file = join(data, 'foyer.db');
	const whole = readFileSync(file);
	const before = contentOf(file);
	const hits = fc.sample(
		fc.record({
			size: fc.constantFrom(PAGE, SECTOR),
			at: fc.nat({ max: whole.length / SECTOR - 1 }),
			noise: fc.uint8Array({ minLength: PAGE, maxLength: PAGE })
		}),
		{ seed, numRuns: howMany(40, 250) }
	);
	const found = { byIntegrity: 0, bySums: 0, unused: 0, beside: 0 };
	const unnoticed = new Set<string>();
	const at = join(data, '..', 'hit');
	mkdirSync(at);
	onTestFinished(() => rmSync(at, { recursive: true, force: true }));
	for (const { size, at: sector, noise } of hits) {
		const from = Math.floor((sector * SECTOR) / size) * size;
		const bytes = Buffer.from(whole);
		bytes.set(noise.subarray(0, size), from);
		writeFileSync(join(at, 'foyer.db'), bytes);
		copyFileSync(join(data, 'events.head'), join(at, 'events.head'));
		const faults = examined(at);
		if (faults.length > 0) {
			// SQLite's own check by itself, to see what it would miss.
			if (integrityOnly(join(at, 'foyer.db'))) found.bySums += 1;
			else found.byIntegrity += 1;
			continue;
		}
		const after = contentOf(join(at, 'foyer.db'));
		expect(after.get('events'), `${size} bytes at ${from}`).toEqual(before.get('events'));
		const changed = [...before.keys()].filter((table) => after.get(table) !== before.get(table));
		if (size === PAGE) expect(changed, `a page at ${from}`).toEqual([]);
		if (changed.length === 0) found.unused += 1;
		else found.beside += 1;
		for (const table of changed) unnoticed.add(table);
	}
	// What the log says is proved to the byte; rows of history that follow from it are not.
	for (const table of ['events', 'audit', 'snapshots']) expect(unnoticed).not.toContain(table);
	report(
		'F4',
		`${hits.length} hits: ${found.byIntegrity} found by SQLite's check, ${found.bySums} by chains and sums alone, ` +
			`${found.unused} hit nothing that is used, ${found.beside} unnoticed in ${[...unnoticed].join(', ') || 'nothing'}; ` +
			`seed ${seed}`
	);
});

it.each([
	['the first page', (bytes: Buffer) => bytes.fill(0xa5, 0, PAGE)],
	['half of the file', (bytes: Buffer) => bytes.fill(0xa5, bytes.length / 2)],
	['pages everywhere', (bytes: Buffer) => every(bytes, 5)]
])(
	'F4: with %s gone the server shows what it can, takes nothing, and is restored',
	async (_, hit) => {
		silenced();
		const { data, key } = await worked();
		const file = join(data, 'foyer.db');
		expect(await foyer('backup', '--data', data)).toMatchObject({ code: 0 });
		const bytes = readFileSync(file);
		hit(bytes);
		writeFileSync(file, bytes);

		const damaged = await started(data);
		await damaged.app.checkup.run();
		expect(damaged.app.trouble?.code).toBe('damaged');
		expect(damaged.app.setup.open).toBe(false);
		expect(await send(damaged, key)).toBe(503);
		await damaged.close();

		const restored = await foyer('restore', '--data', data);
		expect(restored).toMatchObject({ code: 0, err: [] });
		const mended = await started(data);
		expect(await mended.app.checkup.run()).toEqual([]);
		expect(await send(mended, key)).toBe(200);
	}
);

it('F4: a database that is missing where there was one is no new beginning', async () => {
	silenced();
	const { data, key } = await worked();
	await foyer('backup', '--data', data);
	rmSync(join(data, 'foyer.db'));
	const empty = await started(data);
	expect(empty.app.trouble?.detail).toContain('run "foyer restore"');
	expect(empty.app.setup.open).toBe(false);
	expect(await send(empty, key)).toBe(503);
	await empty.close();
	const made = await foyer(
		'key',
		'create',
		'--branch',
		'lakeside',
		'--scopes',
		'read',
		'--data',
		data
	);
	expect(made.code).toBe(1);
	expect(made.err.join()).toContain('is missing');
	expect((await foyer('restore', '--data', data)).code).toBe(0);
	const mended = await started(data);
	expect(await send(mended, key)).toBe(200);
});

/** A folder that a branch has worked on for a while, closed in order. */
async function worked(): Promise<{ data: string; key: string }> {
	const data = join(newFolder(), 'data');
	const key = await prepareFolder(data, lakeside());
	const server = await started(data);
	const branch = server.app.branches.get('lakeside')!;
	for (let n = 1; n <= 300; n += 1) {
		await branch.accept([
			{
				...{ origin: 'machine', source: '/test', id: `t${n}` },
				event: {
					type: 'ticket.issued',
					subject: `A${n}`,
					at: branch.now(),
					data: { service: 'cash' }
				}
			}
		]);
	}
	await server.close();
	return { data, key };
}

async function started(data: string): Promise<RunningServer> {
	const server = await startServer({ config: testConfig(data), pages: false });
	onTestFinished(() => server.close());
	return server;
}

async function send(server: RunningServer, key: string): Promise<number> {
	const response = await fetch(`${server.url}/api/v1/events`, {
		method: 'POST',
		headers: { authorization: `Bearer ${key}`, 'content-type': 'application/cloudevents+json' },
		body: JSON.stringify(event('ticket.issued', 'Z1', { service: 'cash' }))
	});
	return response.status;
}

function every(bytes: Buffer, pages: number): void {
	for (let at = PAGE * pages; at < bytes.length; at += PAGE * pages)
		bytes.fill(0xa5, at, at + PAGE);
}

function examined(folder: string): string[] {
	let db;
	try {
		db = openReader(join(folder, 'foyer.db'));
		return faultsOf(db, { heads: readHeads(folder), auditFolder: null });
	} catch (error) {
		return [(error as Error).message];
	} finally {
		db?.close();
	}
}

function integrityOnly(file: string): boolean {
	const db = new Database(file, { readonly: true });
	try {
		return db.pragma('integrity_check', { simple: true }) === 'ok';
	} catch {
		return false;
	} finally {
		db.close();
	}
}

/** Every row of every table, as a text a table. */
function contentOf(file: string): Map<string, string> {
	const db = new Database(file, { readonly: true });
	const tables = db
		.prepare(`select name from sqlite_schema where type = 'table' order by name`)
		.pluck()
		.all() as string[];
	const content = new Map(
		tables.map((table) => [
			table,
			JSON.stringify(db.prepare(`select * from "${table}"`).raw().all())
		])
	);
	db.close();
	return content;
}
