/** The next step as the one ink button says it. Pure. */
import { isUrgent } from '#lib/client/acts.svelte.ts';
import type { Situation } from './situation.ts';
import type { Moment } from './may.ts';
import type * as counter from '#lib/i18n/counter.ts';

export interface Step {
	words: string;
	/** The number that will be called, as far as this screen knows. */
	number?: string;
	/** Said beside the words where there is no number. */
	aside?: string;
	/** It is under way: the words say what, and never a number that nobody has given yet. */
	busy: boolean;
	/** Nothing would come of it that this screen knows of. */
	idle: boolean;
}

/** What the button says of an act under way: its type, and whether it waits for a connection. */
export interface UnderWay {
	type: string;
	waiting: boolean;
}

export function stepOf(
	{ situation, stale, empty, busy }: Pick<Moment, 'situation' | 'stale' | 'empty' | 'busy'>,
	underWay: UnderWay | null,
	next: string | null,
	t: typeof counter.zh,
	/** Checks that are not done before opening; nobody is stopped from serving for them. */
	toGo = 0
): Step {
	if (busy) return busyStep(underWay, t);
	const { words, calls } = nextStep(situation, stale, t.primary);
	const step: Step = { words, busy: false, idle: calls && empty && situation.at === 'idle' };
	if (situation.at === 'closed' && toGo > 0) step.aside = t.primary.toGo(toGo);
	if (!calls) return step;
	if (next !== null) step.number = next;
	else step.aside = t.primary.nobody;
	return step;
}

function busyStep(underWay: UnderWay | null, t: typeof counter.zh): Step {
	const words =
		underWay === null
			? t.moment.sending
			: underWay.waiting
				? isUrgent(underWay.type)
					? t.moment.trying
					: t.moment.kept
				: (t.doing[underWay.type] ?? t.moment.sending);
	return { words, busy: true, idle: false };
}

/** `calls`: it calls whoever is next. */
function nextStep(
	{ at }: Situation,
	stale: boolean,
	words: (typeof counter.zh)['primary']
): { words: string; calls: boolean } {
	switch (at) {
		case 'closed':
			return { words: words.open, calls: false };
		case 'other':
			return { words: words.elsewhere, calls: false };
		case 'paused':
			return { words: words.resume, calls: false };
		case 'idle':
			return { words: words.call, calls: true };
		case 'called':
			return { words: stale ? words.keepStart : words.start, calls: false };
		case 'serving':
			return stale ? { words: words.keep, calls: false } : { words: words.next, calls: true };
	}
}
