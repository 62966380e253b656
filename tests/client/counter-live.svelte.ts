import type { LiveView } from '../../src/lib/client/live-view.svelte.ts';
import type { KeptAct, PendingAct } from '../../src/lib/client/acts.svelte.ts';
import type {
	ActAnswer,
	CatalogueRow,
	ChecklistRow,
	CounterRow,
	PromptRow,
	ReferralRow,
	TicketRow
} from '../../src/lib/protocol/index.ts';
import { branch, byId, cash, counter, NOW, staff, transfer } from './counter-rows.ts';

interface Sent {
	type: string;
	subject: string | undefined;
	data: Record<string, unknown>;
}

/** As much of a live view as the console uses, changed by the test instead of a server. */
export class FakeLive {
	readonly branch = branch;
	readonly services = { cash, transfer };
	readonly staff = staff;
	readonly clock = { now: NOW };
	tickets: Record<string, TicketRow> = $state.raw({});
	counters: Record<string, CounterRow> = $state.raw({});
	prompts: Record<string, PromptRow> = $state.raw({});
	referrals: Record<string, ReferralRow> = $state.raw({});
	catalogue: CatalogueRow | undefined = $state.raw(undefined);
	checklists: Record<string, ChecklistRow> = $state.raw({});
	pending: readonly PendingAct[] = $state.raw([]);
	stale = $state(false);
	seq = $state(1);
	sent: Sent[] = [];
	readonly acts = { resume: (act: KeptAct) => this.act(act.type, act.subject, act.data) };
	#waiting: { sent: Sent; answered: (answer: ActAnswer) => void }[] = [];

	constructor(tickets: TicketRow[], own: Partial<CounterRow> = { staff: 't01' }) {
		this.tickets = byId(tickets);
		this.counters = byId([counter('1', own), counter('2', { staff: 't02' })]);
	}

	become(tickets: TicketRow[], own?: Partial<CounterRow>): void {
		this.tickets = byId(tickets);
		if (own) this.counters = { ...this.counters, '1': counter('1', own) };
	}

	/** Nothing is answered until the test says so. */
	act(type: string, subject: string | undefined, data: Record<string, unknown>) {
		const sent = { type, subject, data };
		this.sent.push(sent);
		this.pending = [
			...this.pending,
			{
				...sent,
				id: `${this.sent.length}`,
				tappedAt: NOW,
				attempts: 1,
				waiting: false
			} as PendingAct
		];
		return new Promise<ActAnswer>((answered) => this.#waiting.push({ sent, answered }));
	}

	/** The server answers the oldest act; whatever the console does then has been done. */
	async answer(answer: Partial<ActAnswer> = {}): Promise<void> {
		const [first] = this.#waiting.splice(0, 1);
		if (!first) throw new Error('No act waits for an answer');
		this.pending = this.pending.slice(1);
		first.answered({ ok: true, seq: this.seq, ...answer } as ActAnswer);
		// Several turns: one act may follow from the answer to another.
		for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
	}

	get types(): string[] {
		return this.sent.map(({ type, subject }) => `${type} ${subject ?? ''}`.trim());
	}

	asLiveView(): LiveView {
		return this as unknown as LiveView;
	}
}
