import { dayPlus } from '#lib/domain/time/calendar-day.ts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as words from '#lib/i18n/what-if.ts';
import type { WhatIfAnswer, WhatIfFigures, WhatIfHalf } from '#lib/protocol/forecast.ts';
import type { Half } from '../../src/routes/head/day/halves.ts';
import { Asking, PAUSE } from '#lib/office/asking.svelte.ts';
import type { Reply } from '#lib/office/asking.svelte.ts';
import { overlayOf } from '../../src/routes/head/what-if/overlay.ts';
import { pastColumns } from '../../src/routes/head/what-if/past-day.ts';
import {
	addressOf,
	changesSomething,
	daysBefore,
	isComplete
} from '../../src/routes/head/what-if/question.ts';
import type { Question } from '../../src/routes/head/what-if/question.ts';
import {
	changeOf,
	isClear,
	meanNinety,
	ninetyOf,
	offBy,
	wholeMinutes,
	wholePeople
} from '../../src/routes/head/what-if/result.ts';
import {
	dayRange,
	minutesOfDay,
	moved,
	pastRange,
	restRange,
	shortTime,
	spanWithin,
	timeText
} from '../../src/routes/head/what-if/span.ts';
import { betweenText, dayName, ofWhom, scenarioWord } from '../../src/routes/head/what-if/words.ts';

const PEAK = { from: 570, until: 630 };

const half = (from: string, p90: number | null, tickets = 20): WhatIfHalf => ({
	from,
	p50: p90 === null ? null : p90 / 2,
	p90,
	longWaits: 3,
	tickets
});

function figures(halves: WhatIfHalf[], p90: number | null = 1200): WhatIfFigures {
	return {
		p50: 300,
		p90,
		longWaits: 61,
		served: 200,
		abandoned: 11,
		noShow: 0,
		diverted: 0,
		halves
	};
}

const nothing = { value: 0, low: 0, high: 0 };

function answer(changes: Partial<WhatIfAnswer> = {}): WhatIfAnswer {
	return {
		branch: 'lakeside',
		kind: 'past',
		from: '2026-11-24',
		to: '2026-11-24',
		scenario: {
			from: '09:30',
			until: '10:30',
			counters: 1,
			services: null,
			profile: null,
			divert: null
		},
		tickets: 238,
		replications: 40,
		seed: 1,
		actual: null,
		base: figures([half('09:00', 700), half('09:30', 1380, 30), half('10:00', 1500, 10)]),
		changed: figures([half('09:00', 700), half('09:30', 780, 30), half('10:00', 780, 10)], 900),
		change: { p90: nothing, longWaits: nothing, abandoned: nothing, noShow: nothing },
		line: null,
		...changes
	};
}

const plain: Question = {
	day: 'today',
	span: PEAK,
	counters: 1,
	services: null,
	profile: null,
	divert: null
};

describe('a question', () => {
	const query = (question: Question) =>
		Object.fromEntries(new URL(addressOf('lake side', question), 'http://foyer').searchParams);

	it('is written as an address', () => {
		expect(addressOf('lake side', plain)).toMatch(/^\/api\/v1\/branches\/lake%20side\/what-if\?/);
		expect(query(plain)).toEqual({ day: 'today', from: '09:30', until: '10:30', counters: '1' });
		expect(
			query({
				...plain,
				day: '2026-11-24',
				services: ['cash', 'transfer'],
				profile: { counter: '7', services: ['opening'] },
				divert: { of: 'service:cash', share: 0.5 }
			})
		).toEqual({
			day: '2026-11-24',
			from: '09:30',
			until: '10:30',
			counters: '1',
			services: 'cash,transfer',
			counter: '7',
			profile: 'opening',
			divert: 'service:cash',
			share: '0.5'
		});
	});

	it('leaves out what changes nothing', () => {
		const query_ = query({
			...plain,
			counters: 0,
			services: ['cash'],
			divert: { of: 'x', share: 0 }
		});
		expect(query_).toEqual({ day: 'today', from: '09:30', until: '10:30', counters: '0' });
	});

	it('is asked only when something would be different, and whoever works does something', () => {
		const none = { ...plain, counters: 0 };
		expect(changesSomething(none)).toBe(false);
		expect(changesSomething({ ...none, divert: { of: 'small_cash', share: 0 } })).toBe(false);
		expect(changesSomething({ ...none, divert: { of: 'small_cash', share: 0.1 } })).toBe(true);
		expect(changesSomething({ ...none, profile: { counter: '1', services: ['cash'] } })).toBe(true);
		expect(isComplete(plain)).toBe(true);
		expect(isComplete({ ...plain, services: [] })).toBe(false);
		expect(isComplete({ ...plain, counters: 0, services: [] })).toBe(true);
		expect(isComplete({ ...plain, profile: { counter: '1', services: [] } })).toBe(false);
	});

	it('can be about any day of the last four weeks', () => {
		expect(daysBefore('2026-03-02', 3)).toEqual(['2026-03-01', '2026-02-28', '2026-02-27']);
		expect(daysBefore('2026-03-02')).toHaveLength(28);
		expect(dayPlus('2026-12-31', 1)).toBe('2027-01-01');
	});
});

describe('a span', () => {
	const at = (label: string, state: Half['state']) => ({ label, state }) as Half;
	const halves = [
		at('9:00', 'over'),
		at('9:30', 'current'),
		at('10:00', 'ahead'),
		at('10:30', 'ahead')
	];

	it('lies within the day, or what is left of it', () => {
		expect(dayRange(halves)).toEqual({ from: 540, until: 660 });
		expect(restRange(halves)).toEqual({ from: 570, until: 660 });
		expect(pastRange(halves, true)).toEqual({ from: 540, until: 660 });
		expect(pastRange(halves, false)).toEqual({ from: 480, until: 1080 });
		expect(restRange(halves.map(({ label }) => at(label, 'over')))).toBeNull();
	});

	it('is moved into a range and stays half an hour long at least', () => {
		const range = { from: 540, until: 660 };
		expect(spanWithin(PEAK, range)).toEqual(PEAK);
		expect(spanWithin(PEAK, { from: 600, until: 660 })).toEqual({ from: 600, until: 630 });
		expect(spanWithin(PEAK, { from: 630, until: 660 })).toEqual({ from: 630, until: 660 });
		expect(spanWithin({ from: 900, until: 960 }, range)).toEqual({ from: 630, until: 660 });
	});

	it('keeps its thumbs apart', () => {
		expect(moved(PEAK, 'from', 660)).toEqual({ from: 600, until: 630 });
		expect(moved(PEAK, 'until', 540)).toEqual({ from: 570, until: 600 });
		expect(moved(PEAK, 'until', 720)).toEqual({ from: 570, until: 720 });
	});

	it('is read and written', () => {
		expect(minutesOfDay('09:30')).toBe(570);
		expect(timeText(570)).toBe('09:30');
		expect(shortTime(570)).toBe('9:30');
	});
});

describe('the 90th percentile of a span', () => {
	it('is the mean of its half hours by their tickets', () => {
		expect(ninetyOf(answer(), PEAK)).toEqual({ before: 1410, after: 780, of: 'halves' });
		expect(ninetyOf(answer(), { from: 570, until: 600 })).toEqual({
			before: 1380,
			after: 780,
			of: 'half'
		});
	});

	it('is that of all where fewer than five came in the span, and none of fewer than five at all', () => {
		const few = [half('09:30', 600, 2), half('10:00', 600, 2.9)];
		expect(meanNinety(few)).toBeNull();
		expect(meanNinety([half('09:30', null, 9)])).toBeNull();
		const of = answer({ base: figures(few), changed: figures(few, 900) });
		expect(ninetyOf(of, PEAK)).toEqual({ before: 1200, after: 900, of: 'all' });
		expect(ninetyOf({ ...of, tickets: 4 }, PEAK)).toBeNull();
		expect(ninetyOf(answer({ base: figures([], null) }), PEAK)).toBeNull();
	});

	it('says of whom it is', () => {
		const ninety = (of: 'half' | 'halves' | 'all') => ({ before: 1, after: 1, of });
		expect(ofWhom(ninety('half'), PEAK, 'past', words.en)).toBe('90th percentile, 9:30 to 10:30');
		expect(ofWhom(ninety('halves'), PEAK, 'past', words.en)).toMatch(/mean of the half hours/);
		expect(ofWhom(ninety('all'), PEAK, 'rest', words.en)).toMatch(/rest of today/);
		expect(ofWhom(ninety('all'), PEAK, 'past', words.en)).toMatch(/whole day/);
	});
});

describe('a change', () => {
	const down = { value: -27, low: -30, high: -23 };

	it('has a range where all of it is on one side', () => {
		const change = changeOf(61, 34, down);
		expect(change).toEqual({ before: 61, after: 34, low: 31, high: 38 });
		expect(change && betweenText(wholePeople(change), '', words.en)).toBe('31–38');
	});

	it('is not clear where it may as well be none, also in whole numbers', () => {
		expect(isClear({ value: -2, low: -5, high: 0 })).toBe(false);
		expect(isClear({ value: 2, low: 1, high: 5 })).toBe(true);
		expect(isClear({ value: null, low: null, high: null })).toBe(false);
		const none = changeOf(61, 60, { value: -1, low: -3, high: 1 });
		expect(none).toMatchObject({ low: null, high: null });
		expect(none && betweenText(wholePeople(none), '', words.zh)).toBe('看不出差别');
		const small = changeOf(26.2, 25, { value: -1.2, low: -2, high: -0.4 });
		expect(small && wholePeople(small)).toBeNull();
		const seconds = changeOf(1980, 1840, { value: -140, low: -280, high: -3 });
		expect(seconds && wholeMinutes(seconds)).toBeNull();
	});

	it('is given in minutes rounded outwards, and never below nothing', () => {
		const change = changeOf(1440, 800, { value: -640, low: -800, high: -590 });
		expect(change && betweenText(wholeMinutes(change), '′', words.en)).toBe('10–15′');
		expect(changeOf(5, 1, { value: -4, low: -9, high: -3 })).toMatchObject({ low: 0, high: 2 });
		expect(betweenText({ low: 6, high: 6 }, '', words.en)).toBe('6');
		expect(changeOf(null, 3, down)).toBeNull();
	});

	it('tells how far the unchanged replay is off, where that is known', () => {
		expect(offBy(answer())).toBeNull();
		expect(offBy(answer({ actual: figures([], 1260) }))).toEqual({ before: 1200, after: 1260 });
		expect(offBy(answer({ actual: figures([], 1260), tickets: 4 }))).toBeNull();
	});
});

describe('words of a what-if', () => {
	const { scenario } = answer();
	const profile = { counter: '7', services: ['cash'] };
	const divert = { tag: 'small_cash', service: null, share: 0.5 };

	it('name what is different', () => {
		expect(scenarioWord(scenario, words.en)).toBe('with one more counter');
		expect(scenarioWord({ ...scenario, counters: 3 }, words.en)).toBe('with 3 more counters');
		expect(scenarioWord({ ...scenario, counters: 0, profile }, words.en)).toBe(
			words.en.withProfile
		);
		expect(scenarioWord({ ...scenario, counters: 0, divert }, words.en)).toBe(
			words.en.withDiversion
		);
		expect(scenarioWord({ ...scenario, divert }, words.en)).toBe('with these changes');
	});

	it('name the days', () => {
		expect(dayName('2026-11-24', '2026-11-24', 'en', words.en)).toBe('Yesterday');
		expect(dayName('2026-11-23', '2026-11-24', 'en', words.en)).toBe('Mon 23 Nov');
	});
});

describe('the marks on a chart', () => {
	const labels = ['9:00', '9:30', '10:00', '10:30'];
	const parts = {
		labels,
		span: PEAK,
		words: { changed: 'with one more counter', base: 'expected' },
		pending: false
	};

	it('shade the span before anything is known', () => {
		const marks = overlayOf({ ...parts, answer: null, now: 590 });
		expect(marks).toMatchObject({ span: [1, 3], now: null });
		expect([...marks.base, ...marks.changed].every((mark) => mark === null)).toBe(true);
	});

	it('stand where something changes, of a day that is over', () => {
		const marks = overlayOf({ ...parts, answer: answer(), now: null });
		expect(marks.base).toEqual([null, null, null, null]);
		expect(marks.changed).toEqual([null, 13, 13, null]);
	});

	it('stand from now on, of the rest of today, over what is expected as it is', () => {
		const rest = answer({ kind: 'rest' });
		const marks = overlayOf({ ...parts, answer: rest, now: 590 });
		expect(marks.base).toEqual([null, 23, 25, null]);
		expect(marks.changed).toEqual([null, 13, 13, null]);
		expect(marks.now).toBeCloseTo(5 / 3, 9);
	});

	it('leave out half hours of fewer than five', () => {
		const few = answer({ kind: 'rest', base: figures([half('09:30', 1380, 4)]) });
		expect(overlayOf({ ...parts, answer: few, now: 570 }).base).toEqual([null, null, null, null]);
	});

	it('have a chart of their own on another day, from a whole hour on', () => {
		const columns = pastColumns(
			answer({ base: figures([half('09:30', 1380), half('10:30', 60, 4)]) })
		);
		expect(columns.map(({ label }) => label)).toEqual(labels);
		expect(columns[0]).toMatchObject({ tickets: 0, range: null, before: null });
		expect(columns[1]).toMatchObject({ range: { low: 11.5, high: 23 }, before: 1380, after: 780 });
		expect(columns[3]).toMatchObject({
			range: { low: 0.5, high: null },
			before: null,
			after: null
		});
		expect(pastColumns(answer({ base: figures([]) }))).toEqual([]);
	});
});

describe('asking', () => {
	beforeEach(() => void vi.useFakeTimers());
	afterEach(() => void vi.useRealTimers());

	/** Questions that wait for their answers. */
	function asked(again: number | null = null) {
		const open = new Map<string, { answer: (reply: Reply<string>) => void; signal: AbortSignal }>();
		const asking = new Asking<string>(
			(address, signal) =>
				new Promise(
					(answer) => void open.set(address, { answer: (reply) => answer(reply), signal })
				),
			PAUSE,
			again
		);
		const reply = async (address: string, told: Reply<string>) => {
			open.get(address)?.answer(told);
			await vi.advanceTimersByTimeAsync(0);
		};
		return { asking, open, reply };
	}
	const ok = (value: string): Reply<string> => ({ ok: true, value });

	it('waits until nothing changes any more', async () => {
		const { asking, open } = asked();
		asking.ask('/1');
		await vi.advanceTimersByTimeAsync(PAUSE - 1);
		asking.ask('/2');
		await vi.advanceTimersByTimeAsync(PAUSE - 1);
		expect([...open.keys()]).toEqual([]);
		expect(asking.pending).toBe(true);
		await vi.advanceTimersByTimeAsync(1);
		expect([...open.keys()]).toEqual(['/2']);
	});

	it('keeps the old answer until the new one is there', async () => {
		const { asking, reply } = asked();
		asking.ask('/1');
		await vi.advanceTimersByTimeAsync(PAUSE);
		await reply('/1', ok('one'));
		expect([asking.answer, asking.pending]).toEqual(['one', false]);
		asking.ask('/2');
		expect([asking.answer, asking.pending]).toEqual(['one', true]);
		await vi.advanceTimersByTimeAsync(PAUSE);
		await reply('/2', ok('two'));
		expect([asking.answer, asking.pending]).toEqual(['two', false]);
	});

	it('drops an answer that comes too late, and stops asking for it', async () => {
		const { asking, open, reply } = asked();
		asking.ask('/1');
		await vi.advanceTimersByTimeAsync(PAUSE);
		asking.ask('/2');
		expect(open.get('/1')?.signal.aborted).toBe(true);
		await vi.advanceTimersByTimeAsync(PAUSE);
		await reply('/2', ok('two'));
		await reply('/1', ok('one'));
		expect(asking.answer).toBe('two');
	});

	it('shows nothing once there is nothing to ask', async () => {
		const { asking, reply } = asked();
		asking.ask('/1');
		await vi.advanceTimersByTimeAsync(PAUSE);
		asking.ask(null);
		await reply('/1', ok('one'));
		expect([asking.answer, asking.fault, asking.pending]).toEqual([null, null, false]);
	});

	it('keeps the old answer where it is told to, says what failed, and asks again', async () => {
		const { asking, open, reply } = asked(10_000);
		asking.ask('/1');
		await vi.advanceTimersByTimeAsync(PAUSE);
		await reply('/1', ok('one'));
		asking.ask('/2');
		await vi.advanceTimersByTimeAsync(PAUSE);
		await reply('/2', { ok: false, code: 'unavailable' });
		expect([asking.answer, asking.fault, asking.pending]).toEqual(['one', 'unavailable', false]);
		open.clear();
		await vi.advanceTimersByTimeAsync(9_999);
		expect(open.size).toBe(0);
		await vi.advanceTimersByTimeAsync(1);
		await reply('/2', ok('two'));
		expect([asking.answer, asking.fault]).toEqual(['two', null]);
	});

	it('says why there is no answer, and shows none', async () => {
		const { asking, reply } = asked();
		asking.ask('/1');
		await vi.advanceTimersByTimeAsync(PAUSE);
		await reply('/1', ok('one'));
		asking.ask('/2');
		await vi.advanceTimersByTimeAsync(PAUSE);
		await reply('/2', { ok: false, code: 'no_history' });
		expect([asking.answer, asking.fault, asking.pending]).toEqual([null, 'no_history', false]);
	});

	it('asks again by itself when too many ask, as late as it is told', async () => {
		const { asking, open, reply } = asked();
		asking.ask('/1');
		await vi.advanceTimersByTimeAsync(PAUSE);
		await reply('/1', { ok: false, code: 'busy', retryAfter: 2 });
		expect([asking.fault, asking.pending]).toEqual(['busy', true]);
		open.clear();
		await vi.advanceTimersByTimeAsync(1999);
		expect(open.size).toBe(0);
		await vi.advanceTimersByTimeAsync(1);
		await reply('/1', ok('one'));
		expect([asking.answer, asking.fault, asking.pending]).toEqual(['one', null, false]);
	});

	it('asks the same once, and anew under another key', async () => {
		const { asking, open, reply } = asked();
		asking.ask('/1', 'nine');
		await vi.advanceTimersByTimeAsync(PAUSE);
		await reply('/1', ok('one'));
		open.clear();
		asking.ask('/1', 'nine');
		await vi.advanceTimersByTimeAsync(PAUSE);
		expect(open.size).toBe(0);
		asking.ask('/1', 'ten');
		await vi.advanceTimersByTimeAsync(PAUSE);
		expect(open.size).toBe(1);
		asking.stop();
		expect(open.get('/1')?.signal.aborted).toBe(true);
	});
});
