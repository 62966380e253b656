/** Asks the server for a ticket. Browser only. */
import type { TicketAnswer } from '#lib/protocol/index.ts';

/** `unreachable`: nobody knows whether it was issued; asking again under the same id tells. */
export type Issued = { ok: true; ticket: TicketAnswer } | { ok: false; code: string };

/** Nobody stands and waits longer for a number; real milliseconds. */
const ANSWER_WITHIN = 3_000;
/** The server could not look at it just then. */
const LATER = new Set(['unavailable', 'closing', 'too_many']);

export async function issueTicket(
	branch: string,
	request: Record<string, unknown>
): Promise<Issued> {
	try {
		const response = await fetch(`/api/v1/branches/${encodeURIComponent(branch)}/tickets`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(request),
			cache: 'no-store',
			signal: AbortSignal.timeout(ANSWER_WITHIN)
		});
		const body = (await response.json()) as TicketAnswer & { code?: string };
		if (response.ok) return { ok: true, ticket: body };
		const { code = 'unavailable' } = body;
		return { ok: false, code: LATER.has(code) ? 'unreachable' : code };
	} catch {
		return { ok: false, code: 'unreachable' };
	}
}
