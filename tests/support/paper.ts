import type { PaperTicket } from '#lib/receipt/ticket.ts';

/** A ticket of the demonstration's branch, Wednesday 25 November 2026, 10:24. */
export function paperTicket(change: Partial<PaperTicket> = {}): PaperTicket {
	return {
		branch: { zh: '湖滨支行', en: 'Lakeside Branch' },
		number: 'A023',
		service: { zh: '现金业务', en: 'Cash' },
		segment: 'ordinary',
		issuedAt: Date.UTC(2026, 10, 25, 2, 24),
		timeZone: 'Asia/Shanghai',
		ahead: 3,
		low: 960,
		high: 1440,
		link: 'https://10.0.0.5:3000/t/8Jd0vQx2Lm4nRk7TzYw1',
		...change
	};
}
