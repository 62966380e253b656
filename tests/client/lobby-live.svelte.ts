import type { LiveView } from '../../src/lib/client/live-view.svelte.ts';
import { TAKEN_BACK } from '../../src/lib/client/acts.svelte.ts';
import type { PendingAct } from '../../src/lib/client/acts.svelte.ts';
import type {
	ActAnswer,
	CatalogueRow,
	PromptRow,
	ReferralRow,
	StaffRow,
	TicketRow
} from '../../src/lib/protocol/index.ts';
import { branch, byId, cash } from './lobby-rows.ts';

/** As much of a live view as the desk uses, changed by the test instead of a server. */
export class FakeLive {
	readonly branch = branch;
	readonly services = { cash };
	/** Who is at work, and since when. */
	onDuty: Record<string, number> = {};
	catalogue: CatalogueRow | undefined = $state.raw();
	readonly counters = {};
	readonly devices = {};
	readonly incidents = {};
	readonly checklists = {};
	readonly clock: { now: number; read(): number };
	referrals: Record<string, ReferralRow> = $state.raw({});
	tickets: Record<string, TicketRow> = $state.raw({});
	prompts: Record<string, PromptRow> = $state.raw({});
	pending: readonly PendingAct[] = $state.raw([]);
	stale = $state(false);
	answer: ActAnswer = { ok: true, seq: 1 };
	/** No connection: what is done waits here. */
	offline = false;
	sent: { type: string; subject: string | undefined; data: Record<string, unknown> }[] = [];

	constructor(now: number, tickets: TicketRow[], prompts: PromptRow[]) {
		this.clock = { now, read: () => this.clock.now };
		this.become(tickets, prompts);
	}

	become(tickets: TicketRow[], prompts: PromptRow[]): void {
		this.tickets = byId(tickets);
		this.prompts = byId(prompts);
	}

	get staff(): Record<string, StaffRow> {
		const people = [
			{ id: 'm01', name: { zh: '王敏', en: 'Wang Min' }, role: 'lobby_manager' },
			{ id: 'm02', name: { zh: '李蕊', en: 'Li Rui' }, role: 'lobby_manager' }
		];
		const has = (id: string) =>
			Object.values(this.prompts).filter(
				({ state, assignee }) => state === 'accepted' && assignee === id
			).length;
		return byId(
			people.map((person) => {
				const since = this.onDuty[person.id];
				return { ...person, tasks: has(person.id), ...(since && { onDuty: since }) };
			})
		);
	}

	readonly acts = {
		/** As the real one does: what has never gone out goes nowhere. */
		drop: (id: string): boolean => {
			const waiting = this.#waiting.get(id);
			this.pending = this.pending.filter((act) => act.id !== id);
			waiting?.({ ok: false, code: TAKEN_BACK });
			return waiting !== undefined;
		}
	};
	#waiting = new Map<string, (answer: ActAnswer) => void>();

	act(type: string, subject: string | undefined, data: Record<string, unknown>) {
		if (this.offline) return this.#keep(type, subject, data);
		this.sent.push({ type, subject, data });
		return Promise.resolve(this.answer);
	}

	#keep(type: string, subject: string | undefined, data: Record<string, unknown>) {
		const id = `kept-${this.#waiting.size}`;
		const act = { id, type, ...(subject !== undefined && { subject }), data };
		const kept = { ...act, tappedAt: this.clock.now, attempts: 0, waiting: true };
		this.pending = [...this.pending, kept];
		return new Promise<ActAnswer>((answered) => this.#waiting.set(id, answered));
	}

	asLiveView(): LiveView {
		return this as unknown as LiveView;
	}
}
