import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SortedValues } from '#lib/domain/figures/waits.ts';
import type {
	EventType,
	HalfHourRow,
	ServiceKpiRow,
	SlotRow,
	TodayRow
} from '#lib/protocol/index.ts';
import { stepOfDays, tellAll } from '../support/arbitrary.ts';
import { at, smallBranch, Told } from '../support/history.ts';

const today = (branch: Told) => branch.view().kpis['today'] as TodayRow;

/**
 * A morning with a ticket of each fate. Waits in minutes: A1 4, A2 8, A3 12, C1 15; A4 left after 11, A5 did not
 * come after 3, A6 was sent to a machine, A7 was void; C2 came back with a faulty form; A8 waits, A9 is parked.
 */
const MORNING: [string, EventType, string, Record<string, unknown>][] = [
	['09:00', 'ticket.issued', 'A1', { service: 'cash' }],
	['09:00', 'ticket.issued', 'A2', { service: 'cash' }],
	['09:00', 'ticket.issued', 'A3', { service: 'cash' }],
	['09:02', 'ticket.issued', 'A7', { service: 'cash' }],
	['09:03', 'ticket.cancelled', 'A7', {}],
	['09:04', 'ticket.called', 'A1', { counter: '1' }],
	['09:05', 'ticket.started', 'A1', { counter: '1' }],
	['09:06', 'pitch.made', 'A1', { staff: 'li', result: 'interested', product: 'steady' }],
	['09:08', 'ticket.finished', 'A1', {}],
	[
		'09:08',
		'sale.recorded',
		's1',
		{
			product: 'steady',
			amount: 500_000,
			currency: 'CNY',
			staff: 'li',
			channel: 'counter',
			number: 'A1'
		}
	],
	['09:08', 'ticket.called', 'A2', { counter: '1' }],
	['09:10', 'ticket.issued', 'A4', { service: 'cash' }],
	// The end alone, no start: service counts from the call.
	['09:11', 'ticket.finished', 'A2', {}],
	['09:11', 'pitch.made', 'A2', { staff: 'li', result: 'skipped', skip: 'in a hurry' }],
	// Past 09:10:00.001 A3 has a prompt, which nobody takes: missed.
	['09:12', 'ticket.called', 'A3', { counter: '2' }],
	['09:12', 'ticket.started', 'A3', { counter: '2' }],
	['09:13', 'ticket.issued', 'C1', { service: 'opening', segment: 'vip' }],
	['09:14', 'ticket.issued', 'A6', { service: 'cash' }],
	['09:15', 'ticket.diverted', 'A6', { to: 'atm-1' }],
	['09:18', 'ticket.finished', 'A3', {}],
	['09:20', 'ticket.issued', 'A5', { service: 'cash' }],
	// 09:20:00.001: A4's prompt; it leaves first: no outcome, counted as missed.
	['09:21', 'ticket.abandoned', 'A4', { reason: 'left' }],
	['09:22', 'ticket.called', 'A5', { counter: '2' }],
	['09:23', 'ticket.no_show', 'A5', {}],
	// 09:23:00.001: C1's prompt, taken and talked about before the call.
	['09:24', 'prompt.accepted', 'long_wait/C1/2026-11-25', { staff: 'wang' }],
	[
		'09:26',
		'engagement.recorded',
		'C1',
		{ staff: 'wang', prompt: 'long_wait/C1/2026-11-25', result: 'interested' }
	],
	['09:26', 'referral.made', 'r1', { from: 'wang', number: 'C1' }],
	['09:26', 'referral.made', 'r2', { from: 'wang' }],
	['09:28', 'ticket.called', 'C1', { counter: '3' }],
	['09:29', 'ticket.started', 'C1', { counter: '3' }],
	['09:30', 'referral.accepted', 'r1', { staff: 'li' }],
	['09:30', 'ticket.issued', 'C2', { service: 'opening' }],
	['09:31', 'referral.met', 'r1', { staff: 'li' }],
	['09:32', 'referral.closed', 'r1', { staff: 'li', outcome: 'won' }],
	['09:32', 'referral.closed', 'r2', { staff: 'li', outcome: 'lost' }],
	[
		'09:32',
		'sale.recorded',
		's2',
		{
			product: 'steady',
			amount: 250_050,
			currency: 'CNY',
			staff: 'li',
			channel: 'wealth',
			number: 'C1'
		}
	],
	['09:33', 'ticket.called', 'C2', { counter: '1' }],
	['09:33', 'ticket.started', 'C2', { counter: '1' }],
	['09:34', 'ticket.requeued', 'C2', { reason: 'form_error' }],
	['09:36', 'ticket.called', 'C2', { counter: '1' }],
	['09:36', 'ticket.started', 'C2', { counter: '1' }],
	['09:39', 'ticket.issued', 'A8', { service: 'cash' }],
	['09:40', 'ticket.issued', 'A9', { service: 'cash' }],
	['09:40', 'ticket.parked', 'A9', {}]
];

function morning(until = '09:42'): Told {
	const branch = new Told();
	for (const [time, type, subject, data] of MORNING) {
		expect([type, branch.tell(type, at(time), subject, data as never)]).toEqual([type, 'ok']);
	}
	return branch.pass(at(until));
}

describe('a day of known numbers', () => {
	it('has every figure as defined', () => {
		// Waits in seconds: A1 240, A2 480, A5 180 (no-show), C2 360, A4 660 (left), A3 720, C1 900.
		expect(today(morning())).toEqual({
			id: 'today',
			issued: 11,
			waiting: 1,
			serving: 2,
			finished: 3,
			abandoned: 1,
			noShow: 1,
			diverted: 1,
			// Seconds to the millisecond: 3540 / 7.
			meanWait: 505.714,
			p50Wait: 480,
			p90Wait: 900,
			longestWait: 900,
			// Five calls: 240, 360 and 480 within 600; 720 and 900 not.
			calls: 5,
			callsWithinTarget: 3,
			withinTarget: 3 / 5,
			overThreshold: 3,
			// A1 180 from its start, A2 180 from its call, A3 360.
			meanService: 240,
			requeued: 1,
			minutesLostToRework: 2,
			rated: 0,
			meanScore: null,
			promptsRaised: 3,
			promptsEngaged: 1,
			promptsMissed: 2,
			windowsUsed: 1 / 3,
			pitched: 1,
			pitchCoverage: 2 / 3,
			interested: 2,
			referralsMade: 2,
			referralsMet: 1,
			referralsWon: 1,
			sales: 2,
			amount: 750_050,
			currency: 'CNY',
			otherAmounts: {},
			converted: 2,
			approached: 2,
			covered: 2,
			outflowKept: 0,
			outflowTold: 0,
			// A1 pitched and C1 engaged, both bought.
			conversion: 1
		});
	});

	it('has the longest wait of whoever still waits, once it is longer', () => {
		// A8 waits since 9:39, A9 is parked since 9:40.
		expect(today(morning('09:54')).longestWait).toBe(900);
		expect(today(morning('09:54:00.001')).longestWait).toBe(900.001);
		const branch = morning('09:54:30');
		branch.tell('ticket.called', at('09:54:30'), 'A8', { counter: '2' });
		expect(today(branch).longestWait).toBe(930);
		branch.pass(at('09:56:00'));
		expect(today(branch).longestWait).toBe(960);
	});

	it('has the same by half hour of issue and by service', () => {
		const { kpis } = morning().view();
		expect(kpis['half/09:00']).toEqual({
			id: 'half/09:00',
			from: at('09:00'),
			issued: 8,
			calls: 4,
			meanWait: (180 + 240 + 480 + 660 + 720 + 900) / 6,
			p50Wait: 480,
			p90Wait: 900,
			overThreshold: 3,
			promptsRaised: 3,
			promptsEngaged: 1,
			promptsMissed: 2
		});
		expect(kpis['half/09:30']).toMatchObject({ issued: 3, calls: 1, meanWait: 360 });
		expect(kpis['service/opening']).toMatchObject({
			service: 'opening',
			issued: 2,
			calls: 2,
			meanWait: 630,
			promptsEngaged: 1
		});
	});

	it('has what stood in line each five minutes', () => {
		const slots = Object.values(morning().view().kpis).filter((row): row is SlotRow =>
			row.id.startsWith('slot/')
		);
		const seen = slots.map((slot) => [slot.at, slot.waiting, slot.meanWaiting]);
		expect(seen.slice(0, 4)).toEqual([
			// A2 and A3.
			[at('09:05'), 2, 300],
			// A3; what happens at the very instant comes after it.
			[at('09:10'), 1, 600],
			// A4 five minutes, C1 two, A6 one.
			[at('09:15'), 3, 160],
			// A4 ten, C1 seven.
			[at('09:20'), 2, 510]
		]);
		expect(slots).toHaveLength(8);
	});

	it('counts no start where none is told, and no negative time', () => {
		const branch = new Told();
		branch.tell('ticket.issued', at('09:00'), 'A1', { service: 'cash' });
		branch.tell('ticket.called', at('08:59'), 'A1', { counter: '1' }, { heard: at('09:01') });
		branch.tell('ticket.finished', at('08:58'), 'A1', {}, { heard: at('09:01') });
		expect(today(branch)).toMatchObject({ meanWait: 0, meanService: 0, longestWait: 0 });
	});

	it('covers the finished alone: who is still talked to is in no share above 1', () => {
		const branch = new Told();
		for (const number of ['A1', 'A2']) {
			branch.tell('ticket.issued', at('09:00'), number, { service: 'cash' });
			branch.tell('ticket.called', at('09:01'), number, { counter: number[1] as string });
			branch.tell('pitch.made', at('09:02'), number, { staff: 'li', result: 'later' });
		}
		branch.tell('ticket.finished', at('09:03'), 'A1', {});
		expect(today(branch)).toMatchObject({ pitched: 2, finished: 1, pitchCoverage: 1 });
	});
});

describe('referrals and sales', () => {
	it('are made once, and go forward only', () => {
		const branch = new Told();
		branch.tell('referral.made', at('09:00'), 'r1', { from: 'li' });
		expect(branch.tell('referral.made', at('09:01'), 'r1', { from: 'li' })).toBe('referral_exists');
		branch.tell('referral.met', at('09:03'), 'r1', { staff: 'wang' });
		const heard = at('09:04');
		expect(branch.tell('referral.accepted', at('09:02'), 'r1', { staff: 'wang' }, { heard })).toBe(
			'ok'
		);
		expect(branch.state.today?.referrals.get('r1')).toMatchObject({ state: 'met', met: true });
		branch.tell('referral.closed', at('09:05'), 'r1', { staff: 'wang', outcome: 'won' });
		expect(branch.tell('referral.met', at('09:06'), 'r1', { staff: 'wang' })).toBe(
			'referral_closed'
		);
		expect(today(branch)).toMatchObject({ referralsMade: 1, referralsMet: 1, referralsWon: 1 });
	});

	it('record a sale once', () => {
		const branch = new Told();
		const sale = {
			product: 'p',
			amount: 100,
			currency: 'CNY',
			staff: 'li',
			channel: 'lobby' as const
		};
		expect(branch.tell('sale.recorded', at('09:00'), 's1', sale)).toBe('ok');
		expect(branch.tell('sale.recorded', at('09:01'), 's1', sale)).toBe('sale_exists');
		expect(today(branch)).toMatchObject({ sales: 1, amount: 100, conversion: null });
	});
});

describe('any history', () => {
	const steps = fc.array(stepOfDays, { minLength: 1, maxLength: 100 });

	it('has halves and services that sum to the day', () => {
		fc.assert(
			fc.property(steps, (told) => {
				const branch = new Told();
				tellAll(branch, told);
				const rows = Object.values(branch.view().kpis);
				const day = today(branch);
				for (const kind of ['half/', 'service/']) {
					const group = rows.filter((row) => row.id.startsWith(kind)) as (
						HalfHourRow | ServiceKpiRow
					)[];
					for (const key of [
						'issued',
						'calls',
						'overThreshold',
						'promptsRaised',
						'promptsEngaged',
						'promptsMissed'
					] as const) {
						const sum = group.reduce((total, row) => total + row[key], 0);
						expect([kind, key, sum]).toEqual([kind, key, day[key]]);
					}
				}
			}),
			{ numRuns: 200 }
		);
	});

	it('has figures that do not depend on how they came about', () => {
		fc.assert(
			fc.property(steps, (told) => {
				const branch = new Told();
				tellAll(branch, told);
				expect(branch.restarted().view().kpis).toEqual(branch.view().kpis);
			}),
			{ numRuns: 200 }
		);
	});
});

describe('quantiles', () => {
	const values = fc.array(fc.nat(5_000), { maxLength: 200 });

	it('are nearest rank, whatever was added and taken out', () => {
		fc.assert(
			fc.property(
				values,
				values,
				fc.double({ min: 0.001, max: 1, noNaN: true }),
				(kept, gone, p) => {
					const sorted = new SortedValues();
					for (const value of [...kept, ...gone]) sorted.add(value);
					for (const value of gone) sorted.remove(value);
					const naive = kept.toSorted((a, b) => a - b);
					expect(sorted.count).toBe(naive.length);
					expect(sorted.max).toBe(naive.at(-1) ?? null);
					const rank = naive.find(
						(value) => naive.filter((each) => each <= value).length >= p * naive.length
					);
					expect(sorted.quantile(p)).toBe(rank ?? null);
					const sum = naive.reduce((total, value) => total + value, 0);
					expect(sorted.mean).toBe(naive.length === 0 ? null : sum / naive.length);
				}
			)
		);
	});

	it('take out only what was put in', () => {
		const sorted = new SortedValues();
		sorted.add(1);
		expect(() => sorted.remove(2)).toThrow('never added');
	});
});

describe('the threshold', () => {
	it('is the service’s own, and counts whoever waits more than it', () => {
		const file = smallBranch({ longWait: { seconds: 300 } });
		file.services[1] = { ...file.services[1]!, longWait: 1200, targetWait: 60 };
		const branch = new Told(file);
		branch.tell('ticket.issued', at('09:00'), 'A1', { service: 'cash' });
		branch.tell('ticket.issued', at('09:00'), 'C1', { service: 'opening' });
		branch.tell('ticket.called', at('09:05'), 'A1', { counter: '2' });
		branch.tell('ticket.called', at('09:05'), 'C1', { counter: '3' });
		// Exactly the limit is not more than the limit; the target of cash is the branch's limit.
		expect(today(branch)).toMatchObject({ overThreshold: 0, callsWithinTarget: 1, calls: 2 });
	});

	it('is passed by whoever was here for longer, however late and from wherever they left', () => {
		const told = (heard: string) => {
			const branch = new Told();
			branch.tell('ticket.issued', at('09:00'), 'A1', { service: 'cash' });
			branch.pass(at(heard));
			branch.tell('ticket.cancelled', at('09:05'), 'A1', {}, { heard: at(heard) });
			return branch;
		};
		expect(today(told('09:05'))).toMatchObject({ overThreshold: 0, meanWait: null });
		expect(today(told('09:30'))).toMatchObject({ overThreshold: 0, meanWait: null });
	});

	it('is judged anew for the whole day when it changes', () => {
		const branch = new Told();
		branch.tell('ticket.issued', at('09:00'), 'A1', { service: 'cash' });
		branch.tell('ticket.called', at('09:06'), 'A1', { counter: '2' });
		branch.tell('ticket.finished', at('09:07'), 'A1', {});
		expect(today(branch)).toMatchObject({ overThreshold: 0, withinTarget: 1 });
		branch.configure(smallBranch({ longWait: { seconds: 300 } }), at('09:30'));
		expect(today(branch)).toMatchObject({ overThreshold: 1, withinTarget: 0 });
	});
});
