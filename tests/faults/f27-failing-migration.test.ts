import { appendFileSync, cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { backupsIn, openStore } from '#server/store/index.ts';
import { prepareDatabase } from '#server/store/prepare.ts';
import { events, group, newFolder } from '../server/store/support.ts';
import { report } from '../support/fault.ts';

it('F27: a migration that fails half way leaves the old schema, and a backup was made before', async () => {
	const data = newFolder();
	const store = openStore(data);
	await store.append(group({ events: events('lakeside', 1, 20) }));
	await store.close();
	const before = schemaOf(join(data, 'foyer.db'));
	const backups = { folder: join(data, 'backups'), keyFile: null, at: Date.now() };

	const failing = nextVersion(
		`alter table tickets add column colour text;\n--> statement-breakpoint\n` +
			`create table colours (id text primary key);\n--> statement-breakpoint\n` +
			`insert into colours select colour from no_such_table;`
	);
	expect(() => prepareDatabase(data, { backups, migrationsFolder: failing })).toThrow(
		/could not be changed, and was left as it was: the version .* goes on working/
	);
	expect(schemaOf(join(data, 'foyer.db'))).toEqual(before);
	const [made, ...others] = backupsIn(backups.folder);
	expect(others).toEqual([]);

	// The old program, on the folder as it is.
	const again = openStore(data);
	await again.append(group({ events: events('lakeside', 21, 21) }));
	expect(again.verify('lakeside')).toMatchObject({ ok: true, head: { seq: 21 } });
	await again.close();

	const working = nextVersion('alter table tickets add column colour text;');
	prepareDatabase(data, {
		backups: { ...backups, at: backups.at + 60_000 },
		migrationsFolder: working
	});
	expect(schemaOf(join(data, 'foyer.db'))).not.toEqual(before);
	expect(backupsIn(backups.folder)).toHaveLength(2);
	expect(schemaOf(made!.path)).toEqual(before);
	report(
		'F27',
		'rolled back, 20 of 20 events there, the old program wrote on, 1 backup before each attempt'
	);
});

/** The migrations of a version to come: ours, and one more. */
function nextVersion(sql: string): string {
	const folder = newFolder();
	cpSync(join(import.meta.dirname, '../../drizzle'), folder, { recursive: true });
	const path = join(folder, 'meta/_journal.json');
	const journal = JSON.parse(readFileSync(path, 'utf8')) as {
		entries: { idx: number; version: string; when: number; tag: string; breakpoints: boolean }[];
	};
	const last = journal.entries.at(-1)!;
	const next = { ...last, idx: last.idx + 1, when: last.when + 1, tag: 'next' };
	journal.entries.push(next);
	writeFileSync(path, JSON.stringify(journal));
	appendFileSync(join(folder, 'next.sql'), sql);
	return folder;
}

function schemaOf(file: string): unknown[] {
	const db = new Database(file, { readonly: true });
	const schema = db.prepare('select name, sql from sqlite_schema order by name').all();
	const applied = db.prepare('select count(*) from __drizzle_migrations').pluck().get();
	db.close();
	return [...schema, applied];
}
