import { describe, expect, it } from 'vitest';
import * as actReasons from '#lib/i18n/act-reasons.ts';
import * as board from '#lib/i18n/board.ts';
import type { BranchRow, EventData, EventType } from '#lib/protocol/index.ts';
import { choicesAt, choicesOf, REASONS, tellersFor } from '../../src/routes/head/board/choices.ts';
import { actOf, deedOf, keyOf } from '../../src/routes/head/board/deeds.ts';
import type { Deed } from '../../src/routes/head/board/deeds.ts';
import { foreseen } from '../../src/routes/head/board/foreseen.ts';
import { linesOf } from '../../src/routes/head/board/lines.ts';
import { paceOf, profileOf, slotsOf, tallyOf } from '../../src/routes/head/board/slots.ts';
import { deedText, refusalText } from '../../src/routes/head/board/words.ts';
import { at, smallBranch, Told } from '../support/history.ts';

/** A branch with tellers, told as a history, as its head's board gets it. */
class Floor {
	readonly told = new Told(
		smallBranch({
			staff: [
				{ id: 'wang', name: '王敏', role: 'lobby_manager' },
				{ id: 'chen', name: '陈', role: 'teller' },
				{ id: 'zhou', name: '周', role: 'teller' },
				{ id: 'liu', name: '刘', role: 'teller' }
			],
			profiles: [
				{ id: 'cash', name: { zh: '只办现金', en: 'Cash only' }, services: ['cash'] },
				{ id: 'both', name: { zh: '都办', en: 'Both' }, services: ['opening', 'cash'] }
			]
		})
	);

	tell<T extends EventType>(type: T, time: string, subject: string, data: EventData<T>): this {
		expect(this.told.tell(type, at(time), subject, data)).toBe('ok');
		return this;
	}

	/** What a deed of the board comes to at the server. */
	do(deed: Deed, time: string, reason = 'crowd'): string {
		const { type, subject, data } = actOf(deed, reason);
		return this.told.tell(type as EventType, at(time), subject ?? '', data as never, {
			origin: 'person'
		});
	}

	rows(time?: string) {
		if (time !== undefined) this.told.pass(at(time));
		const view = this.told.view();
		return { ...view, branch: Object.values(view.branch)[0] as BranchRow };
	}

	slot(counter: string, time?: string) {
		const slot = slotsOf(this.rows(time)).find((each) => each.counter.id === counter);
		if (slot === undefined) throw new Error(`no counter ${counter}`);
		return slot;
	}
}

/** Counter 1 serves A1, counter 2 is open, counter 3 is closed; A2, A3 and O1 wait. */
function morning(): Floor {
	return new Floor()
		.tell('counter.opened', '09:00', '1', { staff: 'chen' })
		.tell('counter.opened', '09:00', '2', { staff: 'zhou' })
		.tell('ticket.issued', '09:00', 'A1', { service: 'cash' })
		.tell('ticket.issued', '09:01', 'A2', { service: 'cash' })
		.tell('ticket.issued', '09:02', 'A3', { service: 'cash' })
		.tell('ticket.issued', '09:03', 'O1', { service: 'opening' })
		.tell('ticket.called', '09:04', 'A1', { counter: '1', staff: 'chen' })
		.tell('ticket.started', '09:05', 'A1', { counter: '1' });
}

describe('a counter’s place', () => {
	it('says what is done there, since when, and who waits for it', () => {
		const floor = morning();
		expect(floor.slot('1')).toMatchObject({
			...{ does: 'serving', since: at('09:05'), waiting: 3, next: { id: 'A2' } }
		});
		expect(floor.slot('2')).toMatchObject({ does: 'idle', waiting: 2, next: { id: 'A2' } });
		expect(floor.slot('3')).toMatchObject({ does: 'closed', since: null, waiting: 0 });
	});

	it('counts those whom it alone calls, also while it is closed', () => {
		const floor = morning().tell('ticket.transferred', '09:06', 'A2', {
			service: 'opening',
			counter: '3'
		});
		expect(floor.slot('3')).toMatchObject({ does: 'closed', waiting: 1, next: { id: 'A2' } });
		expect(floor.slot('1'), 'not for others').toMatchObject({ waiting: 2, next: { id: 'A3' } });
	});

	it('is past its time after the usual, forgotten after three times as much', () => {
		const floor = morning();
		const { usual } = floor.slot('1');
		const after = (times: number) => at('09:05') + times * (usual ?? 0) * 1000;
		const pace = (times: number) => paceOf(floor.slot('1'), after(times));
		expect([pace(1), pace(1.01), pace(2.99), pace(3)]).toEqual([
			...['fine', 'past', 'past', 'forgotten']
		]);
		expect(paceOf(floor.slot('2'), after(9)), 'nobody is there').toBe('fine');
		expect(tallyOf(slotsOf(floor.rows()), after(3))).toMatchObject({
			...{ open: 2, paused: 0, closed: 1, forgotten: [{ counter: { id: '1' } }] }
		});
	});

	it('is not forgotten where help was called: somebody has said so', () => {
		const floor = morning().tell('help.called', '09:10', '1', {});
		const slot = floor.slot('1');
		expect(slot.helped).toBe(true);
		expect(paceOf(slot, at('11:00'))).toBe('past');
	});

	it('knows the branch’s profile in whatever order', () => {
		const { branch } = morning().rows();
		expect(profileOf(['cash', 'opening'], branch.profiles)?.id).toBe('both');
		expect(profileOf(['opening'], branch.profiles)).toBeUndefined();
	});
});

describe('the lines', () => {
	it('keep the branch’s order of services, with who is parked behind', () => {
		const floor = morning()
			.tell('ticket.parked', '09:06', 'A2', {})
			.tell('ticket.issued', '09:07', 'A4', { service: 'cash', segment: 'vip' });
		const lines = linesOf(floor.rows());
		expect(lines.map(({ service }) => service.id)).toEqual(['cash', 'opening']);
		expect(lines[0]?.people.map(({ ticket, place }) => [ticket.id, place?.place])).toEqual([
			['A4', 1],
			['A3', 2],
			['A2', undefined]
		]);
		expect(lines[0]?.oldest).toBe(at('09:01'));
	});

	it('are there when nobody waits', () => {
		const [line] = linesOf(new Floor().rows('09:00'));
		expect(line).toMatchObject({ people: [], oldest: null });
	});
});

describe('what can be done', () => {
	it('depends on what a counter does', () => {
		const floor = morning();
		expect(choicesAt(floor.slot('1'))).toEqual([
			...['finish', 'return', 'transfer', 'pause', 'change']
		]);
		expect(choicesAt(floor.slot('2'))).toEqual(['pause', 'change', 'close']);
		expect(choicesAt(floor.slot('3'))).toEqual(['open']);
		floor.do({ do: 'pause', counter: '2' }, '09:06');
		expect(choicesAt(floor.slot('2'))).toEqual(['open', 'close']);
	});

	it('moves only who stands in line', () => {
		const { tickets } = morning().tell('ticket.parked', '09:06', 'A3', {}).rows();
		expect(choicesOf(tickets['A2']!)).toEqual(['first', 'last', 'transfer']);
		expect(choicesOf(tickets['A3']!)).toEqual(['transfer']);
	});

	it('offers tellers who are at no other counter, whoever is there first', () => {
		const { counters, staff } = morning().rows();
		const offered = (id: string) =>
			tellersFor(counters[id]!, counters, staff).map((person) => person.id);
		expect(offered('3')).toEqual(['liu']);
		expect(offered('2')).toEqual(['zhou', 'liu']);
	});

	it('has reasons to choose from, in both languages', () => {
		for (const key of Object.values(REASONS)) {
			expect(Object.keys(actReasons.zh[key]).length, key).toBeGreaterThan(1);
			expect(Object.keys(actReasons.en[key])).toEqual(Object.keys(actReasons.zh[key]));
		}
	});
});

const DEEDS: Deed[] = [
	{ do: 'open', counter: '3', staff: 'liu', services: ['cash'] },
	{ do: 'open', counter: '2', staff: 'liu' },
	{ do: 'pause', counter: '2' },
	{ do: 'close', counter: '2' },
	{ do: 'finish', ticket: 'A1', counter: '1' },
	{ do: 'first', ticket: 'A3' },
	{ do: 'last', ticket: 'A2' },
	{ do: 'transfer', ticket: 'A2', service: 'opening' },
	{ do: 'transfer', ticket: 'A2', service: 'opening', counter: '3' },
	{ do: 'return', ticket: 'A1', counter: '' }
];

describe('a deed', () => {
	it.each(DEEDS)('is an act that the branch takes, and is known again: $do', (deed) => {
		const floor = morning();
		expect(floor.do(deed, '09:06', 'asked')).toBe('ok');
		expect(JSON.stringify(floor.told.log.at(-1)?.data), 'with its reason').toContain('asked');
		expect(deedOf(actOf(deed, 'asked'))).toEqual(deed);
	});

	it('is seen at once as it will be', () => {
		for (const deed of DEEDS) {
			const floor = morning();
			const before = floor.rows('09:06');
			const expected = foreseen(before, [deed]);
			floor.do(deed, '09:06');
			const after = floor.rows();
			const shape = ({ counters, tickets }: Pick<typeof after, 'counters' | 'tickets'>) => ({
				counters: Object.values(counters).map(({ id, state, staff, services, ticket }) => {
					return { id, state, staff, services: [...services].sort(), ticket };
				}),
				lines: linesOf({ ...after, counters, tickets } as typeof after).map(({ people }) =>
					people.map(({ ticket }) => [ticket.id, ticket.heldFor, ticket.why[0]?.code])
				)
			});
			expect([deed, shape({ ...after, ...expected })]).toEqual([deed, shape(after)]);
		}
	});

	it('is about one row, of which it says so', () => {
		expect(keyOf(DEEDS[0]!)).toBe('counter/3');
		expect(keyOf(DEEDS[4]!)).toBe('ticket/A1');
		expect(deedOf({ type: 'prompt.accepted', subject: 'x', data: { staff: 'wang' } })).toBeNull();
		expect(deedOf({ type: 'ticket.called', data: { counter: '1' } })).toBeNull();
	});

	it('and its refusal are told in words, in both languages', () => {
		const { counters, services } = morning().rows();
		const live = { counters, services };
		const say = (deed: Deed, locale: 'zh' | 'en') =>
			deedText(deed, live, board[locale], locale).replaceAll('\u2009', ' ');
		expect(say(DEEDS[2]!, 'zh')).toBe('暂停 2 号窗口');
		expect(say(DEEDS[8]!, 'en')).toBe('Transfer A2 to Account opening, Counter 3');
		const refusal = { deed: DEEDS[5]!, code: 'ticket_not_waiting' };
		expect(refusalText(refusal, live, board.en, 'en')).toBe(
			'Put A3 first: not done. This ticket was called: it is in no line any more.'
		);
		expect(refusalText({ ...refusal, code: 'odd' }, live, board.zh, 'zh')).toContain('odd');
		expect(Object.keys(board.en.refused)).toEqual(Object.keys(board.zh.refused));
	});
});

describe('what the branch refuses', () => {
	it('has words for each', () => {
		const floor = morning();
		const codes = [
			floor.do({ do: 'first', ticket: 'A1' }, '09:06'),
			floor.do({ do: 'finish', ticket: 'A2', counter: '1' }, '09:06'),
			floor.do({ do: 'finish', ticket: 'A1', counter: '2' }, '09:06'),
			floor.do({ do: 'return', ticket: 'A2', counter: '' }, '09:06'),
			floor.do({ do: 'transfer', ticket: 'Z9', service: 'cash' }, '09:06'),
			floor.do({ do: 'transfer', ticket: 'A2', service: 'moon' }, '09:06'),
			floor.do({ do: 'pause', counter: '9' }, '09:06'),
			floor.do({ do: 'finish', ticket: 'A1', counter: '1' }, '09:07'),
			floor.do({ do: 'finish', ticket: 'A1', counter: '1' }, '09:08')
		];
		expect(codes).toEqual([
			...['ticket_not_waiting', 'ticket_not_called', 'ticket_being_served', 'ticket_not_called'],
			...['unknown_ticket', 'unknown_service', 'unknown_counter', 'ok', 'ticket_over']
		]);
		for (const code of codes.filter((each) => each !== 'ok')) {
			expect(Object.keys(board.zh.refused)).toContain(code);
		}
	});
});

describe('a call', () => {
	it('is seen by the ticket’s own row: the counter’s comes a little later', () => {
		const rows = morning().rows('09:06');
		const counters = Object.fromEntries(
			Object.entries(rows.counters).map(([id, { ticket: _, ...counter }]) => [id, counter])
		);
		const before = slotsOf(rows).map(({ counter, does, ticket }) => [counter.id, does, ticket?.id]);
		expect(before.some(([, does]) => does === 'serving' || does === 'calling')).toBe(true);
		expect(
			slotsOf({ ...rows, counters }).map(({ counter, does, ticket }) => [
				counter.id,
				does,
				ticket?.id
			])
		).toEqual(before);
	});
});
