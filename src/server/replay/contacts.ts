import type { BranchFile, IncomingEvent } from '#lib/protocol/index.ts';
import { tableRows } from './csv.ts';
import { BrokenRow, broken, dayOf, integerCell, MONTHS } from './fields.ts';
import { LocalTime } from './local-time.ts';
import type { BrokenLine, ContactFormat, Log, ReadOptions } from './log.ts';
import { mergeVisits } from './merge.ts';
import type { Visit } from './merge.ts';
import { yearsOf } from './years.ts';

const COLUMNS = [
	...['age', 'job', 'marital', 'education', 'default', 'balance', 'housing', 'loan', 'contact'],
	...['day', 'month', 'duration', 'campaign', 'pdays', 'previous', 'poutcome', 'y']
];

/** The campaign began in May 2008; a leap year, so that every date of a file without years exists. */
const FIRST_YEAR = 2008;
/** No time of day is told: contacts follow each other from nine o'clock on, a second apart. Seconds of the day. */
const MORNING = 9 * 3600;
const NEED = 'term_deposit';
const PRODUCT = 'term-deposit';
const STAFF = 'unnamed';

/** One contact. Of the customer nothing is taken over: neither age nor job nor balance. */
interface Contact {
	line: number;
	/** Counts from 1. */
	month: number;
	date: number;
	bought: boolean;
}

function contactOf(line: number, cells: string[]): Contact {
	if (cells.length !== COLUMNS.length) {
		broken(`has ${cells.length} cells instead of ${COLUMNS.length}`);
	}
	const cell = (column: string) => (cells[COLUMNS.indexOf(column)] ?? '').trim();
	const month = MONTHS.indexOf(cell('month').toLowerCase()) + 1;
	if (month === 0) broken(`month "${cell('month')}" is not like "may"`);
	const date = integerCell(cell('day'), 'day');
	dayOf(FIRST_YEAR, month, date, `${date} ${cell('month')}`);
	const y = cell('y');
	if (y !== 'yes' && y !== 'no') broken(`y "${y}" is neither yes nor no`);
	return { line, month, date, bought: y === 'yes' };
}

function visitOf({ line, bought }: Contact, at: number): Visit {
	const talk: IncomingEvent = {
		type: 'engagement.recorded',
		at,
		subject: '',
		data: bought
			? { staff: STAFF, result: 'interested', need: NEED, product: PRODUCT }
			: { staff: STAFF, result: 'declined', need: NEED }
	};
	if (!bought) return [talk];
	const sale: IncomingEvent = {
		type: 'sale.recorded',
		at,
		subject: `contact-${line}`,
		// The file tells that somebody subscribed, and not for how much.
		data: { product: PRODUCT, amount: 0, currency: 'EUR', staff: STAFF, channel: 'lobby' }
	};
	return [talk, sale];
}

function branchOf(timeZone: string): BranchFile {
	const name = { zh: '定期存款', en: 'Term deposit' };
	return {
		id: 'contacts',
		name: { zh: '银行客户联系记录', en: "Log of a bank's contacts" },
		timeZone,
		clock: 'event',
		currency: 'EUR',
		services: [{ id: 'contact', name: { zh: '联系', en: 'Contact' }, complexity: 'simple' }],
		needs: [{ id: NEED, name }],
		products: [{ id: PRODUCT, name, needs: [NEED] }],
		staff: [{ id: STAFF, name: { zh: '未署名', en: 'Nobody named' }, role: 'lobby_manager' }]
	};
}

function read(text: string, options: ReadOptions = {}): Log {
	const timeZone = options.timeZone ?? 'Europe/Lisbon';
	const time = new LocalTime(timeZone);
	const brokenLines: BrokenLine[] = [];
	const contacts: Contact[] = [];
	for (const { line, cells } of tableRows(text, COLUMNS, ';')) {
		try {
			contacts.push(contactOf(line, cells));
		} catch (error) {
			if (!(error instanceof BrokenRow)) throw error;
			brokenLines.push({ line, why: error.message });
		}
	}
	const years = yearsOf(contacts, FIRST_YEAR);
	const days = new Map<string, number>();
	const visits: Visit[] = [];
	contacts.forEach((contact, index) => {
		const { month, date, line } = contact;
		const day = dayIn(years.of[index] as number, month, date);
		if (day === undefined) brokenLines.push({ line, why: 'is of a 29 February that was not' });
		else if (options.day === undefined || day === options.day) {
			const nth = days.get(day) ?? 0;
			days.set(day, nth + 1);
			visits.push(visitOf(contact, time.at(day, MORNING + nth)));
		}
	});
	return {
		events: mergeVisits('/replay/contacts', visits),
		days: [...days.keys()].sort(),
		skipped: {},
		broken: brokenLines,
		branch: branchOf(timeZone),
		years: years.told
	};
}

function dayIn(year: number, month: number, date: number): string | undefined {
	try {
		return dayOf(year, month, date, '');
	} catch {
		return undefined;
	}
}

/** A bank's contacts about term deposits: a row is a talk, `y` whether the customer bought. Local time of Lisbon. */
export const contacts: ContactFormat = {
	name: 'contacts',
	about: "a bank's contacts about term deposits, one talk a row",
	of: 'contacts',
	read
};
