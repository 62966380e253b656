import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { dayPlus } from '#lib/domain/time/calendar-day.ts';
import { CONVERSION_GROUPS, type IncomingEvent } from '#lib/protocol/index.ts';
import { App } from '#server/app.ts';
import type { Branch, Command } from '#server/branch.ts';
import { readConfig } from '#server/config.ts';
import { Analyst } from '#server/forecast/analyst.ts';
import { ReferenceDays, type RawEvent } from '../../days/conversion-reference.ts';
import { manualClock, type ManualClock } from '../../support/manual-clock.ts';
import * as days from '../../support/sales-days.ts';

const RUNS = Number(process.env['RUNS'] ?? 100);
const HOUR = 3_600_000;
/** Branches of one server: their days pass with those of all the others. */
const TOGETHER = 10;

/** A server over a folder of its own, which starts anew as often as it is told. */
class House {
	readonly folder = mkdtempSync(join(tmpdir(), 'foyer-reference-'));
	readonly clock: ManualClock;
	app: App;
	branches = 0;

	constructor(at: number) {
		// Nobody wakes: what is due comes before whatever is told next, as on a busy day.
		const nobody = () => () => undefined;
		this.clock = { ...manualClock(at), after: nobody, every: nobody };
		this.app = this.#open();
	}

	async restart(): Promise<void> {
		await this.app.dispose();
		this.app = this.#open();
	}

	async close(): Promise<void> {
		await this.app.dispose();
		rmSync(this.folder, { recursive: true, force: true });
	}

	#open(): App {
		return new App(readConfig({}, { data: this.folder, port: 0 }), this.clock);
	}
}

let house: House | undefined;
let day = '2026-11-25';
afterAll(() => house?.close());

/** A new branch on a new day, whose midnight is where the clock stands. */
async function newBranch(currency: string | null): Promise<{ own: House; id: string }> {
	day = dayPlus(day, 2);
	if (house === undefined || house.branches >= TOGETHER) {
		await house?.close();
		house = new House(Date.parse(`${day}T00:00:00Z`) - days.OFFSET);
	}
	house.clock.to(Date.parse(`${day}T00:00:00Z`) - days.OFFSET);
	house.branches += 1;
	const id = `b${house.branches}`;
	const applied = await house.app.apply(days.sellingBranch(id, currency));
	if (!applied.ok) throw new Error(JSON.stringify(applied.issues));
	return { own: house, id };
}

function logOf({ app }: House, id: string): RawEvent[] {
	return app.store
		.read(id, 0, 1_000_000)
		.map((event) => ({ ...event, data: JSON.parse(event.data) as RawEvent['data'] }))
		.filter(({ type }) => type !== 'branch.configured');
}

const branchOf = ({ app }: House, id: string) => app.branches.get(id) as Branch;

/** What all days together came to: a figure that is nowhere more than nothing would prove nothing. */
const all: Record<string, number> = {};

test(
	`every figure is that of the log, on ${RUNS} days of everything`,
	{ timeout: 600_000 },
	async () => {
		await fc.assert(
			fc.asyncProperty(days.salesDay, async (told) => {
				const { own, id } = await newBranch(told.currency);
				const midnight = own.clock.now();
				const settings = {
					offset: days.OFFSET,
					limit: days.SALES_LIMIT,
					target: days.SERVICE_TARGETS,
					currency: told.currency,
					targets: days.SALES_TARGETS
				};
				let sent = 0;
				const commandOf = (type: string, subject: string, data: object, at: number): Command => {
					const event = JSON.parse(JSON.stringify({ type, subject, data, at })) as IncomingEvent;
					sent += 1;
					return { origin: 'machine', source: '/test', id: `e${sent}`, event };
				};
				const restarts = [...told.restarts];
				const pass = async (to: number) => {
					if (restarts[0] !== undefined && restarts[0] <= to) {
						own.clock.to(Math.max(own.clock.now(), midnight + restarts.shift()!));
						await own.restart();
					}
					own.clock.to(Math.max(own.clock.now(), midnight + to));
				};
				const facts = days.factsOf(told, day);
				const play = async (until: number) => {
					while (facts[0] !== undefined && facts[0].heard <= until) {
						// What is told within a minute comes in one go, and each ninth again: its answer was lost.
						const { heard } = facts[0];
						const together = facts.findIndex(
							(each) => each.heard > Math.min(heard + 60_000, until)
						);
						const told = facts.splice(0, together === -1 ? facts.length : together);
						await pass(told.at(-1)!.heard);
						const commands = told.map(({ type, subject, data, at }) =>
							commandOf(type, subject, data, midnight + at)
						);
						const again = commands.filter(({ id: each }) => each.endsWith('9'));
						await branchOf(own, id).accept([...commands, ...again]);
					}
					await pass(until);
					await branchOf(own, id).accept([commandOf('clock.tick', '', {}, own.clock.now())]);
				};
				const compareDay = (on: string) => {
					const reference = new ReferenceDays(settings, logOf(own, id));
					const { kpis } = branchOf(own, id).view('head').view;
					expect(kpis!['today']).toEqual(reference.today(on));
					const { total } = reference.conversion('day', on, on);
					const { id: _, ...funnel } = kpis!['funnel'] as unknown as Record<string, unknown>;
					expect(total).toMatchObject(funnel);
					const products = Object.values(kpis!).flatMap((row) => ('target' in row ? [row] : []));
					expect(
						Object.fromEntries(
							products.map(({ product, sold, target }) => [product, { sold, target }])
						)
					).toEqual(reference.products(on));
					return reference;
				};
				await play(12 * HOUR);
				compareDay(day);
				await play(24 * HOUR - 60_000);
				compareDay(day);
				await play(29 * HOUR);
				const next = dayPlus(day, 1);
				const reference = compareDay(next);
				const analyst = new Analyst(own.app.store.history);
				const { file } = branchOf(own, id);
				for (const [from, to] of [
					[day, day],
					[day, next]
				] as const) {
					for (const by of CONVERSION_GROUPS) {
						const report = analyst.answer({ kind: 'conversion', file, from, to, by });
						const { currency, otherAmounts, total, rows } = report;
						if (by === 'day' && to === next) {
							for (const [figure, value] of Object.entries(total)) {
								if (figure !== 'key') all[figure] = (all[figure] ?? 0) + Number(value);
							}
						}
						expect([by, { currency, otherAmounts, total, rows }]).toEqual([
							by,
							reference.conversion(by, from, to)
						]);
					}
				}
			}),
			{ numRuns: RUNS }
		);
		for (const [figure, sum] of Object.entries(all)) {
			expect([figure, sum > 0]).toEqual([figure, true]);
		}
	}
);
