import { describe, expect, test } from 'vitest';
import { ticketAt } from '#lib/client/at-counter.ts';
import {
	minutesToTell,
	paceOf,
	profileOf,
	situationOf,
	waitedFor
} from '../../src/routes/counter/situation.ts';
import { branch, byId, cash, counter, NOW, ticket } from './counter-rows.ts';

const me = { staff: 't01', lead: false };
const lead = { staff: null, lead: true };
const at = (...args: Parameters<typeof situationOf>) => situationOf(...args).at;

describe('where a counter stands', () => {
	test('is closed, idle or paused by what it said of itself', () => {
		expect(at(counter('1', { state: 'closed' }), {}, me)).toBe('closed');
		expect(at(counter('1', { staff: 't01' }), {}, me)).toBe('idle');
		const paused = counter('1', { staff: 't01', state: 'paused', reason: 'lunch', since: NOW });
		expect(situationOf(paused, {}, me)).toEqual({ at: 'paused', reason: 'lunch', since: NOW });
	});

	test('follows the ticket, whose row comes before that of the counter', () => {
		const called = ticket('A1', 5, { state: 'called', counter: '1', calledAt: NOW - 4_000 });
		const idle = counter('1', { staff: 't01' });
		expect(situationOf(idle, byId([called]), me)).toMatchObject({
			at: 'called',
			since: NOW - 4_000
		});
		// Finished: the ticket is gone, and the counter's row still names it.
		expect(at({ ...idle, ticket: 'A1' }, {}, me)).toBe('idle');
		const serving = { ...called, state: 'serving' as const, startedAt: NOW - 1_000 };
		expect(situationOf(idle, byId([serving]), me)).toMatchObject({
			at: 'serving',
			since: NOW - 1_000
		});
	});

	test('of two tickets that a machine reported the later one is here; those elsewhere are not', () => {
		const tickets = byId([
			ticket('A1', 9, { state: 'serving', counter: '1', startedAt: NOW - 90_000 }),
			ticket('A2', 5, { state: 'called', counter: '1', calledAt: NOW - 4_000 }),
			ticket('A3', 5, { state: 'called', counter: '2', calledAt: NOW })
		]);
		expect(ticketAt(tickets, '1')?.id).toBe('A2');
		expect(ticketAt(tickets, '3')).toBeUndefined();
	});

	test('belongs to whoever opened it; who leads may act at every one', () => {
		const theirs = counter('1', { staff: 't02' });
		expect(situationOf(theirs, {}, me)).toEqual({ at: 'other', staff: 't02' });
		expect(at(theirs, {}, lead)).toBe('idle');
		// A machine opened it and named nobody: it is there to be taken.
		expect(at(counter('1'), {}, me)).toBe('closed');
		expect(at(counter('1'), {}, lead)).toBe('idle');
	});
});

describe('somebody who was called and has not come', () => {
	const waited = (seconds: number, recalls?: number) =>
		waitedFor(
			{ calledAt: NOW - seconds * 1000, ...(recalls !== undefined && { recalls }) },
			branch.calling,
			NOW
		);

	test('is called again so often, and is given a while each time', () => {
		expect(waited(3)).toEqual({ calls: 1, recallsLeft: 2, noShowIn: 17, suggested: false });
		expect(waited(19.2, 1)).toMatchObject({ calls: 2, recallsLeft: 1, noShowIn: 1 });
		expect(waited(20, 1)).toMatchObject({ noShowIn: 0, suggested: false });
	});

	test('is a no-show to suggest once no recall is left and the while is over', () => {
		expect(waited(19, 2).suggested).toBe(false);
		expect(waited(20, 2)).toEqual({ calls: 3, recallsLeft: 0, noShowIn: 0, suggested: true });
	});
});

describe('the pace of a service', () => {
	test('is a share of what is usual, and over past it', () => {
		expect(paceOf(NOW - 120_000, NOW, cash)).toEqual({ usual: 240, share: 0.5, over: false });
		expect(paceOf(NOW - 240_000, NOW, cash).over).toBe(false);
		expect(paceOf(NOW - 241_000, NOW, cash)).toEqual({ usual: 240, share: 1, over: true });
		expect(paceOf(NOW, NOW, undefined)).toEqual({ usual: null, share: 0, over: false });
	});

	test('is told in whole minutes, and never as none', () => {
		expect([200, 240, 20].map(minutesToTell)).toEqual([3, 4, 1]);
	});
});

test('a profile is known by its services in their order', () => {
	expect(profileOf(['cash', 'transfer'], branch.profiles)?.id).toBe('simple');
	expect(profileOf(['transfer', 'cash'], branch.profiles)).toBeUndefined();
});
