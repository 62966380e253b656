import { wasUsed } from '#lib/domain/engagement/prompt.ts';
import { isEngageRule } from '#lib/domain/engagement/rules/index.ts';
import type { SalesWork } from '#lib/protocol/history.ts';

type Of<K extends keyof SalesWork> = SalesWork[K][number];
export type Work = { [K in keyof SalesWork]: Of<K> };

/** What was done about one ticket, each oldest first. */
export interface Story {
	/** To talk to its holder. */
	prompts: Work['prompts'][];
	talks: Work['engagements'][];
	/** Said or skipped. */
	pitches: Work['pitches'][];
	referrals: Work['referrals'][];
	sales: Work['sales'][];
}

/** By day and number. */
export class Stories {
	readonly #stories = new Map<string, Story>();

	constructor({ prompts, engagements, pitches, referrals, sales }: SalesWork) {
		for (const each of prompts) {
			// A call for help, a form or a way to a machine is no window to talk to somebody.
			if (isEngageRule(each.rule)) this.#of(each.day, each.ticket)?.prompts.push(each);
		}
		for (const each of engagements) this.#of(each.day, each.number)?.talks.push(each);
		for (const each of pitches) this.#of(each.day, each.number)?.pitches.push(each);
		for (const each of referrals) this.#of(each.day, each.number)?.referrals.push(each);
		for (const each of sales) this.#of(each.day, each.number)?.sales.push(each);
		for (const story of this.#stories.values()) sort(story);
	}

	/** Undefined: nothing was done about it. */
	find(day: string, number: string): Story | undefined {
		return this.#stories.get(`${day} ${number}`);
	}

	#of(day: string, number: string | null): Story | undefined {
		if (number === null) return undefined;
		const key = `${day} ${number}`;
		let story = this.#stories.get(key);
		if (story === undefined) {
			story = { prompts: [], talks: [], pitches: [], referrals: [], sales: [] };
			this.#stories.set(key, story);
		}
		return story;
	}
}

/** The window that a ticket counts by: the first that was used, else the first. */
export function windowOf({ prompts }: Story): Work['prompts'] | undefined {
	return prompts.find(isUsed) ?? prompts[0];
}

export function isUsed({ outcome }: Work['prompts']): boolean {
	return outcome !== null && wasUsed(outcome);
}

export function isSaid({ result }: Work['pitches']): boolean {
	return result !== 'skipped';
}

/** Who spoke to a ticket's holder first, in the lobby or at the counter. */
export function firstWordOf(story: Story): { at: number; staff: string } | undefined {
	const talk = story.talks[0];
	const pitch = story.pitches.find(isSaid);
	if (talk === undefined || pitch === undefined) return talk ?? pitch;
	return talk.at <= pitch.at ? talk : pitch;
}

/** What a customer was talked to about, else was referred for, else bought; null: nobody said. */
export function productOf({ talks, referrals, sales }: Story): string | null {
	return newest(talks) ?? newest(referrals) ?? newest(sales);
}

/** The product that was named last. */
export function newest(things: readonly { product: string | null }[]): string | null {
	return things.findLast(({ product }) => product !== null)?.product ?? null;
}

function sort({ prompts, talks, pitches, referrals, sales }: Story): void {
	prompts.sort((a, b) => a.raisedAt - b.raisedAt || byId(a, b));
	talks.sort((a, b) => a.at - b.at || nthOf(a) - nthOf(b));
	pitches.sort((a, b) => a.at - b.at || nthOf(a) - nthOf(b));
	referrals.sort((a, b) => a.madeAt - b.madeAt || byId(a, b));
	sales.sort((a, b) => a.at - b.at || byId(a, b));
}

function byId(a: { id: string }, b: { id: string }): number {
	return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/** The place in the order in which the branch heard of them: ids are `day/nth`. */
function nthOf({ id }: { id: string }): number {
	return Number(id.slice(id.lastIndexOf('/') + 1));
}
