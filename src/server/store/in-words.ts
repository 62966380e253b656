import type { AuditVerdict, Verdict } from './types.ts';

const FOUND = {
	missing: 'is missing',
	changed: 'was changed after it was written',
	misplaced: 'stands in the wrong place',
	unsealed: 'is where a compaction begins whose record was changed'
} as const;

/** Where a chain is broken, as a sentence for an operator. */
export function breakInWords(
	{ seq, reason }: Extract<Verdict | AuditVerdict, { ok: false }>,
	what: 'event' | 'row' = 'event'
): string {
	return `${what} ${seq} ${FOUND[reason]}; the ${seq - 1} before it are whole`;
}
