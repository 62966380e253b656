import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import * as messages from '../../src/lib/i18n/counter.ts';
import { Console } from '../../src/routes/counter/console.svelte.ts';
import { noticeText } from '../../src/routes/counter/words.ts';
import type { CatalogueRow, CounterRow, TicketRow } from '../../src/lib/protocol/index.ts';
import { FakeLive } from './counter-live.svelte.ts';
import { NOW, ticket } from './counter-rows.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const MINE = { staff: 't01' };
const catalogue: CatalogueRow = {
	id: 'catalogue',
	currency: 'CNY',
	needs: [
		{ id: 'idle', name: { zh: '闲置', en: 'Idle' } },
		{ id: 'matures', name: { zh: '到期', en: 'Matures' }, signals: ['maturing'] }
	],
	products: [
		{ id: 'steady', name: { zh: '稳健', en: 'Steady' }, risk: 'R2', needs: ['idle', 'matures'] }
	],
	pitches: [
		{ service: 'cash', product: 'steady', sentence: { zh: '看看稳健。', en: 'Look at Steady.' } }
	],
	retention: [],
	credit: 0.5
};
const served = (number: string, more: Partial<TicketRow> = {}) =>
	ticket(number, 9, { state: 'serving', counter: '1', startedAt: NOW - 60_000, ...more });
const calledTo = (number: string, counter: string) =>
	ticket(number, 9, { state: 'called', counter, calledAt: NOW });

function consoleOn(tickets: TicketRow[], own: Partial<CounterRow> = MINE, lead = false) {
	const live = new FakeLive(tickets, own);
	const desk = new Console(live.asLiveView(), '1', { staff: lead ? null : 't01', lead });
	const said = () =>
		desk.notice && noticeText(desk.notice, live, messages.en, 'en').replaceAll('\u2009', ' ');
	return { live, desk, said };
}

describe('finish and call the next', () => {
	test('is two acts in their order, the second when the first is done', async () => {
		const { live, desk } = consoleOn([served('A1'), ticket('A2', 5)]);
		desk.press('primary');
		expect(live.sent).toEqual([
			{ type: 'ticket.finished', subject: 'A1', data: { counter: '1', outcome: 'done' } }
		]);
		await live.answer();
		expect(live.sent[1]).toEqual({
			type: 'ticket.called',
			subject: undefined,
			data: { counter: '1', staff: 't01' }
		});
		live.become([calledTo('A2', '1')]);
		await live.answer({ subject: 'A2' });
		expect(desk.situation.at).toBe('called');
		expect(desk.moment.busy).toBe(false);
		expect(desk.notice).not.toMatchObject({ kind: 'got' });
	});

	test('calls nobody when the finish was refused', async () => {
		const { live, desk, said } = consoleOn([served('A1'), ticket('A2', 5)]);
		desk.press('primary');
		await live.answer({ ok: false, code: 'ticket_over' } as never);
		expect(live.types).toEqual(['ticket.finished A1']);
		expect(said()).toBe('A1: finish not done, This number is over');
		expect(desk.moment.busy).toBe(false);
	});

	test('calls nobody when the connection was away for long, and says so', async () => {
		const { live, desk, said } = consoleOn([served('A1'), ticket('A2', 5)]);
		desk.press('primary');
		vi.advanceTimersByTime(15_001);
		await live.answer();
		expect(live.types).toEqual(['ticket.finished A1']);
		expect(said()).toMatch(/^A1 is finished; .* press Call$/);
	});

	test('says so when nobody waits, and the counter is free', async () => {
		const { live, desk, said } = consoleOn([served('A1')]);
		desk.press('primary');
		await live.answer();
		live.become([]);
		await live.answer({ ok: false, code: 'nobody_waiting' } as never);
		expect(said()).toBe('Nobody is waiting: the counter is free');
		expect(desk.situation.at).toBe('idle');
	});

	test('is not done twice while it is under way, nor before its rows are here', async () => {
		const { live, desk } = consoleOn([served('A1'), ticket('A2', 5)]);
		desk.press('finish');
		desk.press('finish');
		desk.press('primary');
		expect(live.types).toEqual(['ticket.finished A1']);
		await live.answer({ seq: 7 });
		// Answered, and the ticket still looks as if it were served.
		desk.press('primary');
		expect(live.types).toEqual(['ticket.finished A1']);
		live.seq = 7;
		live.become([ticket('A2', 5)]);
		desk.press('primary');
		expect(live.types).toEqual(['ticket.finished A1', 'ticket.called']);
	});
});

describe('another number than the button said', () => {
	async function called(got: string, after: TicketRow[]) {
		const all = consoleOn([ticket('A051', 9), ticket('A053', 8)]);
		all.desk.press('primary');
		all.live.become(after);
		await all.live.answer({ subject: got });
		return all.said();
	}

	test('says who was first', async () => {
		const said = await called('A053', [calledTo('A051', '2'), calledTo('A053', '1')]);
		expect(said).toBe('A051 was called by Counter 2 a moment ago, you have A053');
	});

	test('or that they left, or that somebody came in before', async () => {
		expect(await called('A053', [calledTo('A053', '1')])).toBe(
			'A051 is no longer waiting, you have A053'
		);
		expect(await called('A060', [ticket('A051', 9), calledTo('A060', '1')])).toBe(
			'Somebody has just come in before A051, you have A060'
		);
	});

	test('says nothing when it is the one', async () => {
		expect(await called('A051', [calledTo('A051', '1')])).toBeNull();
	});
});

describe('call this one', () => {
	test('asks why, and says who was first where it is refused', async () => {
		const { live, desk, said } = consoleOn([ticket('A1', 9), ticket('A2', 5)]);
		desk.pick('A2');
		expect(desk.sheet).toEqual({ kind: 'call', number: 'A2' });
		desk.callThis('A2', 'unwell');
		expect(live.sent).toEqual([
			{
				type: 'ticket.called',
				subject: 'A2',
				data: { counter: '1', staff: 't01', reason: 'unwell' }
			}
		]);
		live.become([ticket('A1', 9), calledTo('A2', '2')]);
		await live.answer({ ok: false, code: 'ticket_already_called' } as never);
		expect(said()).toBe('A2 was called by Counter 2 a moment ago');
	});

	test('of the first in line is the ordinary call', () => {
		const { live, desk } = consoleOn([ticket('A1', 9), ticket('A2', 5)]);
		desk.pick('A1');
		expect(live.sent[0]?.subject).toBeUndefined();
	});

	test('closes its question when the customer is called elsewhere meanwhile', () => {
		const { live, desk } = consoleOn([ticket('A1', 9), ticket('A2', 5)]);
		desk.pick('A2');
		live.become([ticket('A1', 9), calledTo('A2', '2')]);
		expect(desk.sheet).toBeNull();
	});

	test('waits until the counter is free', () => {
		const { live, desk, said } = consoleOn([served('A1'), ticket('A2', 5)]);
		desk.pick('A2');
		expect([desk.sheet, live.sent]).toEqual([null, []]);
		expect(said()).toBe('Finish A1 first');
	});

	test('of somebody parked: here, or back in line', async () => {
		const { live, desk } = consoleOn([ticket('A2', 5, { state: 'parked' })]);
		desk.pick('A2');
		expect(desk.sheet?.kind).toBe('parked');
		desk.backInLine('A2');
		expect(live.types).toEqual(['ticket.resumed A2']);
	});
});

test('a form fault is told with its reason and what to mend', () => {
	const { live, desk } = consoleOn([served('A1')]);
	desk.press('return');
	expect(desk.sheet).toEqual({ kind: 'return', number: 'A1' });
	desk.giveBack('form_error', ['amount_in_words']);
	expect(live.sent[0]).toEqual({
		type: 'ticket.requeued',
		subject: 'A1',
		data: { staff: 't01', reason: 'form_error', faults: ['amount_in_words'] }
	});
});

describe('a visit for more than one thing', () => {
	const both = served('A1', { further: ['transfer'] });

	test('is asked about before it is finished', async () => {
		const { live, desk } = consoleOn([both, ticket('A2', 5)]);
		desk.press('primary');
		expect(desk.sheet).toEqual({ kind: 'further', number: 'A1', next: true });
		desk.transfer('transfer', undefined, true);
		await live.answer();
		expect(live.types).toEqual(['ticket.transferred A1', 'ticket.called']);
	});

	test('goes on here: passed on to this counter, and called by its number', async () => {
		const { live, desk } = consoleOn([both, ticket('A2', 20)]);
		desk.press('primary');
		desk.stay('transfer');
		await live.answer();
		expect(live.sent).toEqual([
			{ type: 'ticket.transferred', subject: 'A1', data: { service: 'transfer', counter: '1' } },
			{
				type: 'ticket.called',
				subject: 'A1',
				data: { counter: '1', staff: 't01', reason: 'further' }
			}
		]);
		await live.answer({ subject: 'A1' });
		expect(desk.moment.busy).toBe(false);
	});

	test('all done at once is one finish with all services', () => {
		const { live, desk } = consoleOn([both]);
		desk.press('finish');
		desk.finish(false, { services: ['cash', 'transfer'] });
		expect(live.sent[0]?.data).toMatchObject({ outcome: 'done', services: ['cash', 'transfer'] });
	});
});

describe('the counter', () => {
	test('opens by the profile that was chosen', async () => {
		const { live, desk } = consoleOn([], { state: 'closed' });
		desk.press('primary');
		expect(live.sent[0]).toEqual({ type: 'counter.opened', subject: '1', data: { staff: 't01' } });
		await live.answer();
		desk.press('profile');
		desk.press('profile');
		desk.press('primary');
		expect(live.sent[1]?.data).toEqual({ staff: 't01', services: ['cash', 'transfer'] });
	});

	test('pauses with a reason, and goes on with the profile it had', async () => {
		const { live, desk } = consoleOn([]);
		desk.press('pause');
		desk.pause('lunch');
		expect(live.sent[0]?.data).toEqual({ staff: 't01', reason: 'lunch' });
		live.become([], { ...MINE, state: 'paused', reason: 'lunch' });
		await live.answer();
		desk.press('primary');
		expect(live.sent[1]).toEqual({ type: 'counter.opened', subject: '1', data: { staff: 't01' } });
	});

	test('keeps its teller’s name when somebody who leads acts there', () => {
		const { live, desk } = consoleOn([ticket('A1', 9)], { staff: 't02' }, true);
		desk.press('primary');
		expect(live.sent[0]?.data).toEqual({ counter: '1', staff: 't02' });
	});
});

describe('what is said to a customer', () => {
	test('is recorded once, with whether they were told how long it takes', async () => {
		const { live, desk } = consoleOn([served('A1')]);
		desk.say('told');
		desk.say('declined');
		desk.say('interested');
		expect(live.sent).toEqual([
			{
				type: 'pitch.made',
				subject: 'A1',
				data: { staff: 't01', result: 'declined', toldWait: true }
			}
		]);
		// It holds up no step.
		expect(desk.moment.busy).toBe(false);
	});

	test('a skip says why; a referral is made once', () => {
		const { live, desk } = consoleOn([served('A1')]);
		desk.say('skipped');
		expect(desk.sheet?.kind).toBe('skip');
		desk.say('skipped', 'in_a_hurry');
		desk.say('refer');
		desk.say('refer');
		expect(live.sent.map(({ data }) => data)).toEqual([
			{ staff: 't01', result: 'skipped', skip: 'in_a_hurry' },
			{ from: 't01', number: 'A1' }
		]);
	});

	test('what was refused can be said again', async () => {
		const { live, desk, said } = consoleOn([served('A1')]);
		desk.say('later');
		expect(desk.note.pitch).toBe('later');
		await live.answer({ ok: false, code: 'unknown_ticket' } as never);
		expect(desk.note.pitch).toBeUndefined();
		expect(said()).toBe('A1: pitch not done, There is no such number; it may be yesterday’s');
	});

	test('is about the product of the sentence, and taken back within ten seconds', async () => {
		const { live, desk } = consoleOn([served('A1')]);
		live.catalogue = catalogue;
		expect(desk.selling.sentence?.pitch.sentence.en).toBe('Look at Steady.');
		desk.say('later');
		await live.answer();
		expect(live.sent[0]?.data).toEqual({ staff: 't01', result: 'later', product: 'steady' });
		desk.press('undo');
		expect(desk.note.pitch).toBeUndefined();
		expect(live.sent[1]).toEqual({ type: 'pitch.undone', subject: 'A1', data: { staff: 't01' } });
		await live.answer();
		desk.say('interested');
		await live.answer();
		vi.advanceTimersByTime(10_001);
		desk.press('undo');
		expect(live.types).toEqual(['pitch.made A1', 'pitch.undone A1', 'pitch.made A1']);
		expect(desk.notice).toMatchObject({ kind: 'barred', bar: { code: 'no_undo' } });
	});

	test('is no sentence that nobody wrote', () => {
		const { live, desk } = consoleOn([served('A1')]);
		live.catalogue = { ...catalogue, pitches: [] };
		expect(desk.selling.sentence).toBeUndefined();
	});

	test('leads to a referral in two taps, the need of the ticket first', async () => {
		const { live, desk } = consoleOn([served('A1', { tags: ['maturing'] })]);
		live.catalogue = catalogue;
		desk.say('refer');
		expect(desk.sheet).toEqual({ kind: 'refer', number: 'A1' });
		expect(desk.selling.needs.map(({ id }) => id)).toEqual(['matures', 'idle']);
		desk.refer('matures');
		expect(live.sent[0]).toMatchObject({
			type: 'referral.made',
			data: { from: 't01', number: 'A1', need: 'matures', product: 'steady' }
		});
		await live.answer();
		const made = live.sent[0]?.subject ?? '';
		live.referrals = {
			[made]: {
				...{ id: made, day: live.branch.businessDay, state: 'accepted', number: 'A1' },
				...{ from: 't01', madeAt: NOW, acceptedBy: 'w01' }
			}
		};
		expect(desk.selling.referral?.acceptedBy).toBe('w01');
		// Whoever has been referred is not referred again.
		desk.say('refer');
		expect(desk.sheet).toBeNull();
		expect(live.sent).toHaveLength(1);
	});

	test('and to a sale, of this ticket and its referral; its undo cancels it', async () => {
		const { live, desk } = consoleOn([served('A1')]);
		live.referrals = {
			r1: {
				...{ id: 'r1', day: live.branch.businessDay, state: 'met', number: 'A1' },
				...{ from: 'm01', madeAt: NOW }
			}
		};
		desk.press('sale');
		expect(desk.sheet).toEqual({ kind: 'sale' });
		desk.sell({ product: 'steady', amount: 5_000_001, currency: 'CNY' });
		expect(live.sent[0]).toMatchObject({
			type: 'sale.recorded',
			data: {
				...{ product: 'steady', amount: 5_000_001, currency: 'CNY', staff: 't01' },
				...{ channel: 'counter', number: 'A1', referral: 'r1' }
			}
		});
		await live.answer();
		desk.press('undo');
		expect(live.sent[1]).toMatchObject({
			type: 'sale.cancelled',
			subject: live.sent[0]?.subject,
			data: { staff: 't01', reason: 'undone' }
		});
	});

	test('needs somebody of the staff', () => {
		const { live, desk, said } = consoleOn([served('A1')], {}, true);
		desk.say('later');
		expect(live.sent).toEqual([]);
		expect(said()).toMatch(/nobody of the staff/);
	});
});

test('a teller whose account is nobody of the staff is told whom to ask', () => {
	const live = new FakeLive([], { state: 'closed' });
	const desk = new Console(live.asLiveView(), '1', { staff: null, lead: false });
	desk.press('primary');
	expect([live.sent, desk.notice]).toEqual([[], { kind: 'barred', bar: { code: 'no_staff' } }]);
});

test('without a connection a finish is taken, and nobody is called for it', async () => {
	const { live, desk } = consoleOn([served('A1'), ticket('A2', 5)]);
	live.stale = true;
	desk.press('transfer');
	expect(desk.sheet).toBeNull();
	desk.press('primary');
	await live.answer();
	expect(live.types).toEqual(['ticket.finished A1']);
});

test('a notice about a press that did nothing goes by itself, a refusal at the next press', async () => {
	const { live, desk } = consoleOn([served('A1')]);
	desk.press('recall');
	expect(desk.notice?.kind).toBe('barred');
	vi.advanceTimersByTime(5_000);
	expect(desk.notice).toBeNull();
	desk.park('form_filling');
	await live.answer({ ok: false, code: 'ticket_over' } as never);
	vi.advanceTimersByTime(60_000);
	expect(desk.notice?.kind).toBe('refused');
	desk.press('pause');
	expect(desk.notice?.kind).toBe('barred');
});
