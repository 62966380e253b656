import type { BranchFile } from '#lib/protocol/branch-file.ts';

/** The days that the set-up asks about; the editor knows more. */
export const DAYS = ['mon-fri', 'sat', 'sun'] as const;
export type Days = (typeof DAYS)[number];

export interface Opening {
	open: boolean;
	from: string;
	to: string;
}

export type Openings = Record<Days, Opening>;

/** What the form shows of a template's hours. Times of closed days are a proposal. */
export function openingsOf(hours: NonNullable<BranchFile['hours']>): Openings {
	const both = hours['sat-sun'];
	const of = (span: readonly [string, string] | undefined): Opening => ({
		open: span !== undefined,
		from: span?.[0] ?? '09:30',
		to: span?.[1] ?? '16:00'
	});
	return {
		'mon-fri': of(hours['mon-fri']),
		sat: of(hours['sat'] ?? both),
		sun: of(hours['sun'] ?? both)
	};
}
