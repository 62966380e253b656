/** What came of trying a probe, as the page says it. Pure. */
import type { Reply } from '#lib/office/asking.svelte.ts';

/** As the server answers it: `src/server/probes/trier.ts`. */
export interface Tried {
	result:
		| { answer: 'ok'; status?: { state: string; cause?: string } }
		| { answer: 'wrong' | 'none'; cause: string; detail?: string };
	/** Real milliseconds. */
	ms: number;
}

/** Words of `i18n/admin-devices.ts`. */
export type Trial =
	| { kind: 'ok'; ms: number; status: { state: string; cause?: string } | undefined }
	| { kind: Bad; ms: number; detail: string | undefined };

export const BAD = [
	'wrong_answer',
	'no_answer',
	'refused',
	'unknown_host',
	'unreachable',
	'probe_not_allowed',
	'probe_unavailable'
] as const;
export type Bad = (typeof BAD)[number];

export function trialOf({ result, ms }: Tried): Trial {
	if (result.answer === 'ok') return { kind: 'ok', ms, status: result.status };
	const { cause, detail } = result;
	return { kind: badOf(cause, detail), ms, detail };
}

/** The network says more than one word when nobody is there. */
function badOf(cause: string, detail: string | undefined): Bad {
	if (cause === 'unreachable') {
		if (detail?.includes('ECONNREFUSED')) return 'refused';
		if (/ENOTFOUND|EAI_AGAIN|ENODATA/.test(detail ?? '')) return 'unknown_host';
	}
	return BAD.find((each) => each === cause) ?? 'unreachable';
}

/** Real milliseconds without a keystroke until it is tried. */
export const PAUSE = 400;

/** Asks the server to try a probe, given as JSON. Where that is too often it is asked again after a while. */
export async function tryProbe(probe: string, signal: AbortSignal): Promise<Reply<Tried>> {
	try {
		const response = await fetch('/admin/devices/try', {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: `{"probe":${probe}}`,
			signal
		});
		const body = (await response.json().catch(() => null)) as (Tried & { code?: string }) | null;
		if (response.ok && body !== null) return { ok: true, value: body };
		const retryAfter = Number(response.headers.get('retry-after')) || 1;
		const code = body?.code ?? 'other';
		return { ok: false, code: code === 'too_many_attempts' ? 'busy' : code, retryAfter };
	} catch {
		return { ok: false, code: 'offline' };
	}
}
