import Type from 'typebox';
import { Id, Instant, Seconds, oneOf } from '../scalars.ts';

/**
 * What a fault does to the lines: `services`, tickets since then that the device would have taken, by service;
 * `seconds`, what those who still wait add to a wait for `service` that begins now; `to`, the device to send people to.
 */
export const IncidentEffect = Type.Object({
	services: Type.Record(Type.String(), Type.Integer()),
	service: Type.Optional(Id),
	seconds: Seconds,
	to: Type.Optional(Id)
});
export type IncidentEffect = Type.Static<typeof IncidentEffect>;

/** A fault of one device, until the day after it ended. `fineSince`: it works again, and is watched for a while. */
export const IncidentRow = Type.Object({
	id: Type.String(),
	device: Id,
	cause: Type.Optional(Type.String()),
	severity: oneOf(['limited', 'down']),
	openedAt: Instant,
	/** First line: who of the branch sees to it. */
	acknowledgedBy: Type.Optional(Id),
	acknowledgedAt: Type.Optional(Instant),
	/** Second line: when the vendor was called. */
	passedAt: Type.Optional(Instant),
	vendor: Type.Optional(Type.String()),
	reference: Type.Optional(Type.String()),
	notes: Type.Array(Type.Object({ at: Instant, staff: Id, text: Type.String() })),
	flaps: Type.Integer(),
	fineSince: Type.Optional(Instant),
	endedAt: Type.Optional(Instant),
	/** Who said that it works again; left out: the device did. */
	resolvedBy: Type.Optional(Id),
	effect: Type.Optional(IncidentEffect)
});
export type IncidentRow = Type.Static<typeof IncidentRow>;
