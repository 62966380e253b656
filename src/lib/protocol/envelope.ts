import Type from 'typebox';
import { DateTime, Id } from './scalars.ts';

/** CloudEvents 1.0 context attributes; `branch` is our extension, for keys that hold for every branch. */
export const CloudEvent = Type.Object({
	specversion: Type.Literal('1.0'),
	id: Type.String({ minLength: 1, maxLength: 200 }),
	source: Type.String({ minLength: 1, maxLength: 200 }),
	type: Type.String({ minLength: 1, maxLength: 64 }),
	time: Type.Optional(DateTime),
	subject: Type.Optional(Id),
	branch: Type.Optional(Id),
	datacontenttype: Type.Optional(Type.String({ maxLength: 100 })),
	data: Type.Optional(Type.Unknown())
});
export type CloudEvent = Type.Static<typeof CloudEvent>;

/** One event of a batch that was refused: which one, why in one word, and what to mend in a sentence. */
export const Rejection = Type.Object({
	index: Type.Integer(),
	id: Type.Union([Type.String(), Type.Null()]),
	code: Type.String(),
	detail: Type.String()
});
export type Rejection = Type.Static<typeof Rejection>;

/** Fields that no schema knows were kept out of the log. */
export const IgnoredFields = Type.Object({
	index: Type.Integer(),
	id: Type.String(),
	fields: Type.Array(Type.String())
});
export type IgnoredFields = Type.Static<typeof IgnoredFields>;

/** The answer to `POST /api/v1/events`, sent once what it says is on disk. */
export const IngestAnswer = Type.Object({
	accepted: Type.Integer(),
	duplicates: Type.Integer(),
	rejected: Type.Array(Rejection),
	ignored: Type.Optional(Type.Array(IgnoredFields)),
	seq: Type.Integer()
});
export type IngestAnswer = Type.Static<typeof IngestAnswer>;
