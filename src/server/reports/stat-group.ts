import { wasUsed } from '#lib/domain/engagement/prompt.ts';
import type { Config } from '#lib/domain/config/config.ts';
import type { PromptRecord, TicketRecord } from '#lib/protocol/history.ts';
import { meanOf, nearestRank, seconds, share } from './quantities.ts';

/** Figures of one group of tickets, as docs/definitions.md has them. Durations in seconds, null: nothing counted. */
export interface StatRow {
	/** The day, the month (`2026-11`), the hour (`09`), or the id of the service, counter, person or product; `-`: none. */
	key: string;
	issued: number;
	finished: number;
	abandoned: number;
	noShow: number;
	diverted: number;
	calls: number;
	meanWait: number | null;
	p50Wait: number | null;
	p90Wait: number | null;
	longestWait: number | null;
	withinTarget: number | null;
	overThreshold: number;
	meanService: number | null;
	requeued: number;
	/** How many customers said how it was, and the mean of what they said, 1 to 5. */
	rated: number;
	meanScore: number | null;
	promptsRaised: number;
	promptsEngaged: number;
	promptsMissed: number;
	windowsUsed: number | null;
	/** Talks that stand, with or without a ticket. */
	contacts: number;
	/** Customers who showed interest: tickets, and contacts without one. */
	interested: number;
	/** Customers who were talked or pitched to, those of them with a sale, and their share. */
	approached: number;
	converted: number;
	conversion: number | null;
	sales: number;
	/** Minor units of the answer's currency. */
	amount: number;
}

/** Adds up one group. */
export class StatGroup {
	issued = 0;
	finished = 0;
	abandoned = 0;
	noShow = 0;
	diverted = 0;
	calls = 0;
	within = 0;
	over = 0;
	requeued = 0;
	rated = 0;
	scores = 0;
	serviceSum = 0;
	served = 0;
	raised = 0;
	engaged = 0;
	missed = 0;
	contacts = 0;
	interested = 0;
	approached = 0;
	converted = 0;
	sales = 0;
	amount = 0;
	/** Of customers without a ticket: nobody knows which of them bought. */
	strangers = 0;
	strangersSales = 0;
	readonly waits: number[] = [];

	addTicket(ticket: TicketRecord, config: Pick<Config, 'services' | 'longWait'>): void {
		const service = config.services.get(ticket.service);
		this.issued += 1;
		if (ticket.state === 'finished') this.finished += 1;
		if (ticket.state === 'abandoned') this.abandoned += 1;
		if (ticket.state === 'no_show') this.noShow += 1;
		if (ticket.state === 'diverted') this.diverted += 1;
		this.requeued += ticket.requeues;
		if (ticket.rating !== null) {
			this.rated += 1;
			this.scores += ticket.rating;
		}
		if (ticket.serviceTime !== null) {
			this.serviceSum += ticket.serviceTime;
			this.served += 1;
		}
		if (ticket.wait === null) return;
		this.waits.push(ticket.wait);
		if (ticket.wait > (service?.longWait ?? config.longWait.seconds) * 1000) this.over += 1;
		if (ticket.calledAt === null) return;
		this.calls += 1;
		if (ticket.wait <= (service?.targetWait ?? config.longWait.seconds) * 1000) this.within += 1;
	}

	addPrompt(prompt: PromptRecord): void {
		this.raised += 1;
		if (prompt.outcome === null) return;
		// Who left before anybody came was missed too, as in the day's row.
		if (wasUsed(prompt.outcome)) this.engaged += 1;
		else this.missed += 1;
	}

	row(key: string): StatRow {
		const approached = this.approached + this.strangers;
		const converted = this.converted + Math.min(this.strangers, this.strangersSales);
		const waits = this.waits.sort((a, b) => a - b);
		return {
			key,
			issued: this.issued,
			finished: this.finished,
			abandoned: this.abandoned,
			noShow: this.noShow,
			diverted: this.diverted,
			calls: this.calls,
			meanWait: seconds(meanOf(waits)),
			p50Wait: seconds(nearestRank(waits, 0.5)),
			p90Wait: seconds(nearestRank(waits, 0.9)),
			longestWait: seconds(waits.at(-1) ?? null),
			withinTarget: share(this.within, this.calls),
			overThreshold: this.over,
			meanService: this.served === 0 ? null : seconds(this.serviceSum / this.served),
			requeued: this.requeued,
			rated: this.rated,
			meanScore: this.rated === 0 ? null : this.scores / this.rated,
			promptsRaised: this.raised,
			promptsEngaged: this.engaged,
			promptsMissed: this.missed,
			windowsUsed: share(this.engaged, this.raised),
			contacts: this.contacts,
			interested: this.interested,
			approached,
			converted,
			conversion: share(converted, approached),
			sales: this.sales,
			amount: this.amount
		};
	}
}
