import type Database from 'better-sqlite3';
import type { SalesWork, WorkTicket } from '#lib/protocol/history.ts';
import type { History } from './types.ts';

const inSpan = 'where branch = ? and day between ? and ?';

const TICKETS = `select day, number, service, state, staff, ended_at as endedAt, wait from tickets ${inSpan}`;

/** Each table's columns for `SalesWork`, of what stands. Unsorted: what is counted has no order. */
const QUERIES: Record<keyof SalesWork, string> = {
	prompts: `select id, day, rule, ticket, service, raised_at as raisedAt, assignee, outcome from prompts
		${inSpan}`,
	engagements: `select id, day, at, staff, number, prompt, product, result, outflow_kept as outflowKept,
		outflow_amount as outflowAmount, outflow_currency as outflowCurrency from engagements
		${inSpan} and undone = 0`,
	pitches: `select id, day, at, number, staff, product, result from pitches ${inSpan} and undone = 0`,
	referrals: `select id, day, state, number, "from", product, made_at as madeAt, met_at as metAt from referrals
		${inSpan} and state <> 'undone'`,
	sales: `select id, day, at, product, amount, currency, staff, number, prompt from sales
		${inSpan} and cancelled = 0`
};

/** Reads what figures of engagement and sales are made of. */
export function salesWorkOf(
	db: Database.Database,
	ordinal: (branch: string) => number | undefined
): Pick<History, 'workTickets' | 'salesWork'> {
	const tickets = db.prepare(TICKETS);
	const statements = Object.entries(QUERIES).map(([name, sql]) => [name, db.prepare(sql)] as const);
	return {
		workTickets: (branch, from, to) =>
			tickets.all(ordinal(branch) ?? null, from, to) as WorkTicket[],
		salesWork: (branch, from, to) => {
			const inside = ordinal(branch) ?? null;
			return Object.fromEntries(
				statements.map(([name, statement]) => [name, statement.all(inside, from, to)])
			) as unknown as SalesWork;
		}
	};
}
