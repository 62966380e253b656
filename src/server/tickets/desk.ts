import { Compile } from 'typebox/compile';
import { businessDayAt, openingHours } from '#lib/domain/time/business-day.ts';
import type { BranchFile } from '#lib/protocol/branch-file.ts';
import { checkEvent } from '#lib/protocol/check/check-event.ts';
import { sentenceOf } from '#lib/protocol/check/sentence.ts';
import { TicketRequest } from '#lib/protocol/tickets.ts';
import type { TicketAnswer } from '#lib/protocol/tickets.ts';
import { actorOf } from '../access/access.ts';
import type { Access, Caller } from '../access/access.ts';
import type { Branch } from '../branch.ts';
import type { Limits } from '../limits/limits.ts';
import { refused, tooMany } from '../refused.ts';
import type { Refused } from '../refused.ts';
import { linkOf } from './links.ts';
import type { TicketLinks } from './links.ts';
import { paperOf } from './paper.ts';

export interface TicketDeskParts {
	branches: { get(id: string): Branch | undefined };
	access: Pick<Access, 'denies'>;
	limits: Limits;
	links: TicketLinks;
	/** Whether anything can be stored right now. */
	state: () => 'serving' | 'halted' | 'closing';
}

const check = Compile(TicketRequest);
/** A tap of the last moment may arrive a little after closing, or again. Milliseconds. */
const LATE = 30_000;

/** Tickets that Foyer issues itself, at a kiosk or for somebody at the tablet. */
export class TicketDesk {
	readonly #parts: TicketDeskParts;

	constructor(parts: TicketDeskParts) {
		this.#parts = parts;
	}

	/** A ticket, once it is on disk. `origin`: where a phone would open this server, unless the branch says otherwise. */
	async issue(
		{ principal }: Caller,
		branchId: string,
		body: unknown,
		origin: string
	): Promise<{ ok: true; value: TicketAnswer } | Refused> {
		const { access, branches, links, state } = this.#parts;
		const denied = access.denies(principal, 'issue_tickets', branchId);
		if (denied !== undefined) return { ok: false, ...denied };
		const branch = branches.get(branchId);
		if (branch === undefined) {
			return refused('unknown_branch', `There is no branch "${branchId}".`);
		}
		if (!check.Check(body)) {
			return refused('invalid_data', sentenceOf(check.Errors(body), 'The ticket'));
		}
		const request: TicketRequest = body;
		const isKiosk = principal.kind === 'display';
		if (isKiosk) {
			const wrong = await this.#wrongAtKiosk(request, branch, actorOf(principal));
			if (wrong !== undefined) return wrong;
		}
		const checked = checkEvent(
			'ticket.issued',
			undefined,
			dataOf(request, isKiosk),
			branch.now(),
			true
		);
		if (!checked.ok) return refused(checked.code, checked.detail);
		if (state() !== 'serving') return UNAVAILABLE;
		try {
			const [outcome] = await branch.accept([
				{ origin: 'person', source: actorOf(principal), id: request.id, event: checked.event }
			]);
			if (outcome === undefined) throw new Error('The branch gave no outcome for a ticket.');
			if (outcome.kind === 'refused') return refused(outcome.code, outcome.detail);
			const number = outcome.subject ?? '';
			const ticket = branch.issued(number);
			if (ticket === undefined) {
				return refused('unknown_ticket', `Ticket ${number} is of a day that is over.`);
			}
			const token = links.tokenOf({ branch: branchId, day: ticket.day, number });
			return {
				ok: true,
				value: {
					number,
					seq: outcome.seq,
					service: request.service,
					issuedAt: ticket.issuedAt,
					ahead: ticket.ahead,
					estimate: ticket.estimate,
					token,
					link: linkOf(branch.file, token, origin),
					paper: paperOf(branch.file)
				}
			};
		} catch (error) {
			if ((error as { name?: unknown } | null)?.name !== 'StoreError') throw error;
			return UNAVAILABLE;
		}
	}

	/** Nobody stands at a kiosk who could answer for more than what a customer may choose. */
	async #wrongAtKiosk(
		{ segment, code, name, note, tags }: TicketRequest,
		branch: Branch,
		kiosk: string
	): Promise<Refused | undefined> {
		if (name !== undefined || note !== undefined || tags !== undefined) {
			return refused('forbidden', 'A kiosk takes no names, notes or signals.');
		}
		if (
			!isOpen(branch.file, branch.now()) &&
			!isOpen(branch.file, branch.now() - LATE * branch.rate)
		) {
			return refused('branch_closed', 'The branch is closed, and nobody would call this ticket.');
		}
		const { limits } = this.#parts;
		const flood = await limits.take('kioskTickets', kiosk);
		if (flood !== undefined) {
			return { ...refused('kiosk_busy', `Too many tickets; wait ${flood} seconds.`), wait: flood };
		}
		if (segment !== 'vip') return undefined;
		const wait = await limits.waits('vipCode', kiosk);
		if (wait !== undefined) return tooMany(wait);
		const right = branch.file.kiosk?.vipCode;
		if (right !== undefined && code === right) return undefined;
		await limits.take('vipCode', kiosk);
		return refused('wrong_code', 'This is not the code of a VIP customer.');
	}
}

/** Whether the branch's hours include an instant; one without hours is always open. */
function isOpen({ hours, timeZone }: BranchFile, at: number): boolean {
	if (hours === undefined) return true;
	const open = openingHours(businessDayAt(at, timeZone).day, hours, timeZone);
	return open !== null && at >= open.opensAt && at < open.closesAt;
}

function dataOf(request: TicketRequest, isKiosk: boolean): Record<string, unknown> {
	const { id: _, code: __, name, note, ...data } = request;
	const customer = name === undefined && note === undefined ? undefined : { name, note };
	return JSON.parse(
		JSON.stringify({ ...data, customer, channel: isKiosk ? 'kiosk' : 'lobby' })
	) as Record<string, unknown>;
}

const UNAVAILABLE = refused('unavailable', 'Nothing can be stored at the moment; try again.');
