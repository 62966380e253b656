import type { PrintAnswer } from '#lib/protocol/tickets.ts';
import { actorOf } from '../access/access.ts';
import type { Access, Caller } from '../access/access.ts';
import type { Branch } from '../branch.ts';
import type { Limits } from '../limits/limits.ts';
import type { Printers } from '../printing/printer.ts';
import { ticketMarkup } from '../printing/receipt.ts';
import { printerOf } from '../printing/target.ts';
import type { FoundPrinter } from '../printing/target.ts';
import { refused, tooMany } from '../refused.ts';
import type { Refused } from '../refused.ts';
import { linkOf } from './links.ts';
import type { TicketLinks } from './links.ts';
import { paperTicketOf } from './paper.ts';

export interface PrintDeskParts {
	branches: { get(id: string): Branch | undefined };
	access: Pick<Access, 'denies'>;
	limits: Limits;
	links: TicketLinks;
	printers: Printers;
}

/** A ticket that is to be printed. `token`: the proof that Foyer issued it; `picture`: drawn by the kiosk. */
export interface PrintRequest {
	branch: string;
	number: string;
	token: string;
	picture: Uint8Array | null;
}

/**
 * Tickets on paper. Only what Foyer issued today and who waits with it still, and only on the printer that the
 * branch's file names for its kiosk: a request chooses neither the printer nor, where it has a Chinese font, the text.
 */
export class PrintDesk {
	readonly #parts: PrintDeskParts;

	constructor(parts: PrintDeskParts) {
		this.#parts = parts;
	}

	/** `origin`: where a phone would open this server, unless the branch says otherwise. */
	async print(
		{ principal }: Caller,
		{ branch: id, number, token, picture }: PrintRequest,
		origin: string
	): Promise<{ ok: true; value: PrintAnswer } | Refused> {
		const { access, branches, limits, links, printers } = this.#parts;
		const denied = access.denies(principal, 'issue_tickets', id);
		if (denied !== undefined) return { ok: false, ...denied };
		const branch = branches.get(id);
		if (branch === undefined) return refused('unknown_branch', `There is no branch "${id}".`);
		const named = links.read(token);
		const isOurs = named?.branch === id && named.number === number && named.day === branch.today();
		const ticket = isOurs ? branch.issued(number) : undefined;
		if (ticket === undefined) {
			return refused('unknown_ticket', `Foyer issued no ticket ${number} today by this token.`);
		}
		if (ticket.over) return refused('ticket_over', `Nobody waits with ticket ${number} any more.`);
		const { file } = branch;
		const printer = file.kiosk?.printer;
		if (printer === undefined) return refused('no_printer', 'No printer is named for the kiosk.');
		const found = printerOf(file, printer);
		if (!found.ok) return refused('printer_settings', inWords(printer, found));
		const wait = await limits.take('print', actorOf(principal));
		if (wait !== undefined) return tooMany(wait);
		const { target } = found;
		const paper = paperTicketOf(file, number, ticket, linkOf(file, token, origin));
		const sheet =
			picture === null ? { markup: ticketMarkup(paper, target.columns) } : { png: picture };
		const { outcome, paperLow } = await printers.print(target, sheet);
		return { ok: true, value: { outcome, paperLow } };
	}
}

function inWords(printer: string, found: Extract<FoundPrinter, { ok: false }>): string {
	switch (found.fault) {
		case 'no_such_printer':
			return `There is no device "${printer}" of kind printer.`;
		case 'no_address':
			return `The printer "${printer}" has no host to print to.`;
		case 'unknown_setting':
			return `The setting "${found.setting}" of printer "${printer}" has a value that is not known.`;
	}
}
