import type { DeviceStatus } from '../devices/status.ts';

/** What one try came to. */
export type TryResult =
	/** It answered as it should; `status`: what it says of itself, where its protocol has words for that. */
	| { answer: 'ok'; status?: DeviceStatus }
	/** It answered, and not as it should. `detail`: for whoever sets the probe up, in English. */
	| { answer: 'wrong'; cause: WrongCause; detail?: string }
	/** Nobody answered, or nobody was asked. */
	| { answer: 'none'; cause: NoneCause; detail?: string };

export type WrongCause = 'wrong_answer';

export type NoneCause =
	/** Nothing came in time. */
	| 'no_answer'
	/** The network says that nobody is there, or the name leads nowhere. */
	| 'unreachable'
	/** The administrator's list does not have this host. */
	| 'probe_not_allowed'
	/** This machine cannot try so: it has no `ping`. */
	| 'probe_unavailable';

/** No answer of the device: another try would come to the same. */
export function isSettled(result: TryResult): boolean {
	return (
		result.answer === 'none' &&
		(result.cause === 'probe_not_allowed' || result.cause === 'probe_unavailable')
	);
}

export const OK: TryResult = Object.freeze({ answer: 'ok' });

export function wrong(detail: string): TryResult {
	return { answer: 'wrong', cause: 'wrong_answer', detail };
}

export function none(cause: NoneCause, detail?: string): TryResult {
	return { answer: 'none', cause, ...(detail !== undefined && { detail }) };
}
