import type { Config } from '#lib/domain/config/config.ts';
import type { DayOfComers } from '#lib/domain/forecast/expected.ts';
import { habitsOf, type Habits } from '#lib/domain/forecast/whatif/habits.ts';
import { staysOfRecords, type Stay } from '#lib/domain/forecast/whatif/stay.ts';
import { instantAt } from '#lib/domain/time/business-day.ts';
import { dayPlus } from '#lib/domain/time/calendar-day.ts';
import type { History } from '../store/types.ts';

/** Days that habits are learned from: four of each weekday. */
const DAYS = 28;
/** With fewer days than this, today counts among them. */
const FEW = 3;
/** Branches whose days are kept: reading and sorting them is most of the work. */
const KEPT = 16;

/** What the days before one have shown. */
export interface DaysBefore {
	habits: Habits;
	days: DayOfComers[];
}

/** The stays of each day on which anybody came, from history; days as YYYY-MM-DD, both included. */
export function staysOn(history: History, config: Config, from: string, to: string): Stay[][] {
	const stages = byDay(history.stages(config.id, from, to));
	return [...byDay(history.tickets(config.id, from, to))]
		.map(([day, tickets]) => staysOfRecords(tickets, stages.get(day) ?? [], config.timeZone))
		.filter((stays) => stays.length > 0);
}

function byDay<T extends { day: string }>(rows: readonly T[]): Map<string, T[]> {
	return Map.groupBy(rows, ({ day }) => day);
}

/** The last days of branches, kept as long as they are the last. */
export class LastDays {
	readonly #history: History;
	/** By branch, and what it was made from; the one used last comes last. */
	readonly #known = new Map<string, { of: string; before: DaysBefore; stays: Stay[][] }>();

	constructor(history: History) {
		this.#history = history;
	}

	/** The days before one, which is not over and counts where there are few others. */
	before(config: Config, day: string): DaysBefore {
		const { before, stays } = this.#before(config, day);
		if (stays.length >= FEW) return before;
		const today = staysOn(this.#history, config, day, day);
		return { ...before, habits: habitsOf([...stays, ...today], config) };
	}

	/** Who has come on a day. */
	comersOn(config: Config, day: string): DayOfComers {
		return comersOf(day, staysOn(this.#history, config, day, day).flat(), config);
	}

	#before(config: Config, day: string) {
		const of = `${day} ${JSON.stringify(config.file)}`;
		let known = this.#known.get(config.id);
		this.#known.delete(config.id);
		if (known?.of !== of) known = { of, ...this.#read(config, day) };
		this.#known.set(config.id, known);
		const [oldest] = this.#known.keys();
		if (this.#known.size > KEPT && oldest !== undefined) this.#known.delete(oldest);
		return known;
	}

	#read(config: Config, day: string): { before: DaysBefore; stays: Stay[][] } {
		const stays = staysOn(this.#history, config, dayPlus(day, -DAYS), dayPlus(day, -1));
		const days = stays.map((own) => comersOf((own[0] as Stay).day, own, config));
		return { before: { habits: habitsOf(stays, config), days }, stays };
	}
}

/** Each ticket by its first stay; a number that was taken back was nobody's. */
function comersOf(day: string, stays: readonly Stay[], config: Config): DayOfComers {
	const comers = stays.filter(
		({ enteredAt, issuedAt, end }) => enteredAt === issuedAt && end !== 'cancelled'
	);
	return { day, start: instantAt(day, '00:00', config.timeZone), comers };
}
