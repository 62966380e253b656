import type { BranchFile, IncomingEvent, Name } from '#lib/protocol/index.ts';
import { tableRows } from './csv.ts';
import { BrokenRow, broken, dayOf, integerCell, timeCell, wordCell } from './fields.ts';
import { LocalTime } from './local-time.ts';
import type { BrokenLine, Log, ReadOptions, TicketFormat } from './log.ts';
import { mergeVisits } from './merge.ts';
import type { Visit } from './merge.ts';

const COLUMNS = [
	'vru+line',
	'call_id',
	'priority',
	'type',
	'date',
	'vru_entry',
	'vru_exit',
	'vru_time',
	'q_start',
	'q_exit',
	'q_time',
	'outcome',
	'ser_start',
	'ser_exit',
	'ser_time',
	'server'
] as const;

const MIDNIGHT = '0:00:00';
const DAY = 86_400;
/** A negative service time after this time of day ran past midnight; any other is a slip of two clocks. */
const EVENING = 20 * 3600;
/** Calls whose agent the log does not name get a counter each: nobody knows how many people they were. */
const UNNAMED = 'none-';

const SERVICES: Record<string, Name> = {
	PS: { zh: '日常业务', en: 'Regular activity' },
	PE: { zh: '日常业务（英语）', en: 'Regular activity, in English' },
	IN: { zh: '网上银行', en: 'Internet banking' },
	NE: { zh: '证券交易', en: 'Stock exchange' },
	NW: { zh: '新客户咨询', en: 'New customers' },
	TT: { zh: '回电等候', en: 'Called back, on hold' }
};

/** The centre's own rule: priority customers have a head start of 90 seconds in the queue, and nothing else. */
const CALLING = {
	levels: { priority: 1, vip: 1 },
	ageEvery: 90,
	cap: 1000,
	consecutivePriority: 100
};

interface Call {
	number: string;
	day: string;
	service: string;
	priority: boolean;
	/** Seconds after the local midnight of `day`. */
	issued: number;
	wait: number;
	/** Null for a caller who hung up in the queue. */
	served: { counter: string; seconds: number } | null;
}

type Skip = 'phantom' | 'left_in_menu' | 'negative_wait';

/** Days by their cells, each worked out once: a log has thousands of rows a day. */
class Days {
	readonly #known = new Map<string, string>();

	of(cell: string): string {
		const known = this.#known.get(cell);
		if (known !== undefined) return known;
		const date = /^(\d{2})(\d{2})(\d{2})$/.exec(cell);
		if (date === null) broken(`date "${cell}" is not like 990201`);
		const [, year, month, dayOfMonth] = date.map(Number) as [number, number, number, number];
		const day = dayOf(year + (year < 70 ? 2000 : 1900), month, dayOfMonth, cell);
		this.#known.set(cell, day);
		return day;
	}
}

/** A row as a call, or the reason for leaving it out. `unnamed` makes a counter for an agent without a name. */
function callOf(cells: string[], days: Days, unnamed: () => string): Call | Skip {
	if (cells.length !== COLUMNS.length) {
		broken(`has ${cells.length} cells instead of ${COLUMNS.length}`);
	}
	const cell = (column: (typeof COLUMNS)[number]) => (cells[COLUMNS.indexOf(column)] ?? '').trim();
	const outcome = cell('outcome');
	if (!['AGENT', 'HANG', 'PHANTOM'].includes(outcome)) broken(`outcome "${outcome}" is not known`);
	const wait = integerCell(cell('q_time'), 'q_time');
	const queuedAt = timeCell(cell('q_start'), 'q_start');
	const leftMenuAt = timeCell(cell('vru_exit'), 'vru_exit');
	const queued = cell('q_start') !== MIDNIGHT;
	const call = {
		number: `${wordCell(cell('vru+line'), 'vru+line')}-${integerCell(cell('call_id'), 'call_id')}`,
		day: days.of(cell('date')),
		service: wordCell(cell('type'), 'type'),
		priority: integerCell(cell('priority'), 'priority') === 2,
		issued: queued ? queuedAt : leftMenuAt,
		wait
	};
	if (outcome === 'PHANTOM') return 'phantom';
	if (outcome === 'HANG' && !queued && wait === 0) return 'left_in_menu';
	if (wait < 0) return 'negative_wait';
	if (outcome === 'HANG') return { ...call, served: null };
	const server = wordCell(cell('server'), 'server');
	const told = integerCell(cell('ser_time'), 'ser_time');
	const pastMidnight = told < 0 && timeCell(cell('ser_start'), 'ser_start') >= EVENING;
	return {
		...call,
		served: {
			counter: server === 'NO_SERVER' ? unnamed() : server,
			seconds: pastMidnight ? told + DAY : Math.max(0, told)
		}
	};
}

function visitOf(call: Call, time: LocalTime): Visit {
	const subject = call.number;
	const issuedAt = time.at(call.day, call.issued);
	const endOfWait = issuedAt + call.wait * 1000;
	const issued: IncomingEvent = {
		type: 'ticket.issued',
		at: issuedAt,
		subject,
		data: { service: call.service, segment: call.priority ? 'priority' : 'ordinary' }
	};
	if (call.served === null) {
		return [issued, { type: 'ticket.abandoned', at: endOfWait, subject, data: {} }];
	}
	const { counter, seconds } = call.served;
	return [
		issued,
		{ type: 'ticket.called', at: endOfWait, subject, data: { counter } },
		{ type: 'ticket.started', at: endOfWait, subject, data: { counter } },
		{ type: 'ticket.finished', at: endOfWait + seconds * 1000, subject, data: { counter } }
	];
}

function branchOf(
	services: Set<string>,
	counters: Set<string>,
	timeZone: string
): BranchFile | null {
	if (services.size === 0) return null;
	return {
		id: 'bank-calls',
		name: { zh: '银行呼叫中心日志', en: 'Bank call centre log' },
		timeZone,
		clock: 'event',
		calling: CALLING,
		services: [...services].sort().map((id) => ({
			id,
			name: SERVICES[id] ?? { zh: id, en: id },
			complexity: 'simple' as const,
			typicalService: 180
		})),
		counters: [...counters].map((id) => ({
			id,
			name: id.startsWith(UNNAMED)
				? { zh: `未记名 ${id.slice(UNNAMED.length)}`, en: `Unnamed ${id.slice(UNNAMED.length)}` }
				: { zh: `坐席 ${id}`, en: `Agent ${id}` },
			services: [...services].sort()
		}))
	};
}

function read(text: string, options: ReadOptions = {}): Log {
	const timeZone = options.timeZone ?? 'Asia/Jerusalem';
	const time = new LocalTime(timeZone);
	const skipped: Record<string, number> = {};
	const brokenLines: BrokenLine[] = [];
	const services = new Set<string>();
	const counters = new Set<string>();
	const dayNames = new Days();
	const unnamed: string[] = [];
	const days = new Set<string>();
	const visits: Visit[] = [];
	for (const { line, cells } of tableRows(text, COLUMNS)) {
		let call: Call | Skip;
		try {
			call = callOf(cells, dayNames, () => `${UNNAMED}${unnamed.push('')}`);
		} catch (error) {
			if (!(error instanceof BrokenRow)) throw error;
			brokenLines.push({ line, why: error.message });
			continue;
		}
		if (typeof call === 'string') {
			skipped[call] = (skipped[call] ?? 0) + 1;
			continue;
		}
		services.add(call.service);
		if (call.served !== null) counters.add(call.served.counter);
		if (options.day !== undefined && call.day !== options.day) continue;
		days.add(call.day);
		visits.push(visitOf(call, time));
	}
	const named = [...counters].filter((id) => !id.startsWith(UNNAMED)).sort();
	const rest = [...counters].filter((id) => id.startsWith(UNNAMED));
	return {
		events: mergeVisits('/replay/bank-calls', visits),
		days: [...days].sort(),
		skipped,
		broken: brokenLines,
		branch: branchOf(services, new Set([...named, ...rest]), timeZone)
	};
}

/** A call centre's log: a row is a call, its queue a line, its agents counters. Local time of Asia/Jerusalem. */
export const bankCalls: TicketFormat = {
	name: 'bank-calls',
	about: "a bank call centre's log, one call a row",
	read,
	of: 'tickets',
	isServer: (counter) => !counter.startsWith(UNNAMED),
	hasStages: false
};
