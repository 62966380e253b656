import { bankCalls } from './bank-calls.ts';
import { contacts } from './contacts.ts';
import { counterTickets } from './counter-tickets.ts';
import { cloudEvents } from './events.ts';
import type { LogFormat } from './log.ts';
import { outages } from './outages.ts';

/** Every kind of log that can be replayed. A new one is a file beside these and a line here. */
export const LOG_FORMATS: readonly LogFormat[] = [
	bankCalls,
	counterTickets,
	contacts,
	outages,
	cloudEvents
];

export function formatNamed(name: string): LogFormat | undefined {
	return LOG_FORMATS.find((format) => format.name === name);
}
