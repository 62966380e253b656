import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Desk } from '../../src/routes/lobby/desk.svelte.ts';
import * as selling from '../../src/routes/lobby/selling.ts';
import type { Task } from '../../src/routes/lobby/tasks.ts';
import { formChecked } from '../../src/routes/lobby/taps.ts';
import { FakeLive } from './lobby-live.svelte.ts';
import { NOW, prompt, taken, ticket } from './lobby-rows.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const A1 = 'long_wait/A1';

function deskOn(mine = true) {
	const live = new FakeLive(
		NOW,
		[ticket('A1', 12)],
		[mine ? taken('A1', 12, 'm01') : prompt('A1', 12)]
	);
	const desk = new Desk(live.asLiveView(), 'm01');
	const task = desk.tasks[A1] as Task;
	const types = () => live.sent.map(({ type }) => type);
	/** Time passes, here and in the branch. */
	const after = (ms: number) => {
		live.clock.now += ms;
		vi.advanceTimersByTime(ms);
	};
	return { live, desk, task, types, after };
}
const sale = { product: 'steady', amount: 12_600_050, currency: 'CNY' };

describe('the last tap', () => {
	test('can be taken back for ten seconds, counted down', async () => {
		const { live, desk, task, after } = deskOn();
		await desk.do('interested', task, { need: 'keep_here' });
		expect(desk.undo.left).toBe(10);
		after(2_100);
		expect(desk.undo.left).toBe(8);
		await desk.takeBack();
		expect(desk.undo.left).toBe(0);
		expect(live.sent.at(-1)).toEqual({
			type: 'engagement.undone',
			subject: 'A1',
			data: { staff: 'm01', prompt: A1 }
		});
		await desk.takeBack();
		expect(live.sent).toHaveLength(2);
	});

	test('stands after ten seconds', async () => {
		const { desk, task, types, after } = deskOn();
		await desk.do('talked', task);
		after(10_000);
		expect(desk.undo.left).toBe(0);
		await desk.takeBack();
		expect(types()).toEqual(['engagement.recorded']);
	});

	test('by the branch’s clock too, which judges it: where it runs faster the offer is over sooner', async () => {
		const { live, desk, task } = deskOn();
		await desk.do('talked', task);
		live.clock.now += 10_000;
		vi.advanceTimersByTime(250);
		expect(desk.undo.left).toBe(0);
	});

	test('of taking a prompt is handing it back', async () => {
		const { live, desk, task } = deskOn(false);
		await desk.do('accept', task);
		await desk.takeBack();
		expect(live.sent.at(-1)).toEqual({
			type: 'prompt.handed_back',
			subject: A1,
			data: { staff: 'm01' }
		});
	});

	test('that was refused was none', async () => {
		const { live, desk, task, types } = deskOn();
		live.answer = { ok: false, code: 'prompt_closed' };
		await desk.do('interested', task);
		expect(desk.undo.left).toBe(0);
		await desk.takeBack();
		expect(types()).toEqual(['engagement.recorded']);
	});

	test('that cannot be taken back is not offered', async () => {
		const { desk, task } = deskOn();
		await desk.tap((me) => formChecked('A1', null, me));
		await desk.do('not_reached', task);
		expect(desk.undo.left).toBe(0);
	});

	test('gives way to the next, and comes back when that is taken back', async () => {
		const { desk, task, types, after } = deskOn();
		await desk.do('interested', task);
		after(3_000);
		await desk.tap((me) => selling.referred('r1', { number: 'A1' }, me));
		await desk.takeBack();
		expect(types().at(-1)).toBe('referral.undone');
		expect(desk.undo.left).toBe(7);
		await desk.takeBack();
		expect(types().at(-1)).toBe('engagement.undone');
	});

	test('of one person is nothing for the next who holds the tablet', async () => {
		const { desk, task } = deskOn();
		await desk.do('interested', task);
		desk.handTo('m02');
		expect([desk.undo.left, desk.undo.last]).toEqual([0, []]);
	});

	test('that was a referral and an outcome is taken back whole, the outcome first', async () => {
		const { desk, task, types } = deskOn();
		const act = selling.referred('r1', { number: 'A1', need: 'keep_here' }, 'm01');
		await desk.do('interested', task, { need: 'keep_here' }, [act]);
		expect(types()).toEqual(['referral.made', 'engagement.recorded']);
		await desk.takeBack();
		expect(types().slice(2)).toEqual(['engagement.undone', 'referral.undone']);
	});
});

describe('without a connection', () => {
	test('what was not sent yet is dropped, and nobody ever hears of it', async () => {
		const { live, desk, task } = deskOn();
		live.offline = true;
		void desk.do('interested', task);
		expect(live.pending).toHaveLength(1);
		expect(desk.undo.left).toBe(10);
		await desk.takeBack();
		expect([live.pending, live.sent]).toEqual([[], []]);
		expect(desk.refused).toEqual({});
		expect(desk.outbox.late).toEqual([]);
	});

	test('what was sent before is taken back in turn, kept like every tap', async () => {
		const { live, desk, task } = deskOn();
		await desk.do('interested', task);
		live.offline = true;
		void desk.takeBack();
		expect(live.pending.map(({ type }) => type)).toEqual(['engagement.undone']);
	});
});

describe('a sale that was recorded here', () => {
	test('is found to put right: corrected, and cancelled with a reason', async () => {
		const { live, desk } = deskOn();
		await desk.sold.record('s1', sale, { number: 'A1', referral: 'r1' });
		expect(live.sent.at(-1)).toEqual({
			type: 'sale.recorded',
			subject: 's1',
			data: { ...sale, staff: 'm01', channel: 'lobby', number: 'A1', referral: 'r1' }
		});
		await desk.sold.correct('s1', { ...sale, amount: 100 }, 'wrong_amount');
		expect(live.sent.at(-1)?.data).toEqual({
			...{ ...sale, amount: 100 },
			...{ staff: 'm01', reason: 'wrong_amount' }
		});
		expect(desk.sold.mine).toMatchObject([{ id: 's1', amount: 100, cancelled: false }]);
		await desk.sold.cancel('s1', 'customer_withdrew');
		expect(live.sent.at(-1)?.data).toEqual({ staff: 'm01', reason: 'customer_withdrew' });
		expect(desk.sold.mine).toMatchObject([{ cancelled: true }]);
	});

	test('and refused, or taken back, never was; a refused change leaves it as it was', async () => {
		const { live, desk } = deskOn();
		await desk.sold.record('s1', sale, {});
		live.answer = { ok: false, code: 'sale_cancelled' };
		await desk.sold.correct('s1', { ...sale, amount: 1 }, 'wrong_amount');
		expect(desk.sold.mine).toMatchObject([{ amount: sale.amount }]);
		await desk.sold.record('s2', sale, {});
		expect(desk.sold.mine.map(({ id }) => id)).toEqual(['s1']);
		live.answer = { ok: true, seq: 1 };
		await desk.takeBack();
		expect(live.sent.at(-1)).toMatchObject({ type: 'sale.cancelled', subject: 's1' });
		expect(desk.sold.mine).toEqual([]);
	});

	test('is seen by whoever made it alone', async () => {
		const { desk } = deskOn();
		await desk.sold.record('s1', sale, {});
		desk.handTo('m02');
		expect(desk.sold.mine).toEqual([]);
	});
});
