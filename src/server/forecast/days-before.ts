import type { Config } from '#lib/domain/config/config.ts';
import type { Comer, DayOfComers } from '#lib/domain/forecast/expected.ts';
import { habitsOf, type Habits } from '#lib/domain/forecast/whatif/habits.ts';
import { staysOfRecords, type Stay } from '#lib/domain/forecast/whatif/stay.ts';
import { instantAt } from '#lib/domain/time/business-day.ts';
import type { StageRecord, TicketRecord } from '#lib/protocol/history.ts';
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

/** One day's stays, from history. */
export function staysOn(history: History, config: Config, from: string, to: string): Stay[][] {
	const stages = byDay(history.stages(config.id, from, to));
	return [...byDay(history.tickets(config.id, from, to))].map(([day, tickets]) =>
		staysOfRecords(tickets, stages.get(day) ?? [], config.timeZone)
	);
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
		const tickets = this.#history.tickets(config.id, day, day);
		return dayOf(day, tickets, config);
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
		const tickets = byDay(this.#history.tickets(config.id, dayPlus(day, -DAYS), dayPlus(day, -1)));
		const stages: Map<string, StageRecord[]> = byDay(
			this.#history.stages(config.id, dayPlus(day, -DAYS), dayPlus(day, -1))
		);
		const stays = [...tickets].map(([on, own]) =>
			staysOfRecords(own, stages.get(on) ?? [], config.timeZone)
		);
		const days = [...tickets].map(([on, own]) => dayOf(on, own, config));
		return { before: { habits: habitsOf(stays, config), days }, stays };
	}
}

function dayOf(day: string, tickets: readonly TicketRecord[], config: Config): DayOfComers {
	const comers = tickets
		.filter(({ state }) => state !== 'cancelled')
		.map(({ service, issuedAt }): Comer => ({ service, issuedAt }));
	return { day, start: instantAt(day, '00:00', config.timeZone), comers };
}

/** A calendar day, so many later. */
export function dayPlus(day: string, days: number): string {
	return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
