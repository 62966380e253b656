import type { Config } from './config/config.ts';
import { Day } from './day.ts';
import { Deadlines } from './deadlines.ts';
import { newDevice, type Device } from './devices/device.ts';
import type { Incident } from './devices/incident.ts';
import type { Prompt } from './engagement/prompt.ts';
import { LATE_AFTER } from './event.ts';
import { Forecast } from './forecast/forecast.ts';
import type { Obligation } from './obligations/obligation.ts';
import { newCounter, type Counter } from './queue/counter.ts';
import { overPhase, type Ticket } from './queue/ticket.ts';
import type { Referral } from './sales/referral.ts';
import { businessDayAt } from './time/business-day.ts';

/**
 * A branch as a function of its events and the time. Owned by one writer and changed in place by `evolve`
 * and `passTime` alone; nothing in it depends on a clock, on chance or on who asks.
 */
export interface BranchState {
	config: Config;
	/** Latest instant of the branch's clock that the state has seen, epoch milliseconds; 0 before the first. */
	clock: number;
	/** The same of what the log holds: a clock that events move is moved by refused ones too. */
	recordedUntil: number;
	today: Day | null;
	/** Kept for facts that arrive after midnight. */
	yesterday: Day | null;
	counters: Map<string, Counter>;
	devices: Map<string, Device>;
	/** Faults of devices: those that are open, and those that ended on the days that are kept. */
	incidents: Map<string, Incident>;
	/** Who is at work today, and since when. */
	onDuty: Map<string, number>;
	/** Those that are open, of whatever day, and those of the days that are kept. */
	referrals: Map<string, Referral>;
	/** How long everybody waits, and what was learned for it. */
	forecast: Forecast;
	/** Prompts and escalations to come. */
	alarms: Deadlines;
	/** What follows from the time for whoever looks, and is recorded nowhere: changes of order … */
	aging: Deadlines;
	/** … and waits that become long. */
	limits: Deadlines;
	/** The next instant at which the line is sampled. */
	nextSlot: number;
	/** Until then a source is telling what happened while it was away. */
	catchUpUntil: number;
	/** Since when the limits hold: what new ones make due is due from then on, not before. */
	limitsSince: number;
}

export function newState(config: Config): BranchState {
	return {
		config,
		clock: 0,
		recordedUntil: 0,
		today: null,
		yesterday: null,
		counters: new Map([...config.counters.keys()].map((id) => [id, newCounter(id)])),
		devices: new Map([...config.devices.keys()].map((id) => [id, newDevice(id)])),
		incidents: new Map(),
		onDuty: new Map(),
		referrals: new Map(),
		forecast: new Forecast(config),
		alarms: new Deadlines(),
		aging: new Deadlines(),
		limits: new Deadlines(),
		nextSlot: 0,
		catchUpUntil: 0,
		limitsSince: 0
	};
}

/** The day that an instant belongs to, among those that can still change; what is ahead belongs to today. */
export function dayFor(state: BranchState, at: number): Day | null {
	const { today, yesterday } = state;
	if (today === null) return null;
	if (at >= today.bounds.start) return today;
	if (yesterday !== null && at >= yesterday.bounds.start && at < yesterday.bounds.end) {
		return yesterday;
	}
	return null;
}

/** A service that runs past midnight has ended by then. Milliseconds. */
const NIGHT = 4 * 3_600_000;

/**
 * The ticket that a number means at an instant: that day's, or one of the day before which midnight cut off, so
 * that a service that runs past it still ends. In the morning the number is that of a new ticket.
 */
export function findTicket(state: BranchState, number: string, at: number): Ticket | undefined {
	const day = dayFor(state, at);
	const own = day?.tickets.get(number);
	if (own !== undefined || day !== state.today) return own;
	const { yesterday } = state;
	if (yesterday === null || at - yesterday.bounds.end >= NIGHT) return undefined;
	const before = yesterday.tickets.get(number);
	return before !== undefined && overPhase(before)?.dayEnd ? before : undefined;
}

export function findPrompt(state: BranchState, id: string): Prompt | undefined {
	return state.today?.prompts.get(id) ?? state.yesterday?.prompts.get(id);
}

export function findReferral(state: BranchState, id: string): Referral | undefined {
	return state.referrals.get(id);
}

export function findObligation(state: BranchState, id: string): Obligation | undefined {
	return state.today?.obligations.get(id) ?? state.yesterday?.obligations.get(id);
}

export function dayOf(state: BranchState, ticket: { day: string }): Day {
	const day = keptDay(state, ticket.day);
	if (!day) throw new Error(`No day ${ticket.day} is open`);
	return day;
}

/** A day (YYYY-MM-DD) among those that can still change. */
export function keptDay({ today, yesterday }: BranchState, day: string): Day | undefined {
	if (today?.bounds.day === day) return today;
	return yesterday?.bounds.day === day ? yesterday : undefined;
}

/** The ticket of a number on one such day. */
export function ticketOfDay(state: BranchState, day: string, number: string): Ticket | undefined {
	return keptDay(state, day)?.tickets.get(number);
}

/** Whether a ticket's day is the one that is open: only then is it in the lobby or at a counter. */
export function isToday(state: BranchState, ticket: { day: string }): boolean {
	return ticket.day === state.today?.bounds.day;
}

/**
 * Opens the day of an instant of the branch's clock, if none is open. Never of the time of a fact: whoever reads
 * the log must open the same days, also when the first fact heard on a day is an old one.
 */
export function openDay(state: BranchState, at: number): Day {
	if (state.today === null) {
		const bounds = businessDayAt(at, state.config.timeZone);
		state.today = new Day(bounds);
		state.today.openedAt = Math.max(bounds.start, watchedSince(state, at));
	}
	return state.today;
}

/** From when on whoever opens a day at an instant has to tell what passed. */
function watchedSince({ config, yesterday }: BranchState, at: number): number {
	// A server that was away for a moment had opened this day before: of that nothing stands in the log.
	if (config.clock === 'wall') return at - LATE_AFTER;
	// A clock that events move has passed every instant since the day before, whichever event moved it.
	return yesterday === null ? at : -Infinity;
}
