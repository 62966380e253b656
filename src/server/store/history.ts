import type Database from 'better-sqlite3';
import { and, between, eq, getTableColumns, sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { prompts, stages, tickets } from './schema/index.ts';
import type { History } from './types.ts';

/** Queries over the history tables, prepared once. `ordinal` gives the number of a branch in them. */
export function historyOf(
	connection: Database.Database,
	ordinal: (branch: string) => number | undefined
): History {
	const db = drizzle({ client: connection, casing: 'snake_case' });
	const range = (table: typeof tickets | typeof stages | typeof prompts) =>
		and(
			eq(table.branch, sql.placeholder('ordinal')),
			between(table.day, sql.placeholder('from'), sql.placeholder('to'))
		);
	const ticketRows = db
		.select(withoutBranch(getTableColumns(tickets)))
		.from(tickets)
		.where(range(tickets))
		.orderBy(tickets.issuedAt, tickets.number)
		.prepare();
	const stageRows = db
		.select(withoutBranch(getTableColumns(stages)))
		.from(stages)
		.where(range(stages))
		.orderBy(stages.enteredAt, stages.number, stages.stage)
		.prepare();
	const promptRows = db
		.select(withoutBranch(getTableColumns(prompts)))
		.from(prompts)
		.where(range(prompts))
		.orderBy(prompts.raisedAt, prompts.id)
		.prepare();

	return {
		tickets: (branch, from, to) =>
			ticketRows
				.all({ ordinal: ordinal(branch) ?? 0, from, to })
				.map((row) => ({ branch, ...row })),
		stages: (branch, from, to) =>
			stageRows.all({ ordinal: ordinal(branch) ?? 0, from, to }).map((row) => ({ branch, ...row })),
		prompts: (branch, from, to) =>
			promptRows.all({ ordinal: ordinal(branch) ?? 0, from, to }).map((row) => ({ branch, ...row }))
	};
}

function withoutBranch<T extends { branch: unknown }>({
	branch: _,
	...rest
}: T): Omit<T, 'branch'> {
	return rest;
}
