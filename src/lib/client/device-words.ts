/** What is wrong with a device, and what it can still do, in words. Pure. */
import { kindOf } from '../domain/devices/kinds/index.ts';
import * as functionWords from '../i18n/device-functions.ts';
import * as words from '../i18n/devices.ts';
import type { Locale } from '../i18n/index.ts';
import type { DeviceRow } from '../protocol/index.ts';
import { spaced } from './format.ts';

/** `缺钞`; a cause that has no word is told by what does not work, and else as it came. Empty: nothing is wrong. */
export function causeText(
	{ state, cause, kind, functions }: Pick<DeviceRow, 'state' | 'cause' | 'kind' | 'functions'>,
	locale: Locale
): string {
	const { causes, states } = words[locale];
	if (cause === undefined || cause === '') return states[state] ?? '';
	return causes[cause] ?? (cannotText(kind, functions, locale) || cause);
}

/** `取现`; of a kind that means something else by it, that: a card machine issues cards, not numbers. */
export function functionName(id: string, kind: string, locale: Locale): string {
	const { functions, ofKind } = functionWords[locale];
	return ofKind[kind]?.[id] ?? functions[id] ?? id;
}

/**
 * `能存款，不能取现`: what customers come for first. Lesser things (a receipt) are told while all that works. Empty where
 * everything does, nobody knows, or the kind is one of the branch's own.
 */
export function abilityText(
	{ kind, functions }: Pick<DeviceRow, 'kind' | 'functions'>,
	locale: Locale
): string {
	const cannot = cannotText(kind, functions, locale);
	if (cannot === '') return '';
	const { can, both } = functionWords[locale];
	const able = kindOf(kind)
		.essential.filter((id) => functions[id] === 'ok' || functions[id] === 'degraded')
		.map((id) => functionName(id, kind, locale));
	return able.length === 0 ? cannot : both(can(able), cannot);
}

function cannotText(kind: string, functions: DeviceRow['functions'], locale: Locale): string {
	const out = Object.keys(functions).filter((id) => functions[id] === 'out');
	const essential = kindOf(kind).essential.filter((id) => out.includes(id));
	const told = essential.length > 0 ? essential : out;
	if (told.length === 0) return '';
	return functionWords[locale].cannot(told.map((id) => functionName(id, kind, locale)));
}

/** `纸剩 8%`: the supply that is running out; empty where none was told to. Levels are 0 to 1. */
export function levelText(
	{ kind, levels = {} }: Pick<DeviceRow, 'kind' | 'levels'>,
	locale: Locale
): string {
	const supplies = kindOf(kind).levels;
	const [lowest] = Object.entries(levels)
		.filter(([id, level]) => level <= (supplies[id]?.low ?? -1))
		.sort(([, a], [, b]) => a - b);
	if (lowest === undefined) return '';
	const [id, level] = lowest;
	const { levels: names, left } = functionWords[locale];
	return spaced(left(names[id] ?? id, `${Math.round(level * 100)}%`));
}
