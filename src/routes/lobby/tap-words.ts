/** What was tapped, in a few words, for the list of what is on its way. Pure. */
import { nameIn, spaced } from '#lib/client/format.ts';
import { exactAmount } from '#lib/client/currency.ts';
import { RULE_NAMES } from '#lib/domain/engagement/rules/names.ts';
import type { LiveView } from '#lib/client/live-view.svelte.ts';
import type { Locale } from '#lib/i18n/index.ts';
import type * as lobby from '#lib/i18n/lobby.ts';
import { deedOf } from './deeds.ts';
import type { Act, Told } from './deeds.ts';
import { ONLINE } from './taps.ts';
import { counterName, serviceName } from './words.ts';

type Messages = typeof lobby.zh;
type Named = Pick<LiveView, 'services' | 'devices' | 'counters' | 'prompts' | 'catalogue'>;

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
		case 'staff.arrived':
			return did.arrived;
		case 'staff.left':
			return did.left;
		default:
			return `${type} ${subject}`.trim();
	}
}

/** The number or the place that a prompt is about; its id tells the number where the prompt is gone. */
export function whereOf(
	id: string,
	live: Pick<Named, 'prompts' | 'counters'>,
	t: Messages,
	locale: Locale
): string {
	const prompt = live.prompts[id];
	if (prompt?.place !== undefined) return callerName(prompt.place, live, t, locale);
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

function placeName(id: string, live: Named, t: Messages, locale: Locale): string {
	if (id === ONLINE) return t.divert.online;
	const device = live.devices[id];
	return device ? nameIn(device.name, locale) : id;
}
