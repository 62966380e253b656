/** Who waits, by service, in calling order, and who is parked. Pure. */
import { waitLimits } from '#lib/client/limits.ts';
import type { WaitLimits } from '#lib/client/limits.ts';
import { linesIn } from '#lib/client/lines.ts';
import type { Standing } from '#lib/client/waiter.ts';
import type { Place } from '#lib/domain/queue/line.ts';
import type { BranchRow, PromptRow, ServiceRow, TicketRow } from '#lib/protocol/index.ts';

type Records<R> = Readonly<Record<string, R>>;

export interface Rows {
	branch: BranchRow;
	services: Records<ServiceRow>;
	tickets: Records<TicketRow>;
	prompts: Records<PromptRow>;
}

export interface Line {
	service: ServiceRow;
	limits: WaitLimits;
	places: readonly Place[];
	/** Who is in line in calling order, then who is parked. */
	people: Standing[];
	/** First issue of who waits longest; null: nobody does. */
	oldest: number | null;
}

export function linesOf(rows: Rows): Line[] {
	const lines = linesIn(rows);
	const prompts = new Map(
		Object.values(rows.prompts)
			.filter(({ kind }) => kind === 'engage')
			.map((prompt) => [prompt.ticket, prompt])
	);
	const parked = Object.values(rows.tickets)
		.filter(({ state }) => state === 'parked')
		.sort((a, b) => a.issuedAt - b.issuedAt);
	return Object.values(rows.services).map((service) => {
		const limits = waitLimits(rows.branch, service);
		const places = lines.get(service.id) ?? [];
		const standing = (ticket: TicketRow, place: Place | null): Standing => ({
			...{ ticket, place, limits },
			follower: prompts.get(ticket.id)?.assignee,
			prompted: prompts.has(ticket.id)
		});
		const people = [
			...places.map((place) => standing(rows.tickets[place.id] as TicketRow, place)),
			...parked
				.filter((ticket) => ticket.service === service.id)
				.map((ticket) => standing(ticket, null))
		];
		const oldest = Math.min(...people.map(({ ticket }) => ticket.issuedAt));
		return { service, limits, places, people, oldest: Number.isFinite(oldest) ? oldest : null };
	});
}
