import { describe, expect, test } from 'vitest';
import { bankCalls } from '#server/replay/bank-calls.ts';

const HEAD =
	'vru+line,call_id,priority,type,date,vru_entry,vru_exit,vru_time,q_start,q_exit,q_time,outcome,ser_start,ser_exit,ser_time,server';

const read = (...rows: string[]) => bankCalls.read([HEAD, ...rows].join('\n'));
const told = (...rows: string[]) =>
	[...read(...rows).events].map(({ event }) => [
		event.type.slice('ticket.'.length),
		event.subject,
		new Date(event.at + 2 * 3_600_000).toISOString().slice(0, 19)
	]);

describe('a call becomes a ticket', () => {
	test('served at once: issued when it left the menu, called at the same instant', () => {
		expect(
			told(
				'AA0101,34536,0,PS,990201,7:02:47,7:02:56,9,0:00:00,0:00:00,0,AGENT,7:02:55,7:05:41,166,A01'
			)
		).toEqual([
			['issued', 'AA0101-34536', '1999-02-01T07:02:56'],
			['called', 'AA0101-34536', '1999-02-01T07:02:56'],
			['started', 'AA0101-34536', '1999-02-01T07:02:56'],
			['finished', 'AA0101-34536', '1999-02-01T07:05:42']
		]);
	});

	test('one that queued is issued when it joined the queue; a priority customer is one', () => {
		const { events } = read(
			'AA0101,1,2,PS,990201,8:09:16,8:09:22,6,8:09:22,8:09:27,5,HANG,0:00:00,0:00:00,0,NO_SERVER'
		);
		expect([...events].map(({ event }) => event)).toMatchObject([
			{ type: 'ticket.issued', data: { service: 'PS', segment: 'priority' } },
			{ type: 'ticket.abandoned', at: Date.parse('1999-02-01T08:09:27+02:00') }
		]);
	});

	test('a service that ran past midnight gets its day back, other negative ones count as 0', () => {
		const late =
			'AA0101,1,0,PS,990201,23:50:00,23:50:09,9,0:00:00,0:00:00,0,AGENT,23:50:10,0:01:00,-85750,A01';
		const slip =
			'AA0101,2,0,PS,990201,9:50:00,9:50:09,9,0:00:00,0:00:00,0,AGENT,9:50:10,9:50:09,-1,A01';
		expect(told(late).at(-1)?.[2]).toBe('1999-02-02T00:00:59');
		expect(told(slip).at(-1)?.[2]).toBe('1999-02-01T09:50:09');
	});

	test('calls without a named agent get a counter each, in the order of the file', () => {
		const row = (id: number, time: string) =>
			`AA0101,${id},0,PS,990201,${time},${time},0,0:00:00,0:00:00,0,AGENT,${time},${time},10,NO_SERVER`;
		const log = read(row(1, '9:00:00'), row(2, '8:00:00'));
		expect(log.branch?.counters?.map(({ id }) => id)).toEqual(['none-1', 'none-2']);
		expect(log.events.get(0).event.subject).toBe('AA0101-2');
		expect(log.events.get(1).event.data).toEqual({ counter: 'none-2' });
		expect(bankCalls.isServer('none-2')).toBe(false);
	});
});

test('what the format leaves out is counted by reason', () => {
	const log = read(
		'AA0101,1,0,PS,990201,8:00:00,8:00:05,5,0:00:00,0:00:00,0,PHANTOM,0:00:00,0:00:00,0,NO_SERVER',
		'AA0101,2,0,PS,990201,8:00:00,8:00:05,5,0:00:00,0:00:00,0,HANG,0:00:00,0:00:00,0,NO_SERVER',
		'AA0101,3,0,PS,990201,8:00:00,8:00:05,5,8:00:05,8:00:04,-1,HANG,0:00:00,0:00:00,0,NO_SERVER'
	);
	expect(log.skipped).toEqual({ phantom: 1, left_in_menu: 1, negative_wait: 1 });
	expect(log.events).toHaveLength(0);
});

test('broken lines are named, the rest replays', () => {
	const good =
		'AA0101,34536,0,PS,990201,7:02:47,7:02:56,9,0:00:00,0:00:00,0,AGENT,7:02:55,7:05:41,166,A01';
	const log = read(
		'half a line',
		good,
		good.replace('990201', '990231'),
		good.replace('7:02:56', '7:62:56'),
		good.replace('AGENT', 'AGENTS'),
		good.replace(',0,AGENT', ',soon,AGENT'),
		good.replace('PS', '=1+1')
	);
	expect(log.broken).toEqual([
		{ line: 2, why: 'has 1 cells instead of 16' },
		{ line: 4, why: '"990231" is no date' },
		{ line: 5, why: 'vru_exit "7:62:56" is no time of day' },
		{ line: 6, why: 'outcome "AGENTS" is not known' },
		{ line: 7, why: 'q_time "soon" is not a whole number' },
		{ line: 8, why: `type "=1+1" can't be an id` }
	]);
	expect(log.events).toHaveLength(4);
});

test('a counter is freed before it is taken again at the same instant', () => {
	const row = (id: number, from: string, seconds: number) =>
		`AA0101,${id},0,PS,990201,${from},${from},0,0:00:00,0:00:00,0,AGENT,${from},${from},${seconds},A01`;
	expect(
		told(row(2, '9:01:00', 0), row(1, '9:00:00', 60)).map(([type, number]) => `${type} ${number}`)
	).toEqual([
		...['issued', 'called', 'started', 'finished'].map((type) => `${type} AA0101-1`),
		...['issued', 'called', 'started', 'finished'].map((type) => `${type} AA0101-2`)
	]);
});

test('another file is refused as a whole', () => {
	expect(() => bankCalls.read('a,b,c\n1,2,3')).toThrow('The first line has to be: vru+line,');
	expect(() => bankCalls.read('')).toThrow('The first line has to be');
});
