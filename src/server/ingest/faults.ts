import { MAX_BYTES, MAX_EVENTS } from './limits.ts';
import type { TroubleCode } from '../store/types.ts';
import type { RequestFault } from './answer.ts';

/** Everything that can be wrong with a whole request, each with what to mend. */
export const faults = {
	method: {
		status: 405,
		code: 'method_not_allowed',
		detail: 'Events are sent with POST.',
		allow: 'POST'
	},
	encoding: {
		status: 415,
		code: 'unsupported_encoding',
		detail: 'Send the body as it is, without Content-Encoding: compressed bodies are not taken.'
	},
	mediaType: {
		status: 415,
		code: 'unsupported_media_type',
		detail:
			'Content-Type must be application/cloudevents+json (one event), application/cloudevents-batch+json ' +
			'(an array), or application/json with the attributes in ce-* headers; always UTF-8.'
	},
	tooLarge: {
		status: 413,
		code: 'too_large',
		detail: `A request holds at most ${MAX_BYTES} bytes; send the events in several.`
	},
	tooMany: {
		status: 413,
		code: 'too_many_events',
		detail: `A request holds at most ${MAX_EVENTS} events; send the others in the next.`
	},
	slow: {
		status: 408,
		code: 'timeout',
		detail: 'The body did not arrive in time; send it in one go.'
	},
	utf8: {
		status: 400,
		code: 'invalid_utf8',
		detail: 'The body is not valid UTF-8.'
	},
	json: {
		status: 400,
		code: 'malformed_json',
		detail: 'The body is not valid JSON.'
	},
	header: {
		status: 400,
		code: 'malformed_header',
		detail: 'A ce-* header is not percent-encoded UTF-8, as CloudEvents asks.'
	},
	notAnEvent: {
		status: 400,
		code: 'malformed_event',
		detail: 'The body must be one CloudEvent as a JSON object.'
	},
	notABatch: {
		status: 400,
		code: 'malformed_batch',
		detail: 'The body must be a JSON array of CloudEvents.'
	},
	unavailable: {
		status: 503,
		code: 'unavailable',
		detail: 'Nothing can be stored at the moment, and nothing of this request was; send it again.',
		retryAfter: 5
	},
	closing: {
		status: 503,
		code: 'closing',
		detail: 'The server is closing; send the same again shortly.',
		retryAfter: 2
	}
} satisfies Record<string, RequestFault>;

/** Seconds: somebody has to come and look. */
const AFTER_REPAIR = 60;

/** Nothing is stored until an operator has done something: what, for whoever sends. */
export const troubles: Record<TroubleCode, RequestFault> = {
	damaged: {
		status: 503,
		code: 'damaged',
		detail:
			'The database is damaged and only read, and nothing of this request was stored; keep it, and send it again ' +
			'when a backup is restored.',
		retryAfter: AFTER_REPAIR
	},
	read_only: {
		status: 503,
		code: 'read_only',
		detail:
			'The data folder cannot be written, and nothing of this request was stored; keep it, and send it again when ' +
			'that is mended.',
		retryAfter: AFTER_REPAIR
	},
	disk_full: {
		status: 503,
		code: 'disk_full',
		detail:
			'The disk was full when the server started, and nothing of this request was stored; keep it, and send it again ' +
			'when there is room and the server was started again.',
		retryAfter: AFTER_REPAIR
	}
};

/** Whoever tries one key after another waits; `seconds`: how long. */
export function tooManyKeys(seconds: number): RequestFault {
	return {
		status: 429,
		code: 'too_many_attempts',
		detail: 'Too many keys from this address opened nothing; wait, and send a valid one.',
		retryAfter: seconds
	};
}

/** The server is short of something, and says of what; `retryAfter`: seconds. */
export function shortOf(what: string, retryAfter: number): RequestFault {
	return {
		status: 429,
		code: 'busy',
		detail: `${SHORT[what] ?? 'The server has too much to do'}; nothing of this request was taken, send the same again shortly.`,
		retryAfter
	};
}

const SHORT: Readonly<Record<string, string>> = {
	disk: 'More events are waiting for the disk than it can take',
	processor: 'The server is short of processor time',
	memory: 'The server is short of memory'
};
