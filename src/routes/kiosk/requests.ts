/** What the kiosk asks of the server. Browser only, but for what a test puts in the place of the network. */
import type { Paper, PrintAnswer, TicketAnswer, TicketRequest } from '#lib/protocol/index.ts';

export type Fetch = typeof fetch;

/** Real milliseconds. */
const ANSWER_WITHIN = 5_000;
const AGAIN_AFTER = 1_000;
/** Whoever stands there is told by then that there is no number. */
const ALL_WITHIN = 15_000;
/** A printer is given ten seconds, and may have others before. */
const PRINTED_WITHIN = 30_000;

export type Taken = { ok: true; ticket: TicketAnswer } | { ok: false; code: string };

const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));

/**
 * A ticket, asked for again with the same id until there is an answer: a lost one is asked for once more, and nobody
 * gets two numbers.
 */
export async function takeTicket(
	branch: string,
	request: TicketRequest,
	ask: Fetch = fetch
): Promise<Taken> {
	const began = performance.now();
	for (;;) {
		const answer = await attempt(branch, request, ask);
		if (answer !== null) return answer;
		if (performance.now() - began + AGAIN_AFTER >= ALL_WITHIN)
			return { ok: false, code: 'not_sent' };
		await pause(AGAIN_AFTER);
	}
}

/** Null: there was no answer, or one that says nothing about the ticket. */
async function attempt(branch: string, request: TicketRequest, ask: Fetch): Promise<Taken | null> {
	try {
		const response = await ask(`/api/v1/branches/${encodeURIComponent(branch)}/tickets`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(request),
			signal: AbortSignal.timeout(ANSWER_WITHIN)
		});
		const answer: unknown = await response.json();
		if (response.ok) return { ok: true, ticket: answer as TicketAnswer };
		if (response.status >= 500) return null;
		return { ok: false, code: (answer as { code?: string }).code ?? 'other' };
	} catch {
		return null;
	}
}

/** What came of printing: the printer's outcome, or `other` where nobody can say. Asked once: paper cannot be undone. */
export async function printTicket(
	branch: string,
	{ number, token, paper }: Pick<TicketAnswer, 'number' | 'token' | 'paper'>,
	draw: (dots: 384 | 576) => Promise<Blob>,
	ask: Fetch = fetch
): Promise<PrintAnswer['outcome'] | 'other'> {
	try {
		const path = `/api/v1/branches/${encodeURIComponent(branch)}/tickets/${encodeURIComponent(number)}/print`;
		const response = await ask(`${path}?token=${token}`, {
			method: 'POST',
			...(await sheetOf(paper, draw)),
			signal: AbortSignal.timeout(PRINTED_WITHIN)
		});
		return response.ok ? ((await response.json()) as PrintAnswer).outcome : 'other';
	} catch {
		return 'other';
	}
}

async function sheetOf(
	paper: Paper,
	draw: (dots: 384 | 576) => Promise<Blob>
): Promise<Pick<RequestInit, 'headers' | 'body'>> {
	if (paper?.mode === 'image') {
		return { headers: { 'content-type': 'image/png' }, body: await draw(paper.dots) };
	}
	return { headers: { 'content-type': 'application/json' }, body: '{}' };
}
