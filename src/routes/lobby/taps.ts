/**
 * What a thumb can do on the tablet besides answering a prompt, as the acts that the server knows, and what becomes
 * of each while nothing is heard. Pure.
 */
import type { Segment } from '#lib/protocol/index.ts';
import { deedOf } from './deeds.ts';
import type { Act } from './deeds.ts';

/** Where somebody is sent who can do it on their phone. */
export const ONLINE = 'online';
/** Why somebody steps out of the line for a while. */
export const FORM_FILLING = 'form_filling';

export const REQUEUE_REASONS = ['form_error', 'document_missing', 'other'] as const;
export type RequeueReason = (typeof REQUEUE_REASONS)[number];

/** What a complaint is about. */
export const GRIEVANCES = ['waiting', 'service', 'device', 'fees', 'other'] as const;

/** What the branch would like to know of a customer. */
export const SIGNALS = ['large_amount', 'outflow', 'maturing', 'small_cash'] as const;

/** `faults` null: the form is right. */
export function formChecked(number: string, faults: readonly string[] | null, staff: string): Act {
	const data = faults === null ? { ok: true, staff } : { ok: false, staff, faults: [...faults] };
	return { type: 'form.checked', subject: number, data };
}

export function parked(number: string): Act {
	return { type: 'ticket.parked', subject: number, data: { reason: FORM_FILLING } };
}

export function resumed(number: string): Act {
	return { type: 'ticket.resumed', subject: number, data: {} };
}

export function diverted(number: string, to: string): Act {
	return { type: 'ticket.diverted', subject: number, data: { to } };
}

export function transferred(number: string, service: string): Act {
	return { type: 'ticket.transferred', subject: number, data: { service } };
}

export function requeued(
	number: string,
	reason: RequeueReason,
	faults: readonly string[],
	staff: string
): Act {
	const data = { reason, staff, ...(faults.length > 0 && { faults: [...faults] }) };
	return { type: 'ticket.requeued', subject: number, data };
}

export function abandoned(number: string): Act {
	return { type: 'ticket.abandoned', subject: number, data: {} };
}

/** `number` null: about nobody's ticket. */
export function complained(number: string | null, about: string, staff: string): Act {
	const act = { type: 'complaint.made', data: { staff, about } };
	return number === null ? act : { ...act, subject: number };
}

export function met(referral: string, staff: string): Act {
	return { type: 'referral.met', subject: referral, data: { staff } };
}

/** A ticket for somebody, as it was chosen. */
export interface Wanted {
	service: string;
	segment: Segment;
	further: readonly string[];
	tags: readonly string[];
	name: string;
	note: string;
}

/**
 * The same fields in the same order as the way by HTTP records them: whichever of the two arrives first, the other
 * is known for the same tap by its id.
 */
export function issued(wanted: Wanted): Act {
	const { service, segment, further, tags, name, note } = trimmed(wanted);
	const customer = { ...(name && { name }), ...(note && { note }) };
	return {
		type: 'ticket.issued',
		data: {
			...{ service, segment },
			...(further.length > 0 && { further }),
			...(tags.length > 0 && { tags }),
			...(Object.keys(customer).length > 0 && { customer }),
			channel: 'lobby'
		}
	};
}

/** What is asked of the server directly. */
export function requestOf(id: string, wanted: Wanted): Record<string, unknown> {
	const { service, segment, further, tags, name, note } = trimmed(wanted);
	return {
		...{ id, service, segment },
		...(further.length > 0 && { further }),
		...(tags.length > 0 && { tags }),
		...(name && { name }),
		...(note && { note })
	};
}

function trimmed(wanted: Wanted): Wanted {
	const further = wanted.further.filter((id) => id !== wanted.service);
	return { ...wanted, further, name: wanted.name.trim(), note: wanted.note.trim() };
}

/**
 * Whether a tap counts while nothing is heard. What has happened in the hall is a fact, and is kept until it can be
 * sent. What chooses by what the screen shows is refused: a colleague may have been first, a device may be down.
 */
export function isFact(act: Pick<Act, 'type' | 'data'>): boolean {
	if (act.type === 'ticket.diverted') return act.data['to'] === ONLINE;
	return act.type !== 'prompt.accepted' && act.type !== 'incident.acknowledged';
}

/** Written down by the tablet itself; nobody tapped it, and nobody has to look after it. */
export function isOwnRecord(act: Pick<Act, 'type'>): boolean {
	return act.type === 'activity.logged';
}

/**
 * What an act is about, so that a card or a sheet finds what was done on it: a prompt, a referral, a sale, a person, a
 * fault, a device, a check, or a ticket.
 */
export function aboutOf(act: Act): string {
	const meant = deedOf(act);
	if (meant !== null) return meant.prompt;
	const [kind = ''] = act.type.split('.');
	if (BY_KIND.has(kind)) return `${kind}/${act.subject}`;
	if (act.type === 'device.status') return machineKey(act.subject ?? '');
	if (act.type === 'checklist.checked') return checkKey(String(act.data['list']), act.subject);
	if (act.type === 'checklist.signed') return checkKey(act.subject ?? '');
	if (act.subject === undefined) return act.type;
	return ticketKey(act.subject);
}

const BY_KIND = new Set(['referral', 'sale', 'staff', 'incident']);

/** Not `device/…`: so are prompts called. */
export function machineKey(device: string): string {
	return `machine/${device}`;
}

/** An item of a list; without one the list itself. */
export function checkKey(list: string, item?: string): string {
	return item === undefined ? `check/${list}` : `check/${list}/${item}`;
}

export function incidentKey(incident: string): string {
	return `incident/${incident}`;
}

export function ticketKey(number: string): string {
	return `ticket/${number}`;
}
