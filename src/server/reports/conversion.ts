import type { Config } from '#lib/domain/config/config.ts';
import { pitchReachedBy, reachedBy } from '#lib/domain/figures/funnel.ts';
import { emptyRow } from '#lib/domain/figures/conversion-row.ts';
import { FUNNEL } from '#lib/domain/figures/steps.ts';
import { depthOf, type ReferralState } from '#lib/domain/sales/referral.ts';
import type { PromptRule } from '#lib/protocol/catalogue.ts';
import type { ConversionGroup, ConversionReport, ConversionRow } from '#lib/protocol/conversion.ts';
import type { SalesWork, WorkTicket } from '#lib/protocol/history.ts';
import { currencyOf } from './currency.ts';
import { Groups } from './groups.ts';
import { isSaid, isUsed, Stories, windowOf, type Story } from './stories.ts';

export interface Span {
	branch: string;
	from: string;
	to: string;
}

const PITCH_STEPS = ['pitched', 'pitchInterested', 'pitchSold'] as const;

type Figure = Exclude<keyof ConversionRow, 'key'>;

/** The figures of engagement and sales of a span of days, by group. */
export function conversionOf(
	{ branch, from, to, by }: Span & { by: ConversionGroup },
	tickets: readonly WorkTicket[],
	work: SalesWork,
	config: Pick<Config, 'timeZone' | 'catalogue'>
): ConversionReport {
	const rows = new Rows();
	const groups = new Groups(by, config.timeZone);
	const stories = new Stories(work);
	const services = new Map<Story, string>();
	for (const ticket of tickets) {
		const story = stories.find(ticket.day, ticket.number);
		if (ticket.state === 'finished') {
			const key = groups.served(ticket, story);
			rows.add(key, 'finished');
			if (story !== undefined && story.pitches.length > 0) rows.add(key, 'covered');
		}
		if (story === undefined) continue;
		services.set(story, ticket.service);
		countTicket(rows, groups, ticket, story);
	}
	const currency = currencyOf(work.sales, config.catalogue);
	const placeOf = (each: { day: string; number: string | null }) => {
		const story = each.number === null ? undefined : stories.find(each.day, each.number);
		return [story === undefined ? null : (services.get(story) ?? null), story] as const;
	};
	for (const each of work.referrals) {
		const key = groups.referral(each, ...placeOf(each));
		rows.add(key, 'referralsMade');
		if (each.metAt !== null) rows.add(key, 'referralsMet');
		if (each.state === 'won') rows.add(key, 'referralsWon');
	}
	for (const each of work.engagements) {
		if (each.outflowKept === null) continue;
		const key = groups.talk(each, ...placeOf(each));
		rows.add(key, 'outflowTold');
		if (each.outflowKept === 0) continue;
		rows.add(key, 'outflowKept');
		if (each.outflowCurrency === currency) rows.add(key, 'outflowKeptAmount', each.outflowAmount!);
	}
	const otherAmounts: Record<string, number> = {};
	for (const each of work.sales) {
		const key = groups.sale(each, ...placeOf(each));
		rows.add(key, 'sales');
		if (each.currency === currency) rows.add(key, 'amount', each.amount);
		else otherAmounts[each.currency] = (otherAmounts[each.currency] ?? 0) + each.amount;
	}
	const { total } = rows;
	return { branch, from, to, by, names: true, currency, otherAmounts, total, rows: rows.sorted() };
}

/** What a ticket adds as one ticket, and its windows. */
function countTicket(rows: Rows, groups: Groups, ticket: WorkTicket, story: Story): void {
	const { prompts, talks, pitches, sales } = story;
	for (const prompt of prompts) {
		const key = groups.window(prompt, story);
		rows.add(key, 'windowsRaised');
		if (isUsed(prompt)) rows.add(key, 'windowsUsed');
		else if (prompt.outcome !== null) {
			rows.add(key, 'windowsMissed');
			if (prompt.assignee === null) rows.add(key, 'windowsNobody');
		}
	}
	const window = windowOf(story);
	if (window !== undefined) {
		const reached = reachedBy({
			raised: prompts.map(({ rule }) => rule as PromptRule),
			windowUsed: isUsed(window),
			talkInterest: talks.some(({ result }) => result === 'interested'),
			referral: furthest(story),
			sales: sales.length
		});
		const key = groups.funnel(ticket, story, window);
		for (const step of FUNNEL.slice(0, reached)) rows.add(key, step);
	}
	const pitch = pitches.find(isSaid);
	if (pitch !== undefined) {
		const reached = pitchReachedBy({
			pitched: true,
			pitchInterest: pitches.some(({ result }) => result === 'interested'),
			sales: sales.length
		});
		const key = groups.pitch(ticket, story, pitch);
		for (const step of PITCH_STEPS.slice(0, reached)) rows.add(key, step);
	}
	if (talks.length === 0 && pitch === undefined) return;
	const key = groups.approach(ticket, story);
	rows.add(key, 'approached');
	if (sales.length > 0) rows.add(key, 'converted');
}

function furthest({ referrals }: Story): 0 | 1 | 2 | 3 {
	let depth: 0 | 1 | 2 | 3 = 0;
	for (const { state, metAt } of referrals) {
		const own = depthOf({ state: state as ReferralState, met: metAt !== null });
		if (own > depth) depth = own;
	}
	return depth;
}

class Rows {
	readonly total = emptyRow('');
	readonly #rows = new Map<string, ConversionRow>();

	add(key: string, figure: Figure, by = 1): void {
		let row = this.#rows.get(key);
		if (row === undefined) this.#rows.set(key, (row = emptyRow(key)));
		row[figure] += by;
		this.total[figure] += by;
	}

	sorted(): ConversionRow[] {
		return [...this.#rows.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
	}
}
