/** How a branch's kiosk gets a ticket onto paper. Pure. */
import type { BranchFile, Paper } from '#lib/protocol/index.ts';
import type { Issued } from '../branch.ts';
import type { PaperTicket } from '../printing/receipt.ts';
import { printerOf } from '../printing/target.ts';

/** Dots of a column: 384 across 58 mm paper, 576 across 80 mm. */
const DOTS = { 32: 384, 48: 576 } as const;

/** Null: the kiosk has no printer. One whose settings are wrong is asked all the same, and says so. */
export function paperOf(file: BranchFile): Paper {
	const id = file.kiosk?.printer;
	if (id === undefined) return null;
	const found = printerOf(file, id);
	if (!found.ok || found.target.mode === 'text') return { mode: 'text' };
	return { mode: 'image', dots: DOTS[found.target.columns] };
}

/** What is to stand on the paper of a ticket that was issued a moment ago. */
export function paperTicketOf(
	{ name, services, timeZone }: BranchFile,
	number: string,
	{ service, segment, issuedAt, ahead, estimate }: Issued,
	link: string
): PaperTicket {
	return {
		branch: name,
		number,
		service: services.find(({ id }) => id === service)?.name ?? { zh: service, en: service },
		segment,
		issuedAt,
		timeZone,
		ahead,
		low: estimate?.low ?? null,
		high: estimate?.high ?? null,
		link
	};
}
