/** What is looked at of a wait of a ticket. */
interface Wait {
	enteredAt: number;
	calledAt: number | null;
	startedAt: number | null;
	endedAt: number | null;
	end: string | null;
}

/**
 * Milliseconds that a returned customer waited again: from the return, which began the stage `from`, until the call
 * that answered it, or until they left. Who is passed on to another line before that goes on waiting. Null: they still
 * wait.
 */
export function lostSince(stages: readonly Wait[], from: number): number | null {
	const since = stages[from]?.enteredAt;
	if (since === undefined) return null;
	for (const { calledAt, startedAt, endedAt, end } of stages.slice(from)) {
		const until = calledAt ?? startedAt ?? endedAt;
		if (until === null) return null;
		if (calledAt === null && startedAt === null && end === 'transferred') continue;
		return Math.max(0, until - since);
	}
	return null;
}
