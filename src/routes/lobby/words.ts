/** Sentences of the tablet that need rows besides the messages. Pure. */
import { nameOf, spaced } from '#lib/client/format.ts';
import { counterName, staffName } from '#lib/client/names.ts';
import type { LiveView } from '#lib/client/live-view.svelte.ts';
import type { Locale } from '#lib/i18n/index.ts';
import type * as lobby from '#lib/i18n/lobby.ts';
import type { PromptRow } from '#lib/protocol/index.ts';
import type { Departed, Refused } from './desk.svelte.ts';
import type { Refusal } from './outbox.svelte.ts';

export { counterName, staffName };

type Messages = typeof lobby.zh;
type Named = Pick<LiveView, 'counters' | 'staff' | 'prompts'>;

export function serviceName(id: string, live: Pick<LiveView, 'services'>, locale: Locale): string {
	return nameOf(live.services, id, locale);
}

/** Why a card leaves. */
export function departureText(
	{ departure, deed, task }: Departed,
	{ live, me }: { live: Named; me: string | null },
	t: Messages,
	locale: Locale
): string {
	switch (departure.why) {
		case 'taken': {
			const name = staffName(departure.staff, live, locale);
			const wasMine = task.prompt.assignee === me && me !== null;
			return spaced(wasMine ? t.departed.takenOver(name) : t.departed.taken(name));
		}
		case 'called':
			return departure.counter === undefined
				? t.departed.called
				: spaced(t.calledTo(counterName(departure.counter, live, locale)));
		case 'left':
			return t.departed.left;
		case 'settled':
			return deed === undefined || deed === 'accept'
				? t.departed.settled
				: spaced(`${t.deeds[deed]}${t.and}${t.recorded}`);
	}
}

/** Why a deed did not happen. */
export function refusalText(
	{ deed, code }: Refused,
	task: { prompt: PromptRow },
	{ live, me }: { live: Named; me: string | null },
	t: Messages,
	locale: Locale
): string {
	if (code === 'full') return t.full.why;
	if (code === 'prompt_taken') {
		const { assignee } = live.prompts[task.prompt.id] ?? task.prompt;
		if (assignee === undefined || assignee === me) return t.refusals['taken'] ?? '';
		return t.refused.taken(staffName(assignee, live, locale));
	}
	const why = t.refusals[code] ?? t.refused.other(code);
	return deed === 'accept' || code === 'stale' || code === 'who'
		? why
		: `${t.notDone(t.deeds[deed])}${t.and}${why}`;
}

/** Why any other tap came to nothing; who was first, where the rows know it. */
export function whyRefused(
	{ act, code }: Pick<Refusal, 'act' | 'code'>,
	live: Named & Pick<LiveView, 'tickets' | 'incidents'>,
	t: Messages,
	locale: Locale
): string {
	const counter = act.subject === undefined ? undefined : live.tickets[act.subject]?.counter;
	if (counter !== undefined) {
		const name = counterName(counter, live, locale);
		if (code === 'ticket_already_called') return spaced(t.refused.calledFirst(name));
		if (code === 'ticket_being_served') return spaced(t.refused.servedAt(name));
	}
	if (code === 'prompt_taken') {
		const assignee = live.prompts[act.subject ?? '']?.assignee;
		return assignee === undefined
			? (t.refusals['taken'] ?? '')
			: t.refused.taken(staffName(assignee, live, locale));
	}
	const by = live.incidents[act.subject ?? '']?.acknowledgedBy;
	if (code === 'incident_taken' && by !== undefined) {
		return t.refused.taken(staffName(by, live, locale));
	}
	return spaced(t.refusals[code] ?? t.refused.other(code));
}
