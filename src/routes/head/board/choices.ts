/** What can be done about a counter or a ticket as it is now. Pure. */
import type * as actReasons from '#lib/i18n/act-reasons.ts';
import type { CounterRow, StaffRow, TicketRow } from '#lib/protocol/index.ts';
import type { DeedName } from './deeds.ts';
import type { Slot } from './slots.ts';

/** `change`: an open counter is opened again with other services or by somebody else. */
export type Choice = DeedName | 'change';

export function choicesAt({ counter, ticket }: Pick<Slot, 'counter' | 'ticket'>): Choice[] {
	const here: Choice[] = ticket === undefined ? [] : ['finish', 'return', 'transfer'];
	switch (counter.state) {
		case 'closed':
			return [...here, 'open'];
		case 'paused':
			return ticket === undefined ? ['open', 'close'] : [...here, 'open'];
		case 'open':
			return ticket === undefined ? ['pause', 'change', 'close'] : [...here, 'pause', 'change'];
	}
}

export function choicesOf({ state }: TicketRow): Choice[] {
	return state === 'waiting' ? ['first', 'last', 'transfer'] : ['transfer'];
}

/** Who could work at a counter: whoever is there, then tellers who are at no other one. */
export function tellersFor(
	counter: CounterRow,
	counters: Readonly<Record<string, CounterRow>>,
	staff: Readonly<Record<string, StaffRow>>
): StaffRow[] {
	const elsewhere = new Set(
		Object.values(counters)
			.filter(({ id, state }) => id !== counter.id && state !== 'closed')
			.map((each) => each.staff)
	);
	const there = counter.staff === undefined ? undefined : staff[counter.staff];
	const free = Object.values(staff).filter(
		({ id, role }) => role === 'teller' && id !== there?.id && !elsewhere.has(id)
	);
	return there === undefined ? free : [there, ...free];
}

/** The words to choose a reason from, by what is done. */
export const REASONS: Readonly<Record<Choice, keyof typeof actReasons.zh>> = {
	...{ open: 'open', change: 'open', pause: 'pause', close: 'close', finish: 'finish' },
	...{ return: 'return', first: 'move', last: 'move', transfer: 'transfer' }
};
