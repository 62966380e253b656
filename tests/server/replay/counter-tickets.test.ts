import { expect, test } from 'vitest';
import { counterTickets } from '#server/replay/counter-tickets.ts';
import { stageFigures } from '#server/replay/report.ts';
import { fold } from '../../days/fold.ts';

const HEAD = 'QDate,Queue No,index,Counter,QTime,Start,End,WT,ST,Valid,Remark';
const read = (...rows: string[]) => counterTickets.read([HEAD, ...rows].join('\r\n'));

function stagesOf(...rows: string[]) {
	const log = read(...rows);
	if (log.branch === null) throw new Error('no branch');
	const folded = fold(
		log.branch,
		[...log.events].map(({ event }) => event)
	);
	expect(folded.refused).toEqual([]);
	return { ...folded, log };
}

test('a transfer keeps the number and begins the next wait', () => {
	const { stages, tickets } = stagesOf(
		'1-Aug-19,1001,0,Review Room 4,8:00:00,8:20:00,8:25:00,20,5,Y,',
		'1-Aug-19,1001,1,Ultrasound Room 5,8:25:00,8:40:00,8:50:00,15,10,Y,Transferred'
	);
	expect(tickets).toMatchObject([{ number: '1001', state: 'finished', transfers: 1 }]);
	expect(stages.map(({ service, counter, wait, end }) => [service, counter, wait, end])).toEqual([
		['review-room', 'review-room-4', 1_200_000, 'transferred'],
		['ultrasound-room', 'ultrasound-room-5', 900_000, 'finished']
	]);
});

test('no room and no later stage: a no-show; with a later one: passed on; not valid: voided', () => {
	const { stages, tickets, log } = stagesOf(
		'1-Aug-19,1001,0,,8:00:00,8:20:00,8:20:00,20,0,Y,',
		'1-Aug-19,1002,0,,8:00:00,8:21:00,8:21:00,21,0,Y,',
		'1-Aug-19,1002,1,Review Room 4,8:21:00,8:30:00,8:31:00,9,1,Y,',
		'1-Aug-19,1003,0,,8:00:00,,,0,0,N,',
		'1-Aug-19,1004,0,Review Room 4,8:00:00,8:01:00,8:02:00,1,1,Y,',
		'1-Aug-19,1004,1,Review Room 4,8:02:00,8:02:00,8:02:10,0,0,N,',
		'1-Aug-19,1004,2,Review Room 4,8:03:00,8:04:00,8:05:00,1,1,Y,'
	);
	expect(tickets.map(({ number, state }) => `${number} ${state}`).sort()).toEqual([
		'1001 no_show',
		'1002 finished',
		'1003 cancelled',
		'1004 finished'
	]);
	expect(stageFigures(stages, log.overlaps ?? new Map(), 0)).toMatchObject({
		stages: 7,
		served: 3,
		noShow: 1,
		passedOn: 1,
		voided: 2
	});
});

test('what starts before it was queued, or never, is skipped and counted', () => {
	const log = read(
		'1-Aug-19,1001,0,Review Room 4,8:00:00,7:59:59,8:25:00,0,25,Y,',
		'1-Aug-19,1002,0,Review Room 4,8:00:00,,,0,0,Y,'
	);
	expect(log.skipped).toEqual({ inverted: 1, no_start: 1 });
	expect(log.events).toHaveLength(0);
});

test('two waits at once both count whole', () => {
	const { stages, log } = stagesOf(
		'1-Aug-19,1004,0,Review Room 4,8:00:00,8:46:00,8:48:00,46,2,Y,',
		'1-Aug-19,1004,1,Treatment Room 2,8:10:00,8:33:00,8:35:00,23,2,Y,'
	);
	const figures = stageFigures(stages, log.overlaps ?? new Map(), 0);
	expect(figures).toMatchObject({ served: 2, meanWait: (46 + 23) * 30, overTenMinutes: 2 });
});

test('a missing end, a broken line', () => {
	const { tickets, log } = stagesOf(
		'1-Aug-19,1001,0,Review Room 4,8:00:00,8:10:00,,10,,Y,',
		'40-Aug-19,1002,0,Review Room 4,8:00:00,8:10:00,8:11:00,10,1,Y,',
		'1-Aug-19,1003,0,Review Room 4,8:00:00,8:10:00,8:11:00,10,1,maybe,'
	);
	expect(tickets).toMatchObject([{ number: '1001', state: 'finished', serviceTime: 0 }]);
	expect(log.broken).toEqual([
		{ line: 3, why: '"40-Aug-19" is no date' },
		{ line: 4, why: 'Valid "maybe" is neither Y nor N' }
	]);
});
