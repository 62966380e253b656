import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { KeptAct } from '../../src/lib/client/acts.svelte.ts';
import type { ActAnswer } from '../../src/lib/protocol/index.ts';
import { Outbox } from '../../src/routes/lobby/outbox.svelte.ts';
import { Sheets } from '../../src/routes/lobby/sheets.svelte.ts';
import { Taking } from '../../src/routes/lobby/taking.svelte.ts';
import { FakeLive } from './lobby-live.svelte.ts';
import { NOW } from './lobby-rows.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
	vi.useRealTimers();
	vi.unstubAllGlobals();
});

const wanted = {
	service: 'cash',
	segment: 'priority' as const,
	further: [],
	tags: ['maturing'],
	name: '王五',
	note: ''
};
const ticket = { number: 'A501', seq: 1, service: 'cash', issuedAt: NOW, ahead: 3, estimate: null };

class KeepingLive extends FakeLive {
	kept: KeptAct[] = [];
	told: (answer: ActAnswer) => void = () => {};
	override readonly acts = {
		drop: () => false,
		resume: (act: KeptAct) => {
			this.kept.push(act);
			return new Promise<ActAnswer>((answered) => (this.told = answered));
		}
	};
}

function takingOn(...answers: (object | null)[]) {
	const live = new KeepingLive(NOW, [], []);
	const asked: Record<string, unknown>[] = [];
	vi.stubGlobal('fetch', (_: string, { body }: { body: string }) => {
		asked.push(JSON.parse(body) as Record<string, unknown>);
		const answer = answers[asked.length - 1];
		if (answer === null || answer === undefined) return Promise.reject(new TypeError('network'));
		const ok = !('code' in answer);
		return Promise.resolve({ ok, json: () => Promise.resolve(answer) });
	});
	const outbox = new Outbox(live.asLiveView());
	const recorded: string[] = [];
	const taking = new Taking({
		live: live.asLiveView(),
		outbox,
		sheets: new Sheets(live.clock),
		record: ({ type }) => recorded.push(type)
	});
	return { live, taking, asked, recorded };
}

describe('taking a ticket', () => {
	test('shows the number, which goes by itself', async () => {
		const { live, taking, asked, recorded } = takingOn({ ...ticket, link: 'https://x/t/1' });
		expect(await taking.take(wanted)).toEqual({ state: 'taken' });
		expect(asked).toMatchObject([{ service: 'cash', segment: 'priority', name: '王五' }]);
		expect(taking.taken).toMatchObject([{ number: 'A501', late: false }]);
		expect([live.kept, taking.asking, recorded]).toEqual([[], [], ['ticket.issued']]);
		vi.advanceTimersByTime(20_000);
		expect(taking.taken).toEqual([]);
	});

	test('a refusal is no ticket, and nothing is kept', async () => {
		const { live, taking } = takingOn({ code: 'unknown_service' });
		expect(await taking.take(wanted)).toEqual({ state: 'refused', code: 'unknown_service' });
		expect([live.kept, taking.taken]).toEqual([[], []]);
	});

	test.each([
		['no answer', null],
		['a server that closes', { code: 'closing' }]
	])(
		'with %s the same tap is kept under the same id, and its number waits for a tap',
		async (_, answer) => {
			const { live, taking, asked } = takingOn(answer, { ...ticket, link: 'https://x/t/1' });
			expect(await taking.take(wanted)).toEqual({ state: 'kept' });
			expect(live.kept).toMatchObject([
				{ id: asked[0]?.['id'], type: 'ticket.issued', tappedAt: NOW }
			]);
			expect(live.kept[0]?.data['customer']).toEqual({ name: '王五' });
			live.told({ ok: true, seq: 2, subject: 'A501' });
			await vi.advanceTimersByTimeAsync(0);
			// The code is asked for under that id too: it is the same ticket.
			expect(asked[1]).toEqual(asked[0]);
			expect(taking.taken).toMatchObject([{ number: 'A501', late: true, ticket }]);
			vi.advanceTimersByTime(60_000);
			expect(taking.taken).toHaveLength(1);
			taking.dismiss();
			expect(taking.taken).toEqual([]);
		}
	);

	test('without a way to ask for its code there is the number at least', async () => {
		const { live, taking } = takingOn(null, null);
		await taking.take(wanted);
		live.told({ ok: true, seq: 2, subject: 'A501' });
		await vi.advanceTimersByTimeAsync(0);
		expect(taking.taken).toMatchObject([{ number: 'A501', ticket: null }]);
	});

	test('is known to the page all the time, so that a reload forgets none', async () => {
		const { live, taking } = takingOn(null);
		const took = taking.take(wanted);
		expect(taking.asking).toMatchObject([{ type: 'ticket.issued' }]);
		const { id } = taking.asking[0] as KeptAct;
		await took;
		expect([taking.asking, live.kept.map((act) => act.id)]).toEqual([[], [id]]);
	});
});
