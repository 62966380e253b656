import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { evolve } from '#lib/domain/branch.ts';
import { Changes } from '#lib/domain/changes.ts';
import { configOf } from '#lib/domain/config/config.ts';
import type { BranchEvent, Recorded } from '#lib/domain/event.ts';
import { IdleBeats } from '#lib/domain/keeping/idle-beats.ts';
import { keepLimits } from '#lib/domain/keeping/limits.ts';
import { isQuiet } from '#lib/domain/keeping/quiet.ts';
import { freeze } from '#lib/domain/snapshot.ts';
import { newState } from '#lib/domain/state.ts';
import { businessDayAt } from '#lib/domain/time/business-day.ts';
import { dayPlus } from '#lib/domain/time/calendar-day.ts';
import type { BranchFile, EventData, EventType } from '#lib/protocol/index.ts';
import { at, smallBranch, Told } from '../support/history.ts';

const ZONES = ['Asia/Shanghai', 'Europe/Berlin', 'America/St_Johns', 'Pacific/Apia'];
const anyDay = fc.integer({ min: 0, max: 4_000 }).map((days) => dayPlus('2020-01-01', days));
const anyKeep = fc.option(
	fc.record(
		{
			logDays: fc.integer({ min: 30, max: 3_650 }),
			historyDays: fc.integer({ min: 60, max: 3_650 })
		},
		{ requiredKeys: [] }
	),
	{ nil: undefined }
);

describe('the days that may go', () => {
	test('are over, in any zone, and those that go first are never kept longest', () => {
		fc.assert(
			fc.property(fc.constantFrom(...ZONES), anyDay, anyKeep, (timeZone, today, keep) => {
				const file = { timeZone, ...(keep && { keep: keep as NonNullable<BranchFile['keep']> }) };
				const limits = keepLimits(file, today);
				const { heartbeats, log, held, history, historyDay } = limits;
				const dayOf = (instant: number) => businessDayAt(instant, timeZone);
				expect(dayOf(heartbeats).day).toBe(dayPlus(today, -2));
				expect(dayOf(log).day).toBe(dayPlus(today, -(keep?.logDays ?? 400)));
				expect(dayOf(held).day).toBe(dayPlus(today, -2 * (keep?.logDays ?? 400)));
				expect(historyDay).toBe(dayPlus(today, -(keep?.historyDays ?? 1_100)));
				expect(dayOf(history).day).toBe(historyDay);
				for (const limit of [heartbeats, log, held, history]) {
					expect(dayOf(limit).start).toBe(limit);
				}
				expect(held).toBeLessThan(log);
				expect(log).toBeLessThan(heartbeats);
				const tomorrow = keepLimits(file, dayPlus(today, 1));
				for (const rule of ['heartbeats', 'log', 'held', 'history'] as const) {
					expect(tomorrow[rule]).toBeGreaterThan(limits[rule]);
				}
			})
		);
	});

	test('go while the branch is closed, or by night', () => {
		const file = smallBranch({ clock: 'wall', hours: { 'mon-fri': ['09:00', '17:00'] } });
		expect(isQuiet(file, at('08:59:59'))).toBe(true);
		expect(isQuiet(file, at('09:00'))).toBe(false);
		expect(isQuiet(file, at('16:59:59'))).toBe(false);
		expect(isQuiet(file, at('17:00'))).toBe(true);
		expect(isQuiet(file, at('12:00', '2026-11-28'))).toBe(true);
		const always = { ...file, hours: { 'mon-sun': ['00:00', '23:59'] as [string, string] } };
		expect(isQuiet(always, at('01:59'))).toBe(false);
		expect(isQuiet(always, at('02:00'))).toBe(true);
		expect(isQuiet(always, at('05:00'))).toBe(false);
		expect(isQuiet({ ...file, clock: 'event' }, at('12:00'))).toBe(true);
	});
});

/** The state that a log makes. */
function stateOf(log: readonly Recorded<BranchEvent>[]) {
	const state = newState(configOf(branch()));
	for (const event of log) evolve(state, structuredClone(event), new Changes());
	return state;
}

function branch() {
	return smallBranch({
		devices: ['atm-1', 'atm-2'].map((id) => ({ id, kind: 'atm', name: { zh: id, en: id } }))
	});
}

/** A log without the heartbeats that can go; how many went. */
function thinned(log: readonly Recorded<BranchEvent>[], from = 0) {
	const beats = new IdleBeats();
	const idle = new Set<number>();
	for (const [seq, { type, at, recordedAt, subject }] of log.entries()) {
		if (seq < from) continue;
		const goes = beats.note({ seq, type, at, recordedAt, subject });
		if (goes !== null) idle.add(goes);
	}
	return { log: log.filter((_, seq) => !idle.has(seq)), went: idle.size };
}

describe('heartbeats between two others of the same device', () => {
	it('go, and the first and the last of each run stay', () => {
		const told = new Told(branch());
		const beat = (seconds: number, device = 'atm-1') =>
			told.tell('device.heartbeat', at('09:00') + seconds * 1000, device, {});
		for (let second = 0; second <= 600; second += 30) beat(second);
		told.pass(at('09:20'));
		for (let second = 1200; second <= 1500; second += 30) beat(second);
		const { log, went } = thinned(told.log);
		expect(went).toBe(told.log.length - log.length);
		const left = log
			.filter(({ type }) => type.startsWith('device.'))
			.map(({ type, at: when }) => [type.slice(7), (when - at('09:00')) / 1000]);
		// In the first two minutes it may have been heard of already, with a clock that is ahead.
		expect(left).toEqual([
			...[0, 30, 60, 90, 120, 600].map((second) => ['heartbeat', second]),
			...[660, 780].map((second) => ['silent', second]),
			...[1200, 1290].map((second) => ['heartbeat', second]),
			['settled', 1320],
			...[1320, 1500].map((second) => ['heartbeat', second])
		]);
	});

	it('change nothing by going, whatever happens and wherever the walk begins', () => {
		interface Step {
			type: EventType | 'branch.configured' | 'pass';
			device: string;
			pause: number;
			delay: number;
			data: object;
		}
		const step: fc.Arbitrary<Step> = fc.record({
			type: fc.oneof(
				{ weight: 20, arbitrary: fc.constant('device.heartbeat' as const) },
				{ weight: 3, arbitrary: fc.constant('device.status' as const) },
				fc.constantFrom('incident.resolved' as const, 'pass' as const, 'branch.configured' as const)
			),
			device: fc.constantFrom('atm-1', 'atm-2'),
			pause: fc.constantFrom(0, 5_000, 20_000, 30_000, 30_000, 70_000, 200_000),
			delay: fc.constantFrom(0, 0, 0, 0, 0, 40_000, 110_000, -90_000),
			data: fc.constantFrom(
				...['ok', 'degraded', 'offline', 'maintenance', 'unknown'].map((state) => ({ state }))
			)
		});
		let went = 0;
		fc.assert(
			fc.property(
				fc.array(step, { minLength: 30, maxLength: 200, size: 'max' }),
				fc.nat(30),
				(steps, from) => {
					const told = new Told(branch());
					let now = at('09:00');
					for (const { type, device, pause, delay, data } of steps) {
						now += pause;
						told.pass(now);
						if (type === 'pass') continue;
						if (type === 'branch.configured') told.configure(branch());
						else if (type === 'incident.resolved') {
							const [open] = Object.keys(told.view().incidents);
							if (open !== undefined) told.tell(type, now, open, { staff: 'wang' });
						} else {
							const says = type === 'device.status' ? data : {};
							told.tell(type, now - delay, device, says as EventData<EventType>, { heard: now });
						}
					}
					const without = thinned(told.log, from);
					went += without.went;
					const [whole, thin] = [stateOf(told.log), stateOf(without.log)];
					for (const [id, device] of whole.devices) {
						const other = thin.devices.get(id)!;
						// Screens are told once a minute; of which heartbeat is all the same.
						expect(Math.abs((device.lastSeenAt ?? 0) - (other.lastSeenAt ?? 0))).toBeLessThan(
							60_000
						);
						other.lastSeenAt = device.lastSeenAt;
					}
					expect(freeze(thin)).toBe(freeze(whole));
				}
			),
			{ numRuns: 300 }
		);
		expect(went).toBeGreaterThan(1_000);
	});
});
