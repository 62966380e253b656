import { uuid } from '#lib/client/acts.svelte.ts';
import type { KeptAct } from '#lib/client/acts.svelte.ts';
import type { LiveView } from '#lib/client/live-view.svelte.ts';
import type { ActAnswer, TicketAnswer } from '#lib/protocol/index.ts';
import type { Act } from './deeds.ts';
import type { Outbox } from './outbox.svelte.ts';
import { issueTicket } from './issue.ts';
import type { Sheets } from './sheets.svelte.ts';
import { issued, requestOf } from './taps.ts';
import type { Wanted } from './taps.ts';

/** A ticket with its number by itself stays so long; real milliseconds. One that was kept waits for a tap. */
const SHOWN_FOR = 20_000;

/** A ticket that was taken here. `ticket` null: there was no way to ask for more than its number. */
export interface Taken {
	id: string;
	number: string;
	service: string;
	ticket: TicketAnswer | null;
	/** It was tapped without a connection, a while ago. */
	late: boolean;
}

interface Around {
	readonly live: LiveView;
	readonly outbox: Outbox;
	readonly sheets: Sheets;
	record(act: Act): void;
}

/** What became of a tap on 取号: done, kept on the tablet, or refused by a code. */
export type Took = { state: 'taken' | 'kept' } | { state: 'refused'; code: string };

/**
 * Taking tickets for people. Asked of the server directly, because whoever waits for it wants number and code at once;
 * where that does not answer the same tap goes the way of all others, under the same id, and is never done twice.
 */
export class Taking {
	/** Shown one after the other. */
	taken: readonly Taken[] = $state.raw([]);
	/** Asked of the server and not answered: a page that is loaded anew meanwhile must not forget it. */
	asking: readonly KeptAct[] = $state.raw([]);
	readonly #around: Around;
	#timer: ReturnType<typeof setTimeout> | undefined;

	constructor(around: Around) {
		this.#around = around;
	}

	async take(wanted: Wanted): Promise<Took> {
		const { live, outbox } = this.#around;
		const id = uuid();
		const act = issued(wanted);
		const kept: KeptAct = { ...act, id, tappedAt: live.clock.read() };
		this.asking = [...this.asking, kept];
		const answer = await issueTicket(live.branch.id, requestOf(id, wanted));
		// Kept before it is let go of: there is no moment at which nobody knows of it.
		const keeps = !answer.ok && answer.code === 'unreachable';
		if (keeps) void outbox.resume(kept, false).then((told) => this.arrived(kept, told));
		this.asking = this.asking.filter((each) => each !== kept);
		this.#around.record(act);
		if (keeps) return { state: 'kept' };
		if (answer.ok) {
			outbox.answered += 1;
			this.#show({
				id,
				number: answer.ticket.number,
				late: false,
				...about(wanted, answer.ticket)
			});
			return { state: 'taken' };
		}
		return { state: 'refused', code: answer.code };
	}

	/** A ticket that was kept has its number now; the code for the phone is asked for under the same id. */
	async arrived(act: KeptAct, answer: ActAnswer): Promise<void> {
		const number = answer.ok ? answer.subject : undefined;
		if (number === undefined) return;
		const wanted = wantedOf(act);
		const again = await issueTicket(this.#around.live.branch.id, requestOf(act.id, wanted));
		const ticket = again.ok ? again.ticket : null;
		this.#show({ id: act.id, number, late: true, ...about(wanted, ticket) });
	}

	/** Somebody has seen it. */
	dismiss(): void {
		this.taken = this.taken.slice(1);
		this.#watch();
	}

	dispose(): void {
		clearTimeout(this.#timer);
	}

	#show(taken: Taken): void {
		this.taken = [...this.taken, taken];
		this.#watch();
	}

	#watch(): void {
		clearTimeout(this.#timer);
		const first = this.taken[0];
		if (first === undefined || first.late) return;
		this.#timer = setTimeout(() => this.dismiss(), SHOWN_FOR);
	}
}

function about({ service }: Wanted, ticket: TicketAnswer | null) {
	return { service, ticket };
}

function wantedOf({ data }: KeptAct): Wanted {
	const said = data as Partial<Wanted> & {
		service: string;
		customer?: { name?: string; note?: string };
	};
	const { service, segment = 'ordinary', further = [], tags = [], customer } = said;
	return {
		service,
		segment,
		further,
		tags,
		name: customer?.name ?? '',
		note: customer?.note ?? ''
	};
}
