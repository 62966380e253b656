import { DEFAULTS } from '#lib/domain/config/config.ts';
import type { Probe } from '#lib/protocol/probe.ts';
import type { Clock } from '../clock.ts';
import type { AllowedHosts } from './allowed.ts';
import { kindOf } from './kinds.ts';
import { none } from './result.ts';
import type { TryResult } from './result.ts';
import { targetOf } from './target.ts';

export interface AttemptParts {
	clock: Clock;
	allowed: AllowedHosts;
	/** Ends it early; it then comes to `no_answer`. */
	signal?: AbortSignal;
	/** What it may take at most. Real milliseconds; by default what the probe says. */
	atMost?: number;
}

/** Asks once, in the time that the probe has, whatever the other side does. Never rejects. */
export async function attempt(
	probe: Probe,
	{ clock, allowed, signal, atMost = Infinity }: AttemptParts
): Promise<TryResult> {
	const timeout = Math.min((probe.timeout ?? DEFAULTS.probe.timeout) * 1_000, atMost);
	const over = new AbortController();
	const { promise: late, resolve: giveUp } = Promise.withResolvers<TryResult>();
	const stop = () => {
		giveUp(none('no_answer'));
		over.abort();
	};
	// Real time: a demonstration's clock runs faster than its devices.
	const cancel = clock.every(timeout, stop);
	signal?.addEventListener('abort', stop);
	if (signal?.aborted === true) stop();
	const answered = ask(probe, { clock, allowed, signal: over.signal, timeout }).catch(failure);
	try {
		return await Promise.race([late, answered]);
	} finally {
		cancel();
		signal?.removeEventListener('abort', stop);
		over.abort();
	}
}

async function ask(
	probe: Probe,
	asking: { clock: Clock; allowed: AllowedHosts; signal: AbortSignal; timeout: number }
): Promise<TryResult> {
	const kind = kindOf(probe);
	const target = await targetOf(probe.host, kind.port(probe), asking.allowed);
	if (target === null) return none('probe_not_allowed');
	return asking.signal.aborted ? none('no_answer') : kind.ask(probe, target, asking);
}

function failure(error: unknown): TryResult {
	const { code, message } = error as NodeJS.ErrnoException;
	const gone = code === 'ETIMEDOUT' || code === 'ABORT_ERR';
	return gone ? none('no_answer') : none('unreachable', code ?? message);
}
