import type { Spell } from './devices/device.ts';
import type { Incident } from './devices/incident.ts';
import type { Engagement } from './engagement/engagement.ts';
import type { Prompt } from './engagement/prompt.ts';
import type { Obligation } from './obligations/obligation.ts';
import type { Check, Signature } from './opening/check.ts';
import type { Ticket } from './queue/ticket.ts';
import type { Rework } from './rework/rework.ts';
import type { Pitch } from './sales/pitch.ts';
import type { Referral } from './sales/referral.ts';
import type { Sale } from './sales/sale.ts';

/** What an event touched: views are drawn from it, history is written from it. Sets, so that a group counts once. */
export class Changes {
	readonly tickets = new Set<Ticket>();
	readonly prompts = new Set<Prompt>();
	readonly obligations = new Set<Obligation>();
	readonly referrals = new Set<Referral>();
	readonly engagements = new Set<Engagement>();
	readonly pitches = new Set<Pitch>();
	readonly sales = new Set<Sale>();
	readonly reworks = new Set<Rework>();
	/** People whose time of the day grew, or who came or left. */
	readonly staff = new Set<string>();
	readonly counters = new Set<string>();
	readonly devices = new Set<string>();
	readonly spells = new Set<Spell>();
	readonly incidents = new Set<Incident>();
	readonly checks = new Set<Check>();
	/** Ids of today's checklists that look different. */
	readonly checklists = new Set<string>();
	readonly signatures = new Set<Signature>();
	readonly services = new Set<string>();
	/** Tickets of which only the estimate has changed. */
	readonly estimates = new Set<Ticket>();
	/** Ids of `kpis` rows other than `today`: half hours, services, slots. */
	readonly kpis = new Set<string>();
	today = false;
	branch = false;
	/** Settings changed or a day ended: everything is drawn anew. */
	everything = false;

	get any(): boolean {
		return (
			this.everything ||
			this.today ||
			this.branch ||
			this.tickets.size > 0 ||
			this.estimates.size > 0 ||
			this.prompts.size > 0 ||
			this.obligations.size > 0 ||
			this.referrals.size > 0 ||
			this.engagements.size > 0 ||
			this.pitches.size > 0 ||
			this.sales.size > 0 ||
			this.staff.size > 0 ||
			this.counters.size > 0 ||
			this.devices.size > 0 ||
			this.incidents.size > 0 ||
			this.checklists.size > 0 ||
			this.services.size > 0 ||
			this.kpis.size > 0
		);
	}
}
