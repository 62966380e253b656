/** Sentences of the console that need rows besides the messages. Pure. */
import { nameIn, spaced } from '#lib/client/format.ts';
import { counterName, staffName } from '#lib/client/names.ts';
import type { Locale } from '#lib/i18n/index.ts';
import type * as counter from '#lib/i18n/counter.ts';
import type { CounterRow, ServiceRow, StaffRow, TicketRow } from '#lib/protocol/index.ts';
import type { BranchRow } from '#lib/protocol/index.ts';
import type { Bar } from './may.ts';
import { fateOf } from './notice.ts';
import type { Notice } from './notice.ts';
import { profileOf } from './situation.ts';

type Messages = typeof counter.zh;

export interface Named {
	branch: BranchRow;
	counters: Record<string, CounterRow>;
	services: Record<string, ServiceRow>;
	staff: Record<string, StaffRow>;
	tickets: Record<string, TicketRow>;
}

export function serviceName(id: string, { services }: Pick<Named, 'services'>, locale: Locale) {
	const service = services[id];
	return service ? nameIn(service.name, locale) : id;
}

/** What somebody works by: the profile's name, or its services. */
export function profileName(
	services: readonly string[],
	live: Pick<Named, 'branch' | 'services'>,
	t: Messages,
	locale: Locale
): string {
	const profile = profileOf(services, live.branch.profiles);
	return profile ? nameIn(profile.name, locale) : servicesName(services, live, t, locale);
}

export function servicesName(
	services: readonly string[],
	live: Pick<Named, 'services'>,
	t: Messages,
	locale: Locale
): string {
	return services.map((id) => serviceName(id, live, locale)).join(locale === 'zh' ? '、' : t.and);
}

/** Why a counter pauses: one of the list, or what a machine said. */
export function pauseReason(reason: string | undefined, t: Messages): string {
	if (reason === undefined) return '';
	const known = t.sheets.pause.reasons.find(({ id }) => id === reason)?.name;
	return known ?? t.sheets.pause.others[reason] ?? reason;
}

export function barText(bar: Bar, live: Named, t: Messages, locale: Locale): string {
	switch (bar.code) {
		case 'recalls_used':
		case 'too_early':
			return spaced(t.bars[bar.code](bar.n));
		case 'finish_first':
			return spaced(t.bars.finish_first(bar.number));
		case 'other':
			return spaced(t.bars.other(staffName(bar.staff, live, locale)));
		default:
			return spaced(t.bars[bar.code]);
	}
}

export function noticeText(notice: Notice, live: Named, t: Messages, locale: Locale): string {
	switch (notice.kind) {
		case 'got':
			return spaced(
				`${fateText(notice.expected, live, t, locale)}${t.and}${t.notice.got(notice.got)}`
			);
		case 'nobody':
			return t.notice.nobody;
		case 'not_called':
			return spaced(t.notice.notCalled(notice.number));
		case 'done':
			return spaced(t.notice.done[notice.type]?.(notice.number) ?? '');
		case 'barred':
			return barText(notice.bar, live, t, locale);
		case 'refused':
			return spaced(refusalText(notice, live, t, locale));
	}
}

/** Who was first, or why the number that the button said is not the one that came. */
function fateText(number: string, live: Named, t: Messages, locale: Locale): string {
	const fate = fateOf(number, live.tickets);
	switch (fate.was) {
		case 'called':
			return t.notice.first(number, counterName(fate.counter, live, locale));
		case 'overtaken':
			return t.notice.overtaken(number);
		case 'gone':
			return t.notice.gone(number);
	}
}

function refusalText(
	{ type, number, code }: Extract<Notice, { kind: 'refused' }>,
	live: Named,
	t: Messages,
	locale: Locale
): string {
	const taken = code === 'ticket_already_called' || code === 'ticket_being_served';
	if (taken && number !== undefined) {
		const fate = fateOf(number, live.tickets);
		if (fate.was === 'called')
			return t.notice.first(number, counterName(fate.counter, live, locale));
	}
	const known = t.refused[code];
	const why = typeof known === 'string' ? known : t.refused.other(code);
	return `${t.notDone(t.acts[type] ?? type, number ?? '')}${t.and}${why}`;
}
