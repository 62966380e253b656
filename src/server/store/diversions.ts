import type Database from 'better-sqlite3';
import type { Diversions } from '#lib/protocol/history.ts';
import type { History } from './types.ts';

const inSpan = 'where branch = ? and day between ? and ?';

const QUERIES: Record<keyof Diversions, string> = {
	diverted: `select day, number, service, diverted_to as divertedTo from tickets
		${inSpan} and diverted_to is not null`,
	prompted: `select distinct day, ticket as number from prompts
		${inSpan} and rule = 'divertible' and ticket is not null`
};

/** Reads who was led to a machine, and who could have been. */
export function diversionsOf(
	db: Database.Database,
	ordinal: (branch: string) => number | undefined
): Pick<History, 'diversions'> {
	const [diverted, prompted] = [db.prepare(QUERIES.diverted), db.prepare(QUERIES.prompted)];
	return {
		diversions: (branch, from, to) => {
			const span = [ordinal(branch) ?? null, from, to];
			return {
				diverted: diverted.all(...span) as Diversions['diverted'],
				prompted: prompted.all(...span) as Diversions['prompted']
			};
		}
	};
}
