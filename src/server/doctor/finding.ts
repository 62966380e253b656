import type { Condition } from '../condition.ts';
import type { Config } from '../config.ts';
import type { Store } from '../store/types.ts';

/** What the doctor looks at, in the order in which it tells of it. */
export const SUBJECTS = [
	'node',
	'server',
	'settings',
	'disk',
	'database',
	'backups',
	'clock',
	'certificate',
	'port',
	'devices',
	'screens',
	'webhooks',
	'broker'
] as const;
export type Subject = (typeof SUBJECTS)[number];

/** One line: all is well there, or what is not and what to do about it. */
export interface Finding {
	about: Subject;
	/** A sentence, without the full stop. */
	says: string;
	/** What to do; null: nothing. */
	todo: string | null;
}

/** What is examined. */
export interface Patient {
	config: Config;
	/** Real time, epoch milliseconds. */
	now: number;
	/** The folder opened to be read; null: it cannot be, or holds nothing yet. */
	store: Store | null;
	/** Why it cannot; null: it can, or there is nothing. */
	closed: string | null;
	/** Of the server that runs on the folder; null: none answers. */
	running: Condition | null;
}

export function well(about: Subject, says: string): Finding {
	return { about, says, todo: null };
}

export function ill(about: Subject, says: string, todo: string): Finding {
	return { about, says, todo };
}
