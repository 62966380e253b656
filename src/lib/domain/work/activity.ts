import type { Prompt } from '../engagement/prompt.ts';

/** The kind of work that closing an obligation was: what a day's plan is held against. */
export const ACTIVITY_OF = {
	help: 'help',
	complaint: 'complaints',
	device: 'devices',
	checklist: 'opening'
} as const;

/** The same of a prompt about a waiting customer. */
export function activityOf({ kind, rule }: Pick<Prompt, 'kind' | 'rule'>): string {
	if (kind === 'engage') return 'engagement';
	return rule === 'form_unchecked' ? 'forms' : 'devices';
}
