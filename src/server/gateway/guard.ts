import type { Refused } from '#lib/protocol/messages.ts';
import { isFlat } from './depth.ts';

/** What stands between a message and its handler. */
export interface Guard<Request, Answer> {
	/** A compiled schema. */
	check: { Check(value: unknown): boolean };
	/** False: the sender has to slow down. */
	admit: () => boolean;
	/** The handler: it is called only with what the schema allows. Synchronous answers are sent at once. */
	run: (request: Request) => Answer | Refused | Promise<Answer | Refused>;
	/** Writes down what nobody expected and gives the id it stands under. */
	fault: (error: unknown) => string;
}

const TOO_MANY = refused('too_many', 'Too many messages; wait a moment and send it again.');
const INVALID = refused('invalid_message', 'The message is not as the protocol says.');

/**
 * The one way in for messages of screens. Whatever comes, in whatever shape, with or without an
 * acknowledgement: it is answered or ignored, and never ends the process.
 */
export function guarded<Request, Answer>(
	guard: Guard<Request, Answer>
): (...args: unknown[]) => void {
	return (...args) => {
		const last = args.at(-1);
		const reply = (answer: Answer | Refused) => {
			if (typeof last === 'function') (last as (answer: Answer | Refused) => void)(answer);
		};
		const failed = (error: unknown) => {
			const id = guard.fault(error);
			reply(refused('internal', `Something went wrong here; its trace is in the log under ${id}.`));
		};
		try {
			const [request] = args;
			if (!guard.admit()) reply(TOO_MANY);
			else if (!isFlat(request) || !guard.check.Check(request)) reply(INVALID);
			else {
				const answer = guard.run(request as Request);
				if (answer instanceof Promise) answer.then(reply).catch(failed);
				else reply(answer);
			}
		} catch (error) {
			failed(error);
		}
	};
}

export function refused(code: string, detail: string): Refused {
	return { ok: false, code, detail };
}
