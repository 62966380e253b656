import { timeOfDay } from '#lib/domain/time/business-day.ts';
import type { ConversionGroup } from '#lib/protocol/conversion.ts';
import type { WorkTicket } from '#lib/protocol/history.ts';
import {
	firstWordOf,
	isSaid,
	isUsed,
	newest,
	productOf,
	windowOf,
	type Story,
	type Work
} from './stories.ts';

/** What belongs to no group of a kind. */
const NONE = '-';

/** Where something is counted: one key for each way to group, null: none. */
type Place = {
	day: string;
	at: number | null;
	service: string | null;
	product: string | null;
	staff: string | null;
	rule: string | null;
};

/** Zones differ from UTC by whole quarters of an hour. */
const QUARTER = 900_000;

/** Says by one way to group where each thing is counted; docs/definitions.md says why there. */
export class Groups {
	readonly #by: ConversionGroup;
	readonly #timeZone: string;
	readonly #hours = new Map<number, string>();

	constructor(by: ConversionGroup, timeZone: string) {
		this.#by = by;
		this.#timeZone = timeZone;
	}

	/** Of the way from a prompt to a sale. */
	funnel(ticket: WorkTicket, story: Story, window: Work['prompts']): string {
		const { service, assignee: staff, rule, raisedAt: at } = window;
		return this.#key({ day: ticket.day, at, service, product: productOf(story), staff, rule });
	}

	window(prompt: Work['prompts'], story: Story | undefined): string {
		const { day, raisedAt: at, service, assignee: staff, rule } = prompt;
		const product = story === undefined ? null : productOf(story);
		return this.#key({ day, at, service, product, staff, rule });
	}

	/** Of the way from the sentence at the counter. */
	pitch({ day, service }: WorkTicket, story: Story, pitch: Work['pitches']): string {
		const { at, staff } = pitch;
		return this.#key({ day, at, service, product: pitchProductOf(story), staff, rule: null });
	}

	/** Of a ticket that was served. */
	served({ day, service, staff, endedAt: at }: WorkTicket, story: Story | undefined): string {
		const product = story === undefined ? null : pitchProductOf(story);
		return this.#key({ day, at, service, product, staff, rule: null });
	}

	/** Of a ticket whose holder was spoken to. */
	approach({ day, service }: WorkTicket, story: Story): string {
		const { at = null, staff = null } = firstWordOf(story) ?? {};
		const product = newest(story.talks) ?? newest(story.pitches) ?? productOf(story);
		return this.#key({ day, at, service, product, staff, rule: usedRuleOf(story) });
	}

	referral(
		{ day, madeAt: at, from: staff, product }: Work['referrals'],
		service: string | null,
		story: Story | undefined
	): string {
		return this.#key({ day, at, service, product, staff, rule: usedRuleOf(story) });
	}

	talk(
		{ day, at, staff, product, prompt }: Work['engagements'],
		service: string | null,
		story: Story | undefined
	): string {
		return this.#key({ day, at, service, product, staff, rule: ruleOf(prompt, story) });
	}

	sale(
		{ day, at, staff, product, prompt }: Work['sales'],
		service: string | null,
		story: Story | undefined
	): string {
		const rule = ruleOf(prompt, story) ?? usedRuleOf(story);
		return this.#key({ day, at, service, product, staff, rule });
	}

	#key(place: Place): string {
		const by = this.#by;
		if (by === 'month') return place.day.slice(0, 7);
		if (by === 'hour') return place.at === null ? NONE : this.#hour(place.at);
		return place[by] ?? NONE;
	}

	#hour(at: number): string {
		const quarter = Math.floor(at / QUARTER);
		let hour = this.#hours.get(quarter);
		if (hour === undefined) {
			hour = timeOfDay(at, this.#timeZone).slice(0, 2);
			this.#hours.set(quarter, hour);
		}
		return hour;
	}
}

function pitchProductOf({ pitches, sales }: Story): string | null {
	return pitches.find(isSaid)?.product ?? newest(sales);
}

function ruleOf(prompt: string | null, story: Story | undefined): string | null {
	return story?.prompts.find(({ id }) => id === prompt)?.rule ?? null;
}

function usedRuleOf(story: Story | undefined): string | null {
	const window = story === undefined ? undefined : windowOf(story);
	return window !== undefined && isUsed(window) ? window.rule : null;
}
