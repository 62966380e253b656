import Type from 'typebox';
import { Segment } from '../events/ticket.ts';
import { Id, Instant, Seconds, oneOf } from '../scalars.ts';

export const TicketState = oneOf(['waiting', 'parked', 'called', 'serving']);
export type TicketState = Type.Static<typeof TicketState>;

/** A reason for a place in line: a code that the screens turn into words, and its number where it has one. */
export const Why = Type.Object({
	code: oneOf([
		'first_come',
		'priority',
		'vip',
		'aged',
		'returned',
		'requeued',
		'transferred',
		'moved_first',
		'moved_last',
		'parked'
	]),
	n: Type.Optional(Type.Number())
});
export type Why = Type.Static<typeof Why>;

/**
 * How long the ticket waits in all, from its first issue until its call: seconds. `low` to `high` holds four of five
 * actual waits. What is left of it is for whoever looks to count: nothing is sent only because time passes. Null
 * where no counter is open for it.
 */
export const WaitEstimate = Type.Union([
	Type.Object({ wait: Seconds, low: Seconds, high: Seconds }),
	Type.Null()
]);
export type WaitEstimate = Type.Static<typeof WaitEstimate>;

/**
 * A ticket that is not over.
 *
 * `order` is a sort key, smaller first, the same for as long as the ticket's claim does not change: a dense
 * rank would send the whole line again at every call. `lib/domain/queue/line.ts` turns keys into places.
 */
export const TicketRow = Type.Object({
	id: Id,
	number: Id,
	service: Id,
	segment: Segment,
	state: TicketState,
	issuedAt: Instant,
	calledAt: Type.Optional(Instant),
	startedAt: Type.Optional(Instant),
	counter: Type.Optional(Id),
	recalls: Type.Optional(Type.Integer()),
	form: Type.Union([oneOf(['needed', 'ok', 'faults']), Type.Null()]),
	tags: Type.Array(Type.String()),
	estimate: WaitEstimate,
	likely: Type.Optional(
		Type.Literal(true, { description: 'Expected to pass the long-wait limit; left out otherwise.' })
	),
	order: Type.Number(),
	why: Type.Array(Why),
	/** The counter that alone calls it. */
	heldFor: Type.Optional(Id),
	/** What the visit is for beside `service`. */
	further: Type.Optional(Type.Array(Id)),
	customer: Type.Optional(
		Type.String({ description: 'The name, masked: 王**. Only for screens that may see it.' })
	),
	note: Type.Optional(
		Type.String({
			description: 'A few words for whoever serves. Only for screens that may see it.'
		})
	)
});
export type TicketRow = Type.Static<typeof TicketRow>;
