import type { ConversionRow } from './conversion.ts';
import type { CatalogueRow } from './rows/index.ts';
import type { Name } from './scalars.ts';

/** A product's goal of the day, and how far it is. */
export interface GoalLine {
	product: string;
	name: Name;
	key: boolean;
	/** The one sentence about it that the branch has written; null: none. */
	sentence: Name | null;
	perDay: number;
	sold: number;
	/** What is given to people together; the rest is nobody's yet. */
	given: number;
	/** By person, as far as whoever asks may see it: everybody's, or one's own. */
	people: { staff: string; target: number; sold: number }[];
}

/** A half hour in which many come. */
export interface Peak {
	from: number;
	until: number;
	arrivals: number;
	/** Counters needed together; null: no number is enough. */
	counters: number | null;
}

/** One thing worth telling of a day; see domain/figures/facts.ts. */
export interface FactLine {
	code: 'windows' | 'in_time' | 'coverage' | 'conversion' | 'outflow' | 'rework';
	n: number;
	of: number;
	before: { n: number; of: number } | null;
	goal: number | null;
	hour: string | null;
	better: boolean;
}

/** What the morning huddle and the evening review stand on. Instants in epoch milliseconds, amounts in minor units. */
export interface HuddleReport {
	branch: string;
	name: Name;
	timeZone: string;
	day: string;
	/** Whether the branch has closed for the day. */
	closed: boolean;
	/** Whether figures by person are those of everybody. */
	names: boolean;
	/** The last day with customers before this one; null: there is none yet. */
	before: { day: string; facts: FactLine[] } | null;
	today: {
		facts: FactLine[];
		figures: ConversionRow;
		missedByHour: { hour: string; missed: number }[];
		openReferrals: number;
		openComplaints: number;
	};
	/** What the branch has written to be said. */
	catalogue: CatalogueRow;
	goals: GoalLine[];
	amount: { goal: number | null; sold: number; currency: string | null };
	/** The half hours with most arrivals; empty: too little is known of the past. */
	peaks: Peak[];
	staff: { id: string; name: Name; role: string; present: boolean }[];
}

/** Whether somebody on the list was reached. */
export const CARE_RESULTS = ['reached', 'not_reached', 'appointment'] as const;
export type CareResult = (typeof CARE_RESULTS)[number];

/** A customer to look after, as somebody may see it: who it is stays masked. */
export interface CareRow {
	id: string;
	staff: string;
	/** Masked; null: erased. */
	customer: string | null;
	need: string | null;
	product: string | null;
	result: CareResult | null;
	/** Whether it is the list of whoever looks. */
	own: boolean;
}
