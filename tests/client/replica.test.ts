import fc from 'fast-check';
import { expect, test } from 'vitest';
import { followAnswer, followPatch } from '#lib/client/replica.ts';
import type { Replica } from '#lib/client/replica.ts';
import type { Patch, View, WatchAnswer } from '#lib/protocol/index.ts';

/** Rows stand for whatever a server sends: a replica looks at no field of them. */
type Table = Record<string, Record<string, { v: number }>>;

/** A server: a log of changes, and slow rows that go out whole with `prev === seq`. */
class Server {
	seq = 1;
	told = 0;
	rows: Table = { tickets: {}, kpis: { today: { v: 0 } } };
	sent: Patch[] = [];

	change(id: string, value: number | null): Patch {
		const tickets = { ...this.rows['tickets'] };
		if (value === null) delete tickets[id];
		else tickets[id] = { v: value };
		this.rows = { ...this.rows, tickets };
		const set = value === null ? {} : { tickets: { [id]: { v: value } } };
		const unset = value === null ? { tickets: [id] } : {};
		this.seq += 1;
		const { seq, told } = this;
		return this.#send({ prev: seq - 1, seq, told, now: seq, set, unset });
	}

	tellSlow(value: number): Patch {
		this.rows = { ...this.rows, kpis: { today: { v: value } } };
		const set = { kpis: { today: { v: value } } };
		const { seq } = this;
		this.told += 1;
		return this.#send({ prev: seq, seq, told: this.told, now: seq, set, unset: {} });
	}

	view(): View {
		return structuredClone(this.rows) as unknown as View;
	}

	watch(since?: number, forgotten = false): Extract<WatchAnswer, { ok: true }> {
		const { seq, told } = this;
		const answer = { ok: true as const, seq, told, now: seq, rate: 1 };
		if (since === undefined || forgotten || since > this.seq)
			return { ...answer, view: this.view() };
		return { ...answer, patches: this.sent.filter((patch) => patch.prev >= since) };
	}

	#send(patch: { set: unknown; unset: unknown } & Omit<Patch, 'set' | 'unset'>): Patch {
		this.sent.push(patch as Patch);
		return patch as Patch;
	}
}

function drawnFrom(server: Server): Replica {
	return { seq: server.seq, told: server.told, view: server.view() };
}

/** What a screen does when it is told of a gap, or has connected again. */
function watchAgain(
	replica: Replica,
	server: Server,
	how: { whole?: boolean; forgotten?: boolean } = {}
): Replica {
	const since = how.whole ? undefined : replica.seq;
	const first = followAnswer(replica, server.watch(since, how.forgotten));
	if (first.ok) return first.replica;
	const whole = followAnswer(replica, server.watch());
	if (!whole.ok) throw new Error('a whole view always follows');
	return whole.replica;
}

const step = fc.oneof(
	fc.record({
		does: fc.constant('change' as const),
		id: fc.constantFrom('A1', 'A2', 'A3', 'B1'),
		value: fc.option(fc.nat(99))
	}),
	fc.record({ does: fc.constant('slow' as const), value: fc.nat(99) })
);
/** A link loses everything from a moment on until it is made anew (`cut`, `back`); the rest is worse than any link. */
const fate = fc.constantFrom('arrives', 'arrives', 'twice', 'late', 'lost', 'cut', 'back');

test('whatever is lost, doubled or late: after watching again the copy equals the view', () => {
	fc.assert(
		fc.property(
			fc.array(fc.record({ step, fate }), { maxLength: 60 }),
			fc.boolean(),
			(history, forgotten) => {
				const server = new Server();
				let replica = drawnFrom(server);
				let late: Patch[] = [];
				let connected = true;
				const receive = (patch: Patch) => {
					const followed = followPatch(replica, patch);
					replica = followed.ok
						? followed.replica
						: watchAgain(replica, server, { whole: followed.code === 'overtaken', forgotten });
				};
				for (const { step, fate } of history) {
					const patch =
						step.does === 'change'
							? server.change(step.id, step.value)
							: server.tellSlow(step.value);
					if (fate === 'cut') {
						connected = false;
						late = [];
					} else if (fate === 'back' && !connected) {
						connected = true;
						replica = watchAgain(replica, server, { forgotten });
					}
					if (!connected || fate === 'lost') continue;
					// Slow rows have no order among themselves at one place: no link swaps two of them.
					if (fate === 'late' && step.does === 'change') {
						late.push(patch);
						continue;
					}
					receive(patch);
					if (fate === 'twice') receive(patch);
					for (const each of late) receive(each);
					late = [];
				}
				for (const each of late) receive(each);
				if (!connected) replica = watchAgain(replica, server, { forgotten });
				// What was lost last shows at the next word.
				receive(server.change('A1', 1));
				expect(replica).toEqual(drawnFrom(server));
			}
		),
		{ numRuns: 1_000 }
	);
});

test('a gap leaves the copy as it was', () => {
	const server = new Server();
	const replica = drawnFrom(server);
	server.change('A1', 1);
	const second = server.change('A2', 2);
	expect(followPatch(replica, second)).toEqual({ ok: false, code: 'gap' });
	expect(replica.view.tickets).toEqual({});
});

test('only the collections that a patch touches are replaced', () => {
	const server = new Server();
	const before = drawnFrom(server);
	const after = followPatch(before, server.change('A1', 1));
	if (!after.ok) throw new Error('follows');
	expect(after.replica.view.tickets).not.toBe(before.view.tickets);
	expect(after.replica.view.kpis).toBe(before.view.kpis);
});

test('slow rows apply at their own place in the log, and again', () => {
	const server = new Server();
	const slow = server.tellSlow(7);
	const once = followPatch(drawnFrom(new Server()), slow);
	if (!once.ok) throw new Error('follows');
	expect(followPatch(once.replica, slow)).toEqual(once);
	expect(followPatch({ ...once.replica, seq: once.replica.seq + 1 }, slow).ok).toBe(false);
});

test('an answer that repeats what came by itself meanwhile is followed', () => {
	const server = new Server();
	const replica = drawnFrom(server);
	const first = server.change('A1', 1);
	const answer = server.watch(replica.seq);
	const meanwhile = followPatch(replica, first);
	if (!meanwhile.ok) throw new Error('follows');
	expect(followAnswer(meanwhile.replica, answer)).toEqual({
		ok: true,
		replica: drawnFrom(server)
	});
});

test('an answer that ends before its own place is a gap', () => {
	const server = new Server();
	const replica = drawnFrom(server);
	server.change('A1', 1);
	const answer = { ok: true as const, seq: server.seq, now: 0, rate: 1, patches: [] };
	expect(followAnswer(replica, answer).ok).toBe(false);
});
