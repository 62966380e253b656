import Type from 'typebox';
import { ENGAGE_RULES, ERRAND_RULES } from '../catalogue.ts';
import { Id, Instant, oneOf } from '../scalars.ts';

/**
 * What a talk may be about: ids of the catalogue, the tag that pointed there, for how many days the money is free where
 * that decided, and what stands before a sale.
 */
export const Suggestion = Type.Object({
	signal: Id,
	need: Id,
	product: Type.Union([Id, Type.Null()]),
	tenor: Type.Union([Type.Integer(), Type.Null()]),
	guards: Type.Array(oneOf(['risk_unknown', 'recording']))
});

/**
 * A prompt that somebody should act on. `level` counts escalations: 0 when raised. `closesAt` is when the
 * window is expected to end: the instant of the call by the ticket's estimate. `calledAt` tells an accepted prompt whose customer has
 * been called: what is missing is the outcome.
 */
export const PromptRow = Type.Object({
	id: Id,
	rule: oneOf([...ENGAGE_RULES, ...ERRAND_RULES, 'help', 'complaint', 'device', 'checklist']),
	kind: oneOf(['engage', 'operate']),
	ticket: Type.Optional(Id),
	device: Type.Optional(Id),
	/** The fault that it is about. */
	incident: Type.Optional(Type.String()),
	/** The checks that are overdue; with `item`, the one that failed. */
	list: Type.Optional(Type.String()),
	item: Type.Optional(Id),
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
	/** Who is asked to take it first; left out: everybody. */
	offeredTo: Type.Optional(Id),
	/** What a minute of such a talk is worth against that of an ordinary long wait; left out: 1. */
	value: Type.Optional(Type.Number()),
	suggest: Type.Optional(Suggestion)
});
export type PromptRow = Type.Static<typeof PromptRow>;
