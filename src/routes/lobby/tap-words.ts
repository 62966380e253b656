/** What was tapped, in a few words, for the list of what is on its way. Pure. */
import { nameIn, nameOf, spaced } from '#lib/client/format.ts';
import { exactAmount } from '#lib/client/currency.ts';
import { RULE_NAMES } from '#lib/domain/engagement/rules/names.ts';
import type { LiveView } from '#lib/client/live-view.svelte.ts';
import * as deviceWords from '#lib/i18n/devices.ts';
import type { Locale } from '#lib/i18n/index.ts';
import type * as lobby from '#lib/i18n/lobby.ts';
import { deedOf } from './deeds.ts';
import type { Act, Told } from './deeds.ts';
import { ONLINE } from './taps.ts';
import { counterName, serviceName } from './words.ts';

type Messages = typeof lobby.zh;
type Named = Pick<
	LiveView,
	'services' | 'devices' | 'incidents' | 'checklists' | 'counters' | 'prompts' | 'catalogue'
>;

export function tapWords(act: Act, live: Named, t: Messages, locale: Locale): string {
	return spaced(wordsOf(act, live, t, locale));
}

function wordsOf(act: Act, live: Named, t: Messages, locale: Locale): string {
	const { type, subject = '', data } = act;
	const did = t.selling.did;
	const meant = deedOf(act);
	if (meant !== null) {
		const { outflow } = data as Told;
		if (outflow !== undefined) return outflow.kept ? did.kept(subject) : did.lost(subject);
		const number =
			type === 'engagement.recorded' ? subject : whereOf(meant.prompt, live, t, locale);
		return t.did.onPrompt(t.deeds[meant.deed], number);
	}
	switch (type) {
		case 'form.checked':
			return data['ok'] === true ? t.did.checkedOk(subject) : t.did.checkedFaulty(subject);
		case 'ticket.parked':
			return t.did.parked(subject);
		case 'ticket.resumed':
			return t.did.resumed(subject);
		case 'ticket.diverted':
			return t.did.diverted(subject, placeName(String(data['to']), live, t, locale));
		case 'ticket.transferred':
			return t.did.transferred(subject, serviceName(String(data['service']), live, locale));
		case 'ticket.requeued':
			return t.did.requeued(subject);
		case 'ticket.abandoned':
			return t.did.abandoned(subject);
		case 'ticket.issued':
			return t.did.issued(serviceName(String(data['service']), live, locale));
		case 'complaint.made': {
			const about = t.grievances[String(data['about'])] ?? String(data['about'] ?? '');
			return subject === '' ? t.did.complained(about) : t.did.complainedOf(subject, about);
		}
		case 'referral.met':
			return t.did.met;
		case 'engagement.undone':
			return did.undone(subject);
		case 'referral.made':
			return did.referred(String(data['number'] ?? ''));
		case 'referral.undone':
			return did.unreferred;
		case 'sale.recorded': {
			const of = live.catalogue?.products.find(({ id }) => id === data['product']);
			const product = of ? nameIn(of.name, locale) : String(data['product']);
			const amount = exactAmount(Number(data['amount']), String(data['currency']), locale);
			return data['number'] === undefined
				? did.sold(product, amount)
				: did.soldTo(String(data['number']), product, amount);
		}
		case 'sale.corrected':
			return did.corrected;
		case 'sale.cancelled':
			return did.cancelled;
		case 'incident.acknowledged':
			return t.devices.did.acknowledged(deviceOfFault(subject, live, locale));
		case 'incident.passed':
			return t.devices.did.passed(deviceOfFault(subject, live, locale));
		case 'incident.noted':
			return t.devices.did.noted(deviceOfFault(subject, live, locale));
		case 'incident.resolved':
			return t.devices.did.resolved(deviceOfFault(subject, live, locale));
		case 'device.status':
			return t.devices.did.told(nameOf(live.devices, subject, locale), toldState(data, t, locale));
		case 'checklist.checked': {
			const item = itemName(String(data['list']), subject, live, locale);
			return data['ok'] === true ? t.opening.did.ok(item) : t.opening.did.failed(item);
		}
		case 'checklist.signed':
			return t.opening.did.signed(nameOf(live.checklists, subject, locale));
		case 'staff.arrived':
			return did.arrived;
		case 'staff.left':
			return did.left;
		default:
			return `${type} ${subject}`.trim();
	}
}

/** What a prompt is about: a number, a place, a device, a list; its id tells the number where the prompt is gone. */
export function whereOf(
	id: string,
	live: Pick<Named, 'prompts' | 'counters' | 'devices' | 'checklists'>,
	t: Messages,
	locale: Locale
): string {
	const prompt = live.prompts[id];
	if (prompt?.place !== undefined) return callerName(prompt.place, live, t, locale);
	if (prompt?.list !== undefined) {
		return prompt.item === undefined
			? nameOf(live.checklists, prompt.list, locale)
			: itemName(prompt.list, prompt.item, live, locale);
	}
	if (prompt?.device !== undefined) return nameOf(live.devices, prompt.device, locale);
	const [rule = '', number = ''] = id.split('/');
	return prompt?.ticket ?? (rule in RULE_NAMES ? number : '');
}

/** Where help was called from. */
export function callerName(
	place: string,
	live: Pick<Named, 'counters'>,
	t: Messages,
	locale: Locale
): string {
	return place === 'kiosk' ? t.duties.kiosk : spaced(counterName(place, live, locale));
}

function deviceOfFault(incident: string, live: Named, locale: Locale): string {
	const device = live.incidents[incident]?.device;
	return device === undefined ? incident : nameOf(live.devices, device, locale);
}

function toldState(data: Act['data'], t: Messages, locale: Locale): string {
	const [state, cause] = [String(data['state']), data['cause']];
	if (state === 'ok') return t.devices.resume;
	if (state === 'maintenance') return t.devices.rest;
	const { causes, states } = deviceWords[locale];
	return causes[String(cause)] ?? states[state] ?? state;
}

/** What an item of a list asks to look at. `list`: the row's id, or the list's own. */
export function itemName(
	list: string,
	item: string,
	{ checklists }: Pick<Named, 'checklists'>,
	locale: Locale
): string {
	const row = checklists[list] ?? Object.values(checklists).find((each) => each.list === list);
	const found = row?.items.find(({ id }) => id === item);
	return found ? nameIn(found.name, locale) : item;
}

function placeName(id: string, live: Named, t: Messages, locale: Locale): string {
	if (id === ONLINE) return t.divert.online;
	const device = live.devices[id];
	return device ? nameIn(device.name, locale) : id;
}
