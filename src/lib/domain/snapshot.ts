import type { BranchFile } from '../protocol/index.ts';
import { Changes } from './changes.ts';
import { configOf, type Config } from './config/config.ts';
import { Day } from './day.ts';
import type { Device } from './devices/device.ts';
import type { Incident } from './devices/incident.ts';
import type { Engagement } from './engagement/engagement.ts';
import type { Prompt } from './engagement/prompt.ts';
import type { Obligation } from './obligations/obligation.ts';
import { checkKey, type Check, type Signature } from './opening/check.ts';
import type { Rework } from './rework/rework.ts';
import type { FrozenForecast } from './forecast/forecast.ts';
import type { Slot } from './figures/slots.ts';
import type { Counter } from './queue/counter.ts';
import type { Ticket } from './queue/ticket.ts';
import type { Pitch } from './sales/pitch.ts';
import type { Referral } from './sales/referral.ts';
import type { Sale } from './sales/sale.ts';
import { newState, type BranchState } from './state.ts';
import type { BusinessDay } from './time/business-day.ts';
import { rewatch } from './time/passing.ts';

/**
 * Raised whenever the shape or the meaning of a snapshot changes: an older one is then ignored and all is read that the
 * log has kept, which for a branch that is older than that is not all that happened.
 */
export const SNAPSHOT_VERSION = 9;

interface FrozenDay {
	bounds: BusinessDay;
	tickets: Ticket[];
	prompts: Prompt[];
	obligations: Obligation[];
	reworks: Rework[];
	work: [string, Record<string, number>][];
	engagements: Engagement[];
	pitches: Pitch[];
	sales: Sale[];
	slots: Slot[];
	calls: [string, number][];
	runs: [string, number][];
	checks: Check[];
	signed: [string, Signature][];
	present: [string, number][];
	openedAt: number;
}

interface Frozen {
	version: number;
	file: BranchFile;
	clock: number;
	recordedUntil: number;
	nextSlot: number;
	catchUpUntil: number;
	limitsSince: number;
	onDuty: [string, number][];
	referrals: Referral[];
	counters: Counter[];
	devices: Device[];
	incidents: Incident[];
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
		onDuty: [...state.onDuty],
		referrals: [...state.referrals.values()],
		counters: [...state.counters.values()],
		devices: [...state.devices.values()],
		incidents: [...state.incidents.values()],
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
		engagements: day.engagements,
		pitches: day.pitches,
		sales: [...day.sales.values()],
		slots: day.slots,
		calls: [...day.calls],
		runs: [...day.runs],
		checks: [...day.checks.values()],
		signed: [...day.signed],
		present: [...day.present],
		openedAt: day.openedAt
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
	for (const incident of frozen.incidents) state.incidents.set(incident.id, incident);
	for (const [staff, since] of frozen.onDuty) state.onDuty.set(staff, since);
	for (const referral of frozen.referrals) state.referrals.set(referral.id, referral);
	state.yesterday = thawDay(frozen.yesterday, config, frozen.referrals);
	state.today = thawDay(frozen.today, config, frozen.referrals);
	const lobby = state.today?.lobby ?? [];
	state.forecast.thaw(frozen.forecast, lobby, config, state.recordedUntil);
	rewatch(state);
	return state;
}

function thawDay(
	frozen: FrozenDay | null,
	config: Config,
	referrals: readonly Referral[]
): Day | null {
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
	for (const referral of referrals) {
		if (referral.day === day.bounds.day) day.referrals.set(referral.id, referral);
	}
	day.engagements.push(...frozen.engagements);
	day.pitches.push(...frozen.pitches);
	for (const sale of frozen.sales) day.sales.set(sale.id, sale);
	day.slots.push(...frozen.slots);
	for (const [service, count] of frozen.calls) day.calls.set(service, count);
	for (const [service, count] of frozen.runs) day.runs.set(service, count);
	for (const { divertedTo } of frozen.tickets) {
		if (divertedTo !== null) day.countDiversion(divertedTo);
	}
	for (const check of frozen.checks) {
		day.checks.set(checkKey(check.list, check.item, check.owner), check);
	}
	for (const [id, signature] of frozen.signed) day.signed.set(id, signature);
	for (const [staff, since] of frozen.present) day.present.set(staff, since);
	day.openedAt = frozen.openedAt;
	return day;
}
