import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Changes } from '#lib/domain/changes.ts';
import { configOf } from '#lib/domain/config/config.ts';
import { evolve } from '#lib/domain/branch.ts';
import { freeze, thaw } from '#lib/domain/snapshot.ts';
import { findTicket, newState } from '#lib/domain/state.ts';
import { stepOfDays, tellAll } from '../support/arbitrary.ts';
import { at, smallBranch, Told } from '../support/history.ts';

const MINUTE = 60_000;
const days = fc.array(stepOfDays, { maxLength: 60 });

/** One service, `counters` counters that are open from nine. */
function branchWith(counters: number, changes: Partial<ReturnType<typeof smallBranch>> = {}): Told {
	const file = smallBranch({
		services: [
			{
				id: 'cash',
				name: { zh: '现金业务', en: 'Cash' },
				complexity: 'simple',
				typicalService: 240
			}
		],
		counters: Array.from({ length: counters }, (_, index) => ({
			id: String(index + 1),
			name: { zh: `${index + 1}号窗口`, en: `Counter ${index + 1}` },
			services: ['cash']
		})),
		...changes
	});
	const branch = new Told(file);
	for (const { id } of file.counters ?? []) branch.tell('counter.opened', at('09:00'), id, {});
	return branch;
}

function issue(branch: Told, number: string, instant: number, more = {}): void {
	expect(branch.tell('ticket.issued', instant, number, { service: 'cash', ...more })).toBe('ok');
}

/** Calls somebody to a counter and starts. */
function serve(branch: Told, number: string, counter: string, instant: number): void {
	branch.tell('ticket.called', instant, number, { counter });
	branch.tell('ticket.started', instant, number, { counter });
}

/** Somebody comes and is called at once. */
function arrive(branch: Told, number: string, counter: string, instant: number): void {
	issue(branch, number, instant);
	serve(branch, number, counter, instant);
}

const estimateOf = (branch: Told, number: string) =>
	findTicket(branch.state, number, branch.clock)?.estimate;

/** A morning that goes on: each minute one comes, and each counter takes four minutes for a customer. */
function morning(branch: Told, counters: number, minutes: number, every = 1): void {
	const free = Array.from({ length: counters }, () => at('09:00'));
	const line: string[] = [];
	const serving: { number: string; counter: number; until: number }[] = [];
	for (let minute = 0; minute < minutes; minute += 1) {
		const now = at('09:00') + minute * MINUTE;
		for (const each of serving.filter(({ until }) => until <= now)) {
			branch.tell('ticket.finished', each.until, each.number, { counter: String(each.counter) });
			serving.splice(serving.indexOf(each), 1);
		}
		if (minute % every === 0) {
			issue(branch, `A${minute}`, now);
			line.push(`A${minute}`);
		}
		for (const [index, since] of free.entries()) {
			if (since > now || line.length === 0) continue;
			const number = line.shift() as string;
			serve(branch, number, String(index + 1), now);
			free[index] = now + 4 * MINUTE;
			serving.push({ number, counter: index + 1, until: now + 4 * MINUTE });
		}
	}
}

describe('on the first day', () => {
	test('the branch file says how long a service takes, and the line how many are ahead', () => {
		const branch = branchWith(2);
		arrive(branch, 'A1', '1', at('09:01'));
		arrive(branch, 'A2', '2', at('09:01'));
		for (const number of ['A3', 'A4', 'A5']) issue(branch, number, at('09:02'));
		issue(branch, 'A6', at('09:02'));
		// Three ahead, two counters, four minutes each: about eight minutes.
		const estimate = estimateOf(branch, 'A6');
		expect(estimate?.wait).toBeGreaterThan(300);
		expect(estimate?.wait).toBeLessThan(720);
		const { services } = branch.view();
		expect(services['cash']?.estimate?.basis).toEqual({ ahead: 4, counters: 2, each: 240 });
	});

	test('whoever stands further behind waits longer, and more counters make it shorter', () => {
		const waits = [1, 2, 4].map((counters) => {
			const branch = branchWith(counters);
			for (let n = 1; n <= counters; n += 1) {
				arrive(branch, `B${n}`, String(n), at('09:01'));
			}
			for (let n = 1; n <= 5; n += 1) issue(branch, `A${n}`, at('09:02'));
			return [1, 2, 3, 4, 5].map((n) => estimateOf(branch, `A${n}`)?.wait ?? NaN);
		});
		for (const line of waits) expect(line.toSorted((a, b) => a - b)).toEqual(line);
		const [one = [], two = [], four = []] = waits;
		expect(one[4]).toBeGreaterThan(two[4] as number);
		expect(two[4]).toBeGreaterThan(four[4] as number);
	});

	test('priority goes before: it is told less, and those behind it more', () => {
		const branch = branchWith(1);
		arrive(branch, 'B1', '1', at('09:01'));
		for (let n = 1; n <= 4; n += 1) issue(branch, `A${n}`, at('09:02'));
		const before = estimateOf(branch, 'A2')?.wait as number;
		issue(branch, 'V1', at('09:03'), { segment: 'vip' });
		expect(estimateOf(branch, 'V1')?.wait).toBeLessThan(before);
		expect(estimateOf(branch, 'A2')?.wait).toBeGreaterThan(before);
	});
});

describe('where nobody can serve', () => {
	test('no counter is open: no number is made up, and there is one once a counter opens', () => {
		const branch = branchWith(1);
		branch.tell('counter.closed', at('09:05'), '1', {});
		issue(branch, 'A1', at('09:06'));
		expect(estimateOf(branch, 'A1')).toBeNull();
		expect(branch.view().services['cash']?.estimate).toBeNull();
		branch.tell('counter.opened', at('09:10'), '1', {});
		expect(estimateOf(branch, 'A1')?.wait).toBeGreaterThan(240);
		expect(branch.view().services['cash']?.estimate).not.toBeNull();
	});

	test('everyone paused', () => {
		const branch = branchWith(2);
		issue(branch, 'A1', at('09:06'));
		for (const id of ['1', '2'])
			branch.tell('counter.paused', at('09:07'), id, { reason: 'lunch' });
		expect(estimateOf(branch, 'A1')).toBeNull();
		expect(branch.view().tickets['A1']?.estimate).toBeNull();
	});

	test('a service that no counter takes, beside one that does well', () => {
		const branch = new Told(
			smallBranch({ counters: [{ id: '1', name: { zh: '1', en: '1' }, services: ['cash'] }] })
		);
		branch.tell('counter.opened', at('09:00'), '1', {});
		issue(branch, 'A1', at('09:01'));
		branch.tell('ticket.issued', at('09:01'), 'C1', { service: 'opening' });
		expect(estimateOf(branch, 'A1')).not.toBeNull();
		expect(estimateOf(branch, 'C1')).toBeNull();
		expect(branch.view().services['opening']?.estimate).toBeNull();
	});

	test('a queue system that never tells of its counters is not taken for closed', () => {
		const branch = new Told(smallBranch());
		issue(branch, 'A1', at('09:01'));
		expect(estimateOf(branch, 'A1')?.wait).toBeGreaterThan(0);
	});
});

describe('what it learns', () => {
	test('the line is slower than the branch file says: estimates follow', () => {
		const branch = branchWith(2, {
			services: [
				{ id: 'cash', name: { zh: '现金', en: 'Cash' }, complexity: 'simple', typicalService: 60 }
			]
		});
		morning(branch, 2, 180, 2);
		const each = branch.view().services['cash']?.estimate?.basis.each as number;
		expect(each).toBeGreaterThan(150);
	});

	test('a service that was forgotten for seven hours teaches nothing', () => {
		const branch = branchWith(3);
		arrive(branch, 'B1', '3', at('09:00'));
		morning(branch, 2, 120, 2);
		const before = branch.view().services['cash']?.estimate;
		// It has been there for two hours: nobody is, and the counter does not count.
		expect(before?.basis.counters).toBe(2);
		branch.tell('ticket.finished', at('16:00'), 'B1', { counter: '3' });
		const after = branch.view().services['cash']?.estimate;
		expect(after?.basis.each).toBeLessThan(1.2 * (before?.basis.each as number));
	});

	test('a counter that stands idle while people wait is not counted on for long', () => {
		const branch = branchWith(2);
		for (let n = 1; n <= 9; n += 1) issue(branch, `A${n}`, at('09:01'));
		const both = branch.view().services['cash']?.estimate?.basis.counters;
		serve(branch, 'A1', '1', at('09:02'));
		branch.tell('ticket.finished', at('09:06'), 'A1', { counter: '1' });
		serve(branch, 'A2', '1', at('09:11'));
		const one = branch.view().services['cash']?.estimate?.basis.counters;
		expect([both, one]).toEqual([2, 1]);
	});

	test('counters renamed overnight: the next day goes on with what was learned', () => {
		const branch = branchWith(2);
		morning(branch, 2, 240, 2);
		branch.pass(at('00:00', '2026-11-26'));
		const file = branch.state.config.file;
		branch.configure({
			...file,
			counters: ['a', 'b'].map((id) => ({ id, name: { zh: id, en: id }, services: ['cash'] }))
		});
		for (const id of ['a', 'b']) branch.tell('counter.opened', at('09:00', '2026-11-26'), id, {});
		issue(branch, 'A1', at('09:01', '2026-11-26'));
		expect(branch.view().services['cash']?.estimate?.basis).toMatchObject({
			counters: 2,
			each: 240
		});
		expect(estimateOf(branch, 'A1')?.wait).toBeGreaterThan(0);
	});
});

describe('while waiting', () => {
	test('a call brings those behind nearer; a pause puts them off', () => {
		const branch = branchWith(2);
		for (let n = 1; n <= 8; n += 1) issue(branch, `A${n}`, at('09:01'));
		const first = estimateOf(branch, 'A8')?.wait as number;
		branch.tell('counter.paused', at('09:02'), '2', { reason: 'approval' });
		const paused = estimateOf(branch, 'A8')?.wait as number;
		expect(paused).toBeGreaterThan(first);
		for (let n = 1; n <= 6; n += 1) branch.tell('ticket.abandoned', at('09:03'), `A${n}`, {});
		expect(estimateOf(branch, 'A8')?.wait).toBeLessThan(paused);
	});

	test('the estimate is of the whole wait, so that nothing is sent because time passes', () => {
		const branch = branchWith(1);
		arrive(branch, 'B1', '1', at('09:00'));
		issue(branch, 'A1', at('09:00'));
		const told = estimateOf(branch, 'A1');
		branch.pass(at('09:04'));
		expect(estimateOf(branch, 'A1')).toBe(told);
		branch.tell('device.heartbeat', at('09:05'), 'atm-1', {});
		expect(estimateOf(branch, 'A1')).toBe(told);
	});

	test('a prompt says when its window is expected to close', () => {
		const branch = branchWith(1);
		arrive(branch, 'B1', '1', at('09:00'));
		for (let n = 1; n <= 6; n += 1) issue(branch, `A${n}`, at('09:00'));
		branch.pass(at('09:10:01'));
		const { prompts, tickets } = branch.view();
		const { wait } = tickets['A6']?.estimate as { wait: number };
		expect(prompts['long_wait/A6/2026-11-25']?.closesAt).toBe(at('09:00') + wait * 1000);
	});

	test('whoever will pass the limit is known early, and the program keeps the score', () => {
		const branch = branchWith(1);
		arrive(branch, 'B1', '1', at('09:00'));
		for (let n = 1; n <= 8; n += 1) issue(branch, `A${n}`, at('09:00'));
		const { tickets } = branch.view();
		expect(tickets['A1']?.likely).toBeUndefined();
		expect(tickets['A8']?.likely).toBe(true);
		branch.tell('ticket.abandoned', at('09:20'), 'A8', {});
		const { score } = branch.state.forecast;
		expect([score.warned, score.warnedRightly, score.longWaits]).toEqual([1, 1, 1]);
	});
});

test('a thousand tickets in a minute', () => {
	const branch = branchWith(4);
	for (let n = 0; n < 1_000; n += 1) issue(branch, `A${n}`, at('09:01') + n * 60);
	const last = estimateOf(branch, 'A999');
	expect(last?.wait).toBeGreaterThan(estimateOf(branch, 'A10')?.wait as number);
	expect(Number.isFinite(last?.high)).toBe(true);
});

describe('whatever happens', () => {
	test('every estimate is a range of numbers around its middle', () => {
		fc.assert(
			fc.property(days, (steps) => {
				const branch = new Told(smallBranch({ clock: 'wall' }));
				tellAll(branch, steps, () => {
					for (const ticket of branch.state.today?.tickets.values() ?? []) {
						const { estimate } = ticket;
						if (estimate === null) continue;
						const { low, wait, high } = estimate;
						expect(low >= 0 && low <= wait && wait <= high && Number.isFinite(high)).toBe(true);
					}
				});
			})
		);
	});

	test('the same events give the same numbers, bit for bit, also across a restart', () => {
		fc.assert(
			fc.property(days, fc.nat(), (steps, cut) => {
				const file = smallBranch();
				const branch = new Told(file);
				tellAll(branch, steps);
				const { log } = branch;
				let again = newState(configOf(file));
				log.forEach((event, index) => {
					if (index === cut % (log.length + 1)) again = thaw(freeze(again)) as typeof again;
					evolve(again, structuredClone(event), new Changes());
				});
				const whole = newState(configOf(file));
				for (const event of log) evolve(whole, structuredClone(event), new Changes());
				expect(again.forecast.freeze()).toEqual(whole.forecast.freeze());
			})
		);
	});
});
