import { configOf, type Config } from '#lib/domain/config/config.ts';
import { expectedArrivals } from '#lib/domain/forecast/expected.ts';
import { staffingOf } from '#lib/domain/forecast/staffing/staffing.ts';
import { restOfToday, type RestOfToday } from '#lib/domain/forecast/whatif/rest-of-today.ts';
import { AS_IT_WAS, type Scenario } from '#lib/domain/forecast/whatif/scenario.ts';
import type { Spread } from '#lib/domain/forecast/whatif/spread.ts';
import { whatIf, type WhatIf } from '#lib/domain/forecast/whatif/what-if.ts';
import { businessDayAt, instantAt, openingHours } from '#lib/domain/time/business-day.ts';
import type { NextRow, WhatIfAnswer, WhatIfScenario } from '#lib/protocol/index.ts';
import { checklistReportOf } from '../reports/checks.ts';
import { conversionOf } from '../reports/conversion.ts';
import { deviceHistoryOf, deviceReportOf, instantsOf } from '../reports/devices.ts';
import { csvDay } from '../reports/export-file.ts';
import { payingOf } from '../reports/paying.ts';
import { statsOf } from '../reports/stats.ts';
import type { History } from '../store/types.ts';
import { LastDays, staysOn } from './days-before.ts';
import type { Answers, AnswerTo, Moment, Question } from './questions.ts';

/** The same question about the same day has the same answer. */
const SEED = 1;
/** How often what nobody knows is drawn: of one day, and of many, which differ enough by themselves. */
const OF_A_DAY = 40;
const OF_MANY_DAYS = 10;
const FEW_DAYS = 3;
const HOUR = 3_600_000;
const SLOT = 300_000;

/** A workbook takes a while to pack, and is not waited for here. */
type Answerable = Exclude<Question, { kind: 'workbook' }>;

/** Works out what history and the present say about what would be, and what will. */
export class Analyst {
	readonly #history: History;
	readonly #lastDays: LastDays;

	constructor(history: History) {
		this.#history = history;
		this.#lastDays = new LastDays(history);
	}

	answer<Q extends Answerable>(question: Q): AnswerTo<Q>;
	answer(question: Answerable): Answers[keyof Answers] {
		switch (question.kind) {
			case 'past':
				return this.#past(question);
			case 'rest':
				return this.#restAnswer(question);
			case 'next_hour':
				return this.#nextHour(question.moment);
			case 'staffing':
				return this.#staffing(question);
			case 'conversion':
				return this.#conversion(question);
			case 'csv_day':
				return csvDay(question.span, question.day, this.#history);
			case 'stats':
				return this.#stats(question);
			case 'paying':
				return this.#paying(question);
			case 'devices':
				return this.#devices(question);
			case 'device_history':
				return this.#deviceHistory(question);
			case 'checklists':
				return this.#checklists(question);
		}
	}

	#conversion({ file, from, to, by }: Extract<Question, { kind: 'conversion' }>) {
		const span = [file.id, from, to] as const;
		const [tickets, work] = [this.#history.workTickets(...span), this.#history.salesWork(...span)];
		return conversionOf({ branch: file.id, from, to, by }, tickets, work, configOf(file));
	}

	#paying({ file, from, to }: Extract<Question, { kind: 'paying' }>) {
		const span = [file.id, from, to] as const;
		const [tickets, work] = [this.#history.workTickets(...span), this.#history.salesWork(...span)];
		return payingOf({ branch: file.id, from, to }, tickets, work);
	}

	#stats({ file, from, to, by }: Extract<Question, { kind: 'stats' }>): Answers['stats'] {
		const span = [file.id, from, to] as const;
		const history = this.#history;
		const noted = {
			tickets: history.tickets(...span),
			prompts: history.prompts(...span),
			work: history.salesWork(...span)
		};
		return { branch: file.id, from, to, by, ...statsOf(by, noted, configOf(file)) };
	}

	#devices({ file, from, to, now }: Extract<Question, { kind: 'devices' }>) {
		const config = configOf(file);
		const span = [file.id, from, to] as const;
		const instants = instantsOf(config, from, to);
		const history = this.#history;
		const noted = {
			spells: history.spells(file.id, instants.from, instants.to),
			incidents: history.incidents(...span),
			diversions: history.diversions(...span)
		};
		return deviceReportOf({ from, to, now }, noted, config);
	}

	#deviceHistory({ file, device, from, to }: Extract<Question, { kind: 'device_history' }>) {
		const instants = instantsOf(configOf(file), from, to);
		const spells = this.#history.deviceSpells(file.id, device, instants.from, instants.to);
		return deviceHistoryOf({ device, from, to }, spells);
	}

	#checklists({ file, from, to }: Extract<Question, { kind: 'checklists' }>) {
		const checks = this.#history.checks(file.id, from, to);
		return checklistReportOf({ from, to }, checks, configOf(file));
	}

	/** Null where nobody came. */
	#past(question: Extract<Question, { kind: 'past' }>): WhatIfAnswer | null {
		const { from, to, scenario } = question;
		const config = configOf(question.file);
		const days = staysOn(this.#history, config, from, to).map((stays) => ({
			stays,
			scenario: scenarioOn(scenario, stays[0]?.day ?? from, config)
		}));
		if (days.length === 0) return null;
		const replications = days.length > FEW_DAYS ? OF_MANY_DAYS : OF_A_DAY;
		const played = whatIf({ days, config, seed: SEED, replications });
		return { ...answerOf(played), branch: config.id, kind: 'past', from, to, scenario, line: null };
	}

	#restAnswer({ moment, scenario }: Extract<Question, { kind: 'rest' }>): WhatIfAnswer {
		const config = configOf(moment.file);
		const { day } = moment;
		const rest = this.#rest(config, moment, closingOf(config, moment), scenario);
		return {
			...answerOf(rest),
			branch: config.id,
			kind: 'rest',
			from: day,
			to: day,
			scenario,
			line: rest.line
		};
	}

	#nextHour(moment: Moment): NextRow[] {
		const config = configOf(moment.file);
		const until = Math.min(closingOf(config, moment), moment.now + HOUR + SLOT);
		const { line } = this.#rest(config, moment, until, null);
		return line.base.slice(0, HOUR / SLOT).flatMap(({ at, waiting, meanWaiting }) => {
			const people = bandOf(waiting, 10);
			if (people === null) return [];
			return [{ id: `next/${at}`, at, waiting: people, meanWaiting: bandOf(meanWaiting, 1) }];
		});
	}

	#rest(
		config: Config,
		moment: Moment,
		closesAt: number,
		scenario: WhatIfScenario | null
	): RestOfToday {
		const { now, day, tickets, counters, runs } = moment;
		const { habits, days } = this.#lastDays.before(config, day);
		const { arrivals, spread } = expectedArrivals({
			past: days,
			today: this.#lastDays.comersOn(config, day),
			now,
			from: now,
			until: closesAt
		});
		return restOfToday({
			floor: { tickets, counters, runs: new Map(runs) },
			config,
			habits,
			now,
			closesAt,
			arrivals,
			spread,
			scenario: scenario === null ? AS_IT_WAS : scenarioOn(scenario, day, config),
			seed: SEED,
			replications: OF_A_DAY
		});
	}

	/** Null where nothing is known yet. */
	#staffing(question: Extract<Question, { kind: 'staffing' }>): Answers['staffing'] {
		const { now, today, day } = question;
		const config = configOf(question.file);
		const { habits, days } = this.#lastDays.before(config, today);
		const hours = hoursOf(config, day);
		const own = this.#lastDays.comersOn(config, day);
		// Of a day to come nobody knows yet whether it is a busy one.
		const from = day === today ? Math.max(now, hours.opensAt) : hours.opensAt;
		const start = instantAt(day, '00:00', config.timeZone);
		const seen = day === today ? own : { day, start, comers: [] };
		const expected = expectedArrivals({
			past: days,
			today: seen,
			now: day === today ? now : start,
			from: halfHour(from),
			until: hours.closesAt
		});
		if (days.length === 0 && own.comers.length === 0) return null;
		return {
			branch: config.id,
			day,
			goal: config.goals.withinTarget,
			days: expected.days,
			rows: staffingOf({ config, arrivals: expected.arrivals, pace: habits })
		};
	}
}

function answerOf({ tickets, replications, seed, actual, base, changed, change }: WhatIf) {
	return { tickets, replications, seed, actual, base, changed, change };
}

/** Rounded to so many parts of one: nobody reads more from a picture, and it is sent to every screen. */
function bandOf({ value, low, high }: Spread, parts: number): NextRow['meanWaiting'] {
	if (value === null || low === null || high === null) return null;
	const round = (each: number) => Math.round(each * parts) / parts;
	return { mean: round(value), low: round(low), high: round(high) };
}

/** The half hour that has begun: advice for the rest of one comes too late. */
function halfHour(at: number): number {
	return Math.floor(at / (HOUR / 2)) * (HOUR / 2);
}

function scenarioOn(asked: WhatIfScenario, day: string, config: Config): Scenario {
	const { counters, services, profile, divert } = asked;
	const during = {
		from: instantAt(day, asked.from, config.timeZone),
		until: instantAt(day, asked.until, config.timeZone)
	};
	return {
		more: counters > 0 ? [{ ...during, counters, services }] : [],
		profiles: profile === null ? [] : [{ ...during, ...profile }],
		divert: divert === null ? [] : [{ ...during, ...divert }]
	};
}

function hoursOf(config: Config, day: string): { opensAt: number; closesAt: number } {
	const hours = openingHours(day, config.file.hours ?? {}, config.timeZone);
	if (hours !== null) return hours;
	const noon = businessDayAt(instantAt(day, '12:00', config.timeZone), config.timeZone);
	// Closed all day, or a branch that never said when it is open.
	if (config.file.hours !== undefined) return { opensAt: noon.start, closesAt: noon.start };
	return { opensAt: noon.start, closesAt: noon.end };
}

/** Until when people come; after the closing nobody does. */
function closingOf(config: Config, { now, day }: Moment): number {
	return Math.max(now, hoursOf(config, day).closesAt);
}
