import { flushSync } from 'svelte';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { ActAnswer, PromptRow, TicketRow } from '../../src/lib/protocol/index.ts';
import { Desk } from '../../src/routes/lobby/desk.svelte.ts';
import { HOLD_AFTER } from '../../src/routes/lobby/freeze.svelte.ts';
import type { Task } from '../../src/routes/lobby/tasks.ts';
import { FakeLive } from './lobby-live.svelte.ts';
import { NOW, prompt, taken, ticket } from './lobby-rows.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function deskOn(tickets: TicketRow[], prompts: PromptRow[]) {
	const live = new FakeLive(NOW, tickets, prompts);
	const desk = new Desk(live.asLiveView(), 'm01');
	const become = (next: PromptRow[], people: TicketRow[] = tickets) => {
		live.become(people, next);
		flushSync();
		return desk.notice();
	};
	const offers = () => desk.places.offers.map(({ id }) => id);
	const mine = () => desk.places.mine.map(({ id }) => id);
	return { live, desk, become, offers, mine };
}

const A1 = 'long_wait/A1';
const A2 = 'long_wait/A2';

describe('the desk', () => {
	test('belongs to nobody when the remembered person is not of the staff', () => {
		const live = new FakeLive(NOW, [], []);
		expect(new Desk(live.asLiveView(), 'gone').me).toBeNull();
		expect(new Desk(live.asLiveView(), 'm01').me).toBe('m01');
	});

	test('a card taken by somebody else says so for three seconds, in its place', () => {
		const { desk, become, offers } = deskOn(
			[ticket('A1', 15), ticket('A2', 12)],
			[prompt('A1', 15), prompt('A2', 12)]
		);
		become([taken('A1', 15, 'm02'), prompt('A2', 12)]);
		expect(offers()).toEqual([A1, A2]);
		expect(desk.card(A1)?.departed?.departure).toEqual({ why: 'taken', staff: 'm02' });
		vi.advanceTimersByTime(3_000);
		expect(offers()).toEqual([A2]);
		expect(desk.card(A1)).toBeNull();
	});

	test('nothing moves while a finger is down and for two seconds after; then all at once', () => {
		const { desk, become, offers, mine } = deskOn(
			[ticket('A1', 15), ticket('A2', 12)],
			[prompt('A1', 15)]
		);
		desk.freeze.fingers(1);
		become([taken('A1', 15, 'm01'), prompt('A2', 12)]);
		expect([offers(), mine()]).toEqual([[A1], []]);
		desk.freeze.fingers(0);
		vi.advanceTimersByTime(HOLD_AFTER - 1);
		desk.settle();
		expect([offers(), mine()]).toEqual([[A1], []]);
		vi.advanceTimersByTime(1);
		desk.settle();
		expect([offers(), mine()]).toEqual([[A2], [A1]]);
	});

	test('a second finger keeps them still', () => {
		const { desk, become, offers } = deskOn([ticket('A1', 15)], [prompt('A1', 15)]);
		desk.freeze.fingers(1);
		desk.freeze.fingers(0);
		vi.advanceTimersByTime(HOLD_AFTER - 1);
		desk.freeze.fingers(1);
		vi.advanceTimersByTime(HOLD_AFTER);
		become([]);
		expect(offers()).toEqual([A1]);
	});

	test('only what is new is heard, and nothing of what was done here', async () => {
		const { live, desk, become } = deskOn(
			[ticket('A1', 15), ticket('A2', 11)],
			[taken('A1', 15, 'm01')]
		);
		expect(desk.notice()).toBeNull();
		live.answer = { ok: true, seq: 2 };
		await desk.do('hand_back', desk.tasks[A1] as Task);
		expect(become([prompt('A1', 15)])).toBeNull();
		const heard = become([prompt('A1', 15), prompt('A2', 11)]);
		expect(heard?.alert).toBe('new');
		expect(heard?.tasks.map(({ number }) => number)).toEqual(['A2']);
	});
});

describe('a tap', () => {
	const refused = (code: string): ActAnswer => ({ ok: false, code, detail: '' });

	test('sends the act, once', async () => {
		const { live, desk } = deskOn([ticket('A1', 15)], [prompt('A1', 15)]);
		const task = desk.tasks[A1] as Task;
		live.pending = [
			{
				id: '1',
				type: 'prompt.accepted',
				subject: A1,
				data: {},
				tappedAt: 0,
				attempts: 1,
				waiting: false
			}
		];
		await desk.do('accept', task);
		expect(live.sent).toEqual([]);
		live.pending = [];
		await desk.do('accept', task);
		expect(live.sent).toEqual([{ type: 'prompt.accepted', subject: A1, data: { staff: 'm01' } }]);
		expect(desk.acceptedHere).toBe(A1);
	});

	test('that was refused says so on its card, and stays a tap of that card', async () => {
		const { live, desk } = deskOn([ticket('A1', 15)], [prompt('A1', 15)]);
		live.answer = refused('prompt_taken');
		await desk.do('accept', desk.tasks[A1] as Task);
		expect(desk.refused[A1]).toEqual({ deed: 'accept', code: 'prompt_taken' });
		vi.advanceTimersByTime(6_000);
		expect(desk.refused[A1]).toBeUndefined();
	});

	test('on a stale screen is not sent and says why', async () => {
		const { live, desk } = deskOn([ticket('A1', 15)], [prompt('A1', 15)]);
		live.stale = true;
		await desk.do('accept', desk.tasks[A1] as Task);
		expect(live.sent).toEqual([]);
		expect(desk.refused[A1]?.code).toBe('stale');
	});

	test('without a connection is kept, and the card says so', () => {
		const { live, desk } = deskOn([ticket('A1', 15)], [taken('A1', 15, 'm01')]);
		const data = { staff: 'm01', prompt: A1, result: 'interested' };
		live.pending = [
			{
				id: '1',
				type: 'engagement.recorded',
				subject: 'A1',
				data,
				tappedAt: 0,
				attempts: 0,
				waiting: true
			}
		];
		expect(desk.underWay[A1]).toEqual({ deed: 'interested', state: 'kept' });
	});

	test('whose outcome was recorded is what the card says while it goes', async () => {
		const { desk, become, mine } = deskOn([ticket('A1', 15)], [taken('A1', 15, 'm01')]);
		await desk.do('interested', desk.tasks[A1] as Task);
		become([]);
		expect(mine()).toEqual([A1]);
		expect(desk.card(A1)?.departed).toMatchObject({
			departure: { why: 'settled' },
			deed: 'interested'
		});
		desk.dispose();
	});
});
