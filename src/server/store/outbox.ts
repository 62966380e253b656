import type Database from 'better-sqlite3';
import { insertInto } from './statements.ts';
import type { OutboxChange } from './types.ts';

/** Of each endpoint, deliveries that are kept when nothing is to be done about them any more: the newest. */
const KEPT = { delivered: 200, dead: 1_000 } as const;

/** The event is no longer in the log: that says nothing of the receiver. */
const COMPACTED = 'compacted';

type Plan = Extract<OutboxChange, { kind: 'plan' }>;
type Tried = Extract<OutboxChange, { kind: 'tried' }>;

/** What the server notes of webhooks by itself, each change in a transaction. It lives in the writer's thread. */
export class Outbox {
	readonly #sql: ReturnType<typeof prepareAll>;
	/** Whether it was done; throws what SQLite throws. */
	readonly make: (change: OutboxChange) => boolean;

	constructor(db: Database.Database) {
		this.#sql = prepareAll(db);
		this.make = db.transaction((change: OutboxChange) =>
			change.kind === 'plan' ? this.#plan(change) : this.#tried(change)
		).immediate;
	}

	/** A command may have set the cursor back, or removed the endpoint, since it was read. */
	#plan({ endpoint, from, to, events, now }: Plan): boolean {
		if (this.#sql.move.run(to, endpoint, from).changes === 0) return false;
		for (const { seq, type } of events) {
			this.#sql.insert.run(endpoint, seq, type, 'waiting', 0, now, null, null, null);
		}
		return true;
	}

	#tried({ delivery, now, stop }: Tried): boolean {
		const { endpoint, seq, status, attempts, nextAt, httpStatus, error } = delivery;
		const set = [status, attempts, nextAt, httpStatus, error, now, endpoint, seq];
		if (this.#sql.note.run(set).changes === 0) return false;
		if (status === 'delivered') {
			// It answers again: whatever waits for a later try waits in vain.
			if (this.#sql.recovered.run(endpoint).changes > 0) this.#sql.hasten.run(now, endpoint, now);
		} else if (error !== COMPACTED) this.#sql.failed.run(now, endpoint);
		if (stop !== null) this.#sql.stop.run(stop, now, endpoint);
		if (status !== 'waiting')
			this.#sql.forget.run(endpoint, status, endpoint, status, KEPT[status]);
		return true;
	}
}

function prepareAll(db: Database.Database) {
	return {
		move: db.prepare('update webhook_endpoints set cursor = ? where id = ? and cursor = ?'),
		// What a replay set the cursor back over may wait still.
		insert: db.prepare(`${insertInto(db, 'webhook_deliveries')} on conflict do nothing`),
		note: db.prepare(
			`update webhook_deliveries
			 set status = ?, attempts = ?, next_at = ?, http_status = ?, error = ?, tried_at = ?
			 where endpoint = ? and seq = ? and status = 'waiting'`
		),
		recovered: db.prepare(
			'update webhook_endpoints set failing_since = null where id = ? and failing_since is not null'
		),
		hasten: db.prepare(
			`update webhook_deliveries set next_at = ?
			 where endpoint = ? and status = 'waiting' and next_at > ?`
		),
		failed: db.prepare(
			'update webhook_endpoints set failing_since = ? where id = ? and failing_since is null'
		),
		stop: db.prepare(
			'update webhook_endpoints set stopped = ?, stopped_at = ? where id = ? and stopped is null'
		),
		forget: db.prepare(
			`delete from webhook_deliveries where endpoint = ? and status = ? and seq <= (
				select seq from webhook_deliveries where endpoint = ? and status = ?
				order by seq desc limit 1 offset ?
			 )`
		)
	};
}
