import type Database from 'better-sqlite3';

/**
 * Statements over whole rows, made from the columns that the table has. Drizzle describes and migrates the
 * tables and types their rows; loading it to say the same at run time costs every process 0.7 s of CPU, and
 * its builder 10 to 15 times more a row.
 */
interface Column {
	name: string;
	/** Part of the primary key. */
	pk: number;
}

function columnsOf(db: Database.Database, table: string): Column[] {
	return db.prepare('select name, pk from pragma_table_info(?)').all(table) as Column[];
}

/** One `?` for each column, in their order, but for those that SQLite fills in. */
export function insertInto(db: Database.Database, table: string, filledIn: string[] = []): string {
	const columns = columnsOf(db, table)
		.map(({ name }) => name)
		.filter((name) => !filledIn.includes(name));
	const slots = columns.map(() => '?').join(', ');
	return `insert into ${table} (${columns.map(quoted).join(', ')}) values (${slots})`;
}

/** The same, replacing what else the row with this primary key held. */
export function upsertInto(db: Database.Database, table: string): string {
	const columns = columnsOf(db, table);
	const key = columns.filter(({ pk }) => pk > 0).map(({ name }) => quoted(name));
	const rest = columns.filter(({ pk }) => pk === 0).map(({ name }) => quoted(name));
	const set = rest.map((name) => `${name} = excluded.${name}`).join(', ');
	return `${insertInto(db, table)} on conflict (${key.join(', ')}) do update set ${set}`;
}

/** The columns of a table to select, by the names that the rest of the program has for them. */
export function selection(db: Database.Database, table: string): string {
	return columnsOf(db, table)
		.map(({ name }) => `${quoted(name)} as "${camelCase(name)}"`)
		.join(', ');
}

/** `end` is a word of SQL's. */
function quoted(name: string): string {
	return `"${name}"`;
}

function camelCase(name: string): string {
	return name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
