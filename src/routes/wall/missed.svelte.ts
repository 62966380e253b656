import { waitLimits } from '#lib/client/limits.ts';
import type { LiveView } from '#lib/client/live-view.svelte.ts';
import type { PromptRow } from '#lib/protocol/index.ts';
import { isInLobby } from './board.ts';
import type { Overdue } from './board.ts';

/** How long somebody who was called before anyone came stays on the wall; real milliseconds. */
const STAYS = 10_000;

/**
 * Windows that closed unused while the wall was looking: the row stays a moment and says so, otherwise it would
 * just be gone and nobody would learn from it.
 */
export class Missed {
	rows: readonly Overdue[] = $state.raw([]);

	#before: Record<string, PromptRow> = {};
	#timers = new Set<ReturnType<typeof setTimeout>>();

	/** Called whenever prompts or tickets changed. */
	notice(live: LiveView): void {
		const { prompts, tickets, branch, services } = live;
		const { rate } = live.clock;
		const now = live.clock.read();
		for (const prompt of Object.values(this.#before)) {
			if (prompt.kind !== 'engage' || prompt.state !== 'open') continue;
			if (prompt.id in prompts || prompt.ticket === undefined) continue;
			const ticket = tickets[prompt.ticket];
			if (ticket?.calledAt === undefined || isInLobby(ticket)) continue;
			// What happened while nothing was heard is not news any more.
			if (now - ticket.calledAt > STAYS * Math.max(1, rate)) continue;
			this.#keep({
				ticket: ticket.id,
				service: ticket.service,
				issuedAt: ticket.issuedAt,
				limits: waitLimits(branch, services[ticket.service]),
				low: null,
				high: null,
				following: { kind: 'nobody' },
				called: { at: ticket.calledAt, counter: ticket.counter ?? '' }
			});
		}
		this.#before = prompts;
	}

	#keep(row: Overdue): void {
		this.rows = [...this.rows.filter((other) => other.ticket !== row.ticket), row];
		const timer = setTimeout(() => {
			this.#timers.delete(timer);
			this.rows = this.rows.filter((other) => other !== row);
		}, STAYS);
		this.#timers.add(timer);
	}

	dispose(): void {
		for (const timer of this.#timers) clearTimeout(timer);
		this.#timers.clear();
	}
}
