import { uuid } from '#lib/client/acts.svelte.ts';
import type { KeptAct, PendingAct } from '#lib/client/acts.svelte.ts';
import type { LiveView } from '#lib/client/live-view.svelte.ts';
import { shelfOf } from '#lib/client/selling.ts';
import type { Shelf } from '#lib/client/selling.ts';
import type { SaleFacts } from '#lib/components/sale/entry.svelte.ts';
import type { ActAnswer, ReferralRow } from '#lib/protocol/index.ts';
import { inboxOf, ticketOf, unseen } from './inbox.ts';
import type { Inbox } from './inbox.ts';

/** What one can do with a referral. */
export type Deed = 'accept' | 'meet' | 'win' | 'lose';

export type Sheet =
	| { kind: 'win' | 'lose'; referral: string }
	| { kind: 'sale' }
	| { kind: 'sales' }
	| { kind: 'fix'; sale: string };

/** What was told last, and can be taken back for a moment. */
export interface Undoable {
	deed: Deed;
	referral: ReferralRow;
	/** Recorded with it. */
	sale: string | undefined;
}

/** How long what was told can be taken back here, and how long a refusal stays; real milliseconds. */
const UNDO_FOR = 10_000;
const REFUSAL_STAYS = 6_000;

type ById<T> = Readonly<Record<string, T>>;
type Data = Record<string, unknown>;

/** A wealth manager's desk: the inbox, what was done here and what came of it. It follows the live view. */
export class WealthDesk {
	readonly live: LiveView;
	/** Who sits at it, of the branch's staff; null: nobody, who sees and does nothing. */
	readonly me: string | null;
	readonly inbox: Inbox = $derived.by(() => inboxOf(this.live, this.me));
	readonly shelf: Shelf = $derived.by(() => shelfOf(this.live.catalogue));
	/** Since when I am at work; undefined: nobody knows that I am. */
	readonly onDuty: number | undefined = $derived.by(() =>
		this.me === null ? undefined : this.live.staff[this.me]?.onDuty
	);
	/** Acts that have no answer yet, by what they are about: a referral or a ticket. */
	readonly underWay: ById<PendingAct> = $derived.by(() =>
		Object.fromEntries(this.live.pending.map((act) => [aboutOf(act), act]))
	);
	/** Refusals' codes, by what was pressed: a referral, a ticket, or `''`. */
	refused: ById<string> = $state.raw({});
	/** What was refused about a referral that has left the inbox since: its own card can say nothing any more. */
	readonly gone: readonly { referral: ReferralRow; code: string }[] = $derived.by(() => {
		const shown = new Set([...this.inbox.offers, ...this.inbox.mine].map(({ id }) => id));
		return Object.entries(this.refused).flatMap(([id, code]) => {
			const referral = this.live.referrals[id];
			return referral === undefined || shown.has(id) ? [] : [{ referral, code }];
		});
	});
	undoable: Undoable | null = $state.raw(null);
	sheet: Sheet | null = $state.raw(null);
	/** How many acts have been answered: figures of one's own are read anew. */
	answered: number = $state.raw(0);

	#seen = new Set<string>();
	#timers = new Set<ReturnType<typeof setTimeout>>();

	constructor(live: LiveView, me: string | null) {
		this.live = live;
		this.me = me !== null && me in live.staff ? me : null;
	}

	accept(referral: ReferralRow): Promise<boolean> {
		// Somebody else may have been first: that is not decided blindly.
		if (this.live.stale) return this.#refuse(referral.id, 'stale');
		return this.#do('accept', referral, 'referral.accepted', {});
	}

	/** The customer is here. Somebody who still waits in line keeps their place for as long as this takes. */
	meet(referral: ReferralRow): Promise<boolean> {
		return this.#do('meet', referral, 'referral.met', {});
	}

	lose(id: string, reason: string): void {
		this.sheet = null;
		const referral = this.live.referrals[id];
		if (referral) void this.#do('lose', referral, 'referral.closed', { outcome: 'lost', reason });
	}

	/** Won, with the sale where it is recorded here. */
	async win(id: string, sale?: SaleFacts): Promise<void> {
		this.sheet = null;
		const referral = this.live.referrals[id];
		if (referral === undefined) return;
		if (sale === undefined) {
			await this.#do('win', referral, 'referral.closed', { outcome: 'won' });
			return;
		}
		await this.#sell(sale, referral);
	}

	/** To somebody whom nobody referred. */
	sell(sale: SaleFacts): void {
		this.sheet = null;
		void this.#sell(sale);
	}

	correct(sale: string, changes: Partial<SaleFacts>, reason: string): void {
		this.sheet = null;
		void this.#tell('', 'sale.corrected', sale, { ...changes, reason });
	}

	cancel(sale: string, reason: string): void {
		this.sheet = null;
		void this.#tell('', 'sale.cancelled', sale, { reason });
	}

	/** The customer still wants what the number is for, and goes back to the place in line. */
	back(number: string): void {
		void this.#send(number, 'ticket.resumed', number, {});
	}

	/** Everything is done, without a counter. */
	finish(number: string): void {
		void this.#send(number, 'ticket.finished', number, { outcome: 'done' });
	}

	/** What was told a moment ago is taken back, with what was done along with it. */
	async undo(): Promise<void> {
		const { undoable } = this;
		if (undoable === null) return;
		this.undoable = null;
		const { deed, referral, sale } = undoable;
		if (!(await this.#tell(referral.id, 'referral.undone', referral.id, {}))) return;
		if (sale !== undefined) this.cancel(sale, 'undone');
		const ticket = ticketOf(referral, this.live);
		if (deed === 'meet' && ticket?.state === 'parked') this.back(ticket.number);
	}

	setDuty(present: boolean): void {
		if (this.me === null) return void this.#refuse('', 'who');
		void this.#send('', present ? 'staff.arrived' : 'staff.left', this.me, {});
	}

	/** Tells those who referred that their customer is seen: once for each, while somebody looks. */
	look(): void {
		if (this.live.stale) return;
		for (const { id } of unseen(this.inbox, this.me)) {
			if (this.#seen.has(id)) continue;
			this.#seen.add(id);
			void this.live.act('referral.seen', id, { staff: this.me });
		}
	}

	/** What was done on this page before it was loaded anew, and not answered. */
	async resume(act: KeptAct): Promise<void> {
		const answer = await this.live.acts.resume(act);
		this.#heard(aboutOf(act), answer);
		if (answer.ok) this.#follow(act);
	}

	dispose(): void {
		for (const timer of this.#timers) clearTimeout(timer);
		this.#timers.clear();
	}

	async #do(deed: Deed, referral: ReferralRow, type: string, data: Data): Promise<boolean> {
		if (referral.id in this.underWay) return false;
		const ok = await this.#tell(referral.id, type, referral.id, data);
		if (ok) this.#offerUndo({ deed, referral, sale: undefined });
		return ok;
	}

	async #sell(facts: SaleFacts, referral?: ReferralRow): Promise<void> {
		const id = uuid();
		const number = referral === undefined ? undefined : ticketNumber(referral, this.live);
		const ok = await this.#tell(referral?.id ?? '', 'sale.recorded', id, {
			...facts,
			channel: 'wealth',
			...(number !== undefined && { number }),
			...(referral !== undefined && { referral: referral.id })
		});
		if (ok && referral !== undefined) this.#offerUndo({ deed: 'win', referral, sale: id });
	}

	/** In one's own name. */
	#tell(about: string, type: string, subject: string, data: Data): Promise<boolean> {
		if (this.me === null) return this.#refuse(about, 'who');
		return this.#send(about, type, subject, { staff: this.me, ...data });
	}

	async #send(about: string, type: string, subject: string, data: Data): Promise<boolean> {
		this.refused = without(this.refused, about);
		const answer = await this.live.act(type, subject, data);
		this.#heard(about, answer);
		if (answer.ok) this.#follow({ type, subject, data });
		return answer.ok;
	}

	/** What one tap means beside what it says. */
	#follow({ type, subject, data }: Pick<KeptAct, 'type' | 'subject' | 'data'>): void {
		if (type === 'referral.met') {
			const referral = this.live.referrals[subject ?? ''];
			const ticket = referral && ticketOf(referral, this.live);
			if (ticket?.state !== 'waiting') return;
			const { number } = ticket;
			void this.#send(number, 'ticket.parked', number, { reason: 'referral' });
		} else if (type === 'sale.recorded' && typeof data['referral'] === 'string') {
			const id = data['referral'];
			void this.#tell(id, 'referral.closed', id, { outcome: 'won' });
		}
	}

	#heard(about: string, answer: ActAnswer): void {
		this.answered += 1;
		if (!answer.ok) void this.#refuse(about, answer.code);
	}

	#refuse(about: string, code: string): Promise<boolean> {
		const refused = { ...this.refused, [about]: code };
		this.refused = refused;
		this.#after(REFUSAL_STAYS, () => {
			if (this.refused[about] === code) this.refused = without(this.refused, about);
		});
		return Promise.resolve(false);
	}

	#offerUndo(undoable: Undoable): void {
		this.undoable = undoable;
		this.#after(UNDO_FOR, () => {
			if (this.undoable === undoable) this.undoable = null;
		});
	}

	#after(ms: number, run: () => void): void {
		const timer = setTimeout(() => {
			this.#timers.delete(timer);
			run();
		}, ms);
		this.#timers.add(timer);
	}
}

/** A sale is about the referral that it came from. */
function aboutOf({ type, subject, data }: Pick<KeptAct, 'type' | 'subject' | 'data'>): string {
	if (type === 'referral.seen') return `seen/${subject ?? ''}`;
	if (!type.startsWith('sale.')) return type.startsWith('staff.') ? '' : (subject ?? '');
	return typeof data['referral'] === 'string' ? data['referral'] : '';
}

/** A sale on a later day is of no ticket: numbers begin anew each day. */
function ticketNumber(
	{ number, day }: ReferralRow,
	{ branch }: Pick<LiveView, 'branch'>
): string | undefined {
	return day === branch.businessDay ? number : undefined;
}

function without<T>(records: ById<T>, id: string): ById<T> {
	return Object.fromEntries(Object.entries(records).filter(([each]) => each !== id));
}
