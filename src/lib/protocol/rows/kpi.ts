import Type from 'typebox';
import { Id, Instant, Name, Seconds, Share } from '../scalars.ts';

const Duration = Type.Union([Seconds, Type.Null()]);
const Count = Type.Integer();

/** Row `today`: the day's figures as docs/definitions.md has them. Durations in seconds, shares 0 to 1, null = nothing counted. */
export const TodayRow = Type.Object({
	id: Type.Literal('today'),
	issued: Count,
	waiting: Count,
	serving: Count,
	finished: Count,
	abandoned: Count,
	noShow: Count,
	diverted: Count,
	meanWait: Duration,
	p50Wait: Duration,
	p90Wait: Duration,
	longestWait: Duration,
	withinTarget: Share,
	calls: Count,
	callsWithinTarget: Count,
	overThreshold: Count,
	meanService: Duration,
	requeued: Count,
	minutesLostToRework: Type.Number(),
	rated: Count,
	meanScore: Type.Union([Type.Number(), Type.Null()]),
	promptsRaised: Count,
	promptsEngaged: Count,
	promptsMissed: Count,
	windowsUsed: Share,
	pitched: Count,
	pitchCoverage: Share,
	interested: Count,
	referralsMade: Count,
	referralsMet: Count,
	referralsWon: Count,
	sales: Count,
	/** In minor units of `currency`; sales in others stand in `otherAmounts`, by currency. */
	amount: Count,
	currency: Type.Union([Type.String(), Type.Null()]),
	otherAmounts: Type.Record(Type.String(), Count),
	conversion: Share,
	/** The two numbers that `conversion` and `pitchCoverage` are shares of. */
	converted: Count,
	approached: Count,
	covered: Count,
	outflowKept: Count,
	outflowTold: Count
});
export type TodayRow = Type.Static<typeof TodayRow>;

const groupFigures = {
	issued: Count,
	calls: Count,
	meanWait: Duration,
	p50Wait: Duration,
	p90Wait: Duration,
	overThreshold: Count,
	promptsRaised: Count,
	promptsEngaged: Count,
	promptsMissed: Count
};

/** Row `half/HH:MM`: tickets issued, and prompts raised, in that half hour of the day; waits by the time of issue. */
export const HalfHourRow = Type.Object({ id: Type.String(), from: Instant, ...groupFigures });
export type HalfHourRow = Type.Static<typeof HalfHourRow>;

/** Row `service/ID`: the same figures of one service's tickets. */
export const ServiceKpiRow = Type.Object({ id: Type.String(), service: Id, ...groupFigures });
export type ServiceKpiRow = Type.Static<typeof ServiceKpiRow>;

/** Row `slot/EPOCH`: what stood in line at that instant (each five minutes): people, and the mean time they had waited. */
export const SlotRow = Type.Object({
	id: Type.String(),
	at: Instant,
	waiting: Count,
	meanWaiting: Duration
});
export type SlotRow = Type.Static<typeof SlotRow>;

/**
 * Row `funnel`: tickets of today by the steps they reached, each a share of the one before it; see docs/definitions.md.
 */
export const FunnelRow = Type.Object({
	id: Type.Literal('funnel'),
	prompted: Count,
	engaged: Count,
	interested: Count,
	referred: Count,
	met: Count,
	sold: Count,
	pitched: Count,
	pitchInterested: Count,
	pitchSold: Count
});
export type FunnelRow = Type.Static<typeof FunnelRow>;

/** Row `product/ID`: sales of one product today, and how many are wanted; null: there is no target. */
export const ProductKpiRow = Type.Object({
	id: Type.String(),
	product: Id,
	name: Name,
	key: Type.Boolean(),
	sold: Count,
	target: Type.Union([Count, Type.Null()])
});
export type ProductKpiRow = Type.Static<typeof ProductKpiRow>;

const Band = Type.Object({ mean: Type.Number(), low: Type.Number(), high: Type.Number() });

/**
 * Row `next/EPOCH`: what is expected to stand in line at that instant, each five minutes of the hour to come. `low` to
 * `high` holds four of five. People, and the seconds that they will have waited on average (null where nobody is
 * expected).
 */
export const NextRow = Type.Object({
	id: Type.String(),
	at: Instant,
	waiting: Band,
	meanWaiting: Type.Union([Band, Type.Null()])
});
export type NextRow = Type.Static<typeof NextRow>;

export const KpiRow = Type.Union([
	TodayRow,
	HalfHourRow,
	ServiceKpiRow,
	SlotRow,
	NextRow,
	FunnelRow,
	ProductKpiRow
]);
export type KpiRow = Type.Static<typeof KpiRow>;
