/** What stands on a paper ticket, before anybody sets it in type: the printer's text and the drawn one say the same. */
import { hhmm, minuteRange } from '../client/format.ts';
import * as words from '../i18n/receipt.ts';
import type { Name, Segment } from '../protocol/index.ts';

export interface PaperTicket {
	branch: Name;
	number: string;
	service: Name;
	segment: Segment;
	/** Epoch milliseconds. */
	issuedAt: number;
	timeZone: string;
	/** People before this one, or null where nobody knows. */
	ahead: number | null;
	/** Seconds; null where there is no estimate. */
	low: number | null;
	high: number | null;
	/** Where the customer's phone sees the place in line. */
	link: string | null;
	/** A line of the branch's own. */
	notice?: Name;
}

/** A line in both languages. */
export type Both = Name;

export interface TicketLines {
	branch: Both;
	number: string;
	service: Both;
	/** Of a priority or vip ticket. */
	mark: Both | null;
	ahead: Both | null;
	/** Always a range: one number would be a promise. */
	wait: Both | null;
	qr: { link: string; caption: Both } | null;
	missed: Both;
	notice: Both | null;
	/** `2026-11-25  10:24`, in the branch's time zone. */
	issued: string;
}

const { zh, en } = words;

export function ticketLines(ticket: PaperTicket): TicketLines {
	const { branch, number, service, segment, ahead, link, notice } = ticket;
	return {
		branch,
		number,
		service,
		mark: segment === 'ordinary' ? null : { zh: zh[segment], en: en[segment] },
		ahead: ahead === null ? null : { zh: zh.ahead(ahead), en: en.ahead(ahead) },
		wait: waitOf(ticket),
		qr: link === null ? null : { link, caption: { zh: zh.scan, en: en.scan } },
		missed: { zh: zh.missed, en: en.missed },
		notice: notice ?? null,
		issued: `${dateOf(ticket)}  ${hhmm(ticket.issuedAt, ticket.timeZone)}`
	};
}

function waitOf(ticket: PaperTicket): Both | null {
	if (ticket.low === null || ticket.high === null) return null;
	const { low, high } = minuteRange(ticket.low, ticket.high);
	return { zh: zh.wait(low, high), en: en.wait(low, high) };
}

/** Both languages read the same date. */
function dateOf({ issuedAt, timeZone }: PaperTicket): string {
	const parts = new Intl.DateTimeFormat('en-GB', {
		year: 'numeric',
		month: '2-digit',
		day: '2-digit',
		timeZone
	}).formatToParts(issuedAt);
	const get = (type: string) => parts.find((part) => part.type === type)?.value ?? '';
	return `${get('year')}-${get('month')}-${get('day')}`;
}

/** The languages that say something, Chinese first; what reads the same in both is said once. */
export function saidIn({ zh: chinese, en: english }: Both): ('zh' | 'en')[] {
	if (english === '' || chinese === english) return chinese === '' ? [] : ['zh'];
	return chinese === '' ? ['en'] : ['zh', 'en'];
}
