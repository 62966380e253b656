import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shortAmount } from '#lib/client/amount.ts';
import { FUNNEL } from '#lib/domain/figures/steps.ts';
import { wilson } from '#lib/charts/wilson.ts';
import type { ConversionReport, ConversionRow, PayingRule } from '#lib/protocol/conversion.ts';
import type { FunnelRow, TodayRow } from '#lib/protocol/index.ts';
import { drawAll } from '#server/views/draw.ts';
import { shareOf } from '../../src/routes/head/day/rates.ts';
import { windowsByHourOf, windowsByStaff, windowsIn } from '../../src/routes/head/day/windows.ts';
import { bestLine, drillLines } from '../../src/routes/head/drill/rows.ts';
import {
	bestRule,
	payingLines,
	reachOf,
	signed,
	verdictOf
} from '../../src/routes/head/results/paying.ts';
import { reportAddress } from '#lib/office/report.svelte.ts';
import { allOf, hoursOf, serviceRows } from '../../src/routes/head/results/stats.ts';
import type { StatRow } from '../../src/routes/head/results/stats.ts';
import { PITCH_STEPS, stepsOf, weakestStep } from '../../src/routes/head/results/steps.ts';
import {
	attained,
	barOf,
	furthest,
	personLines,
	targetLines
} from '../../src/routes/head/results/targets.ts';
import {
	isBehind,
	liveRow,
	NONE,
	sumOf,
	toldOf,
	totalsOf
} from '../../src/routes/head/results/totals.ts';
import {
	daysOf,
	isAlike,
	isOfOther,
	isToday,
	lengthOf,
	spanOf,
	weeksBefore,
	wrongSpan
} from '#lib/office/span.ts';
import { counted } from '../../src/routes/head/words.ts';
import { Told, at, smallBranch } from '../support/history.ts';

const row = (key: string, figures: Partial<ConversionRow> = {}): ConversionRow => ({
	...NONE,
	key,
	...figures
});

describe('a span of days', () => {
	const today = '2026-11-25';
	const day = (one: string) => ({ from: one, to: one });

	it('moves with the calendar, or stays where two dates put it', () => {
		expect(daysOf({ choice: 'today' }, today)).toEqual(day(today));
		expect(daysOf({ choice: 'week' }, '2026-12-02')).toEqual({
			from: '2026-11-26',
			to: '2026-12-02'
		});
		expect(daysOf({ choice: 'month' }, today)).toEqual({ from: '2026-10-27', to: today });
		const days = { from: '2026-11-03', to: '2026-11-17' };
		expect(daysOf({ choice: 'other', days }, '2026-12-02')).toEqual(days);
	});

	it('is called by the button that stands for the same days', () => {
		expect(spanOf(day(today), today)).toEqual({ choice: 'today' });
		expect(spanOf({ from: '2026-11-19', to: today }, today)).toEqual({ choice: 'week' });
		expect(spanOf({ from: '2026-10-27', to: today }, today)).toEqual({ choice: 'month' });
		expect(spanOf(day('2026-11-24'), today)).toEqual({ choice: 'day', days: day('2026-11-24') });
		const other = { from: '2026-11-18', to: '2026-11-24' };
		expect(spanOf(other, today)).toEqual({ choice: 'other', days: other });
	});

	it('is none of dates that are missing, in the wrong order, to come or too far apart', () => {
		expect(wrongSpan({ from: '', to: today }, today)).toBe('missing');
		expect(wrongSpan({ from: today, to: '2026-11-24' }, today)).toBe('order');
		expect(wrongSpan({ from: today, to: '2026-11-26' }, today)).toBe('ahead');
		expect(wrongSpan({ from: '2025-11-24', to: today }, today)).toBe('long');
		expect(wrongSpan({ from: '2025-11-25', to: today }, today)).toBeNull();
		expect(lengthOf({ from: '2025-11-25', to: today })).toBe(366);
	});

	it('is compared with the same weekdays of the four weeks before', () => {
		expect(weeksBefore(day(today))).toEqual({ from: '2026-10-28', to: '2026-11-24' });
		const alike = (days: { from: string; to: string }) => {
			const { from } = weeksBefore(days);
			const all = Array.from({ length: 28 }, (_, i) =>
				new Date(Date.parse(from) + i * 86_400_000).toISOString().slice(0, 10)
			);
			return all.filter((each) => isAlike(each, days));
		};
		expect(alike(day(today))).toEqual(['2026-10-28', '2026-11-04', '2026-11-11', '2026-11-18']);
		expect(alike({ from: '2026-11-24', to: today })).toHaveLength(8);
		expect(alike(daysOf({ choice: 'week' }, today))).toHaveLength(28);
	});

	it('knows an answer about other days', () => {
		const week = daysOf({ choice: 'week' }, today);
		expect(isOfOther(null, week)).toBe(false);
		expect(isOfOther({ ...week }, week)).toBe(false);
		expect(isOfOther(week, daysOf({ choice: 'week' }, '2026-11-26'))).toBe(true);
		expect([isToday(day(today), today), isToday(week, today)]).toEqual([true, false]);
	});

	it('stands in the address of what is asked', () => {
		expect(reportAddress('a b', 'conversion', day(today), { by: 'hour' })).toBe(
			'/api/v1/branches/a%20b/conversion?from=2026-11-25&to=2026-11-25&by=hour'
		);
	});
});

describe('shares', () => {
	it('always lie within their interval, and are none of fewer than five', () => {
		fc.assert(
			fc.property(fc.nat(500), fc.nat(500), (part, more) => {
				const whole = part + more;
				const { share, interval } = shareOf(part, whole);
				if (whole < 5) return share === null && interval === null;
				const { low, high } = interval ?? { low: 1, high: 0 };
				// Within what binary makes of a share of all, or of none.
				const near = 1e-12;
				return low >= 0 && high <= 1 && low <= (share ?? -1) + near && (share ?? 2) <= high + near;
			})
		);
	});

	it('have the interval that Wilson gives', () => {
		// By hand from the score equation (p - p̂)² = z² p (1 - p) / n.
		for (const [part, whole] of [
			[14, 203],
			[0, 12],
			[6, 6]
		] as const) {
			const { low, high } = wilson(part, whole) ?? { low: NaN, high: NaN };
			for (const bound of [low, high]) {
				const distance = (bound - part / whole) ** 2;
				expect(distance).toBeCloseTo((1.959963984540054 ** 2 * bound * (1 - bound)) / whole, 9);
			}
		}
	});

	it('narrow as more is known', () => {
		const width = (whole: number) => {
			const { low, high } = wilson(whole / 5, whole) ?? { low: 0, high: 9 };
			return high - low;
		};
		expect([20, 100, 1000].map(width)).toEqual([20, 100, 1000].map(width).sort((a, b) => b - a));
	});

	it('are told with their denominator', () => {
		expect(counted(shareOf(14, 203))).toBe('14/203 · 6.9%');
		expect(counted(shareOf(1, 4))).toBe('1/4');
	});
});

/** A day on which one customer was talked to and bought, one heard the sentence, and one was not reached. */
function toldDay() {
	const told = new Told(smallBranch({ hours: { 'mon-fri': ['09:00', '17:00'] } }));
	told.pass(at('08:30'));
	told.tell('ticket.issued', at('09:00'), 'A001', { service: 'cash' });
	told.tell('ticket.issued', at('09:01'), 'A002', { service: 'cash' });
	told.pass(at('09:12'));
	told.tell('engagement.recorded', at('09:13'), 'A001', { staff: 'wang', result: 'interested' });
	told.tell('ticket.called', at('09:15'), 'A002', { counter: '1' });
	told.tell('ticket.started', at('09:15'), 'A002', { counter: '1' });
	told.tell('pitch.made', at('09:17'), 'A002', { staff: 'wang', result: 'later' });
	told.tell('ticket.finished', at('09:18'), 'A002', { counter: '1' });
	told.pass(at('09:30'));
	const { kpis } = drawAll(told.state);
	return { today: kpis?.['today'] as TodayRow, funnel: kpis?.['funnel'] as FunnelRow };
}

describe('the figures of today', () => {
	const live = toldDay();
	const report = (total: ConversionRow): ConversionReport => ({
		...{ branch: 'b', from: '2026-11-25', to: '2026-11-25', by: 'service', names: true },
		...{ currency: 'CNY', otherAmounts: {}, rows: [], total }
	});

	it('are there before any report is', () => {
		expect(totalsOf(null, live)).toMatchObject({
			...{ prompted: 2, engaged: 1, interested: 1, referred: 0, sold: 0 },
			...{ pitched: 1, pitchInterested: 0, finished: 1, covered: 1 },
			...{ approached: 2, converted: 0, windowsRaised: 2, windowsUsed: 1, windowsMissed: 1 },
			...{ windowsNobody: 0, sales: 0, amount: 0 }
		});
		expect(totalsOf(null, { today: undefined, funnel: undefined })).toBeNull();
	});

	it('are live over what a report said, which gives only what is not told live', () => {
		const older = report(row('', { engaged: 7, windowsNobody: 1, outflowKeptAmount: 500 }));
		expect(totalsOf(older, live)).toMatchObject({
			engaged: 1,
			windowsNobody: 1,
			outflowKeptAmount: 500
		});
		expect(totalsOf(older, null)).toBe(older.total);
		expect(totalsOf(null, null)).toBeNull();
	});

	it('tell a report that is older than they are, and change what it is asked again for', () => {
		const same = report(row('', liveRow(live)));
		expect(isBehind(same, live, ['windowsRaised', 'sales'])).toBe(false);
		const later = { ...live, today: { ...live.today, sales: 1 } };
		expect(isBehind(same, later, ['sales'])).toBe(true);
		expect(isBehind(same, later, ['windowsRaised'])).toBe(false);
		expect(isBehind(null, later, ['sales'])).toBe(false);
		expect(toldOf(later)).not.toBe(toldOf(live));
		const longer = { ...live, today: { ...live.today, longestWait: 9 } };
		expect(toldOf(longer), 'time that passes changes no report').toBe(toldOf(live));
	});
});

describe('the steps', () => {
	const day = row('', {
		...{ prompted: 96, engaged: 58, interested: 24, referred: 15, met: 11, sold: 6 },
		...{ pitched: 40, pitchInterested: 3, pitchSold: 0 }
	});

	it('are each a share of the one before, which no step can be more than', () => {
		const steps = stepsOf(FUNNEL, day, null);
		expect(steps.map(({ people }) => people)).toEqual([96, 58, 24, 15, 11, 6]);
		expect(steps[0]?.of).toBeNull();
		expect(steps.slice(1).map(({ of }) => of && `${of.part}/${of.whole}`)).toEqual([
			'58/96',
			'24/58',
			'15/24',
			'11/15',
			'6/11'
		]);
	});

	it('give no share of fewer than five, now or before, and none of nobody', () => {
		const before = row('', { pitched: 4, pitchInterested: 2 });
		const [, interested, sold] = stepsOf(PITCH_STEPS, day, before);
		expect(interested).toMatchObject({ of: { part: 3, whole: 40 }, before: null });
		expect(sold).toMatchObject({ people: 0, of: { part: 0, whole: 3, share: null } });
		expect(stepsOf(FUNNEL, NONE, NONE).every(({ of, before }) => !of && !before)).toBe(true);
	});

	it('carry what the share was before', () => {
		const before = sumOf([
			row('2026-11-18', { prompted: 10, engaged: 5 }),
			row('2026-11-11', { prompted: 30, engaged: 25 })
		]);
		expect(stepsOf(FUNNEL, day, before)[1]?.before).toBe(0.75);
	});

	it('name the weakest once two can be compared', () => {
		expect(weakestStep(stepsOf(FUNNEL, day, null))?.id).toBe('interested');
		expect(weakestStep(stepsOf(FUNNEL, row('', { prompted: 9, engaged: 3 }), null))).toBeNull();
	});
});

describe('windows of other days', () => {
	const rows = [
		row('09', { windowsRaised: 14, windowsUsed: 6, windowsMissed: 8 }),
		row('11', { windowsRaised: 13, windowsUsed: 8, windowsMissed: 4 })
	];

	it('keep the place of an hour in which nothing happened', () => {
		const hours = windowsByHourOf(rows);
		expect(hours.map(({ label, raised }) => [label, raised])).toEqual([
			['9', 14],
			['10', 0],
			['11', 13]
		]);
		expect(hours[2]).toMatchObject({ undecided: 1, from: '11:00', to: '12:00' });
		expect(windowsByHourOf([])).toEqual([]);
		expect(windowsByHourOf([row('-', { windowsRaised: 1 })])).toEqual([]);
	});

	it('sum to the whole, however they are taken apart', () => {
		const whole = windowsIn(sumOf(rows));
		const sum = windowsByHourOf(rows).reduce((all, { missed }) => all + missed, 0);
		expect(sum).toBe(whole.missed);
		expect(whole).toEqual({ raised: 27, used: 14, missed: 12, undecided: 1 });
		expect(windowsIn(undefined).raised).toBe(0);
	});

	it('name people by who had most, and leave out who had none and nobody', () => {
		const staff = [
			row('-', { windowsRaised: 24, windowsMissed: 24 }),
			row('li', { windowsRaised: 9, windowsUsed: 8, windowsMissed: 1 }),
			row('sun', { sales: 2 }),
			row('wang', { windowsRaised: 32, windowsUsed: 26, windowsMissed: 6 })
		];
		const lines = windowsByStaff(staff, (id) => id.toUpperCase());
		expect(lines.map(({ name, used, raised }) => [name, used, raised])).toEqual([
			['WANG', 26, 32],
			['LI', 8, 9]
		]);
	});
});

describe('targets', () => {
	const kpis = {
		'product/a': {
			id: 'product/a',
			product: 'a',
			name: { zh: 'a', en: 'a' },
			key: false,
			sold: 11,
			target: 12
		},
		'product/b': {
			id: 'product/b',
			product: 'b',
			name: { zh: 'b', en: 'b' },
			key: false,
			sold: 0,
			target: 3
		},
		'product/c': {
			id: 'product/c',
			product: 'c',
			name: { zh: 'c', en: 'c' },
			key: false,
			sold: 2,
			target: null
		}
	};

	it('stand in the order of the catalogue, with what was sold without one', () => {
		expect(targetLines(kpis, ['b', 'a', 'd'], null, 1)).toEqual([
			{ product: 'b', sold: 0, goal: 3 },
			{ product: 'a', sold: 11, goal: 12 },
			{ product: 'c', sold: 2, goal: null }
		]);
	});

	it('are those of each day that was worked', () => {
		const rows = [row('a', { sales: 40 }), row('gone', { sales: 1 })];
		expect(targetLines(kpis, ['a', 'b', 'c'], rows, 5)).toEqual([
			{ product: 'a', sold: 40, goal: 60 },
			{ product: 'b', sold: 0, goal: 15 },
			{ product: 'gone', sold: 1, goal: null }
		]);
	});

	it('are attained in whole percents, with a mark that can be passed', () => {
		expect([attained(11, 12), attained(9, 8), attained(1, null), attained(1, 0)]).toEqual([
			'92%',
			'113%',
			'',
			''
		]);
		expect([barOf(12, 12), barOf(0, 3), barOf(99, 3)]).toEqual([0.8, 0, 1]);
	});

	it('name the one that is furthest off, or none', () => {
		expect(furthest(targetLines(kpis, [], null, 1))?.product).toBe('b');
		expect(furthest([{ product: 'a', sold: 12, goal: 12 }])).toBeNull();
	});

	it('name who sold, most first', () => {
		const rows = [
			row('-', {}),
			row('li', { sales: 1, amount: 900 }),
			row('wu', { sales: 1, amount: 1_000 }),
			row('an', { sales: 3, amount: 5 })
		];
		expect(personLines(rows).map(({ staff }) => staff)).toEqual(['an', 'wu', 'li']);
	});
});

describe('which prompts pay', () => {
	const rule = (name: string, figures: Partial<PayingRule> = {}): PayingRule => ({
		rule: name,
		strata: [
			{ waitFrom: 0, waitTo: 600, engaged: 40, engagedSold: 6, missed: 30, missedSold: 1 },
			{ waitFrom: 600, waitTo: null, engaged: 10, engagedSold: 2, missed: 2, missedSold: 0 }
		],
		engagedRate: 0.16,
		missedRate: 0.04,
		difference: 0.12,
		low: 0.02,
		high: 0.22,
		...figures
	});

	it('tells both sides with their counts, and how far apart they are', () => {
		const [line] = payingLines({ rules: [rule('long_wait')] });
		expect(line).toMatchObject({
			engaged: { sold: 8, people: 50, share: 0.16 },
			missed: { sold: 1, people: 32, share: 0.04 },
			points: { difference: 12, low: 2, high: 22 }
		});
		expect(line && verdictOf(line)).toBe('pays');
	});

	it('tells no share and no difference of fewer than five', () => {
		const strata = [
			{ waitFrom: 0, waitTo: null, engaged: 50, engagedSold: 9, missed: 4, missedSold: 0 }
		];
		const [line] = payingLines({ rules: [rule('vip', { strata })] });
		expect(line).toMatchObject({ missed: { people: 4, share: null }, points: null });
		expect(line && verdictOf(line)).toBeNull();
		const [none] = payingLines({ rules: [rule('vip', { difference: null, engagedRate: null })] });
		expect(none?.points).toBeNull();
	});

	it('names the one that surely pays most, and none that may not', () => {
		const open = rule('outflow', { difference: 0.3, low: -0.1, high: 0.7 });
		const costs = rule('vip', { difference: -0.2, low: -0.3, high: -0.1 });
		const lines = payingLines({ rules: [open, rule('long_wait'), costs] });
		expect(lines.map(verdictOf)).toEqual(['open', 'pays', 'costs']);
		expect(bestRule(lines)?.rule).toBe('long_wait');
		expect(bestRule(payingLines({ rules: [open, costs] }))).toBeNull();
		expect([reachOf(lines), reachOf([])]).toEqual([70, 10]);
	});

	it('writes points with their sign', () => {
		expect([signed(6.24), signed(-1), signed(-0.04), signed(0)]).toEqual([
			'+6.2',
			'−1.0',
			'0.0',
			'0.0'
		]);
	});
});

describe('taken apart', () => {
	const rows = [
		row('-', { prompted: 3 }),
		row('b', { approached: 10, converted: 1 }),
		row('a', { approached: 20, converted: 6 }),
		row('empty')
	];

	it('stands in the order of the branch, what belongs to none last', () => {
		const lines = drillLines(rows, ['a', 'b'], (key) => key);
		expect(lines.map(({ key }) => key)).toEqual(['a', 'b', '-']);
		expect(lines[0]?.conversion).toMatchObject({ part: 6, whole: 20 });
		expect(bestLine(lines)?.key).toBe('a');
	});

	it('names no best of one, or where nobody bought', () => {
		expect(bestLine(drillLines(rows.slice(0, 2), [], (key) => key))).toBeNull();
		const none = [row('a', { approached: 9 }), row('b', { approached: 9 })];
		expect(bestLine(drillLines(none, [], (key) => key))).toBeNull();
	});
});

describe('tickets of other days', () => {
	const stat = (key: string, figures: Partial<StatRow> = {}): StatRow => ({
		...{ key, issued: 10, finished: 8, abandoned: 1, calls: 9, withinTarget: 0.5 },
		...{ meanWait: 300, p50Wait: 240, p90Wait: 900, overThreshold: 2 },
		...{ promptsRaised: 2, promptsEngaged: 1, promptsMissed: 1, rated: 0, meanScore: null },
		...figures
	});

	it('stand by the hour, with the hours between', () => {
		const hours = hoursOf([stat('09'), stat('11', { issued: 4 })]);
		expect(hours.map(({ label, row: one }) => [label, one?.issued])).toEqual([
			['9:00', 10],
			['10:00', undefined],
			['11:00', 4]
		]);
		expect(hours.every(({ state, waiting }) => state === 'over' && waiting === 0)).toBe(true);
		expect(hoursOf([])).toEqual([]);
	});

	it('add up, but their waits only tell of one day', () => {
		expect(allOf([stat('2026-11-24')])?.p90Wait).toBe(900);
		const two = allOf([stat('2026-11-24'), stat('2026-11-25', { issued: 5 })]);
		expect(two).toMatchObject({ issued: 15, calls: 18, p50Wait: null, p90Wait: null });
		expect(allOf([])).toBeNull();
		expect(serviceRows([stat('cash')])['service/cash']).toMatchObject({
			service: 'cash',
			issued: 10
		});
	});
});

describe('amounts', () => {
	it('are short, in the words of the language', () => {
		expect(
			[530_000, 12_600_000, 126_000_000, 28_600_000_000].map((minor) =>
				shortAmount(minor, 'CNY', 'zh')
			)
		).toEqual(['5,300 元', '12.6 万', '126 万', '2.86 亿']);
		expect(
			[530_000, 126_000_000, 1_180_000_000].map((minor) => shortAmount(minor, 'CNY', 'en'))
		).toEqual(['¥5,300', '¥1.26 m', '¥11.8 m']);
	});

	it('say the code of another currency, and know its digits', () => {
		expect(shortAmount(1_200_000, 'USD', 'en', true)).toBe('USD 12,000');
		expect(shortAmount(1_200_000, 'JPY', 'zh', true)).toBe('JPY 120 万');
		expect(shortAmount(1_200_000, 'HKD', 'en')).toBe('$12,000');
	});

	it('have no sign where the branch names no currency', () => {
		expect(shortAmount(530_000, 'XXX', 'zh')).toBe('5,300');
		expect(shortAmount(126_000_000, 'XXX', 'en')).toBe('1.26 m');
	});

	it('are whole units below the first step, and less than nothing says so first', () => {
		expect(shortAmount(99_999, 'CNY', 'en')).toBe('¥1,000');
		expect(shortAmount(0, 'CNY', 'zh')).toBe('0 元');
		expect(shortAmount(-530_000, 'CNY', 'en')).toBe('−¥5,300');
	});
});
