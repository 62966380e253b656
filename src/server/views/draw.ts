import type { Changes } from '#lib/domain/changes.ts';
import { isOver, type Ticket } from '#lib/domain/queue/ticket.ts';
import type { Prompt } from '#lib/domain/engagement/prompt.ts';
import { isOpen } from '#lib/domain/obligations/obligation.ts';
import { findPrompt, findReferral, ticketOfDay, type BranchState } from '#lib/domain/state.ts';
import type { Collection, Rows, View } from '#lib/protocol/index.ts';
import { checklistRows } from './checklist-row.ts';
import { incidentRow } from './incident-row.ts';
import { kpiRow, kpiRows, todayRow } from './kpis.ts';
import {
	branchRow,
	catalogueRow,
	counterRow,
	deviceRow,
	obligationRow,
	promptRow,
	referralRow,
	serviceRow,
	staffRow,
	ticketRow
} from './rows.ts';

/** Rows that changed: a row, or null for one that is gone. */
export type Drawing = { [C in Collection]?: Map<string, Rows[C] | null> };

/** What is known of whoever holds a ticket: it is no part of the state, which is kept for ever. */
export type NameOf = (
	ticket: Ticket
) => { masked?: string | undefined; note?: string | undefined } | undefined;

const nameless: NameOf = () => undefined;

export const COLLECTIONS: readonly Collection[] = [
	'branch',
	'services',
	'counters',
	'tickets',
	'prompts',
	'devices',
	'incidents',
	'checklists',
	'referrals',
	'staff',
	'catalogue',
	'kpis'
];

/**
 * The rows of everything that `changes` touched. Drawn when a group of events was decided, before it is on
 * disk: what is published after the commit is then just that, whatever was decided meanwhile.
 */
export function draw(state: BranchState, changes: Changes, nameOf: NameOf = nameless): Drawing {
	const drawing: Drawing = {};
	const { config, today } = state;
	if (changes.branch) drawing.branch = new Map([[config.id, branchRow(state, state.clock)]]);
	if (changes.services.size > 0) {
		const services = (drawing.services = new Map());
		for (const id of changes.services) {
			const service = config.services.get(id);
			if (service !== undefined) services.set(id, serviceRow(state, service));
		}
	}
	if (changes.counters.size > 0) {
		const counters = (drawing.counters = new Map());
		for (const id of changes.counters) {
			const counter = state.counters.get(id);
			if (counter !== undefined) counters.set(id, counterRow(config, counter));
		}
	}
	const tickets = union(changes.tickets, changes.estimates);
	if (tickets.size > 0) {
		const rows = (drawing.tickets = new Map());
		for (const ticket of tickets) {
			if (!standsFor(state, ticket)) continue;
			rows.set(ticket.number, isOver(ticket) ? null : ticketRow(config, ticket, nameOf(ticket)));
		}
	}
	const touched = union(changes.prompts, promptsOf(state, tickets));
	if (touched.size > 0) {
		const prompts = (drawing.prompts = new Map());
		for (const prompt of touched) {
			const ticket = ticketOfDay(state, prompt.day, prompt.ticket);
			prompts.set(
				prompt.id,
				prompt.phase.state === 'closed' ? null : promptRow(config, prompt, ticket)
			);
		}
	}
	if (changes.obligations.size > 0) {
		const prompts = (drawing.prompts ??= new Map());
		for (const each of changes.obligations) {
			prompts.set(each.id, isOpen(each) ? obligationRow(each) : null);
		}
	}
	if (changes.referrals.size > 0) {
		const referrals = (drawing.referrals = new Map());
		for (const each of changes.referrals) {
			const kept = findReferral(state, each.id) === each;
			referrals.set(each.id, kept ? referralRow(each) : null);
		}
	}
	if (changes.staff.size > 0) {
		const staff = (drawing.staff = new Map());
		for (const id of changes.staff) {
			const person = config.staff.get(id);
			if (person !== undefined) staff.set(id, staffRow(state, person));
		}
	}
	if (changes.devices.size > 0) {
		const devices = (drawing.devices = new Map());
		for (const id of changes.devices) {
			const device = state.devices.get(id);
			if (device !== undefined) devices.set(id, deviceRow(config, device));
		}
	}
	if (changes.incidents.size > 0) {
		const incidents = (drawing.incidents = new Map());
		for (const each of changes.incidents) {
			const kept = state.incidents.get(each.id) === each;
			incidents.set(each.id, kept ? incidentRow(each) : null);
		}
	}
	if (changes.checklists.size > 0) {
		const rows = new Map(checklistRows(state).map((row) => [row.id, row]));
		const ids = [...changes.checklists];
		drawing.checklists = new Map(ids.map((id) => [id, rows.get(id) ?? null]));
	}
	if (changes.today || changes.kpis.size > 0) {
		const kpis = (drawing.kpis = new Map());
		if (changes.today) kpis.set('today', todayRow(state));
		for (const id of changes.kpis) {
			kpis.set(id, kpiRow(today, id, config) ?? null);
		}
	}
	return drawing;
}

/** Prompts about tickets that changed, and may be expected to close at another time now. */
function promptsOf(state: BranchState, tickets: ReadonlySet<Ticket>): Set<Prompt> {
	const prompts = new Set<Prompt>();
	for (const { prompt: id } of tickets) {
		const prompt = id === null ? undefined : findPrompt(state, id);
		if (prompt !== undefined && prompt.phase.state !== 'closed') prompts.add(prompt);
	}
	return prompts;
}

function union<T>(a: ReadonlySet<T>, b: ReadonlySet<T>): ReadonlySet<T> {
	return b.size === 0 ? a : a.union(b);
}

/** A number that is used again the next day means today's ticket, also while yesterday's is still corrected. */
function standsFor(state: BranchState, ticket: Ticket): boolean {
	const own = state.today?.tickets.get(ticket.number);
	return own === undefined || own === ticket;
}

/** Every row of the branch. */
export function drawAll(state: BranchState, nameOf: NameOf = nameless): Required<View> {
	const { config, today, yesterday } = state;
	const view: Required<View> = {
		branch: { [config.id]: branchRow(state, state.clock) },
		services: {},
		counters: {},
		tickets: {},
		prompts: {},
		devices: {},
		incidents: {},
		checklists: {},
		referrals: {},
		staff: {},
		catalogue: { catalogue: catalogueRow(config) },
		kpis: { today: todayRow(state) }
	};
	for (const service of config.services.values())
		view.services[service.id] = serviceRow(state, service);
	for (const counter of state.counters.values())
		view.counters[counter.id] = counterRow(config, counter);
	for (const device of state.devices.values()) view.devices[device.id] = deviceRow(config, device);
	for (const incident of state.incidents.values()) {
		view.incidents[incident.id] = incidentRow(incident);
	}
	for (const row of checklistRows(state)) view.checklists[row.id] = row;
	for (const person of config.staff.values()) {
		view.staff[person.id] = staffRow(state, person);
	}
	for (const day of [yesterday, today]) {
		if (day === null) continue;
		for (const ticket of day.tickets.values()) {
			if (isOver(ticket)) continue;
			view.tickets[ticket.number] = ticketRow(config, ticket, nameOf(ticket));
		}
		for (const prompt of day.prompts.values()) {
			if (prompt.phase.state === 'closed') continue;
			view.prompts[prompt.id] = promptRow(config, prompt, day.tickets.get(prompt.ticket));
		}
		for (const each of day.obligations.values()) {
			if (isOpen(each)) view.prompts[each.id] = obligationRow(each);
		}
	}
	for (const referral of state.referrals.values()) {
		view.referrals[referral.id] = referralRow(referral);
	}
	for (const row of kpiRows(today, config)) view.kpis[row.id] = row;
	return view;
}
