import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { bankCalls } from '#server/replay/bank-calls.ts';
import { counterTickets } from '#server/replay/counter-tickets.ts';
import type { LogFormat } from '#server/replay/log.ts';
import { hasLog } from '../days/data.ts';
import { ticketsOf, widthOfHours } from '../days/tickets.ts';
import { calibrationPlot } from './support/calibration-plot.ts';
import { Skipped } from './support/figures.ts';
import type { Bench, Report } from './support/figures.ts';
import { forecastCost } from './support/forecast-cost.ts';
import { BASELINES, errorsOf, FITTED, LES, measuredWaits } from './support/measured-waits.ts';
import type { Measured } from './support/measured-waits.ts';
import { mean } from './support/numbers.ts';

const SEED = 7;
/** Data: Technion SEELab, "Anonymous Bank". */
const CALLS = 'bank-calls-1999-02.csv';
const ROOMS = 'counter-tickets-2019-08a.csv';
const PICTURE = fileURLToPath(
	new URL('../../docs/pictures/forecast-calibration.svg', import.meta.url)
);

/** How good the wait forecast is, against what else could be told, and what it costs. */
export const forecast: Bench = {
	name: 'forecast',
	about:
		"the wait forecast: how near it is on two real logs, beside simple rules, and an event's cost",
	flags: { '--plot': 'draws docs/pictures/forecast-calibration.svg too' },
	async run(report, flags) {
		reportCost(report);
		const missing = [CALLS, ROOMS].filter((file) => !hasLog(file));
		if (!missing.includes(CALLS)) {
			const taught = reportCalls(report);
			if (flags.has('--plot')) writeFileSync(PICTURE, calibrationPlot(taught));
		}
		if (!missing.includes(ROOMS)) reportRooms(report);
		if (missing.length > 0) {
			const files = missing.map((file) => `../shared/data/${file}`).join(' and ');
			throw new Skipped(`what needs ${files}, not here; the rest is above`);
		}
	}
};

function reportCost(report: Report): void {
	const { events, rounds, first, late, ratio, kept } = forecastCost(SEED);
	const share = (name: string, { adds, spread, without, times }: typeof first, note: string) =>
		report({
			name: `an event with 100 waiting, ${name}`,
			ours: adds,
			unit: 'µs CPU',
			target: { atMost: 20 },
			note: `${spread.map((each) => each.toFixed(1)).join(' to ')}; added to evolve's ${without.toFixed(1)} µs (x ${times.toFixed(1)}); ${note}`
		});
	share('first day', first, `seed ${SEED}, ${events} events, median of ${rounds} rounds`);
	share('thousandth day', late, 'the same events after 999 days of 500 tickets');
	report({
		name: 'an event on the thousandth day to one on the first',
		ours: late.adds,
		floor: first.adds,
		unit: 'µs CPU',
		ratio,
		target: { atMost: 1.2 }
	});
	report({
		name: 'what it keeps, the thousandth night to the thirtieth',
		ours: kept.day1000 / 1000,
		floor: kept.day30 / 1000,
		unit: 'KB',
		ratio: kept.day1000 / kept.day30,
		target: { atMost: 1.1 },
		note: 'as JSON in a snapshot'
	});
}

/** Resolves to the waits that are judged: those after the first week. */
function reportCalls(report: Report): Measured[] {
	const all = waitsOf(report, bankCalls, CALLS);
	const taught = all.filter(({ ticket }) => ticket.day >= '1999-02-08');
	const { mae, rmse } = errorsOf(taught, ({ wait }) => wait);
	const note = countOf(taught);
	report({ name: 'calls, days 8 to 28, MAE', ours: mae, unit: 's', target: { atMost: 45 }, note });
	report({ name: 'calls, days 8 to 28, RMSE', ours: rmse, unit: 's', target: { atMost: 66 } });
	reportAgainst(report, 'calls, days 8 to 28', taught, [...BASELINES.keys()]);
	const fromTheStart = [...BASELINES.keys()].filter((name) => name !== FITTED);
	reportAgainst(report, 'calls, all days', all, fromTheStart);
	reportRange(report, 'calls, days 8 to 28', taught);
	return taught;
}

/** Only LES: a ticket that was handed on waits several times, which its record tells as one wait. */
function reportRooms(report: Report): void {
	const all = waitsOf(report, counterTickets, ROOMS);
	const taught = all.filter(({ ticket }) => ticket.day >= '2019-08-08');
	reportAgainst(report, 'clinic, days 8 to 15', taught, [LES], 0.55);
	reportRange(report, 'clinic, days 8 to 15', taught);
}

function waitsOf(report: Report, format: LogFormat, file: string): Measured[] {
	const tickets = ticketsOf(format, file);
	const waits = measuredWaits(tickets);
	const served = tickets.filter(({ state, wait }) => state === 'finished' && (wait ?? 0) > 0);
	report({
		name: `${file}: waits judged`,
		ours: waits.length,
		unit: 'waits',
		note: `of ${tickets.length} tickets; ${served.length - waits.length} served after a wait had no estimate`
	});
	return waits;
}

/** `most`: what our RMSE may be of the baseline's. */
function reportAgainst(
	report: Report,
	name: string,
	waits: readonly Measured[],
	baselines: readonly string[],
	most?: number
): void {
	const ours = errorsOf(waits, ({ wait }) => wait);
	for (const baseline of baselines) {
		const floor = errorsOf(waits, ({ said }) => said.get(baseline));
		report({
			name: `${name}, MAE against ${baseline}`,
			ours: ours.mae,
			floor: floor.mae,
			unit: 's',
			ratio: ours.mae / floor.mae,
			note: `${countOf(waits)}; floor: ${BASELINES.get(baseline)}`
		});
		report({
			name: `${name}, RMSE against ${baseline}`,
			ours: ours.rmse,
			floor: floor.rmse,
			unit: 's',
			ratio: ours.rmse / floor.rmse,
			...(most === undefined ? {} : { target: { atMost: most } })
		});
	}
}

function reportRange(report: Report, name: string, waits: readonly Measured[]): void {
	const share = (is: (each: Measured) => boolean) =>
		(100 * waits.filter((each) => is(each)).length) / waits.length;
	const below = share(({ actual, low }) => actual < low);
	const above = share(({ actual, high }) => actual > high);
	report({
		name: `${name}, inside the range`,
		ours: 100 - below - above,
		unit: '%',
		target: { between: [77, 83] },
		note: `below ${below.toFixed(1)} %, above ${above.toFixed(1)} %`
	});
	const width = mean(waits.map(({ low, high }) => high - low));
	const floor = widthOfHours(waits);
	const hours = new Set(waits.map(({ ticket }) => Math.floor(ticket.issuedAt / 3_600_000))).size;
	report({
		name: `${name}, width of the range`,
		ours: width,
		floor,
		unit: 's',
		ratio: width / floor,
		target: { atMost: 1 },
		note: `floor: 10th to 90th percentile of the waits of the same hour, known afterwards; ${(waits.length / hours).toFixed(1)} an hour`
	});
}

function countOf(waits: readonly Measured[]): string {
	return `${waits.length.toLocaleString('en')} waits`;
}
