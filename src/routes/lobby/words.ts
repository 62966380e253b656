/** Sentences of the tablet that need rows besides the messages. Pure. */
import { minutesOf, nameIn, spaced } from '#lib/client/format.ts';
import type { WaitLimits } from '#lib/client/limits.ts';
import type { LiveView } from '#lib/client/live-view.svelte.ts';
import type { Locale } from '#lib/i18n/index.ts';
import type * as lobby from '#lib/i18n/lobby.ts';
import type { PromptRow } from '#lib/protocol/index.ts';
import type { Departed, Refused } from './desk.svelte.ts';
import type { Reason } from './waiting.ts';

type Messages = typeof lobby.zh;
type Named = Pick<LiveView, 'counters' | 'staff' | 'prompts'>;

export function counterName(id: string, live: Pick<LiveView, 'counters'>, locale: Locale): string {
	const counter = live.counters[id];
	return counter ? nameIn(counter.name, locale) : id;
}

export function staffName(id: string, live: Pick<LiveView, 'staff'>, locale: Locale): string {
	const person = live.staff[id];
	return person ? nameIn(person.name, locale) : id;
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
	if (code === 'prompt_taken') {
		const { assignee } = live.prompts[task.prompt.id] ?? task.prompt;
		if (assignee === undefined || assignee === me) return t.refused.takenBySomebody;
		return t.refused.taken(staffName(assignee, live, locale));
	}
	const known = t.refused[code as keyof Messages['refused']];
	const why = typeof known === 'string' ? known : t.refused.other(code);
	return deed === 'accept' || code === 'stale' || code === 'who'
		? why
		: `${t.notDone(t.deeds[deed])}${t.and}${why}`;
}

/** `预计超 10 分钟`: the limit is that of the service. */
export function likelyText({ long }: WaitLimits, t: Messages): string {
	return spaced(t.reasons.likely(minutesOf(long)));
}

/** `第 4 位，优先客户，前移 1 位`. */
export function reasonText(
	reasons: Reason[],
	{ live, me }: { live: Named; me: string | null },
	t: Messages,
	locale: Locale
): string {
	const words = reasons.map((reason): string => {
		switch (reason.code) {
			case 'called':
				return reason.counter === undefined
					? t.reasons.calledSomewhere
					: t.reasons.called(counterName(reason.counter, live, locale));
			case 'serving':
				return reason.counter === undefined
					? t.reasons.servingSomewhere
					: t.reasons.serving(counterName(reason.counter, live, locale));
			case 'place':
			case 'passes':
			case 'yields':
				return t.reasons[reason.code](reason.n);
			case 'followed':
				return reason.staff === me
					? t.reasons.followedByMe
					: t.reasons.followed(staffName(reason.staff, live, locale));
			default:
				return t.reasons[reason.code];
		}
	});
	return spaced(words.join(t.and));
}
