import { currentStage, isInLobby, serviceOf, type Ticket } from '#lib/domain/queue/ticket.ts';
import { orderOf, whyOf } from '#lib/domain/queue/order.ts';
import type { Counter } from '#lib/domain/queue/counter.ts';
import type { Device } from '#lib/domain/devices/device.ts';
import type { Prompt } from '#lib/domain/engagement/prompt.ts';
import type { Obligation } from '#lib/domain/obligations/obligation.ts';
import type { Referral } from '#lib/domain/sales/referral.ts';
import { suggest } from '#lib/domain/catalogue/suggest.ts';
import { tasksInHand } from '#lib/domain/duty/duty.ts';
import { DEFAULTS, type Config, type Service } from '#lib/domain/config/config.ts';
import { openingHours } from '#lib/domain/time/business-day.ts';
import type { BranchState } from '#lib/domain/state.ts';
import type {
	BranchRow,
	CatalogueRow,
	CounterRow,
	DeviceRow,
	Name,
	PromptRow,
	ReferralRow,
	ServiceRow,
	StaffRow,
	TicketRow
} from '#lib/protocol/index.ts';

/** The rows of a view, from the state: pure, one function a noun. Optional fields are left out rather than null. */

export function branchRow(state: BranchState, now: number): BranchRow {
	const { config, today } = state;
	const day = today?.bounds.day ?? '';
	const hours = day === '' ? null : openingHours(day, config.file.hours ?? {}, config.timeZone);
	const always = config.file.hours === undefined;
	return {
		id: config.id,
		name: config.file.name,
		timeZone: config.timeZone,
		open: always || (hours !== null && now >= hours.opensAt && now < hours.closesAt),
		opensAt: hours?.opensAt ?? null,
		closesAt: hours?.closesAt ?? null,
		businessDay: day,
		longWait: config.longWait,
		targets: config.goals,
		consecutivePriority: config.consecutivePriority,
		...stationsOf(config)
	};
}

/** What the stations need of the settings. The kiosk's code for VIP customers stays on the server. */
function stationsOf({ file, recalls, noShowAfter, returns, services, capacity }: Config) {
	const forms: BranchRow['forms'] = {};
	const selfService: BranchRow['selfService'] = {};
	for (const service of file.services) {
		if (service.formChecks !== undefined) forms[service.id] = service.formChecks;
	}
	for (const service of services.values()) {
		if (service.selfService.length > 0) selfService[service.id] = service.selfService;
	}
	return {
		calling: {
			recalls,
			noShowAfter: noShowAfter / 1000,
			returnNext: returns.next,
			returnLater: returns.later
		},
		forms,
		selfService,
		profiles: file.profiles ?? [],
		messages: file.messages ?? [],
		capacity,
		timePlan: file.lobby?.timePlan ?? DEFAULTS.timePlan,
		kiosk: {
			prints: file.kiosk?.printer !== undefined,
			vip: file.kiosk?.vipCode !== undefined
		}
	};
}

export function serviceRow(state: BranchState, service: Service): ServiceRow {
	return {
		id: service.id,
		name: service.name,
		complexity: service.complexity,
		waiting: state.today?.line(service.id).size ?? 0,
		estimate: state.forecast.ofService(service.id),
		typicalService: service.typicalService,
		longWait: service.longWait,
		run: state.today?.runs.get(service.id) ?? 0
	};
}

export function counterRow(config: Config, counter: Counter): CounterRow {
	const settings = config.counters.get(counter.id);
	const row: CounterRow = {
		id: counter.id,
		name: settings?.name ?? { zh: counter.id, en: counter.id },
		state: counter.state,
		services: counter.services ?? settings?.services ?? []
	};
	if (counter.reason !== null) row.reason = counter.reason;
	if (counter.staff !== null) row.staff = counter.staff;
	const ticket = counter.tickets.at(-1);
	// While a ticket is there its own instants say since when; a patch of a call stays small.
	if (ticket !== undefined) row.ticket = ticket;
	else if (counter.since !== null) row.since = counter.since;
	if (counter.ratable !== null) row.ratable = counter.ratable;
	return row;
}

/** Only for a ticket that is not over. `customer`: what is known of its holder. */
export function ticketRow(
	config: Config,
	ticket: Ticket,
	customer: { masked?: string | undefined; note?: string | undefined } | undefined
): TicketRow {
	const { phase } = ticket;
	const inLobby = isInLobby(ticket);
	const needsForm = config.services.get(serviceOf(ticket))?.needsForm ?? false;
	const row: TicketRow = {
		id: ticket.number,
		number: ticket.number,
		service: serviceOf(ticket),
		segment: ticket.segment,
		state: phase.state as TicketRow['state'],
		issuedAt: ticket.issuedAt,
		form: ticket.form ?? (needsForm ? 'needed' : null),
		tags: ticket.tags,
		estimate: inLobby ? ticket.estimate : null,
		order: inLobby ? orderOf(ticket, config) : 0,
		why: inLobby ? whyOf(ticket, config) : []
	};
	if (inLobby && ticket.likely) row.likely = true;
	if (ticket.heldFor !== null && inLobby) row.heldFor = ticket.heldFor;
	if (ticket.further.length > 0) row.further = ticket.further;
	if (customer?.masked !== undefined) row.customer = customer.masked;
	if (customer?.note !== undefined) row.note = customer.note;
	if (phase.state === 'called') {
		row.calledAt = phase.calledAt;
		row.counter = phase.counter;
		if (phase.recalls > 0) row.recalls = phase.recalls;
	} else if (phase.state === 'serving') {
		row.startedAt = phase.startedAt;
		row.counter = phase.counter;
		const { calledAt } = currentStage(ticket);
		if (calledAt !== null) row.calledAt = calledAt;
	}
	return row;
}

/** Only for a prompt that is not closed. */
export function promptRow(config: Config, prompt: Prompt, ticket: Ticket | undefined): PromptRow {
	const { phase } = prompt;
	const row: PromptRow = {
		id: prompt.id,
		rule: prompt.rule,
		kind: prompt.kind,
		ticket: prompt.ticket,
		service: prompt.service,
		state: phase.state === 'accepted' ? 'accepted' : 'open',
		level: prompt.level,
		raisedAt: prompt.raisedAt
	};
	if (phase.state === 'accepted') {
		row.assignee = phase.staff;
		row.acceptedAt = phase.acceptedAt;
	} else if (prompt.offer.to !== null) row.offeredTo = prompt.offer.to;
	// When the customer is called is on the ticket's own row; a window has it on its own.
	if (prompt.kind === 'operate') return row;
	const value = config.rules.get(prompt.rule)?.value ?? 1;
	if (value !== 1) row.value = value;
	const suggestion = suggest(ticket?.tags ?? [], config.catalogue);
	if (suggestion !== undefined) row.suggest = suggestion;
	if (ticket === undefined) return row;
	row.issuedAt = ticket.issuedAt;
	const stage = currentStage(ticket);
	if (isInLobby(ticket)) {
		if (ticket.estimate !== null) row.closesAt = ticket.issuedAt + ticket.estimate.wait * 1000;
	} else {
		row.calledAt = stage.calledAt ?? stage.startedAt ?? stage.endedAt ?? prompt.raisedAt;
		if (stage.counter !== null) row.counter = stage.counter;
	}
	return row;
}

const SUBJECTS = ['place', 'ticket', 'device', 'incident', 'list', 'item'] as const;

/** Only for one that is not closed. */
export function obligationRow(obligation: Obligation): PromptRow {
	const { phase } = obligation;
	const row: PromptRow = {
		id: obligation.id,
		rule: obligation.rule,
		kind: 'operate',
		state: phase.state === 'accepted' ? 'accepted' : 'open',
		level: obligation.level,
		raisedAt: obligation.raisedAt
	};
	for (const field of SUBJECTS) {
		const about = obligation[field];
		if (about !== null) row[field] = about;
	}
	if (obligation.about !== null) row.about = obligation.about;
	if (phase.state === 'accepted') {
		row.assignee = phase.staff;
		row.acceptedAt = phase.acceptedAt;
	}
	return row;
}

/** Those that were closed stay for the days that are kept: both sides see what came of it. */
export function referralRow(referral: Referral): ReferralRow {
	const { id, day, state, from, madeAt, offer } = referral;
	const row: ReferralRow = { id, day, state, from, madeAt };
	if (state === 'made' && offer.to !== null) {
		row.offeredTo = offer.to;
		if (offer.dueAt !== null) row.offeredUntil = offer.dueAt;
	}
	const told = ['number', 'to', 'need', 'product', 'acceptedBy', 'reason'] as const;
	for (const field of told) if (referral[field] !== null) row[field] = referral[field];
	const instants = ['seenAt', 'acceptedAt', 'metAt', 'closedAt'] as const;
	for (const field of instants) if (referral[field] !== null) row[field] = referral[field];
	return row;
}

export function catalogueRow({ file, catalogue, referrals }: Config): CatalogueRow {
	return {
		id: 'catalogue',
		currency: catalogue.currency,
		needs: [...catalogue.needs],
		products: [...catalogue.products.values()],
		pitches: [...catalogue.pitches],
		retention: file.retention ?? [],
		credit: referrals.credit
	};
}

export function deviceRow(config: Config, device: Device): DeviceRow {
	const settings = config.devices.get(device.id);
	const row: DeviceRow = {
		id: device.id,
		name: settings?.name ?? { zh: device.id, en: device.id },
		kind: settings?.kind ?? 'device',
		state: device.state,
		service: device.service,
		functions: device.functions,
		components: device.told.components,
		since: device.since,
		lastSeenAt: device.lastSeenAt
	};
	if (device.cause !== null) row.cause = device.cause;
	if (Object.keys(device.told.levels).length > 0) row.levels = device.told.levels;
	if (device.flaps) row.flaps = true;
	if (device.incident !== null) row.incident = device.incident;
	return row;
}

/** A person as the branch knows them today. */
export function staffRow(
	state: BranchState,
	person: { id: string; name: Name; role: string }
): StaffRow {
	const row: StaffRow = { id: person.id, name: person.name, role: person.role };
	const since = state.onDuty.get(person.id);
	if (since !== undefined) row.onDuty = since;
	const tasks = tasksInHand(state, person.id);
	if (tasks > 0) row.tasks = tasks;
	const work = state.today?.work.get(person.id);
	if (work !== undefined) {
		row.work = Object.fromEntries(
			Object.entries(work).map(([kind, ms]) => [kind, Math.round(ms / 1000)])
		);
	}
	const sold = soldBy(state, person.id);
	if (sold.size > 0) row.sold = Object.fromEntries(sold);
	return row;
}

/** Sales of today that stand, by product, of what somebody sold themselves. */
export function soldBy(state: BranchState, staff: string): ReadonlyMap<string, number> {
	return state.today?.totals(state.config).byPerson.get(staff) ?? new Map();
}
