import { describe, expect, it } from 'vitest';
import { linesIn } from '#lib/client/lines.ts';
import { becauseTexts, explain } from '#lib/client/why.ts';
import type { Because } from '#lib/client/why.ts';
import * as why from '#lib/i18n/why.ts';
import type { BranchRow, EventData, EventType } from '#lib/protocol/index.ts';
import { at, smallBranch, Told } from '../support/history.ts';

/** Explanations of tickets, from what a branch has been told. */
class Explained {
	readonly told: Told;

	constructor(changes: Parameters<typeof smallBranch>[0] = {}) {
		this.told = new Told(smallBranch(changes));
	}

	issue(time: string, number: string, data: Partial<EventData<'ticket.issued'>> = {}): this {
		return this.act('ticket.issued', time, number, { service: 'cash', ...data });
	}

	act<T extends EventType>(type: T, time: string, subject: string, data: EventData<T>): this {
		expect(this.told.tell(type, at(time), subject, data, { origin: 'person' })).toBe('ok');
		return this;
	}

	because(number: string, time: string): Because[] {
		this.told.pass(at(time));
		const view = this.told.view();
		const branch = Object.values(view.branch)[0] as BranchRow;
		const ticket = view.tickets[number];
		if (ticket === undefined) throw new Error(`${number} is over`);
		const line = linesIn({ ...view, branch }).get(ticket.service) ?? [];
		return explain({ ...view, branch, ticket, line }, at(time));
	}

	codes(number: string, time: string): string[] {
		return this.because(number, time).map(({ code }) => code);
	}

	/** In words, without the thin spaces. */
	says(number: string, time: string, locale: 'zh' | 'en' = 'zh'): string[] {
		const texts = becauseTexts(this.because(number, time), this.told.view(), why[locale], locale);
		return texts.map((text) => text.replaceAll('\u2009', ' '));
	}
}

describe('in line', () => {
	it('stands by the time of issue where nothing else is known', () => {
		const branch = new Explained().issue('09:00', 'A1').issue('09:01', 'A2');
		expect(branch.says('A2', '09:02')).toEqual([
			'现金业务第 2 位，共 2 人在等。',
			'先到先办，按取号时间排。'
		]);
		expect(branch.says('A2', '09:02', 'en')).toEqual([
			'No. 2 of 2 waiting for Cash.',
			'First come, first served, by the time of issue.'
		]);
	});

	it('says how far priority puts somebody forward, and who yields to it', () => {
		const branch = new Explained()
			.issue('09:00', 'A1')
			.issue('09:02', 'P1', { segment: 'priority' });
		const [, claim, passes] = branch.because('P1', '09:03');
		expect(claim).toMatchObject({ code: 'priority' });
		expect((claim as { minutes: number }).minutes).toBeGreaterThan(2);
		expect(passes).toEqual({ code: 'passes', n: 1 });
		expect(branch.codes('A1', '09:03')).toEqual(['stands', 'yields']);
	});

	it('says that an ordinary ticket goes before a priority one because of the limit', () => {
		const branch = new Explained({ calling: { consecutivePriority: 2 } })
			.issue('09:00', 'A1')
			.issue('09:01', 'P1', { segment: 'priority' })
			.issue('09:01', 'P2', { segment: 'priority' })
			.issue('09:01', 'P3', { segment: 'priority' });
		expect(branch.codes('A1', '09:02')).toEqual(['stands', 'yields', 'limit_lets']);
		expect(branch.codes('P3', '09:02')).toEqual(['stands', 'priority', 'limit_holds']);
		expect(branch.codes('P2', '09:02')).not.toContain('limit_holds');
		// Calls that were made count too: after two of priority it is the ordinary one's turn.
		for (const [number, counter] of [
			['P1', '1'],
			['P2', '2']
		] as const) {
			branch.act('ticket.called', '09:03', number, { counter });
		}
		expect(branch.because('A1', '09:04')[0]).toMatchObject({ place: 1, of: 2 });
		expect(branch.says('A1', '09:04').at(-1)).toBe(
			'优先号最多连叫 2 个，所以这个普通号排在优先号前面。'
		);
		expect(branch.says('P3', '09:04', 'en').at(-1)).toBe(
			'At most 2 priority calls in a row: an ordinary ticket is called first, then this one.'
		);
	});

	it('says who moved it where', () => {
		const branch = new Explained().issue('09:00', 'A1').issue('09:01', 'A2').issue('09:02', 'A3');
		branch.act('ticket.moved', '09:03', 'A3', { to: 'first', reason: 'unwell' });
		branch.act('ticket.moved', '09:04', 'A1', { to: 'last', reason: 'asked' });
		expect(branch.codes('A3', '09:05')).toEqual(['stands', 'moved_first', 'passes']);
		expect(branch.codes('A1', '09:05')).toEqual(['stands', 'moved_last', 'yields']);
	});

	it('says that number and time stay after a return and a transfer, and for whom it is held', () => {
		const branch = new Explained().issue('09:00', 'A1').issue('09:01', 'A2');
		branch.act('ticket.called', '09:02', 'A1', { counter: '1' });
		branch.act('ticket.requeued', '09:05', 'A1', { reason: 'form_error' });
		expect(branch.codes('A1', '09:06')).toEqual(['stands', 'requeued']);
		expect(branch.because('A1', '09:06')[0]).toMatchObject({ place: 1, of: 2 });
		branch.act('ticket.transferred', '09:07', 'A1', { service: 'opening', counter: '3' });
		expect(branch.says('A1', '09:08')).toEqual([
			'开户第 1 位，共 1 人在等。',
			'转到这项业务：号码和取号时间不变，按原来的时间排。',
			'转给了 3 号窗口，别的窗口不叫这个号。',
			'填单还没有人看过，叫号前先看一遍。'
		]);
	});

	it('says what the visit takes besides', () => {
		const branch = new Explained().issue('09:00', 'A1', { further: ['opening'] });
		expect(branch.says('A1', '09:01', 'en').at(-1)).toBe('Afterwards also: Account opening.');
	});

	it('keeps the place of who is parked', () => {
		const branch = new Explained().issue('09:00', 'A1', { segment: 'vip' });
		branch.act('ticket.parked', '09:01', 'A1', {});
		expect(branch.codes('A1', '09:02')).toEqual(['parked', 'vip']);
	});
});

describe('called', () => {
	const calling = { recalls: 2, noShowAfter: 30, returnNext: 1, returnLater: 4 };

	it('counts calls against the limit, and says when a no-show is possible', () => {
		const branch = new Explained({ calling }).issue('09:00', 'A1');
		branch.act('ticket.called', '09:05:00', 'A1', { counter: '1' });
		expect(branch.because('A1', '09:05:12')).toEqual([
			{ code: 'called', counter: '1', times: 1, of: 3 },
			{ code: 'no_show_in', seconds: 18 },
			{ code: 'if_missed', next: 1, later: 4 }
		]);
		branch.act('ticket.recalled', '09:05:20', 'A1', { counter: '1' });
		expect(branch.says('A1', '09:05:20', 'en')[0]).toBe('Called 2 of 3 times, to Counter 1.');
		// The rule itself agrees to the second.
		const missed = () =>
			branch.told.tell('ticket.no_show', branch.told.clock, 'A1', {}, { origin: 'person' });
		expect(branch.codes('A1', '09:05:49')).toContain('no_show_in');
		expect(missed()).toBe('no_show_too_early');
		branch.act('ticket.recalled', '09:06:00', 'A1', { counter: '1' });
		expect(branch.codes('A1', '09:06:30')).toEqual([
			...['called', 'no_more_calls', 'no_show_now', 'if_missed']
		]);
		expect(
			branch.told.tell(
				'ticket.recalled',
				at('09:06:30'),
				'A1',
				{ counter: '1' },
				{ origin: 'person' }
			)
		).toBe('recall_limit');
		expect(missed()).toBe('ok');
	});

	it('says what put a customer who missed the call back where they are', () => {
		const branch = new Explained({ calling }).issue('09:00', 'A1').issue('09:01', 'A2');
		branch.act('ticket.called', '09:05', 'A1', { counter: '1' });
		branch.act('ticket.no_show', '09:06', 'A1', {});
		branch.act('ticket.resumed', '09:07', 'A1', {});
		expect(branch.because('A1', '09:08').slice(0, 2)).toEqual([
			{ code: 'stands', service: 'cash', place: 1, of: 2 },
			{ code: 'returned', next: 1, later: 4 }
		]);
		expect(branch.says('A1', '09:08')[1]).toBe(
			'过号后回来的：叫过 1 个号以内回来排最前，4 个以内排在第 3 位后面。'
		);
	});

	it('says how long a service takes, and usually takes', () => {
		const branch = new Explained().issue('09:00', 'A1');
		branch.act('ticket.called', '09:05', 'A1', { counter: '1' });
		branch.act('ticket.started', '09:06', 'A1', { counter: '1' });
		const [serving] = branch.because('A1', '09:16');
		expect(serving).toMatchObject({ code: 'serving', counter: '1', minutes: 10 });
	});
});

describe('words', () => {
	it('are there for every sentence, in both languages', () => {
		expect(Object.keys(why.en.because)).toEqual(Object.keys(why.zh.because));
		for (const words of [why.zh, why.en]) {
			for (const [code, text] of Object.entries(words.because)) {
				const said =
					typeof text === 'string' ? text : (text as (...all: unknown[]) => string)(7, 8, 9);
				expect(said, code).toMatch(/[。.]$/);
			}
		}
	});
});
