/** What a fault does to the lines, in words. Pure. */
import { kindOf } from '../domain/devices/kinds/index.ts';
import * as words from '../i18n/fault-effect.ts';
import type { Locale } from '../i18n/index.ts';
import type { DeviceRow, IncidentRow, Name } from '../protocol/index.ts';
import { functionName } from './device-words.ts';
import { nameIn, spaced } from './format.ts';

interface Named {
	devices: Readonly<Record<string, DeviceRow>>;
	services: Readonly<Record<string, { name: Name }>>;
}

/** Things that one asks for by name; nobody is sent to have a card read. */
const ERRANDS: ReadonlySet<string> = new Set(['dispense', 'deposit', 'print', 'sign_in', 'issue']);

/**
 * `现金队列 +6 分钟`, the wait that a fault adds for those who come now, rounded up; where it adds none, the people that
 * the device would have taken. Empty where it does nothing.
 */
export function effectText({ effect }: IncidentRow, { services }: Named, locale: Locale): string {
	if (effect?.service === undefined) return '';
	const t = words[locale];
	const service = services[effect.service];
	const queue = t.queue(service ? nameIn(service.name, locale) : effect.service);
	const minutes = Math.ceil(effect.seconds / 60);
	if (minutes > 0) return spaced(t.longer(queue, minutes));
	const people = effect.services[effect.service] ?? 0;
	return people > 0 ? spaced(t.more(queue, people)) : '';
}

/** `取现引导到 3号一体机`: what people come for and do not get here, and where they do. Empty: nowhere. */
export function guideText(
	{ effect, device }: IncidentRow,
	{ devices }: Named,
	locale: Locale
): string {
	const to = effect?.to === undefined ? undefined : devices[effect.to];
	if (to === undefined) return '';
	const t = words[locale];
	const from = devices[device];
	const there = kindOf(to.kind).functions;
	const lost = kindOf(from?.kind ?? '')
		.essential.filter(
			(id) => ERRANDS.has(id) && there.includes(id) && from?.functions[id] === 'out'
		)
		.map((id) => functionName(id, from?.kind ?? '', locale));
	return spaced(t.sendTo(lost.join(t.and), nameIn(to.name, locale)));
}
