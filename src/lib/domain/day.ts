import type { Config } from './config/config.ts';
import type { Changes } from './changes.ts';
import type { Engagement } from './engagement/engagement.ts';
import type { Prompt } from './engagement/prompt.ts';
import { isEngaged, isMissed } from './engagement/prompt.ts';
import { contributionOf, type Contribution } from './figures/contribution.ts';
import { Figures } from './figures/figures.ts';
import type { Slot } from './figures/slots.ts';
import type { Check, Signature } from './opening/check.ts';
import type { Obligation } from './obligations/obligation.ts';
import { isInLobby, serviceOf, type Ticket } from './queue/ticket.ts';
import type { Rework } from './rework/rework.ts';
import type { Pitch } from './sales/pitch.ts';
import type { Referral } from './sales/referral.ts';
import type { Sale } from './sales/sale.ts';
import { totalsOf, type Totals } from './sales/totals.ts';
import { timeOfDay, type BusinessDay } from './time/business-day.ts';

const HALF_HOUR = 1_800_000;

export interface HalfHour {
	id: string;
	from: number;
	figures: Figures;
}

/** One business day of a branch: its tickets, its prompts, and the figures they add up to. */
export class Day {
	readonly bounds: BusinessDay;
	readonly tickets = new Map<string, Ticket>();
	readonly prompts = new Map<string, Prompt>();
	readonly obligations = new Map<string, Obligation>();
	/** Customers who were sent back, in order. */
	readonly reworks: Rework[] = [];
	/** Milliseconds of work by person and kind. */
	readonly work = new Map<string, Record<string, number>>();
	/** Those that were made on this day. */
	readonly referrals = new Map<string, Referral>();
	/** In the order in which they were heard of. */
	readonly engagements: Engagement[] = [];
	readonly pitches: Pitch[] = [];
	readonly sales = new Map<string, Sale>();
	readonly slots: Slot[] = [];
	/** Calls and priority calls in a row, by service. */
	readonly calls = new Map<string, number>();
	readonly runs = new Map<string, number>();
	/** Customers who were led to each device. */
	readonly divertedTo = new Map<string, number>();
	/** What was checked, by `list/item`, with the person where everybody checks for themselves. */
	readonly checks = new Map<string, Check>();
	/** Lists that somebody stands for, by their row's id. */
	readonly signed = new Map<string, Signature>();
	/** Everybody who arrived or worked at a counter, and since when. */
	readonly present = new Map<string, number>();
	/** Since when the branch has been watched on this day: what was due before is nobody's to be told. */
	openedAt = 0;

	readonly figures = new Figures();
	readonly halves = new Map<string, HalfHour>();
	readonly services = new Map<string, Figures>();
	/** Tickets waiting, by service. */
	readonly lines = new Map<string, Set<Ticket>>();
	/** Whoever waits in a line or is parked. */
	readonly lobby = new Set<Ticket>();
	readonly #tallied = new Map<Ticket, Contribution>();
	readonly #talliedPrompts = new Map<Prompt, 'open' | 'engaged' | 'missed'>();
	readonly #halfByIndex = new Map<number, HalfHour>();
	/** By the catalogue that they were worked out with: its currency is that of the amount. */
	#totals: { of: Config['catalogue']; totals: Totals } | null = null;

	constructor(bounds: BusinessDay) {
		this.bounds = bounds;
	}

	/** Brings the figures in line with a ticket that was issued or changed. */
	tally(ticket: Ticket, config: Config, changes: Changes): void {
		const half = this.#half(ticket.issuedAt, config);
		const before = this.#tallied.get(ticket) ?? null;
		const after = contributionOf(ticket, config);
		this.figures.move(before, after);
		half.figures.move(before, after);
		if (before !== null && before.service !== after.service) {
			this.#service(before.service).move(before, null);
			this.#service(after.service).move(null, after);
		} else this.#service(after.service).move(before, after);
		if (before?.waiting === 1) this.#line(before.service).delete(ticket);
		if (after.waiting === 1) this.#line(after.service).add(ticket);
		if (isInLobby(ticket)) this.lobby.add(ticket);
		else this.lobby.delete(ticket);
		this.#tallied.set(ticket, after);
		changes.today = true;
		changes.kpis.add(half.id).add(`service/${after.service}`);
		const steps = before?.reached !== after.reached || before.pitchReached !== after.pitchReached;
		if (steps) changes.kpis.add('funnel');
		if (before === null) {
			changes.services.add(after.service);
		} else if (before.service !== after.service) {
			changes.services.add(before.service).add(after.service);
			changes.kpis.add(`service/${before.service}`);
		} else if (before.waiting !== after.waiting) {
			changes.services.add(after.service);
		}
	}

	/** Judges every ticket by new limits and targets. */
	tallyAll(config: Config, changes: Changes): void {
		for (const ticket of this.tickets.values()) this.tally(ticket, config, changes);
	}

	/** Brings the figures in line with a prompt to talk to somebody; its half hour is the one in which it was raised. */
	tallyPrompt(prompt: Prompt, config: Config, changes: Changes): void {
		if (prompt.kind !== 'engage') return;
		const half = this.#half(prompt.raisedAt, config);
		const groups = [this.figures, half.figures, this.#service(prompt.service)];
		const before = this.#talliedPrompts.get(prompt);
		const after = isEngaged(prompt) ? 'engaged' : isMissed(prompt) ? 'missed' : 'open';
		for (const figures of groups) {
			if (before === undefined) figures.promptsRaised += 1;
			if (before === 'engaged') figures.promptsEngaged -= 1;
			if (before === 'missed') figures.promptsMissed -= 1;
			if (after === 'engaged') figures.promptsEngaged += 1;
			if (after === 'missed') figures.promptsMissed += 1;
		}
		this.#talliedPrompts.set(prompt, after);
		changes.today = true;
		changes.kpis.add(half.id).add(`service/${prompt.service}`);
	}

	/** What the day's sales come to; worked out once for each that was recorded, corrected or cancelled. */
	totals({ catalogue }: Pick<Config, 'catalogue'>): Totals {
		if (this.#totals?.of !== catalogue) {
			this.#totals = { of: catalogue, totals: totalsOf(this.sales.values(), catalogue) };
		}
		return this.#totals.totals;
	}

	salesChanged(): void {
		this.#totals = null;
	}

	/** Tickets waiting for a service. */
	line(service: string): ReadonlySet<Ticket> {
		return this.#line(service);
	}

	countCall(ticket: Ticket): void {
		const service = serviceOf(ticket);
		this.calls.set(service, (this.calls.get(service) ?? 0) + 1);
		const run = ticket.segment === 'ordinary' ? 0 : (this.runs.get(service) ?? 0) + 1;
		this.runs.set(service, run);
	}

	countDiversion(to: string): void {
		this.divertedTo.set(to, (this.divertedTo.get(to) ?? 0) + 1);
	}

	cameAt(staff: string, at: number): void {
		this.present.set(staff, Math.min(at, this.present.get(staff) ?? at));
	}

	#line(service: string): Set<Ticket> {
		let line = this.lines.get(service);
		if (line === undefined) this.lines.set(service, (line = new Set()));
		return line;
	}

	#service(service: string): Figures {
		let figures = this.services.get(service);
		if (figures === undefined) this.services.set(service, (figures = new Figures()));
		return figures;
	}

	#half(at: number, config: Config): HalfHour {
		// A source whose clock is ahead tells of the next day's first minutes: they count in the last half hour.
		const within = Math.min(at, this.bounds.end - 1) - this.bounds.start;
		const index = Math.floor(within / HALF_HOUR);
		let half = this.#halfByIndex.get(index);
		if (half === undefined) {
			const from = this.bounds.start + index * HALF_HOUR;
			const id = `half/${timeOfDay(from, config.timeZone)}`;
			// Where clocks go back an hour comes twice: the second one is told apart by its instant.
			half = { id: this.halves.has(id) ? `${id}/${from}` : id, from, figures: new Figures() };
			this.#halfByIndex.set(index, half);
			this.halves.set(half.id, half);
		}
		return half;
	}
}
