/** The kind of work that closing a prompt was, by its rule: what a day's plan is held against. */
export const ACTIVITY_OF = {
	long_wait: 'engagement',
	help: 'help',
	complaint: 'complaints'
} as const;
