import { expect, test, vi } from 'vitest';
import { Acts, uuid } from '#lib/client/acts.svelte.ts';
import type { ActAnswer, ActRequest } from '#lib/protocol/index.ts';

/** Counted from what vitest's timers say: the branch's clock of these tests. */
const clock = { read: () => Date.now(), rate: 1 };

test('an act whose answer was lost goes out again under the same id, and is answered once', async () => {
	vi.useFakeTimers();
	try {
		const seen: ActRequest[] = [];
		const acts = new Acts(clock);
		acts.open((request) => {
			seen.push(request);
			return seen.length < 3
				? Promise.reject(new Error('no answer'))
				: Promise.resolve({ ok: true, seq: 9 });
		});
		const answer = acts.do('prompt.accepted', 'p1', { staff: 'm01' });
		await vi.runAllTimersAsync();
		expect(await answer).toEqual({ ok: true, seq: 9 });
		expect(seen).toHaveLength(3);
		expect(new Set(seen.map(({ id }) => id)).size).toBe(1);
		expect(acts.pending).toEqual([]);
	} finally {
		vi.useRealTimers();
	}
});

test('acts done without a connection are kept, shown as waiting, and sent in order', async () => {
	const acts = new Acts(clock);
	const answers = ['a', 'b'].map((subject) => acts.do('ticket.finished', subject, {}));
	expect(acts.pending.map(({ subject, waiting }) => [subject, waiting])).toEqual([
		['a', true],
		['b', true]
	]);
	const sent: (string | undefined)[] = [];
	acts.open((request): Promise<ActAnswer> => {
		sent.push(request.subject);
		return Promise.resolve({ ok: false, code: 'ticket_over' });
	});
	expect(await Promise.all(answers)).toEqual([
		{ ok: false, code: 'ticket_over' },
		{ ok: false, code: 'ticket_over' }
	]);
	expect(sent).toEqual(['a', 'b']);
});

test('what was tapped without a connection says how long ago, however often it goes out', async () => {
	vi.useFakeTimers();
	try {
		const acts = new Acts(clock);
		const answer = acts.do('form.checked', 'A1', { ok: true });
		vi.advanceTimersByTime(3_600_000);
		expect(acts.pending).toHaveLength(1);
		const seen: (number | undefined)[] = [];
		acts.open((request) => {
			seen.push(request.ago);
			return Promise.resolve(
				seen.length < 2 ? { ok: false, code: 'too_many' } : { ok: true, seq: 3 }
			);
		});
		await vi.runAllTimersAsync();
		expect(await answer).toEqual({ ok: true, seq: 3 });
		expect(seen).toEqual([3_600_000, 3_601_000]);
	} finally {
		vi.useRealTimers();
	}
});

test('a call is given up where it could not be sent at all, and asked for where it may have been', async () => {
	vi.useFakeTimers();
	try {
		const acts = new Acts(clock);
		const unsent = acts.do('ticket.called', undefined, { counter: '1' });
		await vi.advanceTimersByTimeAsync(15_000);
		expect(await unsent).toEqual({ ok: false, code: 'not_sent' });
		expect(acts.pending).toEqual([]);
		let answers = false;
		acts.open(() =>
			answers ? Promise.resolve({ ok: true, seq: 1 }) : Promise.reject(new Error('lost'))
		);
		const sent = acts.do('ticket.called', undefined, { counter: '1' });
		await vi.advanceTimersByTimeAsync(60_000);
		expect(acts.pending).toHaveLength(1);
		answers = true;
		await vi.advanceTimersByTimeAsync(2_000);
		expect(await sent).toEqual({ ok: true, seq: 1 });
	} finally {
		vi.useRealTimers();
	}
});

test('ids are version 4 UUIDs, also where crypto.randomUUID is not', () => {
	expect(uuid()).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
	expect(uuid()).not.toBe(uuid());
});
