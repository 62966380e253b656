import { describe, expect, test } from 'vitest';
import { demoDay } from '#server/demo/day.ts';
import { lakeside } from '#server/demo/lakeside.ts';
import { checkReferences } from '#lib/domain/config/references.ts';
import { checkEvent } from '#lib/protocol/check/check-event.ts';
import type { IncomingEvent } from '#lib/protocol/index.ts';
import { fold } from '../../days/fold.ts';

const date = '2026-11-25';
const at = (time: string) => Date.parse(`${date}T${time}:00+08:00`);
const seeds = [1, 2, 3, 4, 5];

function play(seed: number, payDay = false) {
	const events = demoDay({ seed, date, payDay });
	return { events, ...fold(lakeside, events as IncomingEvent[]) };
}

const count = (tickets: { state: string }[], state: string) =>
	tickets.filter((ticket) => ticket.state === state).length;

test('the branch file stands by itself', () => {
	expect(checkReferences(lakeside)).toEqual([]);
	expect(lakeside.devices).toHaveLength(12);
	expect(lakeside.counters).toHaveLength(9);
});

test('the same seed is the same day, another is another', () => {
	expect(demoDay({ seed: 1, date })).toEqual(demoDay({ seed: 1, date }));
	expect(demoDay({ seed: 2, date })).not.toEqual(demoDay({ seed: 1, date }));
	expect(demoDay({ seed: 1, date: '2026-11-26' })).not.toEqual(demoDay({ seed: 1, date }));
});

describe.each(seeds)('seed %i', (seed) => {
	const { events, tickets, prompts, refused, state } = play(seed);

	test('every event passes the schemas, in order, under an id of its own', () => {
		for (const { type, subject, data, at } of events) {
			expect(checkEvent(type, subject, data, at)).toMatchObject({ ok: true, ignored: [] });
		}
		expect(events.every(({ at }, index) => at >= (events[index - 1]?.at ?? 0))).toBe(true);
		expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
		expect(events[0]?.at).toBeGreaterThanOrEqual(at('08:55'));
	});

	test('the rules refuse nothing but what crossed on its way', () => {
		expect(refused.map(({ event, code }) => `${event.type} ${code}`)).toEqual([]);
	});

	test('a believable day', () => {
		expect(tickets.length).toBeGreaterThan(200);
		expect(tickets.length).toBeLessThan(360);
		expect(count(tickets, 'finished') / tickets.length).toBeGreaterThan(0.8);
		const left = (count(tickets, 'abandoned') + count(tickets, 'no_show')) / tickets.length;
		expect(left).toBeGreaterThan(0.005);
		expect(left).toBeLessThan(0.16);
		expect(prompts.length).toBeGreaterThan(15);
		const closed = prompts.filter(({ outcome }) => outcome !== null);
		expect(closed).toHaveLength(prompts.length);
		const engaged = closed.filter(({ outcome }) => outcome !== 'missed' && outcome !== 'left');
		expect(engaged.length / prompts.length).toBeGreaterThan(0.25);
		expect(engaged.length / prompts.length).toBeLessThan(0.95);
	});

	test('everybody has gone home in the evening', () => {
		expect(tickets.filter(({ endedAt }) => endedAt === null)).toEqual([]);
		expect([...state.counters.values()].map((counter) => counter.state)).toEqual(
			[...state.counters.values()].map(() => 'closed')
		);
		expect(events.at(-1)?.at).toBeLessThan(at('19:30'));
	});
});

test('a morning and a peak, two kinds of breaks, faults, detours', () => {
	const types = new Set(seeds.flatMap((seed) => play(seed).events.map(({ type }) => type)));
	for (const type of [
		...['issued', 'called', 'recalled', 'started', 'finished', 'no_show', 'abandoned'],
		...['parked', 'resumed', 'requeued', 'transferred', 'diverted']
	]) {
		expect(types).toContain(`ticket.${type}`);
	}
	const { events } = play(1);
	const issued = (from: string, to: string) =>
		events.filter((e) => e.type === 'ticket.issued' && e.at >= at(from) && e.at < at(to)).length;
	expect(issued('09:30', '10:30')).toBeGreaterThan(2 * issued('12:00', '13:00'));
	const paused = events.filter(({ type }) => type === 'counter.paused');
	expect(new Set(paused.map(({ data }) => (data as { reason: string }).reason))).toEqual(
		new Set(['lunch', 'approval'])
	);
	expect(events).toContainEqual(
		expect.objectContaining({ type: 'device.status', subject: 'atm-2', at: at('10:12') })
	);
});

test('pay day is two and a half times as busy', () => {
	const ratio = play(3, true).tickets.length / play(3).tickets.length;
	expect(ratio).toBeGreaterThan(2);
	expect(ratio).toBeLessThan(3);
});

test('at 10:24 of the first day the busiest hour shows what the screens are for', () => {
	const { events } = play(1);
	const morning = fold(lakeside, events.filter((e) => e.at <= at('10:24')) as IncomingEvent[]);
	const waiting = morning.tickets.filter(({ state }) => state === 'waiting');
	expect(waiting.length).toBeGreaterThanOrEqual(18);
	const long = waiting.filter(({ issuedAt }) => at('10:24') - issuedAt > 600_000);
	expect(long.length).toBeGreaterThanOrEqual(5);
	expect(long.some(({ issuedAt }) => at('10:24') - issuedAt > 1_200_000)).toBe(true);
	const open = morning.prompts.filter(({ closedAt }) => closedAt === null);
	expect(open.some(({ acceptedAt }) => acceptedAt === null)).toBe(true);
	expect(open.some(({ acceptedAt }) => acceptedAt !== null)).toBe(true);
});
