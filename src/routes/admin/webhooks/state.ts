import type * as webhooks from '#lib/i18n/webhooks.ts';

interface Standing {
	stopped: 'paused' | 'gone' | 'failing' | null;
	stoppedAt: number | null;
	failingSince: number | null;
	allowed: boolean;
}

/** How an endpoint stands, in words, since when, and whether somebody has to do something about it. */
export function stateOf(
	{ stopped, stoppedAt, failingSince, allowed }: Standing,
	{ states }: typeof webhooks.zh
): { words: string; since: number | null; mark: 'warn' | 'over' | null } {
	if (stopped === 'paused') return { words: states.paused, since: stoppedAt, mark: null };
	if (stopped === 'gone') return { words: states.gone, since: stoppedAt, mark: 'over' };
	if (stopped === 'failing') return { words: states.stopped, since: stoppedAt, mark: 'over' };
	if (!allowed) return { words: states.notAllowed, since: null, mark: 'over' };
	if (failingSince !== null) return { words: states.failing, since: failingSince, mark: 'warn' };
	return { words: states.on, since: null, mark: null };
}

/** What came of the last attempt at a delivery: the answer's status where there was one, otherwise what went wrong. */
export function resultOf(
	{ httpStatus, error }: { httpStatus: number | null; error: string | null },
	t: typeof webhooks.zh
): string {
	if (httpStatus !== null) return t.answered(httpStatus);
	return error === null ? '' : (t.errors[error] ?? error);
}
