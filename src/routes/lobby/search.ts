/** Finding one of everybody who is here: waiting, parked, called or being served. Pure. */
import type { Name, ServiceRow } from '#lib/protocol/index.ts';
import type { Waiter } from '#lib/client/waiter.ts';

/** How signals are called on this screen. */
export type TagWords = Readonly<Record<string, string>>;

/** By number or the beginning of one, service, masked name, signal. */
export function found(
	{ ticket, service }: Waiter,
	search: string,
	services: Readonly<Record<string, ServiceRow>>,
	tags: TagWords = {}
): boolean {
	const asked = plain(search);
	if (plain(ticket.number).includes(asked)) return true;
	const further = (ticket.further ?? []).map((id) => services[id]?.name);
	return [
		...namesOf(service?.name),
		...further.flatMap(namesOf),
		ticket.customer ?? '',
		...ticket.tags.flatMap((tag) => [tag, tags[tag] ?? ''])
	].some((words) => plain(words).includes(asked));
}

function namesOf(name: Name | undefined): string[] {
	return name === undefined ? [] : [name.zh, name.en];
}

/** As people say numbers: `a51`, `A 051` and `A051` are one. */
export function plain(words: string): string {
	return words
		.toUpperCase()
		.replace(/[^0-9A-Z\u00c0-\uffff]/g, '')
		.replace(/(?<!\d)0+(?=\d)/g, '');
}

/** What was searched for as the number that it may be; null where it can't be one. */
export function numberIn(search: string): string | null {
	const number = search.toUpperCase().replace(/\s/g, '');
	return /^[A-Z]{0,4}\d{1,6}$/.test(number) ? number : null;
}
