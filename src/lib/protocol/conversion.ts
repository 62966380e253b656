import Type from 'typebox';
import { Id, Seconds, Share } from './scalars.ts';

/** Figures of engagement and sales over any days, as docs/definitions.md has them. Amounts are minor units. */

export const CONVERSION_GROUPS = [
	'day',
	'month',
	'hour',
	'service',
	'product',
	'staff',
	'rule'
] as const;
export type ConversionGroup = (typeof CONVERSION_GROUPS)[number];

const Day = Type.String({ description: 'YYYY-MM-DD, on the branch’s calendar.' });
const count = (description: string) => Type.Integer({ minimum: 0, description });
const money = (description: string) => Type.Integer({ description });

/** One group. All are counts, `amount` and `outflowKeptAmount` minor units of the report's currency. */
export const ConversionRow = Type.Object({
	key: Type.String({
		description:
			'The day, the month (`2026-11`), the local hour (`09`), or the id of the service, product, person or rule; ' +
			'`-`: of none. Of the total: empty.'
	}),
	prompted: count('Tickets whose holder somebody was asked to talk to.'),
	engaged: count('Those of them with a window that was used.'),
	interested: count('Those of them who showed interest.'),
	referred: count('Those of them who were referred.'),
	met: count('Those of them who met the manager.'),
	sold: count('Those of them who bought.'),
	pitched: count('Tickets whose holder heard the sentence at the counter.'),
	pitchInterested: count('Those of them who showed interest.'),
	pitchSold: count('Those of them who bought.'),
	finished: count('Tickets that were served.'),
	covered: count('Those of them with the sentence said or rightly skipped.'),
	approached: count('Tickets whose holder was talked to or pitched to.'),
	converted: count('Those of them with a sale.'),
	windowsRaised: count('Prompts to talk to somebody.'),
	windowsUsed: count('Those of them with a talk.'),
	windowsMissed: count('Those of them that closed without one.'),
	windowsNobody: count('Those of the missed that nobody had taken.'),
	referralsMade: count('Referrals made, those that were taken back apart.'),
	referralsMet: count('Those of them that led to a meeting.'),
	referralsWon: count('Those of them that were won.'),
	outflowTold: count('Talks about money that was about to leave.'),
	outflowKept: count('Those of them after which it stays.'),
	outflowKeptAmount: money('What stays, in the report’s currency.'),
	sales: count('Sales that stand.'),
	amount: money('Their sum, in the report’s currency.')
});
export type ConversionRow = Type.Static<typeof ConversionRow>;

/** `names`: whether rows by person are those of everybody; if not, only one's own is among them. */
export const ConversionReport = Type.Object({
	branch: Id,
	from: Day,
	to: Day,
	by: Type.Unsafe<ConversionGroup>({ type: 'string', enum: [...CONVERSION_GROUPS] }),
	names: Type.Boolean(),
	currency: Type.Union([Type.String(), Type.Null()], {
		description: 'The branch’s; where it names none, that of the first sale. Null: no sale either.'
	}),
	otherAmounts: Type.Record(Type.String(), Type.Integer(), {
		description: 'Sums of the sales in other currencies, which `amount` leaves out.'
	}),
	total: ConversionRow,
	rows: Type.Array(ConversionRow)
});
export type ConversionReport = Type.Static<typeof ConversionReport>;

/** Customers of one rule's prompts who waited alike: `waitTo` is not included; null: no end. */
export const WaitStratum = Type.Object({
	waitFrom: Seconds,
	waitTo: Type.Union([Seconds, Type.Null()]),
	engaged: count('Whose window was used.'),
	engagedSold: count('Those of them who bought.'),
	missed: count('With whom nobody talked.'),
	missedSold: count('Those of them who bought.')
});
export type WaitStratum = Type.Static<typeof WaitStratum>;

/** Conversion of the engaged against the others, standardised over the strata; null: no stratum has both. */
export const PayingRule = Type.Object({
	rule: Type.String(),
	strata: Type.Array(WaitStratum),
	engagedRate: Share,
	missedRate: Share,
	difference: Type.Union([Type.Number(), Type.Null()], {
		description: 'The Mantel-Haenszel risk difference: `engagedRate` less `missedRate`.'
	}),
	low: Type.Union([Type.Number(), Type.Null()], {
		description: 'Its 95 % interval, by Sato’s variance.'
	}),
	high: Type.Union([Type.Number(), Type.Null()])
});
export type PayingRule = Type.Static<typeof PayingRule>;

export const PayingReport = Type.Object({
	branch: Id,
	from: Day,
	to: Day,
	rules: Type.Array(PayingRule)
});
export type PayingReport = Type.Static<typeof PayingReport>;
