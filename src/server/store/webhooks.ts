import type Database from 'better-sqlite3';
import type { webhookDeliveries, webhookEndpoints } from './schema/index.ts';
import { randomId } from './secrets.ts';
import { insertInto, selection } from './statements.ts';
import type { TableAccess } from './table-access.ts';
import type {
	NewWebhookEndpoint,
	WebhookDelivery,
	WebhookEndpoint,
	WebhookReplay,
	Webhooks
} from './types.ts';

type EndpointRow = typeof webhookEndpoints.$inferSelect;
type DeliveryRow = typeof webhookDeliveries.$inferSelect;

/** The end of a branch's log, 0 where there is none; a command reads it without opening the log. */
const HEAD = `select coalesce(max(seq), 0) from events
	where branch = (select ordinal from branches where id = ?)`;

/** Endpoints and deliveries in their tables: what is read of them, and what people change. */
export class WebhookTable implements Webhooks {
	readonly #access: TableAccess;
	readonly #sql: ReturnType<typeof prepareAll>;

	constructor(access: TableAccess) {
		this.#access = access;
		this.#sql = prepareAll(access.reader);
	}

	list(): WebhookEndpoint[] {
		return (this.#sql.all.all() as EndpointRow[]).map(parsed);
	}

	find(id: string): WebhookEndpoint | undefined {
		const row = this.#sql.byId.get(id) as EndpointRow | undefined;
		return row && parsed(row);
	}

	create({ branch, url, kinds }: NewWebhookEndpoint, now: number): string {
		const id = randomId();
		this.#access.write((db) => {
			const cursor = db.prepare(HEAD).pluck().get(branch) as number;
			const row = [id, branch, url, JSON.stringify(kinds), now, cursor, 1, null, null, null, null];
			db.prepare(insertInto(db, 'webhook_endpoints')).run(row);
		});
		return id;
	}

	stop(id: string, why: 'paused' | null, now: number): boolean {
		return this.#inOne((db) => {
			const at = why === null ? null : now;
			const { changes } = db
				.prepare(
					'update webhook_endpoints set stopped = ?, stopped_at = ?, failing_since = null where id = ?'
				)
				.run(why, at, id);
			if (why === null) {
				db.prepare(
					"update webhook_deliveries set next_at = ? where endpoint = ? and status = 'waiting'"
				).run(now, id);
			}
			return changes > 0;
		});
	}

	rotate(id: string, until: number): boolean {
		const { changes } = this.#access.write((db) =>
			db
				.prepare(
					'update webhook_endpoints set secret_number = secret_number + 1, both_until = ? where id = ?'
				)
				.run(until, id)
		);
		return changes > 0;
	}

	remove(id: string): boolean {
		return this.#inOne((db) => {
			db.prepare('delete from webhook_deliveries where endpoint = ?').run(id);
			return db.prepare('delete from webhook_endpoints where id = ?').run(id).changes > 0;
		});
	}

	replay(id: string, what: WebhookReplay, now: number): number {
		return this.#inOne((db) => {
			if ('from' in what) return setBack(db, id, what.from);
			const which = 'dead' in what ? "status = 'dead'" : "seq = ? and status <> 'waiting'";
			return db
				.prepare(
					`update webhook_deliveries set status = 'waiting', attempts = 0, next_at = ?
					 where endpoint = ? and ${which}`
				)
				.run(now, id, ...('seq' in what ? [what.seq] : [])).changes;
		});
	}

	deliveries(id: string, limit: number, status?: WebhookDelivery['status']): WebhookDelivery[] {
		const rows =
			status === undefined
				? this.#sql.newest.all(id, limit)
				: this.#sql.newestOf.all(id, status, limit);
		return rows as DeliveryRow[] as WebhookDelivery[];
	}

	counts(id: string): { waiting: number; dead: number; deliveredAt: number | null } {
		return this.#sql.counts.get(id, id, id) as ReturnType<WebhookTable['counts']>;
	}

	due(id: string, now: number): WebhookDelivery | undefined {
		return this.#sql.due.get(id, now) as WebhookDelivery | undefined;
	}

	typesAfter(branch: string, afterSeq: number, limit: number): { seq: number; type: string }[] {
		return this.#sql.types.all(branch, afterSeq, limit) as { seq: number; type: string }[];
	}

	/** By halves, over what was compacted: there is no index on instants, and they grow with the sequence but where a clock was set back. */
	seqAt(branch: string, instant: number): number {
		let low = 1;
		let high = (this.#sql.head.get(branch) as number) + 1;
		while (low < high) {
			const middle = Math.floor((low + high) / 2);
			const next = this.#sql.nextFrom.get(branch, middle) as
				{ seq: number; at: number } | undefined;
			if (next === undefined || next.at >= instant) high = middle;
			else low = next.seq + 1;
		}
		const found = this.#sql.nextFrom.get(branch, low) as { seq: number } | undefined;
		return found?.seq ?? low;
	}

	gone(branch: string): { seq: number; before: number } {
		return this.#sql.gone.get(branch) as { seq: number; before: number };
	}

	#inOne<T>(run: (db: Database.Database) => T): T {
		return this.#access.write((db) => db.transaction(() => run(db)).immediate());
	}
}

/** What is over from there on is forgotten, so that the log brings it again. How many events that is at most. */
function setBack(db: Database.Database, id: string, from: number): number {
	const row = db.prepare('select branch, cursor from webhook_endpoints where id = ?').get(id) as
		{ branch: string; cursor: number } | undefined;
	if (row === undefined) return 0;
	const cursor = Math.min(row.cursor, Math.max(0, from - 1));
	db.prepare(
		"delete from webhook_deliveries where endpoint = ? and seq > ? and status <> 'waiting'"
	).run(id, cursor);
	db.prepare('update webhook_endpoints set cursor = ? where id = ?').run(cursor, id);
	return (db.prepare(HEAD).pluck().get(row.branch) as number) - cursor;
}

function prepareAll(db: Database.Database) {
	const endpoint = `select ${selection(db, 'webhook_endpoints')} from webhook_endpoints`;
	const delivery = `select ${selection(db, 'webhook_deliveries')} from webhook_deliveries where endpoint = ?`;
	const inBranch = 'branch = (select ordinal from branches where id = ?)';
	return {
		all: db.prepare(`${endpoint} order by created_at, id`),
		byId: db.prepare(`${endpoint} where id = ?`),
		newest: db.prepare(`${delivery} order by seq desc limit ?`),
		newestOf: db.prepare(`${delivery} and status = ? order by seq desc limit ?`),
		due: db.prepare(`${delivery} and status = 'waiting' and next_at <= ? order by seq limit 1`),
		counts: db.prepare(
			`select
			 (select count(*) from webhook_deliveries where endpoint = ? and status = 'waiting') as waiting,
			 (select count(*) from webhook_deliveries where endpoint = ? and status = 'dead') as dead,
			 (select max(tried_at) from webhook_deliveries where endpoint = ? and status = 'delivered')
				as deliveredAt`
		),
		types: db.prepare(
			`select seq, type from events where ${inBranch} and seq > ? order by seq limit ?`
		),
		nextFrom: db.prepare(
			`select seq, recorded_at as at from events where ${inBranch} and seq >= ? order by seq limit 1`
		),
		gone: db.prepare(
			`select coalesce(max(to_seq), 0) as seq, coalesce(max(before), 0) as before
			 from compactions where ${inBranch} and rule = 'log'`
		),
		head: db.prepare(HEAD).pluck()
	};
}

function parsed(row: EndpointRow): WebhookEndpoint {
	return { ...row, kinds: JSON.parse(row.kinds) as string[] } as WebhookEndpoint;
}
