import Type from 'typebox';
import { Id, Instant, oneOf } from '../scalars.ts';

/**
 * A prompt that somebody should act on. `level` counts escalations: 0 when raised. `closesAt` is when the
 * window is expected to end: the instant of the call by the ticket's estimate. `calledAt` tells an accepted prompt whose customer has
 * been called: what is missing is the outcome.
 */
export const PromptRow = Type.Object({
	id: Id,
	rule: oneOf(['long_wait', 'help', 'complaint']),
	kind: oneOf(['engage', 'operate']),
	ticket: Type.Optional(Id),
	device: Type.Optional(Id),
	/** Where help was called from: a counter, or `kiosk`. */
	place: Type.Optional(Id),
	about: Type.Optional(Type.String()),
	service: Type.Optional(Id),
	state: oneOf(['open', 'accepted']),
	level: Type.Integer(),
	raisedAt: Instant,
	issuedAt: Type.Optional(Instant),
	calledAt: Type.Optional(Instant),
	counter: Type.Optional(Id),
	acceptedAt: Type.Optional(Instant),
	closesAt: Type.Optional(Instant),
	assignee: Type.Optional(Id),
	talkingPoints: Type.Optional(Type.Array(Type.String()))
});
export type PromptRow = Type.Static<typeof PromptRow>;
