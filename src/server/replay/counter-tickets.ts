import type { BranchFile, IncomingEvent, Name } from '#lib/protocol/index.ts';
import { tableRows } from './csv.ts';
import { BrokenRow, broken, dayOf, integerCell, MONTHS, timeCell, wordCell } from './fields.ts';
import { LocalTime } from './local-time.ts';
import { stageKey } from './log.ts';
import type { BrokenLine, Log, ReadOptions, TicketFormat } from './log.ts';
import { mergeVisits } from './merge.ts';
import type { Visit } from './merge.ts';

const COLUMNS = [
	'QDate',
	'Queue No',
	'index',
	'Counter',
	'QTime',
	'Start',
	'End',
	'WT',
	'ST',
	'Valid',
	'Remark'
] as const;

/** Rows that name no room: called and passed on, called in vain, or voided before any call. */
const NO_ROOM = 'no-room';

const KINDS: Record<string, Name> = {
	[NO_ROOM]: { zh: '未注明房间', en: 'No room named' },
	'review-room': { zh: '复诊室', en: 'Review room' },
	'treatment-room': { zh: '治疗室', en: 'Treatment room' },
	'ultrasound-room': { zh: '超声室', en: 'Ultrasound room' }
};

/** One row: a wait and what it led to. Times in seconds of the day. */
interface Stage {
	room: string;
	enteredAt: number;
	/** Null for one that was voided: the log has no time for that. */
	calledAt: number | null;
	endedAt: number | null;
}

interface Row {
	number: string;
	day: string;
	stage: Stage | 'inverted' | 'no_start';
}

function dayCell(cell: string): string {
	const match = /^(\d{1,2})-([A-Za-z]{3})-(\d{2})$/.exec(cell);
	if (match === null) broken(`QDate "${cell}" is not like 1-Aug-19`);
	const month = MONTHS.indexOf((match[2] as string).toLowerCase());
	if (month === -1) broken(`QDate "${cell}" has no such month`);
	return dayOf(2000 + Number(match[3]), month + 1, Number(match[1]), cell);
}

function rowOf(cells: string[]): Row {
	if (cells.length !== COLUMNS.length) {
		broken(`has ${cells.length} cells instead of ${COLUMNS.length}`);
	}
	const cell = (column: (typeof COLUMNS)[number]) => (cells[COLUMNS.indexOf(column)] ?? '').trim();
	const time = (column: 'QTime' | 'Start' | 'End') =>
		cell(column) === '' ? null : timeCell(cell(column), column);
	const valid = cell('Valid');
	if (valid !== 'Y' && valid !== 'N') broken(`Valid "${valid}" is neither Y nor N`);
	integerCell(cell('index'), 'index');
	const row = { number: wordCell(cell('Queue No'), 'Queue No'), day: dayCell(cell('QDate')) };
	const room = cell('Counter') === '' ? NO_ROOM : wordCell(cell('Counter'), 'Counter');
	const enteredAt = time('QTime') ?? broken('QTime is missing');
	const calledAt = time('Start');
	const endedAt = time('End');
	if (valid === 'N') return { ...row, stage: { room, enteredAt, calledAt: null, endedAt: null } };
	if (calledAt === null) return { ...row, stage: 'no_start' };
	if (calledAt < enteredAt) return { ...row, stage: 'inverted' };
	return { ...row, stage: { room, enteredAt, calledAt, endedAt } };
}

/** "Review Room 4" is counter `review-room-4` of service `review-room`. */
function counterId(room: string): string {
	return room.toLowerCase().replaceAll(' ', '-');
}

function serviceId(room: string): string {
	return counterId(room).replace(/-\d+$/, '');
}

interface Ticket {
	number: string;
	day: string;
	stages: Stage[];
}

/**
 * A ticket's rows in the order in which they were called: the index on a row does not tell it, because nine
 * stand twice. Two tickets stood in two lines at once. The second wait of those is told when the service
 * before it has ended, and `overlaps` keeps when it really began.
 */
function visitOf(ticket: Ticket, time: LocalTime, overlaps: Map<string, number>): Visit {
	const { number, day } = ticket;
	const stages = ticket.stages.toSorted(
		(a, b) => (a.calledAt ?? a.enteredAt) - (b.calledAt ?? b.enteredAt) || a.enteredAt - b.enteredAt
	);
	const events: IncomingEvent[] = [];
	stages.forEach((stage, index) => {
		const last = index === stages.length - 1;
		const service = serviceId(stage.room);
		const counter = counterId(stage.room);
		const before = stages[index - 1];
		const at = time.at(day, before === undefined ? stage.enteredAt : entry(stage, before));
		events.push(
			before === undefined
				? { type: 'ticket.issued', at, subject: number, data: { service } }
				: { type: 'ticket.transferred', at, subject: number, data: { service } }
		);
		const began = time.at(day, stage.enteredAt);
		if (began < at) overlaps.set(stageKey(day, number, index), began);
		if (stage.calledAt === null) {
			if (last) events.push({ type: 'ticket.cancelled', at, subject: number, data: {} });
			return;
		}
		const calledAt = time.at(day, stage.calledAt);
		events.push({ type: 'ticket.called', at: calledAt, subject: number, data: { counter } });
		if (stage.room === NO_ROOM) {
			if (last) events.push({ type: 'ticket.no_show', at: calledAt, subject: number, data: {} });
			return;
		}
		events.push({ type: 'ticket.started', at: calledAt, subject: number, data: { counter } });
		if (!last) return;
		// Without an end the time of service is not known: it ends where it began and counts as 0.
		const endedAt = time.at(day, Math.max(stage.endedAt ?? stage.calledAt, stage.calledAt));
		events.push({ type: 'ticket.finished', at: endedAt, subject: number, data: { counter } });
	});
	return events;
}

/** When a ticket can have joined a line: not before it was called in the line before. */
function entry(stage: Stage, before: Stage): number {
	if (before.calledAt === null || stage.enteredAt >= before.calledAt) return stage.enteredAt;
	const free = Math.max(before.endedAt ?? before.calledAt, before.calledAt);
	return Math.min(free, stage.calledAt ?? free);
}

function branchOf(rooms: Set<string>, timeZone: string): BranchFile | null {
	const services = [...new Set([...rooms].map(serviceId))].sort();
	if (services.length === 0) return null;
	const name = (room: string): Name => KINDS[counterId(room)] ?? { zh: room, en: room };
	return {
		id: 'counter-tickets',
		name: { zh: '诊所取号机日志', en: 'Clinic ticket machine log' },
		timeZone,
		clock: 'event',
		services: services.map((id) => ({
			id,
			name: KINDS[id] ?? { zh: id, en: id },
			complexity: 'simple' as const
		})),
		counters: [...rooms].sort().map((room) => ({
			id: counterId(room),
			name: name(room),
			services: [serviceId(room)]
		}))
	};
}

function read(text: string, options: ReadOptions = {}): Log {
	const timeZone = options.timeZone ?? 'Asia/Singapore';
	const time = new LocalTime(timeZone);
	const skipped: Record<string, number> = {};
	const brokenLines: BrokenLine[] = [];
	const rooms = new Set<string>();
	const tickets = new Map<string, Ticket>();
	const overlaps = new Map<string, number>();
	for (const { line, cells } of tableRows(text, COLUMNS)) {
		let row: Row;
		try {
			row = rowOf(cells);
		} catch (error) {
			if (!(error instanceof BrokenRow)) throw error;
			brokenLines.push({ line, why: error.message });
			continue;
		}
		const { number, day, stage } = row;
		if (typeof stage !== 'string') rooms.add(stage.room);
		if (options.day !== undefined && day !== options.day) continue;
		if (typeof stage === 'string') {
			skipped[stage] = (skipped[stage] ?? 0) + 1;
			continue;
		}
		const key = `${day} ${number}`;
		const ticket = tickets.get(key) ?? { number, day, stages: [] };
		ticket.stages.push(stage);
		tickets.set(key, ticket);
	}
	const visits = [...tickets.values()].map((ticket) => visitOf(ticket, time, overlaps));
	return {
		events: mergeVisits('/replay/counter-tickets', visits),
		days: [...new Set([...tickets.values()].map((ticket) => ticket.day))].sort(),
		skipped,
		broken: brokenLines,
		branch: branchOf(rooms, timeZone),
		overlaps
	};
}

/**
 * A clinic's ticket machine: a row is a stage of a ticket, a room is a counter. The log names no services, so
 * the kind of room is the service. Local time of Asia/Singapore.
 */
export const counterTickets: TicketFormat = {
	name: 'counter-tickets',
	about: "a clinic's ticket machine, one stage of a ticket a row",
	read,
	of: 'tickets',
	isServer: (counter) => counter !== NO_ROOM,
	hasStages: true
};
