import type { EventData } from '../../protocol/index.ts';
import { maskName, maskRef } from './mask.ts';

/** What somebody said of whoever holds a ticket; at least one of the three is there. */
export interface Customer {
	ref: string | null;
	name: string | null;
	/** A few words for whoever serves them. */
	note: string | null;
}

/** The customer in what an issue says, or null where it names none: empty words are no name. */
export function customerOf({ customer }: EventData<'ticket.issued'>): Customer | null {
	const said = (words: string | undefined) => words?.trim() || null;
	const [ref, name, note] = [said(customer?.ref), said(customer?.name), said(customer?.note)];
	return ref === null && name === null && note === null ? null : { ref, name, note };
}

/** What the tablet may show before anybody gave a reason; undefined: nobody said who it is. */
export function maskCustomer({ ref, name }: Customer): string | undefined {
	if (name !== null) return maskName(name);
	return ref === null ? undefined : maskRef(ref);
}
