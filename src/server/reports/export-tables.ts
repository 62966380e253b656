import type { Config } from '#lib/domain/config/config.ts';
import { isEngageRule } from '#lib/domain/engagement/rules/index.ts';
import { offsetAt } from '#lib/domain/time/business-day.ts';
import type { History } from '../store/types.ts';
import { checkCells, CHECKLISTS, DEVICES, incidentCells } from './device-tables.ts';

export const EXPORTS = [
	'tickets',
	'prompts',
	'referrals',
	'sales',
	'devices',
	'checklists'
] as const;
export type ExportTable = (typeof EXPORTS)[number];

/** A cell; text is not yet made safe for spreadsheets. */
export type Cell = string | number | null;

export interface Table {
	columns: readonly string[];
	rows: Cell[][];
}

type Scene = Pick<Config, 'id' | 'timeZone' | 'devices'>;

/**
 * One day of a table, without anything of the customer. Instants as RFC 3339 on the branch's clock, durations in seconds,
 * amounts in the currency's units as exact decimals. `names`: whether to tell which people it was; their columns are
 * empty otherwise.
 */
export function dayOf(
	table: ExportTable,
	day: string,
	history: History,
	config: Scene,
	names: boolean
): Table {
	const { id } = config;
	const at = (instant: number | null) =>
		instant === null ? null : localTime(instant, config.timeZone);
	const who = (staff: string | null) => (names ? staff : null);
	const pen = { at, who, words: who };
	switch (table) {
		case 'tickets':
			return {
				columns: TICKETS,
				rows: history
					.tickets(id, day, day)
					.map((each) => [
						...[each.day, each.number, each.service, each.segment, each.state],
						...[at(each.issuedAt), at(each.calledAt), at(each.startedAt), at(each.endedAt)],
						...[each.counter, who(each.staff), seconds(each.wait), seconds(each.serviceTime)],
						...[seconds(each.parkedTime), each.requeues, each.transfers, each.tags.join(' ')],
						each.rating
					])
			};
		case 'prompts':
			return {
				columns: PROMPTS,
				rows: history
					.prompts(id, day, day)
					.map((each) => [
						...[each.day, each.rule, isEngageRule(each.rule) ? 'engage' : 'operate', each.ticket],
						...[each.service, each.level, at(each.raisedAt), at(each.acceptedAt)],
						...[at(each.closedAt), who(each.assignee), each.outcome]
					])
			};
		case 'referrals':
			return {
				columns: REFERRALS,
				rows: history
					.referrals(id, day, day)
					.map((each) => [
						...[each.day, each.id, each.state, each.number, who(each.from), who(each.to)],
						...[each.need, each.product, at(each.madeAt), at(each.seenAt), who(each.acceptedBy)],
						...[at(each.acceptedAt), at(each.metAt), at(each.closedAt), each.reason, each.asked]
					])
			};
		case 'sales':
			return {
				columns: SALES,
				rows: history
					.sales(id, day, day)
					.map((each) => [
						...[each.day, each.id, at(each.at), each.product, decimal(each.amount, each.currency)],
						...[each.currency, who(each.staff), each.channel, each.number, each.referral],
						...[each.prompt, each.corrections, each.cancelled === 1 ? 'yes' : 'no']
					])
			};
		case 'devices':
			return {
				columns: DEVICES,
				rows: history.incidents(id, day, day).map((each) => incidentCells(each, config, pen))
			};
		case 'checklists':
			return {
				columns: CHECKLISTS,
				rows: history.checks(id, day, day).map((each) => checkCells(each, pen))
			};
	}
}

const TICKETS = [
	...[
		'day',
		'number',
		'service',
		'segment',
		'state',
		'issuedAt',
		'calledAt',
		'startedAt',
		'endedAt'
	],
	...[
		'counter',
		'staff',
		'wait',
		'serviceTime',
		'parkedTime',
		'requeues',
		'transfers',
		'tags',
		'rating'
	]
];
const PROMPTS = [
	...['day', 'rule', 'kind', 'ticket', 'service', 'level', 'raisedAt', 'acceptedAt', 'closedAt'],
	...['staff', 'outcome']
];
const REFERRALS = [
	...['day', 'referral', 'state', 'ticket', 'from', 'to', 'need', 'product', 'madeAt', 'seenAt'],
	...['acceptedBy', 'acceptedAt', 'metAt', 'closedAt', 'reason', 'asked']
];
const SALES = [
	...[
		'day',
		'sale',
		'at',
		'product',
		'amount',
		'currency',
		'staff',
		'channel',
		'ticket',
		'referral'
	],
	...['prompt', 'corrections', 'cancelled']
];

function seconds(ms: number | null): number | null {
	return ms === null ? null : ms / 1000;
}

/** RFC 3339 with the zone's own offset, to the millisecond. */
export function localTime(at: number, timeZone: string): string {
	const offset = offsetAt(at, timeZone);
	const minutes = Math.abs(offset) / 60_000;
	const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
	const local = new Date(at + offset).toISOString().slice(0, -1);
	return `${local}${offset < 0 ? '-' : '+'}${two(minutes / 60)}:${two(minutes % 60)}`;
}

/** Minor units as the exact decimal of the currency: 1234 of CNY is 12.34, of JPY 1234. */
export function decimal(amount: number, currency: string): string {
	const { maximumFractionDigits: digits = 2 } = new Intl.NumberFormat('en', {
		style: 'currency',
		currency
	}).resolvedOptions();
	if (digits === 0) return String(amount);
	const text = String(Math.abs(amount)).padStart(digits + 1, '0');
	return `${amount < 0 ? '-' : ''}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}
