import { uuid } from '#lib/client/acts.svelte.ts';
import type { LiveView } from '#lib/client/live-view.svelte.ts';
import type { Locale } from '#lib/i18n/index.ts';
import type { Reason } from '#lib/i18n/kiosk.ts';
import type { DeviceRow, TicketAnswer, TicketRequest } from '#lib/protocol/index.ts';
import { printTicket, takeTicket, type Fetch } from './requests.ts';

export type Step = 'choose' | 'priority' | 'vip' | 'ticket' | 'directions';

/** By what right somebody is called earlier. The reason stays here: nobody has to prove it, and nobody is told. */
export type Right =
	| { segment: 'ordinary' }
	| { segment: 'priority'; reason: Reason }
	| { segment: 'vip'; code: string };

export type Help = 'calling' | 'coming' | 'already' | 'not_sent';
/** Of the paper ticket; `none`: the branch prints none. */
export type PaperState = 'none' | 'printing' | 'printed' | { fault: string };

const ORDINARY: Right = { segment: 'ordinary' };

/** One customer at the kiosk, from the first touch until it is back at its start. */
export class Visit {
	step: Step = $state('choose');
	service: string | null = $state(null);
	right: Right = $state.raw(ORDINARY);
	/** A request is under way: nothing else is begun, and nobody is sent away. */
	busy = $state(false);
	/** Why there is no number: a code, said where it was tapped. */
	refused: string | null = $state(null);
	ticket: TicketAnswer | null = $state.raw(null);
	/** Where somebody was led instead of a line. */
	device: DeviceRow | null = $state.raw(null);
	paper: PaperState = $state.raw('none');
	help: Help | null = $state(null);
	/** The language that stands first. */
	first: Locale = $state('zh');
	large = $state(false);
	low = $state(false);

	readonly #live: LiveView;
	readonly #usual: Locale;
	readonly #ask: Fetch | undefined;
	/** What was asked for and has no answer: asked again, it is the same request. */
	#open: { for: string; id: string } | null = null;
	/** Counts visits: an answer that comes after its customer has gone is nobody's. */
	#count = 0;

	constructor(live: LiveView, usual: Locale, ask?: Fetch) {
		this.#live = live;
		this.#usual = usual;
		this.#ask = ask;
		this.first = usual;
	}

	/** Whether there is anything to go back from. */
	get begun(): boolean {
		return (
			this.step !== 'choose' ||
			this.service !== null ||
			this.right !== ORDINARY ||
			this.refused !== null ||
			this.help !== null ||
			this.first !== this.#usual ||
			this.large ||
			this.low
		);
	}

	choose(service: string): void {
		if (this.busy) return;
		this.service = service;
		this.refused = null;
	}

	go(step: Step): void {
		if (this.busy) return;
		this.step = step;
		this.refused = null;
	}

	claim(right: Right): void {
		this.right = right;
		this.go('choose');
	}

	withoutRight(): void {
		this.claim(ORDINARY);
	}

	/** Everything as the next customer expects it. */
	reset(): void {
		this.#count += 1;
		this.#open = null;
		this.step = 'choose';
		this.service = null;
		this.right = ORDINARY;
		this.busy = false;
		this.refused = null;
		this.ticket = null;
		this.device = null;
		this.paper = 'none';
		this.help = null;
		this.first = this.#usual;
		this.large = false;
		this.low = false;
	}

	/** The second tap: a number. */
	async take(): Promise<void> {
		const taken = await this.#request({});
		if (taken === null) return;
		this.ticket = taken;
		this.step = 'ticket';
		if (taken.paper === null) return;
		this.paper = 'printing';
		const visit = this.#count;
		const outcome = await printTicket(
			this.#live.branch.id,
			taken,
			(dots) => this.#draw(taken, dots),
			this.#ask
		);
		if (visit !== this.#count) return;
		this.paper = outcome === 'printed' ? 'printed' : { fault: outcome };
	}

	/** The machine that was offered: a ticket that waits in no line, so that it counts. */
	async divert(device: DeviceRow): Promise<void> {
		const taken = await this.#request({ divertedTo: device.id });
		if (taken === null) return;
		this.device = device;
		this.step = 'directions';
	}

	async callForHelp(): Promise<void> {
		if (this.help === 'calling' || this.help === 'coming') return;
		const visit = this.#count;
		this.help = 'calling';
		const answer = await this.#live.act('help.called', 'kiosk', {});
		if (visit !== this.#count) return;
		if (answer.ok) this.help = 'coming';
		else this.help = answer.code === 'help_called' ? 'already' : 'not_sent';
	}

	async #request(more: Pick<TicketRequest, 'divertedTo'>): Promise<TicketAnswer | null> {
		const { service } = this;
		if (this.busy || service === null || this.#live.stale) return null;
		const { segment } = this.right;
		const what = {
			service,
			...(segment !== 'ordinary' && { segment }),
			...(this.right.segment === 'vip' && { code: this.right.code }),
			...more
		};
		const visit = this.#count;
		this.busy = true;
		this.refused = null;
		const taken = await takeTicket(
			this.#live.branch.id,
			{ id: this.#idOf(JSON.stringify(what)), ...what },
			this.#ask
		);
		if (visit !== this.#count) return null;
		this.busy = false;
		if (taken.ok) return taken.ticket;
		if (taken.code !== 'not_sent') this.#open = null;
		if (segment === 'vip' && VIP.has(taken.code)) {
			this.right = ORDINARY;
			this.step = 'vip';
		}
		this.refused = taken.code;
		return null;
	}

	/** The same wish that has no answer yet has the same id: there may be a number for it. */
	#idOf(what: string): string {
		if (this.#open?.for !== what) this.#open = { for: what, id: uuid() };
		return this.#open.id;
	}

	/** Loaded only where the printer has no Chinese font. */
	async #draw(ticket: TicketAnswer, dots: 384 | 576): Promise<Blob> {
		const { drawTicket } = await import('#lib/receipt/draw.ts');
		const { branch, services } = this.#live;
		const { number, service, issuedAt, ahead, estimate, link } = ticket;
		return drawTicket(
			{
				branch: branch.name,
				number,
				service: services[service]?.name ?? { zh: service, en: service },
				segment: this.right.segment,
				issuedAt,
				timeZone: branch.timeZone,
				ahead,
				low: estimate?.low ?? null,
				high: estimate?.high ?? null,
				link
			},
			dots
		);
	}
}

/** Refusals that are about the code. */
const VIP = new Set(['wrong_code', 'too_many_attempts']);
