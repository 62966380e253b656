import Database from 'better-sqlite3';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { readConfig } from '#server/config.ts';
import { lakeside } from '#server/demo/lakeside.ts';
import type { Report } from '#server/replay/report.ts';
import { startServer } from '#server/server.ts';
import { foyer, newFile, newFolder } from './terminal.ts';

const HEAD =
	'vru+line,call_id,priority,type,date,vru_entry,vru_exit,vru_time,q_start,q_exit,q_time,outcome,ser_start,ser_exit,ser_time,server';
/** Made up: two served, one of them after 700 s, one that hung up after 60 s, one phantom, one broken line. */
const CALLS = [
	HEAD,
	'AA0101,1,0,PS,990208,9:00:00,9:00:10,10,0:00:00,0:00:00,0,AGENT,9:00:10,9:03:10,180,A01',
	'AA0101,2,0,NW,990208,9:00:00,9:00:10,10,9:00:10,9:11:50,700,AGENT,9:11:50,9:12:50,60,NO_SERVER',
	'AA0101,3,2,PS,990209,9:00:00,9:00:10,10,9:00:10,9:01:10,60,HANG,0:00:00,0:00:00,0,NO_SERVER',
	'AA0101,4,0,PS,990209,9:00:00,9:00:10,10,0:00:00,0:00:00,0,PHANTOM,0:00:00,0:00:00,0,NO_SERVER',
	'AA0101,5,0'
].join('\n');

const replay = (data: string, file: string, ...more: string[]) =>
	foyer('replay', '--format', 'bank-calls', '--file', file, '--data', data, ...more);
const reportIn = (out: string[]) => JSON.parse(out.at(-1) ?? '') as Report;
/** Without what depends on the machine. */
const figuresOf = ({ seconds: _, eventsPerSecond: __, ...figures }: Report) => figures;

test('figures from history, what is left out by reason, broken lines by number', async () => {
	const data = newFolder();
	const file = newFile(CALLS, 'calls.csv');
	const { code, out, err } = await replay(data, file, '--report', 'json');
	expect(code).toBe(0);
	expect(err).toEqual([`${file}, line 6: has 3 cells instead of 16`]);
	expect(out).toHaveLength(1);
	const report = reportIn(out);
	expect(report).toMatchObject({
		tickets: 3,
		skipped: { phantom: 1 },
		broken: 1,
		rejected: 0,
		abandoned: 1 / 3,
		meanWait: 760 / 3,
		queued: { share: 2 / 3, mean: 380, median: 60, p90: 700, max: 700 },
		over60: 1 / 3,
		over300: 1 / 3,
		over600: 1 / 3,
		meanService: 120,
		servers: 1,
		// Of the two who waited one hung up.
		prediction: { scored: 1, mae: expect.any(Number), lesMae: 700, within: expect.any(Number) },
		events: 10
	});
	expect(Object.keys(report.days)).toEqual(['1999-02-08', '1999-02-09']);
	expect(report.days['1999-02-09']).toMatchObject({ tickets: 1, abandoned: 1, meanWait: 60 });

	const again = reportIn((await replay(data, file, '--report', 'json')).out);
	expect(figuresOf(again)).toEqual(figuresOf(report));
	expect((await foyer('verify', '--data', data)).out).toEqual([
		// Settings, ten events, one prompt.
		expect.stringMatching(/^bank-calls: 1[2-9] events, head [0-9a-f]{64}$/),
		expect.stringMatching(/^audit: 1 rows, head [0-9a-f]{64}$/)
	]);
});

test('one day, into a branch of another name, told in a few lines', async () => {
	const data = newFolder();
	const file = newFile(CALLS, 'calls.csv');
	const { out } = await replay(data, file, '--day', '1999-02-09', '--branch', 'ninth');
	expect(out[0]).toMatch(/^ninth: 2 events in /);
	expect(out[2]).toMatch(/^1 tickets, 100.0 % abandoned, mean wait 60.0 s/);
});

test('through a running server it comes to the same', async () => {
	const file = newFile(CALLS, 'calls.csv');
	const data = newFolder();
	const server = await startServer({ config: readConfig({}, { data, port: 0 }), pages: false });
	onTestFinished(() => server.close());
	const there = await replay(data, file, '--report', 'json');
	expect(there.err).toHaveLength(1);
	const here = await replay(newFolder(), file, '--report', 'json');
	expect(figuresOf(reportIn(there.out))).toEqual(figuresOf(reportIn(here.out)));
	expect(server.app.branches.get('bank-calls')?.now()).toBe(
		Date.parse('1999-02-09T09:01:10+02:00')
	);
	expect((await foyer('apply', newFile(lakeside), '--data', data)).out).toEqual([
		'lakeside: created'
	]);
});

describe('says what to do', () => {
	test.each([
		[
			['--format', 'tea'],
			2,
			'There is no format "tea"; choose from bank-calls, counter-tickets, contacts, outages, events.'
		],
		[
			['--format', 'contacts', '--predictions', 'out.csv'],
			2,
			'Nobody waits in contacts: leave --predictions out.'
		],
		[
			['--format', 'outages', '--lobby-managers', '2'],
			2,
			'Nobody waits in outages: leave --lobby-managers out.'
		],
		[
			['--format', 'bank-calls', '--speed', '0'],
			2,
			'--speed 0 would never end; write max or a number above 0.'
		],
		[
			['--format', 'bank-calls', '--day', '8 Feb'],
			2,
			'--day "8 Feb" is not a day like 2026-11-25; see --help.'
		],
		[
			['--format', 'bank-calls', '--report', 'xml'],
			2,
			'--report "xml" is not known; write --report json.'
		],
		[
			['--format', 'bank-calls', '--predictions', '/nowhere/out.csv'],
			1,
			"/nowhere/out.csv can't be written: Its folder does not exist."
		]
	])('%j', async (args, code, message) => {
		const file = newFile(CALLS, 'calls.csv');
		const done = await foyer('replay', ...args, '--file', file, '--data', newFolder());
		expect({ code: done.code, err: done.err }).toEqual({ code, err: [`foyer: ${message}`] });
	});

	test('about a file of another kind', async () => {
		const file = newFile('a;b;c', 'calls.csv');
		const { code, err } = await replay(newFolder(), file);
		expect(code).toBe(1);
		expect(err[0]).toMatch(/is no bank-calls log\. The first line has to be: vru\+line,/);
	});

	test('about a branch that lives by the clock on the wall, or that is not there', async () => {
		const data = newFolder();
		await foyer('apply', newFile(lakeside), '--data', data);
		const wall = await replay(data, newFile(CALLS, 'calls.csv'), '--branch', 'lakeside');
		expect(wall.code).toBe(1);
		expect(wall.err.at(-1)).toBe(
			'foyer: Branch "lakeside" lives by the clock on the wall; replay into one whose "clock" is "event".'
		);
		const events = ['replay', '--format', 'events', '--file', newFile('[]'), '--data', data];
		expect((await foyer(...events)).err).toEqual([
			'foyer: This format shows no branch: name an existing one with --branch.'
		]);
		expect((await foyer(...events, '--branch', 'x')).err).toEqual([
			'foyer: There is no branch "x"; make it with foyer apply first.'
		]);
	});
});

test("Foyer's own events, into a branch of one's own; what the branch refuses is counted", async () => {
	const data = newFolder();
	await foyer('apply', newFile({ ...lakeside, clock: 'event' }), '--data', data);
	const event = (id: string, type: string, time: string, subject: string, fields: object) =>
		JSON.stringify({ specversion: '1.0', source: '/m', id, type, time, subject, data: fields });
	const log = [
		event('1', 'ticket.issued', '2025-11-25T10:00:00+08:00', 'A001', { service: 'cash' }),
		event('2', 'ticket.called', '2025-11-25T10:11:00+08:00', 'A001', { counter: '1' }),
		event('3', 'ticket.called', '2025-11-25T10:11:00+08:00', 'A777', { counter: '1' }),
		'not an event',
		event('4', 'ticket.finished', '2025-11-25T10:13:00+08:00', 'A001', {})
	].join('\n');
	const { out, err } = await foyer(
		...['replay', '--format', 'events', '--branch', 'lakeside', '--data', data],
		...['--file', newFile(log, 'log.jsonl'), '--report', 'json']
	);
	expect(err).toHaveLength(2);
	expect(err[0]).toMatch(/, line 4: is not JSON$/);
	expect(err[1]).toMatch(/^1 events refused, unknown_ticket: /);
	expect(reportIn(out)).toMatchObject({
		tickets: 1,
		rejected: 1,
		broken: 1,
		meanWait: 660,
		meanService: 120,
		events: 4
	});
});

test('contacts: talks and sales, by month, in a few lines or as one object', async () => {
	const head = ['age', 'job', 'marital', 'education', 'default', 'balance', 'housing', 'loan'];
	head.push(
		'contact',
		'day',
		'month',
		'duration',
		'campaign',
		'pdays',
		'previous',
		'poutcome',
		'y'
	);
	const row = (day: number, month: string, y: string) =>
		`30;a;b;c;no;1;no;no;cellular;${day};${month};79;1;-1;0;unknown;${y}`;
	const lines = [
		head.join(';'),
		row(5, 'may', 'no'),
		row(6, 'may', 'yes'),
		row(1, 'jan', 'no'),
		'x'
	];
	const file = newFile(lines.join('\n'), 'contacts.csv');
	const data = newFolder();
	const args = ['replay', '--format', 'contacts', '--file', file, '--data', data];
	const { out, err } = await foyer(...args);
	expect(err).toEqual([`${file}, line 5: has 1 cells instead of 17`]);
	expect(out[0]).toMatch(/^contacts: 4 events in .*, 0 refused$/);
	expect(out.slice(1)).toEqual([
		'lines left out: 1, named above',
		'3 contacts, 1 interested, 1 sales, conversion 33.33 %',
		'2008-05: 1/2, 50.0 %',
		'2009-01: 0/1, 0.0 %'
	]);
	const again = await foyer(...args, '--report', 'json');
	expect(JSON.parse(again.out.at(-1) ?? '')).toMatchObject({
		contacts: 3,
		interested: 1,
		sales: 1,
		conversion: 1 / 3,
		months: { '2008-05': { contacts: 2, sales: 1 }, '2009-01': { contacts: 1, sales: 0 } },
		years: 'inferred',
		broken: 1,
		rejected: 0
	});
});

test('outages: counts and durations by row and by fault, in a few lines or as one object', async () => {
	const row = (machine: string, from: string, to: string) =>
		`${machine},Repair,2018-03-01 ${from}:00+00:00,${to === '' ? '' : `2018-03-01 ${to}:00+00:00`},`;
	const lines = [
		'elevator,reason,out_of_service,first_missed,estimated_return',
		row('EL1', '06:00', '12:00'),
		row('EL1', '09:00', '15:00'),
		row('EL1', '20:00', '19:00'),
		row('EL2', '18:00', ''),
		'x'
	];
	const file = newFile(lines.join('\n'), 'outages.csv');
	const data = newFolder();
	const args = ['replay', '--format', 'outages', '--file', file, '--data', data];
	const { out, err } = await foyer(...args);
	expect(err).toEqual([`${file}, line 6: has 1 cells instead of 5`]);
	expect(out[0]).toMatch(/^outages: 8 events in .*, 0 refused$/);
	expect(out.slice(1)).toEqual([
		'rows left out: 1 inverted',
		'3 outages of 2 machines, 1 of them still out, 18.0 h in all, half of them longer than 6.0 h, availability 68.75 %',
		'1 began while their machine was out already: 2 faults, 15.0 h'
	]);
	const again = await foyer(...args, '--report', 'json');
	expect(again.out).toHaveLength(1);
	const { seconds: _, eventsPerSecond: __, ...report } = JSON.parse(again.out[0] ?? '');
	expect(report).toEqual({
		...{ incidents: 3, open: 1, downSeconds: 64_800, medianDownSeconds: 21_600 },
		...{ availability: 0.6875, overlapping: 1 },
		faults: { incidents: 2, open: 1, downSeconds: 54_000, medianDownSeconds: 21_600 },
		devices: {
			EL1: {
				...{ incidents: 2, open: 0, downSeconds: 43_200, medianDownSeconds: 21_600 },
				availability: 15 / 24
			},
			EL2: {
				...{ incidents: 1, open: 1, downSeconds: 21_600, medianDownSeconds: 21_600 },
				availability: 18 / 24
			}
		},
		...{ skipped: { inverted: 1 }, broken: 1, rejected: 0, events: 8 }
	});
});

test('verify finds what was changed afterwards', async () => {
	const data = newFolder();
	await replay(data, newFile(CALLS, 'calls.csv'));
	const db = new Database(join(data, 'foyer.db'));
	db.prepare('update events set at = at + 1 where seq = 4').run();
	db.close();
	const { code, err } = await foyer('verify', '--data', data);
	expect(code).toBe(1);
	expect(err).toEqual([
		'foyer: This is not what was written; restore a backup:',
		'  bank-calls: event 4 was changed after it was written; the 3 before it are whole'
	]);
});
