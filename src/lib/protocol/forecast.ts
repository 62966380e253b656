import Type from 'typebox';
import { Id, Instant, Seconds } from './scalars.ts';

/** What the what-if and the staffing hint answer. Durations in seconds; null: nothing was counted. */

const Duration = Type.Union([Type.Number(), Type.Null()]);
const TimeOfDay = Type.String({ description: 'HH:MM on the branch’s clock.' });

/** A value with the span that it lies in four times of five. */
export const Spread = Type.Object({ value: Duration, low: Duration, high: Duration });
export type Spread = Type.Static<typeof Spread>;

/** Tickets issued in a half hour; counts are means over the replications. */
export const WhatIfHalf = Type.Object({
	from: TimeOfDay,
	p50: Duration,
	p90: Duration,
	longWaits: Type.Number(),
	tickets: Type.Number()
});
export type WhatIfHalf = Type.Static<typeof WhatIfHalf>;

export const WhatIfFigures = Type.Object({
	p50: Duration,
	p90: Duration,
	longWaits: Type.Number(),
	served: Type.Number(),
	abandoned: Type.Number(),
	noShow: Type.Number(),
	diverted: Type.Number(),
	halves: Type.Array(WhatIfHalf)
});
export type WhatIfFigures = Type.Static<typeof WhatIfFigures>;

/** The line at an instant, as it is expected. */
export const LineAhead = Type.Object({ at: Instant, waiting: Spread, meanWaiting: Spread });
export type LineAhead = Type.Static<typeof LineAhead>;

/** What would have been, or would be, different. */
export const WhatIfScenario = Type.Object({
	from: TimeOfDay,
	until: TimeOfDay,
	counters: Type.Integer({ description: 'So many counters more.' }),
	services: Type.Union([Type.Array(Id), Type.Null()], {
		description: 'What they do; null: everything.'
	}),
	profile: Type.Union([Type.Object({ counter: Id, services: Type.Array(Id) }), Type.Null()], {
		description: 'A counter that does other services then.'
	}),
	divert: Type.Union(
		[
			Type.Object({
				tag: Type.Union([Type.String(), Type.Null()]),
				service: Type.Union([Id, Type.Null()]),
				share: Type.Number()
			}),
			Type.Null()
		],
		{ description: 'A share of the customers with a tag, of a service, or both, who go elsewhere.' }
	)
});
export type WhatIfScenario = Type.Static<typeof WhatIfScenario>;

export const WhatIfAnswer = Type.Object({
	branch: Id,
	/** `past`: days that are over, played again; `rest`: today from now on. */
	kind: Type.Union([Type.Literal('past'), Type.Literal('rest')]),
	from: Type.String({ description: 'The first day, YYYY-MM-DD.' }),
	to: Type.String({ description: 'The last day.' }),
	scenario: WhatIfScenario,
	tickets: Type.Number(),
	replications: Type.Integer(),
	seed: Type.Integer(),
	actual: Type.Union([WhatIfFigures, Type.Null()], {
		description: 'As it really was; null: not yet.'
	}),
	base: WhatIfFigures,
	changed: WhatIfFigures,
	change: Type.Object({
		p90: Spread,
		longWaits: Spread,
		abandoned: Spread,
		noShow: Spread
	}),
	line: Type.Union(
		[Type.Object({ base: Type.Array(LineAhead), changed: Type.Array(LineAhead) }), Type.Null()],
		{ description: 'Each five minutes of the rest of today.' }
	)
});
export type WhatIfAnswer = Type.Static<typeof WhatIfAnswer>;

/** Why so many: a code that the screens put in words, with its numbers. */
export const StaffingReason = Type.Union([
	Type.Object({ code: Type.Literal('arrivals'), n: Type.Number() }),
	Type.Object({ code: Type.Literal('mean_service'), seconds: Seconds }),
	Type.Object({ code: Type.Literal('load'), erlangs: Type.Number() }),
	Type.Object({ code: Type.Literal('safety'), counters: Type.Number(), roots: Type.Number() }),
	Type.Object({ code: Type.Literal('within_target'), share: Type.Number(), goal: Type.Number() }),
	Type.Object({ code: Type.Literal('abandon'), share: Type.Number(), most: Type.Number() }),
	Type.Object({
		code: Type.Literal('within_target_now'),
		share: Type.Number(),
		counters: Type.Integer()
	}),
	Type.Object({
		code: Type.Literal('abandon_now'),
		share: Type.Number(),
		counters: Type.Integer()
	}),
	Type.Object({ code: Type.Literal('exceeds'), counters: Type.Integer() }),
	Type.Object({ code: Type.Literal('no_counter') })
]);
export type StaffingReason = Type.Static<typeof StaffingReason>;

/** Counters that a group of services which share counters needs in a half hour; null: no number is enough. */
export const StaffingRow = Type.Object({
	from: Instant,
	until: Instant,
	services: Type.Array(Id),
	counters: Type.Union([Type.Integer(), Type.Null()]),
	existing: Type.Integer(),
	reasons: Type.Array(StaffingReason)
});
export type StaffingRow = Type.Static<typeof StaffingRow>;

export const StaffingAnswer = Type.Object({
	branch: Id,
	day: Type.String(),
	/** Share of calls within the target wait that is aimed at. */
	goal: Type.Number(),
	/** Days of history that the arrivals are expected from. */
	days: Type.Integer(),
	rows: Type.Array(StaffingRow)
});
export type StaffingAnswer = Type.Static<typeof StaffingAnswer>;

const Count = Type.Number();
const Share = Type.Union([Type.Number(), Type.Null()]);

/**
 * How good the estimates have been, of the last some thousand served customers who waited. `les...`: what the wait of
 * the last customer called would have said instead. `likely...`: warned of a long wait two minutes or more before it
 * passed the limit.
 */
export const ForecastScore = Type.Object({
	scored: Count,
	mae: Duration,
	rmse: Duration,
	lesMae: Duration,
	lesRmse: Duration,
	within: Share,
	likelyRaised: Count,
	likelyRight: Count,
	longWaits: Count,
	precision: Share,
	recall: Share
});
export type ForecastScore = Type.Static<typeof ForecastScore>;
