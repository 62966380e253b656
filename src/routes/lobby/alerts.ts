/** When the tablet makes itself heard. Pure; times in real milliseconds. */
import { isColleagues } from '#lib/domain/engagement/rank.ts';
import type { PromptRow } from '#lib/protocol/index.ts';
import { isErrand } from './tasks.ts';

export type Alert = 'new' | 'escalated';

/** At most one tone in this time. */
export const AT_MOST_EVERY = 20_000;

type Prompts = Record<string, PromptRow>;

/**
 * What a change of prompts is worth: nothing for what somebody else has or is asked, nor for what was `done` here. What
 * was asked of a colleague and is asked of me now is new to me. Errands stand among the duties and call nobody.
 */
export function alertOf(
	before: Prompts,
	after: Prompts,
	me: string | null,
	done: (prompt: string) => boolean
): Alert | null {
	let alert: Alert | null = null;
	for (const prompt of Object.values(after)) {
		const previous = before[prompt.id];
		if (prompt === previous) continue;
		if (prompt.state === 'accepted' && prompt.assignee !== me) continue;
		if (isErrand(prompt)) continue;
		if (previous !== undefined && prompt.level > previous.level) return 'escalated';
		const opened = asks(prompt, me) && !(previous !== undefined && asks(previous, me));
		if (opened && !done(prompt.id)) alert = 'new';
	}
	return alert;
}

/** Whether an open prompt asks me, or everybody. */
function asks({ state, offeredTo }: PromptRow, me: string | null): boolean {
	return state === 'open' && !isColleagues({ offeredTo: offeredTo ?? null }, me);
}

/** What the bell remembers: when it last sounded, and what has been held back since. */
export interface Bell {
	last: number | null;
	held: Alert | null;
}

export const SILENT: Bell = { last: null, held: null };

/** One alert more, or none: what sounds now, and after how long to ask again for what is held back. */
export function ring(
	bell: Bell,
	alert: Alert | null,
	now: number
): { bell: Bell; sound: Alert | null; again: number | null } {
	const held = bell.held === 'escalated' ? bell.held : (alert ?? bell.held);
	if (held === null) return { bell, sound: null, again: null };
	const wait = bell.last === null ? 0 : bell.last + AT_MOST_EVERY - now;
	if (wait > 0) return { bell: { ...bell, held }, sound: null, again: wait };
	return { bell: { last: now, held: null }, sound: held, again: null };
}
