import { beforeAll, describe, expect, test } from 'vitest';
import { configOf, type Config } from '#lib/domain/config/config.ts';
import { habitsOf } from '#lib/domain/forecast/whatif/habits.ts';
import { restOfToday } from '#lib/domain/forecast/whatif/rest-of-today.ts';
import { AS_IT_WAS, type Scenario } from '#lib/domain/forecast/whatif/scenario.ts';
import { callOf, staysOfRecords, type Stay } from '#lib/domain/forecast/whatif/stay.ts';
import { whatIf } from '#lib/domain/forecast/whatif/what-if.ts';
import { instantAt } from '#lib/domain/time/business-day.ts';
import type { IncomingEvent } from '#lib/protocol/index.ts';
import { bankCalls } from '#server/replay/bank-calls.ts';
import { hasLog, needs, readLog } from '../days/data.ts';
import { fold } from '../days/fold.ts';

const FILE = 'bank-calls-1999-02.csv';

/**
 * A call centre is a branch with a rule of its own (a priority customer is 90 seconds ahead, and no limit) and agents
 * who do what they were trained for: what each did at least once in fifty calls.
 * Data: Technion SEELab, "Anonymous Bank".
 */
describe.skipIf(!hasLog(FILE))(`February 1999 of a bank's call centre, again${needs(FILE)}`, () => {
	let config: Config;
	let days: [string, Stay[]][];
	let events: IncomingEvent[];

	beforeAll(() => {
		const log = bankCalls.read(readLog(FILE));
		const branch = log.branch!;
		events = [...log.events].map(({ event }) => event);
		const month = fold(branch, events);
		const stays = staysOfRecords(month.tickets, month.stages, branch.timeZone);
		days = [...Map.groupBy(stays, ({ day }) => day)].sort();
		const done = Map.groupBy(stays, ({ counter }) => counter ?? '');
		config = configOf({
			...branch,
			calling: { ageEvery: 90, levels: { priority: 1 }, cap: 60, consecutivePriority: 1000 },
			counters: (branch.counters ?? []).map((counter) => {
				const own = done.get(counter.id) ?? [];
				const often = (id: string) =>
					own.filter(({ service }) => service === id).length >= own.length / 50;
				return { ...counter, services: (counter.services ?? []).filter(often) };
			})
		});
	});

	const ask = (scenario: (day: string) => Scenario, replications: number) =>
		whatIf({
			days: days.map(([day, stays]) => ({ stays, scenario: scenario(day) })),
			config,
			seed: 1,
			replications
		});

	test('days replayed without a change are close to what they were, a little too good', () => {
		const ratios = days.map(([day, stays]) => {
			const { base, actual } = whatIf({
				days: [{ stays, scenario: AS_IT_WAS }],
				config,
				seed: 1,
				replications: 3
			});
			console.log(
				`${day}: p90 ${base.p90?.toFixed(0)} s, really ${actual?.p90?.toFixed(0)} s; ` +
					`gave up ${base.abandoned.toFixed(0)}, really ${actual?.abandoned}`
			);
			return (base.p90! + 10) / (actual!.p90! + 10);
		});
		const sorted = ratios.sort((a, b) => a - b);
		expect(sorted[14]!).toBeGreaterThan(0.8);
		expect(sorted[14]!).toBeLessThan(1.05);
		expect(sorted[0]!).toBeGreaterThan(0.55);
	});

	test('an agent more from 10 to 14 would have helped, with doubt about how much', () => {
		const answer = ask(
			(day) => ({
				...AS_IT_WAS,
				more: [
					{
						counters: 1,
						services: null,
						from: instantAt(day, '10:00', config.timeZone),
						until: instantAt(day, '14:00', config.timeZone)
					}
				]
			}),
			3
		);
		const { p90, abandoned } = answer.change;
		console.log('an agent more:', { p90, abandoned });
		expect(answer.tickets).toBe(31_125);
		expect(answer.actual).toMatchObject({ served: 27_162, abandoned: 3_963 });
		expect(p90.high).toBeLessThan(0);
		expect(p90.high! - p90.low!).toBeGreaterThan(1);
		expect(abandoned.high).toBeLessThan(0);
	});

	test('the next hour, from past days of the same kind and how the floor stands', () => {
		const hour = 3_600_000;
		const seed = 1;
		const working = days.filter(([day]) => new Date(day).getUTCDay() < 5);
		let looks = 0;
		let hits = 0;
		let expected = 0;
		let real = 0;
		working.forEach(([day, stays], index) => {
			if (index < 10) return;
			const midnight = instantAt(day, '00:00', config.timeZone);
			const past = working.slice(0, index);
			const habits = habitsOf(
				past.map(([, own]) => own),
				config
			);
			for (const time of ['10:00', '14:00', '18:00']) {
				const now = instantAt(day, time, config.timeZone);
				const { state } = fold(
					config.file,
					events.filter(({ at }) => at >= midnight && at <= now)
				);
				const arrivals = [...config.services.keys()].map((service) => {
					const came = past.map(([each, own]) => {
						const from = instantAt(each, time, config.timeZone);
						return own.filter(
							(stay) =>
								stay.service === service && stay.issuedAt >= from && stay.issuedAt < from + hour
						).length;
					});
					const sum = came.reduce((total, count) => total + count, 0);
					return { service, from: now, until: now + hour, expected: sum / past.length };
				});
				const { line } = restOfToday({
					floor: {
						tickets: state.today?.tickets.values() ?? [],
						counters: state.counters.values(),
						runs: state.today?.runs ?? new Map()
					},
					config,
					habits,
					now,
					closesAt: now + hour,
					arrivals,
					spread: 0.15,
					replications: 20,
					scenario: AS_IT_WAS,
					seed
				});
				for (const { at, waiting } of line.base) {
					const waited = stays.filter(
						(stay) => stay.issuedAt <= at && (callOf(stay) ?? stay.endedAt ?? 0) > at
					).length;
					looks += 1;
					if (waited >= waiting.low! && waited <= waiting.high!) hits += 1;
					expected += waiting.value!;
					real += waited;
				}
			}
		});
		console.log(
			`the next hour, seed ${seed}: ${hits} of ${looks} looks within the span of four in five; ` +
				`mean line ${(expected / looks).toFixed(2)}, really ${(real / looks).toFixed(2)}`
		);
		expect(hits / looks).toBeGreaterThan(0.7);
		// Thirty hours, each one draw of a busy or a quiet one: their mean is no finer than that.
		expect(expected / real).toBeGreaterThan(1 / 1.5);
		expect(expected / real).toBeLessThan(1.5);
	});
});
