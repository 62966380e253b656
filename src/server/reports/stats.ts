import { isEngageRule } from '#lib/domain/engagement/rules/index.ts';
import type { Config } from '#lib/domain/config/config.ts';
import { timeOfDay } from '#lib/domain/time/business-day.ts';
import type { PromptRecord, SalesWork, TicketRecord } from '#lib/protocol/history.ts';
import { currencyOf } from './currency.ts';
import { StatGroup, type StatRow } from './stat-group.ts';
import { firstWordOf, productOf, Stories, type Story } from './stories.ts';

export const STAT_GROUPS = [
	'day',
	'month',
	'hour',
	'service',
	'counter',
	'staff',
	'product'
] as const;
export type StatGrouping = (typeof STAT_GROUPS)[number];

/** The figures of a span of days. `currency`: that of `amount`; null: nothing was sold and the branch names none. */
export interface Stats {
	branch: string;
	from: string;
	to: string;
	by: StatGrouping;
	currency: string | null;
	/** Sorted by key. */
	rows: StatRow[];
}

/** What was noted of a span of days. */
export interface Noted {
	tickets: readonly TicketRecord[];
	prompts: readonly PromptRecord[];
	work: SalesWork;
}

const NONE = '-';

/**
 * By group. Hours are those of the first issue on the branch's clock; of customers without a ticket, those of the talk or
 * the sale. By person, a ticket is of who called it, a talk of who talked, a customer of who spoke to them first, and a
 * sale of who sold.
 */
export function statsOf(
	by: StatGrouping,
	{ tickets, prompts, work }: Noted,
	config: Pick<Config, 'timeZone' | 'services' | 'longWait' | 'catalogue'>
): Pick<Stats, 'currency' | 'rows'> {
	const groups = new Map<string, StatGroup>();
	const groupOf = (key: string) => {
		let group = groups.get(key);
		if (group === undefined) groups.set(key, (group = new StatGroup()));
		return group;
	};
	const stories = new Stories(work);
	const keys = new Map<string, string>();
	for (const ticket of tickets) {
		const story = stories.find(ticket.day, ticket.number);
		const key = keyOf(by, ticket, story, config.timeZone);
		keys.set(`${ticket.day} ${ticket.number}`, key);
		groupOf(key).addTicket(ticket, config);
		if (story !== undefined) addStory(story, key);
	}
	for (const prompt of prompts) {
		// A call for help, a form or a way to a machine is no window to talk to somebody.
		if (!isEngageRule(prompt.rule)) continue;
		const key = keys.get(`${prompt.day} ${prompt.ticket}`);
		if (key !== undefined) groupOf(key).addPrompt(prompt);
	}
	for (const talk of work.engagements) {
		const group = groupOf(placeOf(talk));
		group.contacts += 1;
		if (talk.number !== null) continue;
		group.strangers += 1;
		if (talk.result === 'interested') group.interested += 1;
	}
	const currency = currencyOf(work.sales, config.catalogue);
	for (const sale of work.sales) {
		const group = groupOf(placeOf(sale));
		group.sales += 1;
		if (sale.currency === currency) group.amount += sale.amount;
		if (sale.number === null) group.strangersSales += 1;
	}
	const rows = [...groups]
		.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
		.map(([key, group]) => group.row(key));
	return { currency, rows };

	/** What a ticket adds as one customer. */
	function addStory(story: Story, ofTicket: string): void {
		const first = firstWordOf(story);
		if (first === undefined) return;
		const group = groupOf(by === 'staff' ? first.staff : ofTicket);
		group.approached += 1;
		if (story.sales.length > 0) group.converted += 1;
		const interested = ({ result }: { result: string }) => result === 'interested';
		if (story.talks.some(interested) || story.pitches.some(interested)) group.interested += 1;
	}

	/** Where a talk or a sale counts: with its ticket, unless its own person or product is asked for. */
	function placeOf(each: {
		day: string;
		at: number;
		number: string | null;
		staff: string;
		product: string | null;
	}): string {
		if (by === 'staff') return each.staff;
		if (by === 'product') return each.product ?? NONE;
		const ofTicket = each.number === null ? undefined : keys.get(`${each.day} ${each.number}`);
		if (ofTicket !== undefined) return ofTicket;
		if (by === 'day') return each.day;
		if (by === 'month') return each.day.slice(0, 7);
		return by === 'hour' ? timeOfDay(each.at, config.timeZone).slice(0, 2) : NONE;
	}
}

function keyOf(
	by: StatGrouping,
	ticket: TicketRecord,
	story: Story | undefined,
	timeZone: string
): string {
	switch (by) {
		case 'day':
			return ticket.day;
		case 'month':
			return ticket.day.slice(0, 7);
		case 'hour':
			return timeOfDay(ticket.issuedAt, timeZone).slice(0, 2);
		case 'service':
			return ticket.service;
		case 'counter':
			return ticket.counter ?? NONE;
		case 'staff':
			return ticket.staff ?? NONE;
		case 'product':
			return (story && productOf(story)) ?? NONE;
	}
}
