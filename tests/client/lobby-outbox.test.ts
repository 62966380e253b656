import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { KeptAct, PendingAct } from '../../src/lib/client/acts.svelte.ts';
import type { ActAnswer } from '../../src/lib/protocol/index.ts';
import { Outbox } from '../../src/routes/lobby/outbox.svelte.ts';
import * as taps from '../../src/routes/lobby/taps.ts';
import { FakeLive } from './lobby-live.svelte.ts';
import { NOW } from './lobby-rows.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const OVER: ActAnswer = { ok: false, code: 'ticket_over', detail: '' };

/** A live view whose answers come when the test says so. */
class SlowLive extends FakeLive {
	answers: ((answer: ActAnswer) => void)[] = [];
	override readonly acts = {
		drop: () => false,
		resume: (act: KeptAct) => this.act(act.type, act.subject, act.data)
	};

	override act(type: string, subject: string | undefined, data: Record<string, unknown>) {
		this.sent.push({ type, subject, data });
		return new Promise<ActAnswer>((answered) => this.answers.push(answered));
	}
}

function outboxOn() {
	const live = new SlowLive(NOW, [], []);
	return { live, outbox: new Outbox(live.asLiveView()) };
}

const pending = (
	act: { type: string; data: Record<string, unknown> },
	more: object
): PendingAct => ({
	...{ id: '1', tappedAt: NOW, attempts: 1, waiting: false },
	...act,
	...more
});

describe('what is unsent', () => {
	test('is what waits for a connection or did not get through, and no record of the tablet’s own', () => {
		const { live, outbox } = outboxOn();
		live.pending = [
			pending(taps.parked('A1'), { id: 'on its way' }),
			pending(taps.parked('A2'), { id: 'waits', waiting: true }),
			pending(taps.parked('A3'), { id: 'again', attempts: 2 }),
			pending({ type: 'activity.logged', data: {} }, { id: 'own', waiting: true })
		];
		expect(outbox.unsent.map(({ id }) => id)).toEqual(['waits', 'again']);
		expect(outbox.of('ticket/A2').map(({ id }) => id)).toEqual(['waits']);
	});

	test('while nothing is heard facts are sent all the same, choices are refused at once', async () => {
		const { live, outbox } = outboxOn();
		live.stale = true;
		void outbox.send(taps.parked('A1'));
		const answer = await outbox.send(taps.diverted('A1', 'atm-1'));
		expect(answer).toMatchObject({ ok: false, code: 'stale' });
		expect(live.sent.map(({ type }) => type)).toEqual(['ticket.parked']);
		expect(outbox.refused['ticket/A1']?.code).toBe('stale');
	});
});

describe('a refusal', () => {
	test('stands beside what was tapped, for as long as one looks at it', async () => {
		const { live, outbox } = outboxOn();
		const leave = outbox.watch('ticket/A1');
		const sent = outbox.send(taps.parked('A1'));
		live.answers[0]?.(OVER);
		expect(await sent).toEqual(OVER);
		expect(outbox.refused['ticket/A1']).toMatchObject({ code: 'ticket_over', tappedAt: NOW });
		expect(outbox.late).toEqual([]);
		vi.advanceTimersByTime(6_000);
		expect(outbox.refused).toEqual({});
		leave();
	});

	test('that nobody would see there is listed until somebody has read it', async () => {
		const { live, outbox } = outboxOn();
		const leave = outbox.watch('ticket/A1');
		const sent = outbox.send(taps.parked('A1'));
		leave();
		live.answers[0]?.(OVER);
		await sent;
		expect(outbox.refused).toEqual({});
		expect(outbox.late.map(({ act, code }) => [act.subject, code])).toEqual([
			['A1', 'ticket_over']
		]);
		outbox.dismiss(outbox.late[0]?.id ?? '');
		expect(outbox.late).toEqual([]);
	});

	test('that comes long after the tap is listed, whoever looks', async () => {
		const { live, outbox } = outboxOn();
		outbox.watch('ticket/A1');
		const sent = outbox.send(taps.parked('A1'));
		vi.advanceTimersByTime(60_000);
		live.answers[0]?.(OVER);
		await sent;
		expect(outbox.late).toHaveLength(1);
	});

	test('of what an earlier page left is listed with the time of its tap', async () => {
		const { live, outbox } = outboxOn();
		outbox.watch('ticket/A1');
		const tappedAt = NOW - 3_600_000;
		const sent = outbox.resume({ ...taps.parked('A1'), id: 'kept', tappedAt });
		live.answers[0]?.(OVER);
		await sent;
		expect(outbox.late).toMatchObject([{ code: 'ticket_over', tappedAt }]);
	});

	test('of the tablet’s own record of time troubles nobody', async () => {
		const { live, outbox } = outboxOn();
		const sent = outbox.send({ type: 'activity.logged', subject: 'm01', data: {} });
		live.answers[0]?.({ ok: false, code: 'forbidden', detail: '' });
		await sent;
		expect([outbox.late, outbox.refused]).toEqual([[], {}]);
	});
});
