import { describe, expect, test } from 'vitest';
import { lakeside } from '#server/demo/lakeside.ts';
import { checkReferences } from '#lib/domain/config/references.ts';
import type { BranchState } from '#lib/domain/state.ts';
import { checkEvent } from '#lib/protocol/check/check-event.ts';
import type { IncomingEvent } from '#lib/protocol/index.ts';
import type { TodayRow } from '#lib/protocol/index.ts';
import { DemoDays, demoDay } from '#server/demo/day.ts';
import { drawAll } from '#server/views/draw.ts';
import { fold } from '../../days/fold.ts';

const date = '2026-11-25';
const at = (time: string) => Date.parse(`${date}T${time}:00+08:00`);
const seeds = [1, 2, 3, 4, 5];

function play(seed: number, payDay = false) {
	const events = demoDay({ seed, date, payDay });
	return { events, ...fold(lakeside, events as IncomingEvent[]) };
}

const todayOf = (state: BranchState) => drawAll(state).kpis['today'] as TodayRow;

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
		expect(events[0]?.at).toBeGreaterThanOrEqual(at('08:20'));
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
	});

	test('figures as on a day of the screens’ pictures', () => {
		const today = todayOf(state);
		expect(today.windowsUsed).toBeGreaterThan(0.4);
		expect(today.windowsUsed).toBeLessThan(0.9);
		expect(today.pitchCoverage).toBeGreaterThan(0.87);
		expect(today.pitchCoverage).toBeLessThan(0.97);
		expect(today.conversion).toBeGreaterThan(0.02);
		expect(today.conversion).toBeLessThan(0.13);
		expect(today.referralsMade).toBeGreaterThan(today.referralsMet);
		expect(today.referralsMet).toBeGreaterThan(today.referralsWon);
		expect(today.amount).toBeGreaterThan(50_000_000);
		expect(today.currency).toBe('CNY');
		expect(today.outflowTold).toBeGreaterThan(0);
		expect(today.meanScore).toBeGreaterThan(3.8);
	});

	test('whoever is away from work takes nothing', () => {
		const at = new Map<string, boolean>();
		const takers = new Set<string | undefined>();
		for (const { type, subject, data } of events) {
			const { staff } = data as { staff?: string };
			if (type === 'staff.arrived') at.set(subject, true);
			if (type === 'staff.left') at.set(subject, false);
			if (type === 'prompt.accepted') {
				expect(at.get(staff ?? '')).toBe(true);
				takers.add(staff);
			}
		}
		expect(takers).toEqual(new Set(['m01', 'm02', 'm03']));
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

test('every station has its part: rules, undoing, hand-backs, referrals, sales from four, corrections', () => {
	const days = seeds.map((seed) => play(seed));
	const types = new Set(days.flatMap(({ events }) => events.map(({ type }) => type)));
	for (const type of [
		...['prompt.accepted', 'prompt.handed_back', 'prompt.not_reached', 'prompt.done'],
		...['engagement.recorded', 'engagement.undone', 'form.checked'],
		...['pitch.made', 'pitch.undone', 'ticket.rated', 'staff.arrived', 'staff.left'],
		...['referral.made', 'referral.seen', 'referral.accepted', 'referral.met', 'referral.closed'],
		...['sale.recorded', 'sale.corrected', 'sale.cancelled']
	]) {
		expect(types).toContain(type);
	}
	const rules = new Set(days.flatMap(({ prompts }) => prompts.map(({ rule }) => rule)));
	expect(rules).toEqual(
		new Set([
			...['long_wait', 'likely_long_wait', 'large_amount', 'outflow', 'maturing', 'vip'],
			...['divertible', 'form_unchecked']
		])
	);
	const channels = days.flatMap(({ state }) =>
		[...(state.today?.sales.values() ?? [])].map(({ channel }) => channel)
	);
	expect(new Set(channels)).toEqual(new Set(['lobby', 'counter', 'wealth', 'self_service']));
	// Whoever does not take a referral in time loses it to the next.
	const asked = days.flatMap(({ state }) =>
		[...state.referrals.values()].map(({ offer }) => offer.had.length)
	);
	expect(Math.max(...asked)).toBeGreaterThan(1);
});

test('a day after another knows what the branch has learned, and is the same each time', () => {
	const second = (first: string) => {
		const days = new DemoDays(1);
		days.next(first);
		return days.next(date);
	};
	expect(second('2026-11-24')).toEqual(second('2026-11-24'));
	expect(second('2026-11-24')).not.toEqual(demoDay({ seed: 1, date }));
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
