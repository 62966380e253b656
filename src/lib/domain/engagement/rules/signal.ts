import type { Scene } from './rule.ts';

/** When a rule about a tag is due: so long after the issue, because the customer has to sit down first. */
export function signalDueAt(tag: string) {
	return ({ ticket, after }: Scene): number | undefined =>
		ticket.tags.includes(tag) ? ticket.issuedAt + after : undefined;
}
