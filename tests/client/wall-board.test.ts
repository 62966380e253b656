import { expect, test } from 'vitest';
import { waitLevel, waitLimits } from '#lib/client/limits.ts';
import type {
	BranchRow,
	CounterRow,
	PromptRow,
	ServiceRow,
	TicketRow
} from '#lib/protocol/index.ts';
import {
	counterLabel,
	countersShown,
	linesOf,
	meanWaiting,
	overdueOf,
	slotted
} from '../../src/routes/wall/board.ts';
import { ticketAt } from '#lib/client/at-counter.ts';
import { stationRules } from '../support/station-rules.ts';

const now = Date.parse('2026-11-25T10:24:00+08:00');
const MINUTE = 60_000;

const branch: BranchRow = {
	id: 'lakeside',
	name: { zh: '湖滨支行', en: 'Lakeside Branch' },
	timeZone: 'Asia/Shanghai',
	open: true,
	opensAt: null,
	closesAt: null,
	businessDay: '2026-11-25',
	longWait: { seconds: 600, escalate: [1200, 1800] },
	targets: {
		withinTarget: 0.85,
		windowsUsed: 0.6,
		pitchCoverage: 0.95,
		conversion: 0.08,
		amountPerDay: null
	},
	consecutivePriority: 3,
	...stationRules
};

function service(id: string, longWait = 600): ServiceRow {
	return {
		id,
		name: { zh: id, en: id },
		complexity: 'simple',
		waiting: 0,
		estimate: null,
		typicalService: 240,
		longWait,
		run: 0
	};
}

function ticket(id: string, minutes: number, more: Partial<TicketRow> = {}): TicketRow {
	return {
		id,
		number: id,
		service: 'cash',
		segment: 'ordinary',
		state: 'waiting',
		issuedAt: now - minutes * MINUTE,
		form: null,
		tags: [],
		estimate: null,
		order: 0,
		why: [],
		...more
	};
}

function prompt(of: string, more: Partial<PromptRow> = {}): PromptRow {
	return {
		id: `long_wait/${of}`,
		rule: 'long_wait',
		kind: 'engage',
		ticket: of,
		state: 'open',
		level: 0,
		raisedAt: now,
		...more
	};
}

function counter(id: string, more: Partial<CounterRow> = {}): CounterRow {
	const name = { zh: `${id}号窗口`, en: `Counter ${id}` };
	return { id, name, state: 'open', services: ['cash'], ...more };
}

function byId<R extends { id: string }>(rows: R[]): Record<string, R> {
	return Object.fromEntries(rows.map((row) => [row.id, row]));
}

test('limits are the branch’s: warn on the way, long only when more than it, over from the first escalation', () => {
	const limits = waitLimits(branch, service('cash'));
	expect(waitLevel(479_999, limits)).toBe('fine');
	expect(waitLevel(480_000, limits)).toBe('warn');
	expect(waitLevel(600_000, limits)).toBe('warn');
	expect(waitLevel(600_001, limits)).toBe('long');
	expect(waitLevel(1_200_000, limits)).toBe('over');
	expect(waitLimits(branch, service('opening', 1500)).over).toBe(1800);
	expect(waitLimits({ ...branch, longWait: { seconds: 600, escalate: [] } }).over).toBe(Infinity);
});

test('a line: who waits, the longest, and the counters that are open for it', () => {
	const lines = linesOf(
		branch,
		byId([service('cash'), service('wealth')]),
		byId([ticket('A1', 5), ticket('A2', 9), ticket('A3', 20, { state: 'serving' })]),
		byId([counter('1'), counter('2', { state: 'paused' }), counter('3', { services: ['wealth'] })]),
		6
	);
	expect(lines.map(({ id, people, counters, since }) => [id, people, counters, since])).toEqual([
		['cash', 2, 1, now - 9 * MINUTE],
		['wealth', 0, 1, null]
	]);
});

test('more services than slots share the last one', () => {
	const services = byId(['a', 'b', 'c', 'd'].map((id) => service(id)));
	const tickets = byId([ticket('C1', 3, { service: 'c' }), ticket('D1', 7, { service: 'd' })]);
	const lines = linesOf(branch, services, tickets, {}, 3);
	expect(lines.map(({ id, people, since }) => [id, people, since])).toEqual([
		['a', 0, null],
		['b', 0, null],
		['+', 2, now - 7 * MINUTE]
	]);
});

test('past the long wait, by time of issue, with whoever follows', () => {
	const tickets = byId([
		ticket('A3', 10),
		ticket('A2', 12),
		ticket('A1', 23, { state: 'parked' }),
		ticket('A0', 40, { state: 'serving' }),
		ticket('A4', 15)
	]);
	const prompts = byId([prompt('A1', { state: 'accepted', assignee: 'm02' }), prompt('A2')]);
	const rows = overdueOf(branch, byId([service('cash')]), tickets, prompts, now);
	expect(rows.map((row) => [row.ticket, row.following.kind])).toEqual([
		['A1', 'staff'],
		['A4', 'talked'],
		['A2', 'nobody']
	]);
	// Ten minutes exactly is not more than ten minutes.
	const later = overdueOf(branch, byId([service('cash')]), tickets, prompts, now + 1);
	expect(later.map((row) => row.ticket)).toContain('A3');
});

test('the window of somebody past the long wait closes by itself, and has no number where nobody can say', () => {
	const estimate = { wait: 900, low: 840, high: 1_080 };
	const tickets = byId([
		ticket('A1', 11, { estimate }),
		ticket('A2', 19, { estimate }),
		ticket('A3', 12, { estimate, state: 'parked' }),
		ticket('A4', 13)
	]);
	const lefts = (at: number) =>
		overdueOf(branch, byId([service('cash')]), tickets, {}, at).map((row) => [
			row.ticket,
			row.low,
			row.high
		]);
	expect(lefts(now)).toEqual([
		['A2', 0, 1],
		['A4', null, null],
		['A3', null, null],
		['A1', 3, 7]
	]);
	expect(lefts(now + 2 * MINUTE).at(-1)).toEqual(['A1', 1, 5]);
});

test('the sixth slot holds the rest of them', () => {
	const tickets = byId(Array.from({ length: 15 }, (_, i) => ticket(`A${10 + i}`, 40 - i)));
	const taken = { state: 'accepted', assignee: 'm01' } as const;
	const prompts = byId(Object.keys(tickets).map((id, i) => prompt(id, i < 10 ? taken : {})));
	const rows = overdueOf(branch, byId([service('cash')]), tickets, prompts, now);
	const { rows: shown, rest } = slotted(rows, 6);
	expect(shown.map((row) => row.ticket)).toEqual(['A10', 'A11', 'A12', 'A13', 'A14']);
	expect(rest).toMatchObject({ people: 10, since: now - 35 * MINUTE, nobody: 5 });
	expect(slotted(rows.slice(0, 6), 6).rest).toBeNull();
});

test('whoever was talked to makes room first, and the order stays that of issue', () => {
	const tickets = byId(Array.from({ length: 8 }, (_, i) => ticket(`A${10 + i}`, 40 - i)));
	const prompts = byId(['A12', 'A14', 'A16', 'A17'].map((id) => prompt(id)));
	const rows = overdueOf(branch, byId([service('cash')]), tickets, prompts, now);
	const { rows: shown, rest } = slotted(rows, 6);
	expect(shown.map((row) => row.ticket)).toEqual(['A10', 'A12', 'A14', 'A16', 'A17']);
	expect(rest).toMatchObject({ people: 3, since: now - 39 * MINUTE, nobody: 0 });
});

test('mean waiting so far; blank where nobody waits', () => {
	expect(meanWaiting(byId([ticket('A1', 4), ticket('A2', 8)]), now)).toBe(6 * MINUTE);
	expect(meanWaiting({}, now)).toBeNull();
});

test('a counter is told by its number where its name is one', () => {
	expect(counterLabel('7号弹性窗口')).toEqual({ number: '7', rest: '弹性' });
	expect(counterLabel('Flex counter 7')).toEqual({ number: '7', rest: 'Flex' });
	expect(counterLabel('Counter 12')).toEqual({ number: '12', rest: '' });
	expect(counterLabel('贵宾室')).toEqual({ number: null, rest: '贵宾室' });
});

test('a counter has whom it called last, as the tickets say', () => {
	const tickets = byId([
		ticket('A1', 9, { state: 'serving', counter: '1', calledAt: now - 5 * MINUTE }),
		ticket('A2', 8, { state: 'called', counter: '1', calledAt: now - MINUTE }),
		ticket('A3', 7, { state: 'called', counter: '2', calledAt: now }),
		ticket('A4', 6)
	]);
	expect(ticketAt(tickets, '1')?.id).toBe('A2');
	expect(ticketAt(tickets, '3')).toBeUndefined();
});

test('too many counters: closed ones leave first, the others are a number', () => {
	const counters = byId(
		Array.from({ length: 12 }, (_, i) => counter(String(i + 1), i < 4 ? { state: 'closed' } : {}))
	);
	const { shown, more } = countersShown(counters, 10);
	expect(shown.map(({ id }) => id)).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9']);
	expect(more).toBe(3);
	const { shown: fewer } = countersShown(counters, 8);
	expect(fewer.map(({ id }) => id)).toEqual(['5', '6', '7', '8', '9', '10', '11']);
});
