import { describe, expect, test } from 'vitest';
import { bankCalls } from '#server/replay/bank-calls.ts';
import { scoredOf } from '#server/replay/predictions.ts';
import type { TicketRecord } from '#lib/protocol/index.ts';
import { FittedWaits, ridge } from '../bench/support/fitted-waits.ts';
import { lobbyAtEachIssue } from '../bench/support/lobby-so-far.ts';
import { errorsOf, FITTED, LES, measuredWaits } from '../bench/support/measured-waits.ts';
import {
	aheadOf,
	awareQueueLength,
	headOfLine,
	lastToEnterService,
	queueLength,
	type WaitRule
} from '../bench/support/wait-rules.ts';
import { hasLog, needs } from './data.ts';
import { ticketsOf } from './tickets.ts';

/** Seconds after the opening; `called` null: gave up at `ended`. */
interface Life {
	issued: number;
	called?: number;
	ended: number;
	counter?: string;
	segment?: string;
	day?: string;
}

function ticket(number: string, life: Life): TicketRecord {
	const { issued, called, ended, counter = '1', segment = 'ordinary', day = '2026-11-25' } = life;
	const opening = Date.parse(`${day}T09:00:00Z`);
	const instant = (seconds: number) => opening + seconds * 1000;
	return {
		branch: 'lakeside',
		day,
		number,
		service: 'cash',
		segment,
		state: called === undefined ? 'abandoned' : 'finished',
		issuedAt: instant(issued),
		calledAt: called === undefined ? null : instant(called),
		startedAt: called === undefined ? null : instant(called),
		endedAt: instant(ended),
		counter: called === undefined ? null : counter,
		staff: null,
		wait: ((called ?? ended) - issued) * 1000,
		serviceTime: called === undefined ? null : (ended - called) * 1000,
		parkedTime: 0,
		requeues: 0,
		transfers: 0,
		tags: [],
		promisedWait: 1000,
		promisedLow: 0,
		promisedHigh: 2000,
		rating: null,
		divertedTo: null
	};
}

/** What a rule says of the last ticket of a history, told in order of issue. */
function says(rule: WaitRule, lives: readonly Life[]): number {
	const tickets = lives.map((life, index) => ticket(`A${index}`, life));
	let said = NaN;
	for (const { arrival, lobby } of lobbyAtEachIssue(tickets)) said = rule(lobby, arrival);
	return said;
}

/** Two counters with a service of 100 s each behind them; then three who wait. */
const busy: readonly Life[] = [
	{ issued: 0, called: 0, ended: 100, counter: '1' },
	{ issued: 0, called: 0, ended: 100, counter: '2' },
	{ issued: 10, called: 100, ended: 900, counter: '1' },
	{ issued: 20, called: 100, ended: 900, counter: '2' },
	{ issued: 110, called: 900, ended: 950 },
	{ issued: 130, called: 900, ended: 950, counter: '2' },
	{ issued: 150, called: 950, ended: 960 }
];
const next: Life = { issued: 200, called: 960, ended: 970 };

describe('the last to enter service', () => {
	test('is whoever was called last before the number was drawn', () => {
		expect(says(lastToEnterService, [...busy, next])).toBe(80);
		expect(says(lastToEnterService, [...busy, { issued: 905, called: 960, ended: 970 }])).toBe(770);
	});

	test('is somebody called at that instant, but never the ticket itself', () => {
		expect(says(lastToEnterService, [...busy.slice(0, 3), { ...next, issued: 100 }])).toBe(90);
		const alone = { issued: 500, called: 500, ended: 510, counter: '3' };
		expect(says(lastToEnterService, [...busy, alone])).toBe(80);
	});

	test('says nothing before anybody was called', () => {
		expect(says(lastToEnterService, [{ issued: 0, called: 50, ended: 60 }])).toBe(0);
	});
});

describe('the head of the line', () => {
	test('has waited so long by now', () => {
		expect(says(headOfLine, [...busy, next])).toBe(90);
	});

	test('is nobody where nobody waits', () => {
		expect(says(headOfLine, [...busy, { issued: 1000, called: 1010, ended: 1020 }])).toBe(0);
	});

	test('does not give up in the future', () => {
		expect(says(headOfLine, [{ issued: 0, ended: 300 }, next])).toBe(200);
		expect(says(headOfLine, [{ issued: 0, ended: 150 }, next])).toBe(0);
	});
});

describe('queue length', () => {
	test('is worked off by the counters at work, oneself among it', () => {
		// Four people, 100 s each, two counters.
		expect(says(queueLength, [...busy, next])).toBe(200);
	});

	test('counts a counter that was busy in the last ten minutes, and not an older one', () => {
		const once: Life = { issued: 0, called: 0, ended: 100, counter: '3' };
		expect(says(queueLength, [once, ...busy, next])).toBeCloseTo((4 * 100) / 3);
		expect(says(queueLength, [once, ...busy, { ...next, issued: 699 }])).toBeCloseTo(400 / 3);
		expect(says(queueLength, [once, ...busy, { ...next, issued: 701 }])).toBe(200);
	});

	test('knows no service that has not ended', () => {
		const serving: Life = { issued: 0, called: 0, ended: 5000 };
		expect(says(queueLength, [serving, next])).toBe(180);
	});
});

describe('queue length aware of priority and abandonment', () => {
	test('is the same where nobody is privileged and nobody gives up', () => {
		expect(says(awareQueueLength, [...busy, next])).toBeCloseTo(200);
	});

	test('leaves out who stands behind a priority customer', () => {
		// 90 s earlier than 200 s: only the one of 110 s stands before.
		const privileged = { ...next, segment: 'priority' };
		expect(says((...now) => aheadOf(...now), [...busy, privileged])).toBe(1);
		expect(says(awareQueueLength, [...busy, privileged])).toBeCloseTo(100);
	});

	test('is shorter where people give up: each place frees itself faster than it is served', () => {
		// One in 450 s of waiting left: 100 s by the calls, 90 and 80 of those called, 180 of who gave up.
		const lives = [...busy.slice(0, 4), { issued: 100, ended: 380 }, { ...next, issued: 400 }];
		expect(says(awareQueueLength, lives)).toBeCloseTo(50);
		const two = [...lives.slice(0, -1), { issued: 390, ended: 990 }, { ...next, issued: 400 }];
		const leaving = 1 / (90 + 80 + 280);
		expect(says(awareQueueLength, two)).toBeCloseTo(50 + 1 / (2 / 100 + leaving));
	});

	test('is longer for an ordinary customer whom priority customers will pass', () => {
		const privileged = busy.map((life) => ({ ...life, segment: 'priority' }));
		const plain = says(awareQueueLength, [...busy, next]);
		// Seven in half an hour, over the head start of 90 s.
		expect(says(awareQueueLength, [...privileged, next])).toBeCloseTo(plain + (7 / 1800) * 90 * 50);
	});
});

describe('the fitted baseline', () => {
	test('finds the line that outcomes lie on', () => {
		const rows = [1, 2, 3, 4, 5].map((x) => [1, x, x * x]);
		const weights = ridge(
			rows,
			rows.map(([, x = 0]) => 7 + 3 * x),
			1e-9
		);
		for (const [index, weight] of [7, 3, 0].entries()) expect(weights[index]).toBeCloseTo(weight);
	});

	test('gives a feature that never varied no weight, and shrinks the others but not the mean', () => {
		const rows = [1, 3].map((x) => [1, x, 4]);
		// Two outcomes against the doubt of two: half the slope.
		const weights = ridge(rows, [10, 30], 2);
		expect(weights[1]).toBeCloseTo(5);
		expect(weights[2]).toBe(0);
		expect((weights[0] as number) + 2 * (weights[1] as number)).toBeCloseTo(20);
	});

	test('has nothing to say on the first day, and learns at night from waits that are over', () => {
		const days = ['2026-11-25', '2026-11-26'];
		const tickets = days.flatMap((day) =>
			busy.map((life, index) => ticket(`A${index}`, { ...life, day }))
		);
		const said = (of: readonly TicketRecord[]) => {
			const fitted = new FittedWaits(['cash']);
			return [...lobbyAtEachIssue(of)].map((now) =>
				fitted.estimate(now.ticket, now.arrival, now.lobby)
			);
		};
		const all = said(tickets);
		expect(all.slice(0, busy.length).every((each) => each === null)).toBe(true);
		expect(all.slice(busy.length).every((each) => each !== null && each >= 0)).toBe(true);
		// What becomes of today's tickets changes nothing of what is said of them.
		const otherwise = tickets.map((each) =>
			each.day === days[1] && each.issuedAt >= Date.parse(`${days[1]}T09:01:00Z`)
				? { ...each, calledAt: null, counter: null, state: 'abandoned', serviceTime: null }
				: each
		);
		expect(said(otherwise)[busy.length + 4]).toBe(all[busy.length + 4]);
	});
});

test('a future that differs changes nothing that a rule says', () => {
	const cut = 150;
	const later = busy.map((life) => ({
		...life,
		...(life.called !== undefined && life.called > cut ? { called: life.called + 3000 } : {}),
		...(life.ended > cut ? { ended: life.ended + 4000 } : {})
	}));
	for (const rule of [lastToEnterService, headOfLine, queueLength, awareQueueLength]) {
		const arrival = { issued: cut, called: 9000, ended: 9001 };
		expect(says(rule, [...later, arrival])).toBe(says(rule, [...busy, arrival]));
	}
});

const CALLS = 'bank-calls-1999-02.csv';
test.skipIf(!hasLog(CALLS))(`come out as published of this month${needs(CALLS)}`, () => {
	const tickets = ticketsOf(bankCalls, CALLS);
	const waits = measuredWaits(tickets);
	const error = (name: string) => errorsOf(waits, ({ said }) => said.get(name));
	expect(waits).toHaveLength(14_096);
	expect(error(LES).mae).toBeCloseTo(66.6, 1);
	expect(error(LES).rmse).toBeCloseTo(95.6, 1);
	expect(error('HOL').mae).toBeCloseTo(65.2, 1);
	expect(error('HOL').rmse).toBeCloseTo(94.0, 1);
	expect(error(FITTED).mae).toBeNaN();
	// Only who was drawn in the same second as somebody served at once has another one before them.
	const les = scoredOf(tickets).map((each) => each.les);
	const others = waits.filter(({ said }, index) => said.get(LES) !== les[index]);
	expect(others.length).toBeLessThan(waits.length / 200);
});
