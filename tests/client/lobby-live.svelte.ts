import type { LiveView } from '../../src/lib/client/live-view.svelte.ts';
import type { PendingAct } from '../../src/lib/client/acts.svelte.ts';
import type { ActAnswer, PromptRow, ReferralRow, TicketRow } from '../../src/lib/protocol/index.ts';
import { branch, byId, cash } from './lobby-rows.ts';

/** As much of a live view as the desk uses, changed by the test instead of a server. */
export class FakeLive {
	readonly branch = branch;
	readonly services = { cash };
	readonly staff = byId([
		{ id: 'm01', name: { zh: '王敏', en: 'Wang Min' }, role: 'lobby_manager' },
		{ id: 'm02', name: { zh: '李蕊', en: 'Li Rui' }, role: 'lobby_manager' }
	]);
	readonly counters = {};
	readonly devices = {};
	readonly clock: { now: number; read(): number };
	referrals: Record<string, ReferralRow> = $state.raw({});
	tickets: Record<string, TicketRow> = $state.raw({});
	prompts: Record<string, PromptRow> = $state.raw({});
	pending: readonly PendingAct[] = $state.raw([]);
	stale = $state(false);
	answer: ActAnswer = { ok: true, seq: 1 };
	sent: { type: string; subject: string | undefined; data: Record<string, unknown> }[] = [];

	constructor(now: number, tickets: TicketRow[], prompts: PromptRow[]) {
		this.clock = { now, read: () => this.clock.now };
		this.become(tickets, prompts);
	}

	become(tickets: TicketRow[], prompts: PromptRow[]): void {
		this.tickets = byId(tickets);
		this.prompts = byId(prompts);
	}

	act(type: string, subject: string | undefined, data: Record<string, unknown>) {
		this.sent.push({ type, subject, data });
		return Promise.resolve(this.answer);
	}

	asLiveView(): LiveView {
		return this as unknown as LiveView;
	}
}
