import { describe, expect, it } from 'vitest';
import { hourTicks, halfHourTicks } from '../../src/routes/head/day/axis.ts';
import { halvesOf } from '../../src/routes/head/day/halves.ts';
import { lobbyNow } from '../../src/routes/head/day/now.ts';
import {
	countedOf,
	countedToday,
	furthestBehind,
	ratesOf,
	shareOf
} from '../../src/routes/head/day/rates.ts';
import { allServices, serviceLines, slowest } from '../../src/routes/head/day/services.ts';
import {
	arrivals,
	busiest,
	limitLines,
	longest,
	p90Of,
	waitRange
} from '../../src/routes/head/day/waits.ts';
import {
	mostMissed,
	windowsByHour,
	windowsByService,
	windowsOf
} from '../../src/routes/head/day/windows.ts';
import { counted, intervalText, meanText, withinText } from '../../src/routes/head/words.ts';
import type { BranchRow, TodayRow, View } from '#lib/protocol/index.ts';
import { drawAll } from '#server/views/draw.ts';
import { Told, at, smallBranch } from '../support/history.ts';

const hours = { 'mon-fri': ['09:00', '17:00'] as [string, string] };

/** A branch told until an instant, as the head's page gets it. */
function drawn(until: string, tell: (told: Told) => void = () => undefined) {
	const told = new Told(smallBranch({ hours }));
	told.pass(at('08:30'));
	tell(told);
	told.pass(at(until));
	const view: Required<View> = drawAll(told.state);
	const branch = Object.values(view.branch)[0] as BranchRow;
	const now = at(until);
	return {
		...view,
		branch,
		now,
		today: view.kpis['today'] as TodayRow,
		halves: halvesOf(branch, view.kpis, view.tickets, now)
	};
}

/** Comes at a time, and is called after so many minutes. */
function visit(told: Told, number: string, time: string, minutes: number, service = 'cash') {
	told.tell('ticket.issued', at(time), number, { service });
	told.tell('ticket.called', at(time) + minutes * 60_000, number, { counter: '1' });
	told.tell('ticket.started', at(time) + minutes * 60_000 + 1000, number, { counter: '1' });
	told.tell('ticket.finished', at(time) + minutes * 60_000 + 2000, number, { counter: '1' });
}

const noTickets = {};

describe('the half hours of a day', () => {
	it('keep their places from opening to closing, before anything has happened', () => {
		const { halves } = drawn('08:40');
		expect(halves.map(({ label }) => label)).toEqual(
			Array.from({ length: 16 }, (_, i) => `${9 + Math.floor(i / 2)}:${i % 2 ? '30' : '00'}`)
		);
		expect(halves.every(({ row, state }) => row === undefined && state === 'ahead')).toBe(true);
	});

	it('know which of them is the present one', () => {
		const { halves } = drawn('10:00');
		expect(halves.slice(0, 4).map(({ state }) => state)).toEqual([
			'over',
			'over',
			'current',
			'ahead'
		]);
	});

	it('begin earlier and end later when people came outside the hours', () => {
		const { halves } = drawn('17:40', (told) => {
			visit(told, 'A001', '08:45', 1);
			visit(told, 'A002', '17:10', 1);
		});
		expect(halves[0]?.label).toBe('8:00');
		expect(halves.at(-1)?.label).toBe('17:30');
		expect(halves.find(({ label }) => label === '17:00')?.row?.issued).toBe(1);
	});

	it('begin at a whole hour of a branch that has no hours', () => {
		const { branch, kpis, now } = drawn('10:24', (told) => visit(told, 'A001', '09:40', 1));
		const always = { ...branch, opensAt: null, closesAt: null };
		expect(halvesOf(always, kpis, noTickets, now)[0]?.label).toBe('9:00');
		const none = halvesOf(always, {}, noTickets, now);
		expect([none[0]?.label, none.length]).toEqual(['10:00', 16]);
	});

	it('begin at a whole hour where the clock differs by three quarters of one', () => {
		const { branch, now } = drawn('10:24');
		const kathmandu = { ...branch, timeZone: 'Asia/Kathmandu', opensAt: null, closesAt: null };
		expect(halvesOf(kathmandu, {}, noTickets, now)[0]?.label).toBe('8:00');
	});

	it('count who came in them and still waits', () => {
		const { halves } = drawn('09:40', (told) => {
			told.tell('ticket.issued', at('09:10'), 'A001', { service: 'cash' });
			told.tell('ticket.issued', at('09:35'), 'A002', { service: 'cash' });
			visit(told, 'A003', '09:12', 3);
		});
		expect(halves.slice(0, 3).map(({ waiting }) => waiting)).toEqual([1, 1, 0]);
	});

	it('are named at whole hours, and hours in the middle of their columns', () => {
		const { halves } = drawn('08:40');
		expect(halfHourTicks(halves).slice(0, 2)).toEqual([
			{ at: 0, label: '9' },
			{ at: 2, label: '10' }
		]);
		expect(hourTicks(windowsByHour(halves))[1]).toEqual({ at: 1.5, label: '10' });
	});
});

describe('windows', () => {
	const day = drawn('11:00', (told) => {
		// Raised at 9:20, talked to in time.
		told.tell('ticket.issued', at('09:10'), 'A001', { service: 'cash' });
		told.tell('engagement.recorded', at('09:25'), 'A001', { staff: 'wang', result: 'interested' });
		// Raised at 9:50, called first.
		visit(told, 'A002', '09:40', 15);
		// Raised at 10:20, called first.
		visit(told, 'C001', '10:10', 12, 'opening');
		// Raised at 10:50, of which nobody knows yet.
		told.tell('ticket.issued', at('10:40'), 'A003', { service: 'cash' });
	});

	it('are summed from half hours to hours, the undecided apart', () => {
		const [nine, ten, eleven] = windowsByHour(day.halves);
		expect(nine).toMatchObject({ label: '9', raised: 2, used: 1, missed: 1, undecided: 0 });
		expect(ten).toMatchObject({ from: '10:00', to: '11:00', raised: 2, missed: 1, undecided: 1 });
		expect(eleven).toMatchObject({ raised: 0, ahead: false });
		expect(windowsByHour(day.halves)).toHaveLength(8);
	});

	it('say the same by hour, by service and in the day', () => {
		const services = windowsByService(day.services, day.kpis, 'en');
		expect(services.map(({ name, raised }) => [name, raised])).toEqual([
			['Cash', 3],
			['Account opening', 1]
		]);
		for (const rows of [windowsByHour(day.halves), services]) {
			const sum = rows.reduce((total, { raised }) => total + raised, 0);
			expect(sum).toBe(windowsOf(day.today).raised);
		}
	});

	it('find the hour in which most were missed, the first of equals, or none', () => {
		expect(mostMissed(windowsByHour(day.halves))?.label).toBe('9');
		expect(mostMissed(windowsByHour(drawn('10:00').halves))).toBeNull();
	});
});

describe('waits and arrivals', () => {
	const day = drawn('10:40', (told) => {
		[2, 4, 6, 8, 20].forEach((minutes, i) => visit(told, `A00${i}`, '09:05', minutes));
		visit(told, 'A005', '09:35', 40);
		told.tell('ticket.issued', at('10:20'), 'A006', { service: 'cash' });
		visit(told, 'A007', '10:21', 1);
		visit(told, 'A008', '10:35', 1);
	});
	const [nine, halfPast, , , ahead] = day.halves;

	it('reach from the median to the 90th percentile in minutes', () => {
		expect(nine && waitRange(nine)).toEqual({ low: 6, high: 20, unfinished: false });
	});

	it('give no 90th percentile of fewer than five', () => {
		expect(halfPast && waitRange(halfPast)).toEqual({ low: 40, high: null, unfinished: false });
		expect(p90Of(undefined)).toBeNull();
	});

	it('are open at the top while people of that half hour wait, or it is not over', () => {
		expect(day.halves.slice(2, 4).map((half) => waitRange(half)?.unfinished)).toEqual([true, true]);
	});

	it('are nothing at all of half hours to come', () => {
		expect(ahead && [waitRange(ahead), arrivals(ahead)]).toEqual([null, null]);
	});

	it('are found only among half hours that are known in full', () => {
		expect(longest(day.halves)).toMatchObject({ half: { label: '9:00' }, p90: 1200 });
		expect(busiest(day.halves)).toMatchObject({ half: { label: '9:00' }, issued: 5 });
		expect(longest(drawn('09:10').halves)).toBeNull();
		expect(busiest(drawn('09:10').halves)).toBeNull();
	});

	it('count nobody as nobody once a half hour has begun', () => {
		const { halves } = drawn('09:40');
		expect(halves.slice(0, 3).map(arrivals)).toEqual([
			{ count: 0, growing: false },
			{ count: 0, growing: true },
			null
		]);
	});

	it("are measured by the branch's own limits, the long wait first", () => {
		expect(limitLines(day.branch, 30).map(({ label }) => label)).toEqual(['10′', '20′', '30′']);
		expect(limitLines(day.branch, 20).map(({ at }) => at)).toEqual([10, 20]);
	});
});

describe('rates', () => {
	const branch = drawn('09:00').branch;
	const empty = drawn('09:00').today;
	const goals = {
		...branch,
		targets: {
			withinTarget: 0.85,
			windowsUsed: 0.6,
			pitchCoverage: 0.95,
			conversion: 0.08,
			amountPerDay: null
		}
	};
	const today: TodayRow = {
		...empty,
		issued: 120,
		finished: 100,
		abandoned: 6,
		noShow: 2,
		diverted: 2,
		calls: 100,
		callsWithinTarget: 75,
		promptsRaised: 4,
		promptsEngaged: 1
	};
	const rated = (row: TodayRow, open: number) => ratesOf(countedToday(row, open), goals);
	const rates = rated(today, 9);
	const rate = (id: string, of = rates) => of.find((each) => each.id === id);

	it('are amber from exactly ten points under their goal', () => {
		expect(rate('withinTarget')).toMatchObject({ part: 75, whole: 100, share: 0.75, behind: true });
		const better = rated({ ...today, callsWithinTarget: 76 }, 9);
		expect(rate('withinTarget', better)?.behind).toBe(false);
	});

	it('give counts but no share of fewer than five, and are then behind nothing', () => {
		const few = rated({ ...today, calls: 4, callsWithinTarget: 1 }, 9);
		expect(rate('withinTarget', few)).toMatchObject({
			part: 1,
			whole: 4,
			share: null,
			interval: null,
			behind: false
		});
	});

	it('are shares of the tickets that are over, cancelled ones included', () => {
		expect(rate('abandoned')).toMatchObject({ part: 6, whole: 111, goal: null });
	});

	it('never divide by fewer than have ended, while rows are on their way', () => {
		expect(rate('abandoned', rated(today, 120))?.whole).toBe(110);
	});

	it('count what was rightly skipped as covered, of all that were served', () => {
		const told = rated({ ...today, covered: 90, outflowTold: 5, outflowKept: 2 }, 9);
		expect(rate('pitchCoverage', told)).toMatchObject({ part: 90, whole: 100, goal: 0.95 });
		expect(rate('outflowKept', told)).toMatchObject({ part: 2, whole: 5, share: 0.4 });
	});

	it('are the same of one day whether it is told live or read from its rows', () => {
		const row = {
			...{ key: '2026-11-25', issued: 120, finished: 100, abandoned: 6, calls: 100 },
			...{ withinTarget: 0.75, meanWait: null, p50Wait: null, p90Wait: null },
			...{ overThreshold: 0, promptsRaised: 4, promptsEngaged: 1, promptsMissed: 0 },
			...{ rated: 0, meanScore: null }
		};
		expect(ratesOf(countedOf([row], today, 9), goals)).toEqual(rates);
	});

	it('name the one that is furthest behind', () => {
		const told = rated({ ...today, covered: 94 }, 9);
		expect(furthestBehind(told)).toMatchObject({ rate: { id: 'withinTarget' } });
		expect(furthestBehind(told)?.points).toBeCloseTo(10, 9);
		expect(furthestBehind(rated(empty, 0))).toBeNull();
	});
});

describe('services', () => {
	const day = drawn('11:00', (told) => {
		[2, 4, 6, 8, 10].forEach((minutes, i) => visit(told, `A00${i}`, '09:05', minutes));
		[5, 5, 5, 5, 30].forEach((minutes, i) => visit(told, `C00${i}`, '09:15', minutes, 'opening'));
	});
	const lines = serviceLines(day.services, day.kpis, 'zh');

	it("are all there in the branch's order, and add up to the day", () => {
		expect(lines.map(({ name, issued }) => [name, issued])).toEqual([
			['现金业务', 5],
			['开户', 5]
		]);
		expect(allServices(day.today, '全部')).toMatchObject({ issued: 10, over: 1, p50: 300 });
	});

	it('name the one that waits longest, when there are two to compare', () => {
		expect(slowest(lines)?.name).toBe('开户');
		expect(slowest(lines.slice(0, 1))).toBeNull();
	});

	it('are there before their first ticket', () => {
		const none = serviceLines(drawn('08:40').services, {}, 'zh');
		expect(none[0]).toMatchObject({ issued: 0, mean: null, p50: null, p90: null });
	});
});

describe('the lobby now', () => {
	const day = drawn('09:30', (told) => {
		told.tell('ticket.issued', at('09:10'), 'A001', { service: 'cash' });
		told.tell('ticket.issued', at('09:15'), 'A002', { service: 'cash' });
		told.tell('ticket.issued', at('09:20'), 'A003', { service: 'cash' });
		told.tell('ticket.parked', at('09:21'), 'A003', {});
		visit(told, 'A004', '09:22', 1);
		told.tell('prompt.accepted', at('09:26'), 'long_wait/A001/2026-11-25', { staff: 'wang' });
	});
	const now = (instant: number) =>
		lobbyNow(day.branch, day.services, day.tickets, day.prompts, instant);

	it('counts who waits, who waits too long, and of whom nobody takes care', () => {
		expect(now(day.now)).toEqual({ waiting: 3, over: 2, nobody: 1 });
	});

	it('counts a wait as too long only when it is more than the limit', () => {
		expect(now(at('09:25')).over).toBe(1);
		expect(now(at('09:25') + 1).over).toBe(2);
	});
});

describe('figures as text', () => {
	const range = (low: number, high: number) => `${low}–${high}%`;

	it('never lose their denominator', () => {
		expect(counted(shareOf(38, 142))).toBe('38/142 · 26.8%');
		expect(counted(shareOf(2, 3))).toBe('2/3');
		expect(counted(shareOf(0, 0))).toBe('');
	});

	it('round an interval to whole percents, and give none of fewer than five', () => {
		expect(intervalText(shareOf(17, 31).interval, range)).toBe('38–71%');
		expect(intervalText(shareOf(2, 3).interval, range)).toBe('');
	});

	it('round what lies within up, so that the sentence is true, and a mean to the nearest', () => {
		expect([withinText(481), withinText(480), withinText(0), withinText(null)]).toEqual([
			'9′',
			'8′',
			'0′',
			''
		]);
		expect([meanText(450), meanText(449), meanText(null)]).toEqual(['8′', '7′', '']);
	});
});
