import type { EventData } from '../../protocol/index.ts';
import { maskName, maskRef } from './mask.ts';

/** What somebody said of whoever holds a ticket; at least one of the two is there. */
export interface Customer {
	ref: string | null;
	name: string | null;
}

/** The customer in what an issue says, or null where it names none: empty words are no name. */
export function customerOf({ customer }: EventData<'ticket.issued'>): Customer | null {
	const ref = customer?.ref?.trim() ?? '';
	const name = customer?.name?.trim() ?? '';
	if (ref === '' && name === '') return null;
	return { ref: ref === '' ? null : ref, name: name === '' ? null : name };
}

/** What the tablet may show before anybody gave a reason. */
export function maskCustomer({ ref, name }: Customer): string {
	return name === null ? maskRef(ref ?? '') : maskName(name);
}
