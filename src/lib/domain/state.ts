import type { Config } from './config/config.ts';
import { Day } from './day.ts';
import { Deadlines } from './deadlines.ts';
import { newDevice, type Device } from './devices/device.ts';
import type { Prompt } from './engagement/prompt.ts';
import { newCounter, type Counter } from './queue/counter.ts';
import { overPhase, type Ticket } from './queue/ticket.ts';
import { businessDayAt } from './time/business-day.ts';

/**
 * A branch as a function of its events and the time. Owned by one writer and changed in place by `evolve`
 * and `passTime` alone; nothing in it depends on a clock, on chance or on who asks.
 */
export interface BranchState {
	config: Config;
	/** Latest instant of the branch's clock that the state has seen, epoch milliseconds; 0 before the first. */
	clock: number;
	today: Day | null;
	/** Kept for facts that arrive after midnight. */
	yesterday: Day | null;
	counters: Map<string, Counter>;
	devices: Map<string, Device>;
	/** Prompts and escalations to come. */
	alarms: Deadlines;
	/** Changes of order to come, which are recorded nowhere: they follow from the time. */
	aging: Deadlines;
	/** The next instant at which the line is sampled. */
	nextSlot: number;
	/** Until then a source is telling what happened while it was away. */
	catchUpUntil: number;
}

export function newState(config: Config): BranchState {
	return {
		config,
		clock: 0,
		today: null,
		yesterday: null,
		counters: new Map([...config.counters.keys()].map((id) => [id, newCounter(id)])),
		devices: new Map([...config.devices.keys()].map((id) => [id, newDevice(id)])),
		alarms: new Deadlines(),
		aging: new Deadlines(),
		nextSlot: 0,
		catchUpUntil: 0
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

/**
 * The ticket that a number means at an instant: that day's, or one of the day before which was never
 * finished, so that a service that runs past midnight still ends.
 */
export function findTicket(state: BranchState, number: string, at: number): Ticket | undefined {
	const day = dayFor(state, at);
	const own = day?.tickets.get(number);
	if (own !== undefined || day !== state.today) return own;
	const before = state.yesterday?.tickets.get(number);
	if (before === undefined) return undefined;
	const over = overPhase(before);
	return over === null || over.dayEnd !== null ? before : undefined;
}

export function findPrompt(state: BranchState, id: string): Prompt | undefined {
	return state.today?.prompts.get(id) ?? state.yesterday?.prompts.get(id);
}

export function dayOf(state: BranchState, ticket: { day: string }): Day {
	const day = [state.today, state.yesterday].find((each) => each?.bounds.day === ticket.day);
	if (!day) throw new Error(`No day ${ticket.day} is open`);
	return day;
}

/** Opens the day of an instant, if none is open. */
export function openDay(state: BranchState, at: number): Day {
	if (state.today === null) {
		state.today = new Day(businessDayAt(at, state.config.timeZone));
	}
	return state.today;
}
