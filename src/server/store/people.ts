import type { TableAccess } from './table-access.ts';
import type { People, Person, PersonChange, Session } from './types.ts';

const PERSON = `u.id, u.name, u.username, u.role, u.branch, u.staff, u.disabled_at as disabledAt,
	u.created_at as createdAt, coalesce(u.two_factor_enabled, 0) as twoFactor,
	u.one_time_until as oneTimeUntil`;
const SESSION = `s.id, s.user_id as person, s.created_at as createdAt, s.expires_at as expiresAt,
	s.ip_address as address, s.user_agent as userAgent`;

/** The columns that may be changed here, by the name that they have outside. */
const CHANGES = {
	name: 'name',
	role: 'role',
	branch: 'branch',
	staff: 'staff',
	disabledAt: 'disabled_at',
	oneTimeUntil: 'one_time_until'
} as const;

type PersonRow = Omit<Person, 'twoFactor' | 'mustChangePassword'> & {
	twoFactor: number;
};

/**
 * People and their sessions, read and changed by plain statements. Passwords, second factors and the making of
 * sessions are better-auth's (people-adapter.ts), on the same tables.
 */
export class PeopleTable implements People {
	readonly #access: TableAccess;
	readonly #sql;

	constructor(access: TableAccess) {
		this.#access = access;
		const { reader } = access;
		this.#sql = {
			all: reader.prepare(`select ${PERSON} from users u order by u.name, u.id`),
			byId: reader.prepare(`select ${PERSON} from users u where u.id = ?`),
			byUsername: reader.prepare(`select ${PERSON} from users u where u.username = ?`),
			byToken: reader.prepare(`select ${SESSION} from sessions s where s.token = ?`),
			sessions: reader.prepare(
				`select ${SESSION} from sessions s where s.user_id = ? and s.expires_at > ?
				 order by s.created_at desc`
			),
			lastSignIn: reader
				.prepare(
					`select at from audit where actor = ? and action = 'person.signed_in'
					 order by seq desc limit 1`
				)
				.pluck()
		};
	}

	list(): Person[] {
		return (this.#sql.all.all() as PersonRow[]).map(personOf);
	}

	find(id: string): Person | undefined {
		const row = this.#sql.byId.get(id) as PersonRow | undefined;
		return row && personOf(row);
	}

	named(username: string): Person | undefined {
		const row = this.#sql.byUsername.get(username.toLowerCase()) as PersonRow | undefined;
		return row && personOf(row);
	}

	bySession(token: string, now: number): { person: Person; session: Session } | undefined {
		const session = this.#sql.byToken.get(token) as Session | undefined;
		if (session === undefined || session.expiresAt <= now) return undefined;
		const person = this.find(session.person);
		return person === undefined || person.disabledAt !== null ? undefined : { person, session };
	}

	sessions(person: string, now: number): Session[] {
		return this.#sql.sessions.all(person, now) as Session[];
	}

	lastSignIn(username: string): number | null {
		return (this.#sql.lastSignIn.get(`person:${username}`) as number | undefined) ?? null;
	}

	endSession(id: string): boolean {
		const { changes } = this.#access.write((db) =>
			db.prepare('delete from sessions where id = ?').run(id)
		);
		return changes > 0;
	}

	endSessions(person: string, but: string | null): number {
		const { changes } = this.#access.write((db) =>
			db.prepare('delete from sessions where user_id = ? and id is not ?').run(person, but)
		);
		return changes;
	}

	change(id: string, change: PersonChange, now: number): boolean {
		const columns = Object.entries(CHANGES).filter(
			([key]) => change[key as keyof PersonChange] !== undefined
		);
		const set = [...columns.map(([, column]) => `${column} = ?`), 'updated_at = ?'];
		const values = columns.map(([key]) => change[key as keyof PersonChange]);
		const { changes } = this.#access.write((db) =>
			db.prepare(`update users set ${set.join(', ')} where id = ?`).run(...values, now, id)
		);
		return changes > 0;
	}
}

function personOf(row: PersonRow): Person {
	return {
		...row,
		twoFactor: row.twoFactor === 1,
		mustChangePassword: row.oneTimeUntil !== null
	};
}
