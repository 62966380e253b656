import Type from 'typebox';
import { Currency, Id, Line, oneOf } from './scalars.ts';

/**
 * What may be said and sold, written by the branch in both languages: no screen shows a sentence that stands in none
 * of these. Amounts are minor units, risk levels run from R1 (least) to R5.
 */
const strict = { additionalProperties: false };
const Name = Type.Object({ zh: Line, en: Line }, strict);
const Sentences = Type.Array(Name, { maxItems: 10 });
const Amount = Type.Integer({ minimum: 0, maximum: 1_000_000_000_000 });

/** How much risk a product has, or a customer may take. */
export const RISKS = ['R1', 'R2', 'R3', 'R4', 'R5'] as const;
export const Risk = oneOf(RISKS);
export type Risk = Type.Static<typeof Risk>;

/** Why somebody would want a product. `signals`: tags of a ticket that point to it; `questions` open the talk. */
export const NeedConfig = Type.Object(
	{
		id: Id,
		name: Name,
		signals: Type.Optional(Type.Array(Id, { minItems: 1, maxItems: 20 })),
		questions: Type.Optional(Sentences)
	},
	strict
);
export type NeedConfig = Type.Static<typeof NeedConfig>;

/** `points`: what may be said of it once the need is known. `recording`: to be bought in the sales zone, recorded. */
export const ProductConfig = Type.Object(
	{
		id: Id,
		name: Name,
		key: Type.Optional(Type.Boolean()),
		risk: Type.Optional(Risk),
		tenorDays: Type.Optional(Type.Integer({ minimum: 0, maximum: 36_500 })),
		minimum: Type.Optional(Amount),
		needs: Type.Optional(Type.Array(Id, { maxItems: 50 })),
		points: Type.Optional(Sentences),
		leaflet: Type.Optional(Name),
		recording: Type.Optional(Type.Boolean()),
		/** No longer offered; what was sold of it stays. */
		withdrawn: Type.Optional(Type.Boolean())
	},
	strict
);
export type ProductConfig = Type.Static<typeof ProductConfig>;

/** The one sentence for every customer of a service; one without a service fits all that have none of their own. */
export const PitchConfig = Type.Object(
	{ service: Type.Optional(Id), product: Type.Optional(Id), sentence: Name },
	strict
);
export type PitchConfig = Type.Static<typeof PitchConfig>;

/** Sales a day: of a product, of the branch and of each person. */
export const TargetConfig = Type.Object(
	{
		product: Id,
		perDay: Type.Integer({ minimum: 0 }),
		staff: Type.Optional(Type.Record(Id, Type.Integer({ minimum: 0 }), strict))
	},
	strict
);
export type TargetConfig = Type.Static<typeof TargetConfig>;

const WholeSeconds = Type.Integer({ minimum: 0, maximum: 86_400 });

/** Of one rule that prompts somebody: whether it is on, when it speaks, and what a talk is worth against others. */
const RuleSetting = Type.Object(
	{
		on: Type.Optional(Type.Boolean()),
		/** Seconds; what they count from is the rule's own. */
		after: Type.Optional(WholeSeconds),
		value: Type.Optional(Type.Number({ minimum: 0.1, maximum: 100 }))
	},
	strict
);

/** Rules that bring a prompt to talk to a customer. */
export const ENGAGE_RULES = [
	'long_wait',
	'likely_long_wait',
	'large_amount',
	'outflow',
	'maturing',
	'vip'
] as const;
/** Rules about a waiting customer that bring a task of another kind. */
export const ERRAND_RULES = ['divertible', 'form_unchecked'] as const;

export const PromptRule = oneOf([...ENGAGE_RULES, ...ERRAND_RULES]);
export type PromptRule = Type.Static<typeof PromptRule>;

export const PromptsConfig = Type.Object(
	{
		long_wait: Type.Optional(Type.Pick(RuleSetting, ['value'], strict)),
		likely_long_wait: Type.Optional(RuleSetting),
		large_amount: Type.Optional(RuleSetting),
		outflow: Type.Optional(RuleSetting),
		maturing: Type.Optional(RuleSetting),
		vip: Type.Optional(RuleSetting),
		divertible: Type.Optional(RuleSetting),
		form_unchecked: Type.Optional(RuleSetting),
		/** A prompt that nobody takes goes to the next person after so many seconds. */
		nobody_takes_it: Type.Optional(Type.Pick(RuleSetting, ['on', 'after'], strict))
	},
	strict
);
export type PromptsConfig = Type.Static<typeof PromptsConfig>;

/**
 * `acceptWithin`: seconds after which a referral that nobody accepts is offered to the next manager. `credit`: the share
 * of a sale that counts for who referred the customer.
 */
export const ReferralsConfig = Type.Object(
	{
		acceptWithin: Type.Optional(Type.Integer({ minimum: 10, maximum: 3_600 })),
		credit: Type.Optional(Type.Number({ minimum: 0, maximum: 1 }))
	},
	strict
);

/** The parts of a branch file that are about engagement and sales. */
export const catalogueParts = {
	/** That of the day's amounts; sales in others are counted apart. */
	currency: Type.Optional(Currency),
	needs: Type.Optional(Type.Array(NeedConfig, { maxItems: 100 })),
	products: Type.Optional(Type.Array(ProductConfig, { maxItems: 1_000 })),
	pitches: Type.Optional(Type.Array(PitchConfig, { maxItems: 500 })),
	/** What is said to somebody who is about to take money away, in this order. */
	retention: Type.Optional(Sentences),
	prompts: Type.Optional(PromptsConfig),
	referrals: Type.Optional(ReferralsConfig),
	targets: Type.Optional(Type.Array(TargetConfig, { maxItems: 1_000 }))
};
