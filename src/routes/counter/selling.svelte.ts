import { uuid } from '#lib/client/acts.svelte.ts';
import { shelfOf } from '#lib/client/selling.ts';
import type { Shelf } from '#lib/client/selling.ts';
import type { SaleFacts } from '#lib/components/sale/entry.svelte.ts';
import { pitchFor } from '#lib/domain/catalogue/pitch.ts';
import type { ChosenPitch } from '#lib/domain/catalogue/pitch.ts';
import { suggest } from '#lib/domain/catalogue/suggest.ts';
import type { NeedConfig, ReferralRow, TicketRow } from '#lib/protocol/index.ts';
import type { Console } from './console.svelte.ts';
import type { SaidKey } from './keys.ts';

/** How long what was told can be taken back here; real milliseconds. The branch hears it a little longer. */
const UNDO_FOR = 10_000;

/** What was told last at this counter, as long as it can be taken back. */
export interface Undoable {
	type: 'pitch.made' | 'referral.made' | 'sale.recorded';
	/** The customer's number; empty: nobody's. */
	number: string;
	/** The referral's or the sale's own id. */
	id: string;
}

/** The part of the console that sells: the sentence, what came of it, the handshake, sales. */
export class Selling {
	readonly shelf: Shelf = $derived.by(() => shelfOf(this.#desk.live.catalogue));
	/** The ticket of whoever is served. */
	readonly ticket: TicketRow | null = $derived.by(() => {
		const { situation } = this.#desk;
		return situation.at === 'serving' ? situation.ticket : null;
	});
	/** What may be said to them; undefined: nobody has written it. */
	readonly sentence: ChosenPitch | undefined = $derived.by(() =>
		this.ticket === null ? undefined : pitchFor(this.ticket, this.shelf)
	);
	/** The handshake of whoever is served, as it stands. */
	readonly referral: ReferralRow | undefined = $derived.by(() => this.#referralOf(this.ticket));
	/** Needs to choose from, what the ticket points to first. */
	readonly needs: readonly NeedConfig[] = $derived.by(() => this.#needs());
	/** What I referred today, the latest first. */
	readonly own: readonly ReferralRow[] = $derived.by(() => this.#own());
	undoable: Undoable | null = $state.raw(null);
	/** How many acts have been answered: whoever shows figures of one's own reads them anew. */
	answered: number = $state.raw(0);

	readonly #desk: Console;

	constructor(desk: Console) {
		this.#desk = desk;
	}

	/** In whose name it is told; undefined: nobody is linked to this account. */
	get staff(): string | undefined {
		return this.#desk.who.staff ?? this.#desk.counter.staff;
	}

	pitch(number: string, staff: string, result: SaidKey, skip?: string): void {
		const desk = this.#desk;
		const product = this.sentence?.pitch.product;
		desk.remember(number, { pitch: result });
		const told = this.#tell('pitch.made', number, {
			staff,
			result,
			...(product !== undefined && { product }),
			...(skip !== undefined && { skip }),
			...(desk.notes[number]?.told && { toldWait: true })
		});
		this.#offerUndo({ type: 'pitch.made', number, id: number });
		void told.then((ok) => {
			if (ok) return;
			desk.remember(number, {}, ['pitch']);
			this.#forget(number);
		});
	}

	/** `need` undefined: not clear yet. */
	refer(number: string, staff: string, need?: string): void {
		const id = uuid();
		const product = need === undefined ? undefined : this.#productFor(need);
		const told = this.#tell('referral.made', id, {
			from: staff,
			number,
			...(need !== undefined && { need }),
			...(product !== undefined && { product })
		});
		this.#offerUndo({ type: 'referral.made', number, id });
		void told.then((ok) => ok || this.#forget(id));
	}

	sell({ product, amount, currency }: SaleFacts): void {
		const { staff, ticket, referral } = this;
		if (staff === undefined) return;
		const id = uuid();
		const told = this.#tell('sale.recorded', id, {
			...{ product, amount, currency, staff, channel: 'counter' },
			...(ticket !== null && { number: ticket.number }),
			...(referral !== undefined && { referral: referral.id })
		});
		this.#offerUndo({ type: 'sale.recorded', number: ticket?.number ?? '', id });
		void told.then((ok) => ok || this.#forget(id));
	}

	correct(sale: string, changes: Partial<SaleFacts>, reason: string): void {
		void this.#tell('sale.corrected', sale, { staff: this.staff, ...changes, reason });
	}

	cancel(sale: string, reason: string): void {
		void this.#tell('sale.cancelled', sale, { staff: this.staff, reason });
	}

	undo(): void {
		const { undoable, staff } = this;
		if (undoable === null || staff === undefined) return;
		this.undoable = null;
		const { type, number, id } = undoable;
		if (type === 'sale.recorded') return this.cancel(id, 'undone');
		if (type === 'referral.made') return void this.#tell('referral.undone', id, { staff });
		const said = this.#desk.notes[number]?.pitch;
		this.#desk.remember(number, {}, ['pitch']);
		void this.#tell('pitch.undone', number, { staff }).then(
			(ok) => ok || (said !== undefined && this.#desk.remember(number, { pitch: said }))
		);
	}

	async #tell(type: string, subject: string, data: Record<string, unknown>): Promise<boolean> {
		const ok = await this.#desk.reported(type, subject, data);
		this.answered += 1;
		return ok;
	}

	#offerUndo(undoable: Undoable): void {
		this.undoable = undoable;
		this.#desk.after(UNDO_FOR, () => {
			if (this.undoable === undoable) this.undoable = null;
		});
	}

	/** It did not happen: there is nothing to take back. */
	#forget(id: string): void {
		if (this.undoable?.id === id) this.undoable = null;
	}

	#own(): ReferralRow[] {
		const { live } = this.#desk;
		return Object.values(live.referrals)
			.filter(({ from, day, state }) => {
				return from === this.staff && day === live.branch.businessDay && state !== 'undone';
			})
			.sort((a, b) => b.madeAt - a.madeAt);
	}

	#referralOf(ticket: TicketRow | null): ReferralRow | undefined {
		const { live } = this.#desk;
		return Object.values(live.referrals)
			.filter(({ number, day, state }) => {
				return number === ticket?.number && day === live.branch.businessDay && state !== 'undone';
			})
			.sort((a, b) => b.madeAt - a.madeAt)[0];
	}

	#needs(): NeedConfig[] {
		const { ticket, shelf } = this;
		const first = ticket === null ? undefined : suggest(ticket.tags, shelf)?.need;
		return [...shelf.needs].sort((a, b) => Number(b.id === first) - Number(a.id === first));
	}

	/** What the ticket's need suggests, or what was spoken of where it is for that need. */
	#productFor(need: string): string | undefined {
		const suggested = this.ticket === null ? undefined : suggest(this.ticket.tags, this.shelf);
		if (suggested?.need === need && suggested.product !== null) return suggested.product;
		const spoken = this.sentence?.pitch.product;
		const fits = this.shelf.products.get(spoken ?? '')?.needs?.includes(need) === true;
		return fits ? spoken : undefined;
	}
}
