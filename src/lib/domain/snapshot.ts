import type { BranchFile } from '../protocol/index.ts';
import { Changes } from './changes.ts';
import { configOf, type Config } from './config/config.ts';
import { Day } from './day.ts';
import type { Device } from './devices/device.ts';
import type { Prompt } from './engagement/prompt.ts';
import type { Obligation } from './obligations/obligation.ts';
import type { Rework } from './rework/rework.ts';
import type { FrozenForecast } from './forecast/forecast.ts';
import type { Slot } from './figures/slots.ts';
import type { Counter } from './queue/counter.ts';
import type { Ticket } from './queue/ticket.ts';
import type { Referral } from './sales/referral.ts';
import { newState, type BranchState } from './state.ts';
import type { BusinessDay } from './time/business-day.ts';
import { rewatch } from './time/passing.ts';

/** Raised whenever the shape or the meaning of a snapshot changes: an older one is then ignored and the log read whole. */
export const SNAPSHOT_VERSION = 6;

interface FrozenDay {
	bounds: BusinessDay;
	tickets: Ticket[];
	prompts: Prompt[];
	obligations: Obligation[];
	reworks: Rework[];
	work: [string, Record<string, number>][];
	referrals: Referral[];
	sales: string[];
	amount: number;
	slots: Slot[];
	calls: [string, number][];
	runs: [string, number][];
}

interface Frozen {
	version: number;
	file: BranchFile;
	clock: number;
	recordedUntil: number;
	nextSlot: number;
	catchUpUntil: number;
	limitsSince: number;
	counters: Counter[];
	devices: Device[];
	forecast: FrozenForecast;
	yesterday: FrozenDay | null;
	today: FrozenDay | null;
}

/** The state as JSON. Figures, lines and alarms are left out: they follow from the rest. */
export function freeze(state: BranchState): string {
	const frozen: Frozen = {
		version: SNAPSHOT_VERSION,
		file: state.config.file,
		clock: state.clock,
		recordedUntil: state.recordedUntil,
		nextSlot: state.nextSlot,
		catchUpUntil: state.catchUpUntil,
		limitsSince: state.limitsSince,
		counters: [...state.counters.values()],
		devices: [...state.devices.values()],
		forecast: state.forecast.freeze(),
		yesterday: freezeDay(state.yesterday),
		today: freezeDay(state.today)
	};
	return JSON.stringify(frozen);
}

function freezeDay(day: Day | null): FrozenDay | null {
	if (day === null) return null;
	return {
		bounds: day.bounds,
		tickets: [...day.tickets.values()],
		prompts: [...day.prompts.values()],
		obligations: [...day.obligations.values()],
		reworks: day.reworks,
		work: [...day.work],
		referrals: [...day.referrals.values()],
		sales: [...day.sales],
		amount: day.amount,
		slots: day.slots,
		calls: [...day.calls],
		runs: [...day.runs]
	};
}

/** The state of a snapshot, or undefined when another version of Foyer wrote it. */
export function thaw(text: string): BranchState | undefined {
	const frozen = JSON.parse(text) as Frozen;
	if (frozen.version !== SNAPSHOT_VERSION) return undefined;
	const config = configOf(frozen.file);
	const state = newState(config);
	state.clock = frozen.clock;
	state.recordedUntil = frozen.recordedUntil;
	state.nextSlot = frozen.nextSlot;
	state.catchUpUntil = frozen.catchUpUntil;
	state.limitsSince = frozen.limitsSince;
	for (const counter of frozen.counters) state.counters.set(counter.id, counter);
	for (const device of frozen.devices) state.devices.set(device.id, device);
	state.yesterday = thawDay(frozen.yesterday, config);
	state.today = thawDay(frozen.today, config);
	const lobby = state.today?.lobby ?? [];
	state.forecast.thaw(frozen.forecast, lobby, config, state.recordedUntil);
	rewatch(state);
	return state;
}

function thawDay(frozen: FrozenDay | null, config: Config): Day | null {
	if (frozen === null) return null;
	const day = new Day(frozen.bounds);
	const changes = new Changes();
	for (const ticket of frozen.tickets) day.tickets.set(ticket.number, ticket);
	day.tallyAll(config, changes);
	for (const prompt of frozen.prompts) {
		day.prompts.set(prompt.id, prompt);
		day.tallyPrompt(prompt, config, changes);
	}
	for (const each of frozen.obligations) day.obligations.set(each.id, each);
	day.reworks.push(...frozen.reworks);
	for (const [staff, own] of frozen.work) day.work.set(staff, own);
	for (const referral of frozen.referrals) day.referrals.set(referral.id, referral);
	for (const sale of frozen.sales) day.sales.add(sale);
	day.amount = frozen.amount;
	day.slots.push(...frozen.slots);
	for (const [service, count] of frozen.calls) day.calls.set(service, count);
	for (const [service, count] of frozen.runs) day.runs.set(service, count);
	return day;
}
