import Type from 'typebox';
import { Compile } from 'typebox/compile';
import { eventData, isEventType, SUBJECT_CHOSEN, SUBJECT_OPTIONAL } from '../events/index.ts';
import type { EventType, IncomingEvent } from '../events/index.ts';
import { Id } from '../scalars.ts';
import { keeperOf } from './known-fields.ts';
import type { Keep } from './known-fields.ts';
import { parseInstant } from './rfc3339.ts';
import { sentenceOf } from './sentence.ts';

export type EventFault =
	| 'invalid_event'
	| 'invalid_time'
	| 'invalid_subject'
	| 'missing_subject'
	| 'unknown_type'
	| 'invalid_data';

export interface Fault {
	ok: false;
	code: EventFault;
	/** One sentence that says what to mend. */
	detail: string;
}

/** A checked event; `ignored` names the fields that no schema knows and that were left out. */
export type CheckedEvent = { ok: true; event: IncomingEvent; ignored: readonly string[] } | Fault;

/** A checked event with its identity and the branch it names, if any. */
export type CheckedEnvelope =
	| {
			ok: true;
			source: string;
			id: string;
			branch: string | undefined;
			event: IncomingEvent;
			ignored: readonly string[];
	  }
	| Fault;

interface EventCheck {
	check: { Check(value: unknown): boolean; Errors(value: unknown): unknown };
	keep: Keep | undefined;
	subjectOptional: boolean;
	subjectChosen: boolean;
}

/** Compiled once. Types whose schemas are one and the same object share the check. */
const checks: ReadonlyMap<string, EventCheck> = new Map(
	Object.entries(eventData).map(([type, schema]) => [
		type,
		{
			check: Compile(schema as Type.TSchema),
			keep: keeperOf(schema as Parameters<typeof keeperOf>[0]),
			subjectOptional: SUBJECT_OPTIONAL.has(type as EventType),
			subjectChosen: SUBJECT_CHOSEN.has(type as EventType)
		}
	])
);

const subjectCheck = Compile(Id);

/** Identities are compared and stored byte by byte: no control characters, no lone surrogates. */
const Identity = Type.String({
	minLength: 1,
	maxLength: 200,
	pattern: '^[^\\u0000-\\u001f\\u007f\\ud800-\\udfff]+$'
});

/** CloudEvent's attributes, `time` left to `parseInstant`, which has to read it anyway. */
const envelopeCheck = Compile(
	Type.Object({
		specversion: Type.Literal('1.0'),
		id: Identity,
		source: Identity,
		type: Type.String({ minLength: 1, maxLength: 64 }),
		time: Type.Optional(Type.String()),
		subject: Type.Optional(Type.String()),
		branch: Type.Optional(Id),
		datacontenttype: Type.Optional(Type.String())
	})
);

/** Attributes that CloudEvents and its tracing extension define and that change nothing here. */
const attributes = new Set([
	...[
		'specversion',
		'id',
		'source',
		'type',
		'time',
		'subject',
		'branch',
		'datacontenttype',
		'data'
	],
	...['dataschema', 'traceparent', 'tracestate']
]);

const NONE: readonly string[] = Object.freeze([]);
const EMPTY = Object.freeze({});

/**
 * Checks what an event says: its type, subject and data. Whoever brings events in uses this, machines and
 * screens alike, so that one and the same thing is valid everywhere. `data` null or left out means `{}`.
 * `chooses`: the branch finds a subject that is left out, where it can.
 */
export function checkEvent(
	type: string,
	subject: unknown,
	data: unknown,
	at: number,
	chooses = false
): CheckedEvent {
	const known = checks.get(type);
	if (known === undefined || !isEventType(type)) {
		return fault(
			'unknown_type',
			`There is no event type "${short(type)}"; see /api/v1/openapi.json.`
		);
	}
	if (subject === undefined || subject === null || subject === '') {
		if (!known.subjectOptional && !(chooses && known.subjectChosen)) {
			return fault('missing_subject', `An event ${type} needs a subject: ${subjectOf(type)}.`);
		}
	} else if (!subjectCheck.Check(subject)) {
		return fault(
			'invalid_subject',
			'The subject must be 1 to 64 characters, begin with a letter or a digit, and go on with those, ' +
				'spaces or - . _ / + # : only.'
		);
	}
	const given = data ?? EMPTY;
	if (!known.check.Check(given)) {
		return fault('invalid_data', sentenceOf(known.check.Errors(given), `The data of ${type}`));
	}
	let ignored = NONE;
	let kept = given;
	if (known.keep !== undefined) {
		const names: string[] = [];
		kept = known.keep(given, 'data.', names) as object;
		if (names.length > 0) ignored = names;
	}
	return { ok: true, event: eventOf(type, subject, kept, at), ignored };
}

/** The one place where a checked type and its checked data meet. */
function eventOf(type: EventType, subject: unknown, data: unknown, at: number): IncomingEvent {
	return { type, at, subject: subject ?? '', data } as IncomingEvent;
}

/**
 * Checks a CloudEvent in the form of JSON. `now` stands for a time that is left out, in epoch
 * milliseconds: the clock of the branch that the event is for.
 */
export function checkEnvelope(value: unknown, now: number): CheckedEnvelope {
	if (!envelopeCheck.Check(value)) {
		return fault('invalid_event', sentenceOf(envelopeCheck.Errors(value), 'The event'));
	}
	const envelope = value as Envelope;
	if (envelope.datacontenttype !== undefined && !isJson(envelope.datacontenttype)) {
		return fault(
			'invalid_event',
			'datacontenttype must be application/json: data is a JSON object.'
		);
	}
	if ('data_base64' in envelope) {
		return fault('invalid_event', 'Send data as a JSON object, not as data_base64.');
	}
	const at = envelope.time === undefined ? now : parseInstant(envelope.time);
	if (Number.isNaN(at)) {
		return fault(
			'invalid_time',
			`"${short(envelope.time ?? '')}" is no time; write RFC 3339, like 2026-11-25T10:24:00+08:00.`
		);
	}
	const checked = checkEvent(envelope.type, envelope.subject, envelope.data, at);
	if (!checked.ok) return checked;
	let ignored = checked.ignored;
	for (const key in envelope) {
		if (!attributes.has(key)) ignored = [...ignored, key.slice(0, 100).toWellFormed()].slice(0, 20);
	}
	return {
		ok: true,
		source: envelope.source,
		id: envelope.id,
		branch: envelope.branch,
		event: checked.event,
		ignored
	};
}

interface Envelope {
	id: string;
	source: string;
	type: string;
	time?: string;
	subject?: unknown;
	branch?: string;
	datacontenttype?: string;
	data?: unknown;
}

function isJson(contentType: string): boolean {
	return (
		contentType === 'application/json' || /^[\w.+-]+\/([\w.-]+\+)?json\s*(;|$)/i.test(contentType)
	);
}

function fault(code: EventFault, detail: string): Fault {
	return { ok: false, code, detail };
}

function short(text: string): string {
	return (text.length > 64 ? `${text.slice(0, 64)}…` : text).toWellFormed();
}

const subjects: Record<string, string> = {
	ticket: 'the ticket number',
	form: 'the ticket number',
	pitch: 'the ticket number',
	counter: 'the counter id',
	device: 'the device id',
	prompt: 'the prompt id',
	help: 'the counter id, or kiosk',
	referral: 'the referral id',
	sale: 'the sale id',
	checklist: 'the item id',
	staff: 'the staff id',
	activity: 'the staff id'
};

function subjectOf(type: string): string {
	return subjects[type.slice(0, type.indexOf('.'))] ?? 'what it is about';
}
