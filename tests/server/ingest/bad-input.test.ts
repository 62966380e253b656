import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { manualClock } from '../../support/manual-clock.ts';
import { event, lakeside, startTestServer, testServer } from '../../support/test-server.ts';
import type { TestServer } from '../../support/test-server.ts';

const issued = (number: string, more: Record<string, unknown> = {}) =>
	event('ticket.issued', number, { service: 'cash' }, more);

describe('one event that cannot be taken', () => {
	let server: TestServer;
	let taken = 0;
	beforeAll(async () => {
		server = await startTestServer();
	});
	afterAll(() => server.stop());

	const cases: [string, Record<string, unknown>, string, RegExp][] = [
		['an unknown type', event('ticket.eaten', 'A1', {}), 'unknown_type', /no event type/],
		[
			'a type of ours that only we record',
			event('prompt.raised', 'p', {}),
			'unknown_type',
			/no event type/
		],
		[
			'a type named like a part of the language',
			event('constructor', 'A1', {}),
			'unknown_type',
			/no event type/
		],
		[
			'wrong data',
			event('ticket.issued', 'A1', { service: 'cash', segment: 'golden' }),
			'invalid_data',
			/"segment" must be "ordinary", "priority" or "vip"/
		],
		['data that is no object', event('ticket.issued', 'A1', 'cash'), 'invalid_data', /object/],
		['missing data', event('ticket.issued', 'A1'), 'invalid_data', /must have "service"/],
		[
			'a missing subject',
			event('ticket.called', undefined, { counter: '1' }),
			'missing_subject',
			/ticket number/
		],
		[
			'a subject with a formula',
			event('ticket.issued', '=1+1', { service: 'cash' }),
			'invalid_subject',
			/begin with a letter or a digit/
		],
		[
			'a subject with a direction override',
			event('ticket.issued', 'A\u202e1', { service: 'cash' }),
			'invalid_subject',
			/characters/
		],
		['an unknown ticket', event('ticket.called', 'Z9', { counter: '1' }), 'unknown_ticket', /./],
		[
			'an unknown service',
			event('ticket.issued', 'A1', { service: 'loans' }),
			'unknown_service',
			/./
		],
		['an unknown counter', event('counter.opened', '99', {}), 'unknown_counter', /./],
		[
			'a time in the future',
			issued('A1', { time: '2026-11-25T01:02:00.001Z' }),
			'clock_ahead',
			/clock/
		],
		['a time in 1970', issued('A1', { time: '1970-01-01T00:00:00Z' }), 'clock_unset', /clock/],
		[
			'a day that does not exist',
			issued('A1', { time: '2026-02-30T09:00:00Z' }),
			'invalid_time',
			/RFC 3339/
		],
		[
			'a time without its zone',
			issued('A1', { time: '2026-11-25T09:00:00' }),
			'invalid_time',
			/RFC 3339/
		],
		['a time that is a number', issued('A1', { time: 1795568400 }), 'invalid_event', /"time"/],
		[
			'a negative duration',
			event('activity.logged', 't01', {
				activity: 'training',
				from: '2026-11-25T09:00:00Z',
				to: '2026-11-25T08:00:00Z'
			}),
			'invalid_period',
			/ends before/
		],
		[
			'a negative amount',
			event('sale.recorded', 's1', {
				product: 'p',
				amount: -1,
				currency: 'CNY',
				staff: 't01',
				channel: 'lobby'
			}),
			'invalid_data',
			/"amount"/
		],
		[
			'a version of CloudEvents that is not spoken',
			issued('A1', { specversion: '0.3' }),
			'invalid_event',
			/"1.0"/
		],
		['an id with a NUL', issued('A1', { id: 'a\0b' }), 'invalid_event', /"id"/],
		['an id with half a character', issued('A1', { id: 'a\ud800' }), 'invalid_event', /"id"/],
		['binary data', issued('A1', { data_base64: 'AAAA' }), 'invalid_event', /data_base64/],
		[
			'data of another kind',
			issued('A1', { datacontenttype: 'application/xml' }),
			'invalid_event',
			/application\/json/
		]
	];
	for (const [name, sent, code, detail] of cases) {
		test(`${name}: ${code}`, async () => {
			const before = server.app.branches.get('lakeside')!.seq;
			const { status, headers, body } = await server.post(sent);
			expect(status).toBe(422);
			expect(headers.get('content-type')).toBe('application/problem+json');
			expect(body).toMatchObject({ status: 422, code, detail: expect.stringMatching(detail) });
			expect(server.app.branches.get('lakeside')!.seq).toBe(before);
			expect((await server.post(issued(`N${taken++}`))).status).toBe(200);
		});
	}
});

describe('fields that nobody knows', () => {
	test('are kept out and reported', async () => {
		const server = await testServer();
		const sent = event('ticket.issued', 'A1', {
			service: 'cash',
			colour: 'red',
			customer: { ref: 'c1', shoe: 42 }
		});
		const { status, body } = await server.post({ ...sent, weather: 'rain', traceparent: '00-1' });
		expect(status).toBe(200);
		expect(body.ignored).toEqual([
			{ index: 0, id: sent.id, fields: ['data.colour', 'data.customer.shoe', 'weather'] }
		]);
		const [logged] = server.app.store.read('lakeside', 1, 1);
		expect(JSON.parse(logged!.data)).toEqual({ service: 'cash' });
		const [customer] = server.app.store.customers.ofDay('lakeside', '2026-11-25');
		expect(customer).toMatchObject({ ref: 'c1', name: null });
	});

	test('do no harm by their name, their number or their depth', async () => {
		const server = await testServer();
		const many = Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`f${i}`, i]));
		const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
		const text = JSON.stringify(event('ticket.issued', 'A1', { service: 'cash', ...many }));
		const { status, body } = await server.post(
			text.replace('"f0":0', `"__proto__":{"segment":"vip"},"deep":${deep},"huge":1e400`)
		);
		expect(status).toBe(200);
		expect(body.ignored![0]!.fields).toHaveLength(20);
		const [logged] = server.app.store.read('lakeside', 1, 1);
		expect(logged!.data).toBe('{"service":"cash"}');
	});

	test('in a record are kept out by their key', async () => {
		const server = await testServer();
		const text = JSON.stringify(
			event('device.status', 'atm-1', { state: 'ok', components: { printer: 'ok', x: 'y' } })
		);
		const { body } = await server.post(text.replace('"x"', '"__proto__"'));
		expect(body).toMatchObject({
			accepted: 1,
			ignored: [{ fields: ['data.components.__proto__'] }]
		});
	});
});

describe('numbers', () => {
	test('come again the next day', async () => {
		const clock = manualClock(Date.UTC(2026, 10, 25, 1));
		const server = await testServer({ clock });
		expect((await server.post(issued('A1'))).status).toBe(200);
		expect((await server.post(issued('A1'))).body.code).toBe('ticket_exists');
		clock.to(Date.UTC(2026, 10, 26, 1));
		expect((await server.post(issued('A1'))).body).toMatchObject({ accepted: 1 });
	});
});

describe('a batch', () => {
	const story = () => [
		issued('A1', { time: '2026-11-25T09:00:00+08:00' }),
		event('ticket.called', 'A1', { counter: '1' }, { time: '2026-11-25T09:00:10+08:00' }),
		event('ticket.started', 'A1', { counter: '1' }, { time: '2026-11-25T09:00:20+08:00' }),
		event('ticket.finished', 'A1', {}, { time: '2026-11-25T09:00:30+08:00' })
	];
	const clock = () => manualClock(Date.UTC(2026, 10, 25, 1, 1));

	test('with a broken middle loses nothing else', async () => {
		const server = await testServer({ clock: clock() });
		const [first, second, third, fourth] = story();
		const { status, body } = await server.batch([
			first,
			null,
			second,
			[[[]]],
			{ ...event('ticket.eaten', 'A1'), id: 'bad' },
			third,
			'text',
			fourth
		]);
		expect(status).toBe(200);
		expect(body).toMatchObject({ accepted: 4, duplicates: 0, seq: 5 });
		expect(body.rejected.map(({ index, id, code }) => [index, id, code])).toEqual([
			[1, null, 'invalid_event'],
			[3, null, 'invalid_event'],
			[4, 'bad', 'unknown_type'],
			[6, null, 'invalid_event']
		]);
	});

	test('sent twice changes nothing, and half of it neither', async () => {
		const server = await testServer({ clock: clock() });
		const events = story();
		expect((await server.batch(events.slice(0, 2))).body).toMatchObject({ accepted: 2 });
		expect((await server.batch(events)).body).toMatchObject({ accepted: 2, duplicates: 2 });
		const view = server.app.branches.get('lakeside')!.view('wall');
		expect((await server.batch(events)).body).toMatchObject({ accepted: 0, duplicates: 4, seq: 5 });
		expect(server.app.branches.get('lakeside')!.view('wall')).toEqual(view);
	});

	test('with one event twice takes it once', async () => {
		const server = await testServer();
		const one = issued('A1');
		expect((await server.batch([one, one])).body).toMatchObject({ accepted: 1, duplicates: 1 });
	});

	test('with an id used for something else says so', async () => {
		const server = await testServer();
		const { body } = await server.batch([issued('A1', { id: 'x' }), issued('A2', { id: 'x' })]);
		expect(body).toMatchObject({ accepted: 1, rejected: [{ index: 1, code: 'id_reused' }] });
	});

	test('in reverse order refuses what has no ticket yet', async () => {
		const server = await testServer({ clock: clock() });
		const { status, body } = await server.batch(story().reverse());
		expect(status).toBe(200);
		expect(body.accepted).toBe(1);
		expect(body.rejected.map(({ code }) => code)).toEqual(Array(3).fill('unknown_ticket'));
	});

	test('may be empty', async () => {
		const server = await testServer();
		expect((await server.batch([])).body).toEqual({
			accepted: 0,
			duplicates: 0,
			rejected: [],
			seq: 1
		});
	});

	test('holds 1,000 events and not one more', async () => {
		const server = await testServer();
		const events = Array.from({ length: 1_001 }, (_, i) => issued(`A${i}`));
		const refused = await server.batch(events);
		expect({ status: refused.status, code: refused.body.code }).toEqual({
			status: 413,
			code: 'too_many_events'
		});
		expect((await server.batch(events.slice(1))).body).toMatchObject({ accepted: 1_000 });
	});
});

describe('a key for all branches', () => {
	test('names the branch in each event', async () => {
		const other = lakeside({ id: 'harbour' });
		const server = await testServer({ branches: [lakeside(), other] });
		const authorization = `Bearer ${server.key(['events:write'], null)}`;
		const { body } = await server.batch(
			[
				issued('A1', { branch: 'lakeside' }),
				issued('A1', { branch: 'harbour', source: '/other' }),
				issued('A2'),
				issued('A3', { branch: 'atlantis' })
			],
			{ authorization }
		);
		expect(body).toMatchObject({ accepted: 2, seq: 2 });
		expect(body.rejected.map(({ index, code }) => [index, code])).toEqual([
			[2, 'missing_branch'],
			[3, 'unknown_branch']
		]);
	});
});
