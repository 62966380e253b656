import Type from 'typebox';
import { Id, Instant, Name, Seconds, oneOf } from '../scalars.ts';

const NamedThing = Type.Object({ id: Id, name: Name });

/** How calls, recalls and returns go here; seconds. */
export const CallingRules = Type.Object({
	recalls: Type.Integer(),
	noShowAfter: Seconds,
	returnNext: Type.Integer(),
	returnLater: Type.Integer()
});
export type CallingRules = Type.Static<typeof CallingRules>;

/**
 * One row. `open` says whether the branch's hours include this instant; limits are the branch's own. What stations
 * offer is here too, by service: what a form is looked at for, and the kinds of device that can do it.
 */
export const BranchRow = Type.Object({
	id: Id,
	name: Name,
	timeZone: Type.String(),
	open: Type.Boolean(),
	opensAt: Type.Union([Instant, Type.Null()]),
	closesAt: Type.Union([Instant, Type.Null()]),
	businessDay: Type.String(),
	longWait: Type.Object({ seconds: Seconds, escalate: Type.Array(Seconds) }),
	/** Shares that the day is held against; `amountPerDay` in minor units. */
	targets: Type.Object({
		withinTarget: Type.Number(),
		windowsUsed: Type.Number(),
		pitchCoverage: Type.Number(),
		conversion: Type.Union([Type.Number(), Type.Null()]),
		amountPerDay: Type.Union([Type.Integer(), Type.Null()])
	}),
	consecutivePriority: Type.Integer(),
	calling: CallingRules,
	forms: Type.Record(Type.String(), Type.Array(NamedThing)),
	selfService: Type.Record(Type.String(), Type.Array(Id)),
	profiles: Type.Array(Type.Object({ id: Id, name: Name, services: Type.Array(Id) })),
	messages: Type.Array(Name),
	/** Tasks that a lobby manager can have in hand, and the plan of the day: shares by kind of work. */
	capacity: Type.Integer(),
	timePlan: Type.Record(Type.String(), Type.Number()),
	/** What a kiosk offers beside tickets. */
	kiosk: Type.Object({ prints: Type.Boolean(), vip: Type.Boolean() })
});
export type BranchRow = Type.Static<typeof BranchRow>;

/**
 * What an estimate rests on, for the screens to put in words: so many ahead, so many counters at work on the line,
 * about so many seconds for each customer.
 */
export const EstimateBasis = Type.Object({
	ahead: Type.Integer(),
	counters: Type.Integer(),
	each: Seconds
});
export type EstimateBasis = Type.Static<typeof EstimateBasis>;

/** `estimate`: of a ticket issued now; null where no counter is open for the service. `run` counts the priority calls of this line since an ordinary one: the calling rule's limit looks at it. */
export const ServiceRow = Type.Object({
	id: Id,
	name: Name,
	complexity: oneOf(['simple', 'complex']),
	waiting: Type.Integer(),
	estimate: Type.Union([
		Type.Object({ low: Seconds, high: Seconds, basis: EstimateBasis }),
		Type.Null()
	]),
	typicalService: Seconds,
	longWait: Seconds,
	run: Type.Integer()
});
export type ServiceRow = Type.Static<typeof ServiceRow>;

export const CounterState = oneOf(['open', 'paused', 'closed']);
export type CounterState = Type.Static<typeof CounterState>;

/**
 * A counter with a `ticket` is calling or serving it (see the ticket); without one `since` is when it became idle,
 * paused or closed.
 */
export const CounterRow = Type.Object({
	id: Id,
	name: Name,
	state: CounterState,
	since: Type.Optional(Instant),
	reason: Type.Optional(Type.String()),
	staff: Type.Optional(Id),
	services: Type.Array(Id),
	ticket: Type.Optional(Id),
	/** The ticket served here last, as long as its customer may still say how it was. */
	ratable: Type.Optional(Id)
});
export type CounterRow = Type.Static<typeof CounterRow>;

export const StaffRow = Type.Object({
	id: Id,
	name: Name,
	role: Type.String(),
	/** Since when they are at work today; left out: nobody knows that they are. */
	onDuty: Type.Optional(Instant),
	/** Prompts and calls in hand; left out: none. */
	tasks: Type.Optional(Type.Integer()),
	/** Sales that stand today, by product, of what they sold themselves. */
	sold: Type.Optional(Type.Record(Type.String(), Type.Integer())),
	/** Seconds of today by kind of work, from what was tapped. */
	work: Type.Optional(Type.Record(Type.String(), Seconds))
});
export type StaffRow = Type.Static<typeof StaffRow>;
