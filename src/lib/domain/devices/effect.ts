import type { Changes } from '../changes.ts';
import type { Config } from '../config/config.ts';
import { isInLobby, overPhase, serviceOf, type Ticket } from '../queue/ticket.ts';
import type { BranchState } from '../state.ts';
import { isHealthy } from './health.ts';
import { isOpenIncident, type Effect, type Incident } from './incident.ts';
import { kindIn } from './kind-in.ts';

/** The tag of whoever could do at a machine what they came for. */
const SELF_SERVICE_TAG = 'small_cash';

const HOUR = 3_600_000;

/** Whether a device can do what a ticket is for: its service names the kind, and the amount is a machine's. */
function couldTake(config: Config, device: string, ticket: Ticket): boolean {
	if (!ticket.tags.includes(SELF_SERVICE_TAG)) return false;
	const kind = config.devices.get(device)?.kind ?? '';
	return config.services.get(serviceOf(ticket))?.selfService.includes(kind) === true;
}

/**
 * A ticket was issued: devices that are down would have taken it, as far as they get so many done. A customer counts for
 * the one that is down the longest.
 */
export function noteMissed(state: BranchState, ticket: Ticket): void {
	for (const incident of state.incidents.values()) {
		if (!isDownNow(incident) || !couldTake(state.config, incident.device, ticket)) continue;
		const perHour = kindIn(state.config, incident.device).takesOver ?? 0;
		const hours = Math.max(0, ticket.issuedAt - incident.openedAt) / HOUR;
		if (incident.missed.length >= Math.ceil(perHour * hours)) continue;
		incident.missed.push(ticket.number);
		return;
	}
}

function isDownNow(incident: Incident): boolean {
	return isOpenIncident(incident) && incident.severity === 'down' && incident.fineSince === null;
}

/** Brings what faults do to the lines in line with a change of tickets, counters or devices. */
export function refreshEffects(state: BranchState, changes: Changes): void {
	for (const incident of state.incidents.values()) {
		if (!isOpenIncident(incident)) continue;
		const effect = effectOf(state, incident);
		if (isSame(effect, incident.effect)) continue;
		incident.effect = effect;
		changes.incidents.add(incident);
	}
}

/**
 * The wait that is added: those tickets that wait now, times the seconds that a customer of the line takes, over the
 * counters that work on it, by the same forecast that tells customers their wait.
 */
function effectOf(state: BranchState, incident: Incident): Effect {
	// Maps: a service may be named like something of every object.
	const missed = new Map<string, number>();
	const waiting = new Map<string, number>();
	for (const number of incident.missed) {
		const ticket = state.today?.tickets.get(number);
		if (ticket === undefined || overPhase(ticket)?.state === 'diverted') continue;
		const service = serviceOf(ticket);
		missed.set(service, (missed.get(service) ?? 0) + 1);
		if (isInLobby(ticket)) waiting.set(service, (waiting.get(service) ?? 0) + 1);
	}
	let service: string | null = null;
	for (const [id, count] of missed) {
		if (service === null || count > (missed.get(service) ?? 0)) service = id;
	}
	const ahead = service === null ? 0 : (waiting.get(service) ?? 0);
	const basis = service === null ? null : state.forecast.ofService(service)?.basis;
	const seconds =
		ahead === 0 || basis == null
			? 0
			: Math.round((ahead * basis.each) / Math.max(1, basis.counters));
	const to = isDownNow(incident) ? alternativeTo(state, incident.device) : null;
	return { services: Object.fromEntries(missed), service, seconds, to };
}

/**
 * Where to send people instead: of the devices that work and that a service names beside this one's kind, the one
 * that fewest were sent to today.
 */
function alternativeTo(state: BranchState, id: string): string | null {
	const { config } = state;
	const kind = config.devices.get(id)?.kind ?? '';
	const kinds = new Set<string>();
	for (const { selfService } of config.services.values()) {
		if (selfService.includes(kind)) for (const each of selfService) kinds.add(each);
	}
	if (kinds.size === 0) return null;
	const sent = state.today?.divertedTo;
	const able = [...state.devices.values()].filter(
		(device) =>
			device.id !== id && isHealthy(device) && kinds.has(config.devices.get(device.id)?.kind ?? '')
	);
	able.sort((a, b) => (sent?.get(a.id) ?? 0) - (sent?.get(b.id) ?? 0) || (a.id < b.id ? -1 : 1));
	return able[0]?.id ?? null;
}

function isSame(a: Effect, b: Effect): boolean {
	if (a.service !== b.service || a.seconds !== b.seconds || a.to !== b.to) return false;
	const ids = Object.keys(a.services);
	return (
		ids.length === Object.keys(b.services).length &&
		ids.every((id) => a.services[id] === b.services[id])
	);
}
