import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LogError } from '#server/replay/log.ts';
import { outages } from '#server/replay/outages.ts';
import { faultsOf, type Outage } from '#server/replay/overlaps.ts';
import { fold } from '../../days/fold.ts';

const HEAD = 'elevator,reason,out_of_service,first_missed,estimated_return';
const row = (machine: string, from: string, to: string, reason = 'Repair') =>
	`${machine},${reason},2018-03-01 ${from}:00+00:00,${to === '' ? '' : `2018-03-01 ${to}:00.2504+00:00`},`;
const read = (rows: string[], options = {}) => outages.read([HEAD, ...rows].join('\n'), options);
const told = (rows: string[]) =>
	[...read(rows).events].flatMap(({ event }) => {
		if (event.type !== 'device.status') return [];
		const { state, cause } = event.data;
		const time = new Date(event.at).toISOString().slice(11, 16);
		return [`${time} ${event.subject} ${state}${cause === undefined ? '' : ` ${cause}`}`];
	});

test('a row is a machine that goes out, for its reason, and is back; before it runs', () => {
	const log = read([row('EL1', '03:30', '14:03', 'Under Investigation'), row('EL2', '04:00', '')]);
	expect([...log.events].map(({ event }) => event)).toEqual([
		...['EL1', 'EL2'].map((subject) => ({
			...{ type: 'device.status', at: Date.parse('2018-03-01T00:00Z'), subject },
			data: { state: 'ok' }
		})),
		{
			...{ type: 'device.status', at: Date.parse('2018-03-01T03:30Z'), subject: 'EL1' },
			data: { state: 'offline', cause: 'Under Investigation' }
		},
		{
			...{ type: 'device.status', at: Date.parse('2018-03-01T04:00Z'), subject: 'EL2' },
			data: { state: 'offline', cause: 'Repair' }
		},
		{
			...{ type: 'device.status', at: Date.parse('2018-03-01T14:03:00.250Z'), subject: 'EL1' },
			data: { state: 'ok' }
		},
		{ type: 'clock.tick', at: Date.parse('2018-03-02T00:00Z'), subject: '', data: {} }
	]);
	expect(log).toMatchObject({ days: ['2018-03-01'], skipped: {}, broken: [], merged: [] });
	const { state, refused } = fold(
		log.branch!,
		[...log.events].map(({ event }) => event)
	);
	expect(refused).toEqual([]);
	expect(state.devices.get('EL1')).toMatchObject({ state: 'ok', service: 'full' });
	expect(state.devices.get('EL2')).toMatchObject({ state: 'offline', cause: 'Repair' });
});

test('a machine is back when no row of it goes on; who only touches is out twice', () => {
	const overlapping = [
		row('EL1', '09:00', '11:00', 'Repair'),
		row('EL1', '10:00', '12:00', 'Test')
	];
	expect(told(overlapping).slice(1)).toEqual([
		...['09:00 EL1 offline Repair', '10:00 EL1 offline Test'],
		...['11:00 EL1 offline Test', '12:00 EL1 ok']
	]);
	expect(read(overlapping).merged).toMatchObject([{ machine: 'EL1', outages: [{}, {}] }]);
	const within = [row('EL1', '09:00', '12:00', 'Repair'), row('EL1', '10:00', '11:00', 'Test')];
	expect(told(within).slice(1)).toEqual([
		...['09:00 EL1 offline Repair', '10:00 EL1 offline Test'],
		...['11:00 EL1 offline Repair', '12:00 EL1 ok']
	]);
	const exact = (from: string, to: string) =>
		`EL1,Repair,2018-03-01 ${from}:00+00:00,2018-03-01 ${to}:00+00:00,`;
	const touching = [exact('09:00', '10:00'), exact('10:00', '10:00'), exact('10:00', '11:00')];
	expect(told(touching).slice(1)).toEqual([
		...['09:00 EL1 offline Repair', '10:00 EL1 ok', '10:00 EL1 offline Repair'],
		...['10:00 EL1 offline Repair', '10:00 EL1 offline Repair', '11:00 EL1 ok']
	]);
	expect(read(touching).merged).toMatchObject([{ outages: [{}, {}] }]);
});

test('what comes twice or ends before it began is left out and counted', () => {
	const log = read([
		...[row('EL1', '09:00', '10:00'), row('EL1', '09:00', '10:00', 'Again')],
		row('EL2', '09:00', '08:00')
	]);
	expect(log.skipped).toEqual({ duplicate: 1, inverted: 1 });
	expect(log.branch!.devices!.map(({ id }) => id)).toEqual(['EL1']);
});

test('a day of it, and nothing for a day without any', () => {
	const rows = [row('EL1', '09:00', '10:00'), row('EL2', '11:00', '').replace('03-01', '03-02')];
	expect(read(rows, { day: '2018-03-02' })).toMatchObject({
		...{ days: ['2018-03-02'], branch: { devices: [{ id: 'EL2' }] } }
	});
	// On the clock of the lifts, the evening before.
	const early = [row('EL1', '04:30', '10:00')];
	expect(read(early, { timeZone: 'America/New_York', day: '2018-02-28' }).events).not.toHaveLength(
		0
	);
	const none = read(rows, { day: '2018-04-01' });
	expect([none.events.length, none.branch, none.days]).toEqual([0, null, []]);
});

test('what cannot be read is named by its line, and the rest stays', () => {
	const log = read([
		'EL1,Repair,2018-02-30 09:00:00+00:00,,',
		'EL1,Repair,yesterday,,',
		'EL1,Repair,2018-02-21 25:00:00+00:00,,',
		',Repair,2018-02-21 09:00:00+00:00,,',
		'EL1,Repair',
		'EL1,,2018-02-21 09:00:00+00:00,,'
	]);
	expect(log.broken).toEqual([
		{ line: 2, why: '"2018-02-30 09:00:00+00:00" is no date' },
		{ line: 3, why: 'out_of_service "yesterday" is not a time like 2018-02-21 03:30:00+00:00' },
		{ line: 4, why: 'out_of_service "2018-02-21 25:00:00+00:00" is no time of day' },
		{ line: 5, why: 'elevator is missing' },
		{ line: 6, why: 'has 2 cells instead of 5' }
	]);
	expect(told(['EL1,,2018-02-21 09:00:00+00:00,,'])).toEqual(['00:00 EL1 ok', '09:00 EL1 offline']);
	expect(() => outages.read('a,b,c')).toThrow(LogError);
});

test('rows fall into the faults that a branch makes of them', () => {
	const BEGIN = Date.UTC(2018, 2, 1);
	const minute = fc.integer({ min: 0, max: 40 });
	const outage = fc.tuple(minute, fc.option(minute, { freq: 8 })).map(([from, length]): Outage => {
		const to = length === null ? null : BEGIN + (from + length) * 60_000;
		return { machine: 'EL1', reason: '', from: BEGIN + from * 60_000, to };
	});
	const rows = fc.uniqueArray(outage, {
		maxLength: 8,
		selector: ({ from, to }) => `${from} ${to}`
	});
	fc.assert(
		fc.property(rows, (list) => {
			const cell = (at: number) => new Date(at).toISOString().replace('Z', '+00:00');
			const log = read(
				list.map(({ from, to }) => `EL1,,${cell(from)},${to === null ? '' : cell(to)},`)
			);
			if (log.branch === null) return;
			const { incidents } = fold(
				log.branch,
				[...log.events].map(({ event }) => event)
			);
			const faults = faultsOf(list);
			expect(incidents.map(({ openedAt }) => openedAt)).toEqual(faults.map(({ from }) => from));
			expect(faults.flatMap((fault) => fault.outages)).toHaveLength(list.length);
		})
	);
});
