import { expect, test, vi } from 'vitest';
import { Acts, uuid } from '#lib/client/acts.svelte.ts';
import type { ActAnswer, ActRequest } from '#lib/protocol/index.ts';

test('an act whose answer was lost goes out again under the same id, and is answered once', async () => {
	vi.useFakeTimers();
	try {
		const seen: ActRequest[] = [];
		const acts = new Acts();
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
	const acts = new Acts();
	const answers = ['a', 'b'].map((subject) => acts.do('ticket.called', subject, { counter: '1' }));
	expect(acts.pending.map(({ subject, waiting }) => [subject, waiting])).toEqual([
		['a', true],
		['b', true]
	]);
	const sent: (string | undefined)[] = [];
	acts.open((request): Promise<ActAnswer> => {
		sent.push(request.subject);
		return Promise.resolve({ ok: false, code: 'ticket_already_called' });
	});
	expect(await Promise.all(answers)).toEqual([
		{ ok: false, code: 'ticket_already_called' },
		{ ok: false, code: 'ticket_already_called' }
	]);
	expect(sent).toEqual(['a', 'b']);
});

test('ids are version 4 UUIDs, also where crypto.randomUUID is not', () => {
	expect(uuid()).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
	expect(uuid()).not.toBe(uuid());
});
