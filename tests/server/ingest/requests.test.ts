import { gzipSync } from 'node:zlib';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { BODY_MS, DISCARD_MS } from '#server/ingest/limits.ts';
import { manualClock } from '../../support/manual-clock.ts';
import { event, lakeside, startTestServer, testServer, until } from '../../support/test-server.ts';
import type { TestServer } from '../../support/test-server.ts';

const one = () => event('ticket.issued', 'A1', { service: 'cash' });

describe('a request that is refused as a whole', () => {
	let server: TestServer;
	let taken = 0;
	beforeAll(async () => {
		server = await startTestServer();
	});
	afterAll(() => server.stop());

	const cases: [string, unknown, Record<string, string>, number, string][] = [
		['malformed JSON', '{"specversion":', {}, 400, 'malformed_json'],
		['an empty body', '', {}, 400, 'malformed_json'],
		['bytes that are not UTF-8', new Uint8Array([0x7b, 0xff, 0x7d]), {}, 400, 'invalid_utf8'],
		['an array where one event belongs', [one()], {}, 400, 'malformed_event'],
		[
			'one event where a batch belongs',
			one(),
			{ 'content-type': 'application/cloudevents-batch+json' },
			400,
			'malformed_batch'
		],
		[
			'no known content type',
			one(),
			{ 'content-type': 'text/plain' },
			415,
			'unsupported_media_type'
		],
		[
			'a form',
			'a=b',
			{ 'content-type': 'application/x-www-form-urlencoded' },
			415,
			'unsupported_media_type'
		],
		[
			'plain JSON without ce headers',
			one(),
			{ 'content-type': 'application/json' },
			415,
			'unsupported_media_type'
		],
		[
			'another character set',
			one(),
			{ 'content-type': 'application/cloudevents+json; charset=gb2312' },
			415,
			'unsupported_media_type'
		],
		[
			'a compressed body',
			gzipSync(JSON.stringify(one())),
			{ 'content-encoding': 'gzip' },
			415,
			'unsupported_encoding'
		],
		['2 MiB', ' '.repeat(2 << 20), {}, 413, 'too_large'],
		['no scheme', one(), { authorization: 'secret' }, 401, 'unauthenticated'],
		[
			'a key that does not exist',
			one(),
			{ authorization: 'Bearer foyer_x_y' },
			401,
			'unauthenticated'
		]
	];
	for (const [name, body, headers, status, code] of cases) {
		test(`${name}: ${status} ${code}`, async () => {
			const before = server.app.branches.get('lakeside')!.seq;
			const answer = await server.post(body, headers);
			expect({ status: answer.status, code: answer.body.code }).toEqual({ status, code });
			expect(answer.headers.get('content-type')).toBe('application/problem+json');
			expect(answer.body.detail).toMatch(/\.$/);
			expect(server.app.branches.get('lakeside')!.seq).toBe(before);
			expect((await server.post({ ...one(), subject: `N${taken++}` })).status).toBe(200);
		});
	}

	test('no key: 401 with what to send', async () => {
		const response = await fetch(`${server.url}/api/v1/events`, { method: 'POST', body: '{}' });
		expect(response.status).toBe(401);
		expect(response.headers.get('www-authenticate')).toMatch(/^Bearer/);
	});

	test('another method: 405', async () => {
		const response = await fetch(`${server.url}/api/v1/events`);
		expect(response.status).toBe(405);
		expect(response.headers.get('allow')).toBe('POST');
	});

	test('a key without the scope, or for another branch: 403', async () => {
		const server = await testServer({ branches: [lakeside(), lakeside({ id: 'harbour' })] });
		const reader = await server.post(one(), { authorization: `Bearer ${server.key(['read'])}` });
		expect([reader.status, reader.body.code]).toEqual([403, 'forbidden']);
		const stranger = await server.post({ ...one(), branch: 'harbour' });
		expect([stranger.status, stranger.body.code]).toEqual([403, 'forbidden']);
	});

	test('a key that was revoked: 401 soon after', async () => {
		const clock = manualClock();
		const server = await testServer({ clock });
		const secret = server.key();
		const headers = { authorization: `Bearer ${secret}` };
		expect((await server.post(one(), headers)).status).toBe(200);
		const [, id] = secret.split('_');
		expect(server.app.store.keys.revoke(id!, clock.real())).toBe(true);
		clock.advance(1_000);
		expect((await server.post(one(), headers)).status).toBe(401);
	});

	test('a byte order mark is no harm', async () => {
		const server = await testServer();
		expect((await server.post(`\ufeff${JSON.stringify(one())}`)).status).toBe(200);
	});
});

/** A request written byte by byte. */
function raw(server: TestServer, head: string) {
	const socket = connect(server.port, '127.0.0.1');
	onTestFinished(() => void socket.destroy());
	let text = '';
	let closed = false;
	socket.on('data', (chunk) => (text += chunk.toString()));
	socket.on('error', () => undefined);
	socket.on('close', () => (closed = true));
	socket.write(
		`POST /api/v1/events HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${server.key()}\r\n` +
			`Content-Type: application/cloudevents+json\r\n${head}\r\n\r\n`
	);
	return {
		socket,
		text: () => text,
		closed: () => closed
	};
}

describe('a body that comes in pieces', () => {
	test('is put together', async () => {
		const server = await testServer();
		const body = Buffer.from(JSON.stringify(event('ticket.issued', '号1', { service: 'cash' })));
		const request = raw(server, `Content-Length: ${body.length}`);
		for (const byte of body) {
			request.socket.write(Uint8Array.of(byte));
			await new Promise((resolve) => setImmediate(resolve));
		}
		await until(() => request.text().includes('"accepted":1'));
	});

	test('is refused as soon as it is too large, whatever is still to come', async () => {
		const server = await testServer();
		const request = raw(server, 'Transfer-Encoding: chunked');
		const chunk = Buffer.alloc(64 * 1024, 0x20);
		const write = () =>
			request.socket.write(`${chunk.length.toString(16)}\r\n${chunk.toString()}\r\n`);
		const pump = setInterval(write, 1);
		onTestFinished(() => clearInterval(pump));
		await until(() => request.text().includes('HTTP/1.1 413'));
		// It keeps sending for ever; its connection does not last.
		await until(request.closed);
	});

	test('is refused by its declared length before a byte of it is read', async () => {
		const clock = manualClock();
		const server = await testServer({ clock });
		const request = raw(server, `Content-Length: ${1 << 30}`);
		await until(() => request.text().includes('HTTP/1.1 413'));
		clock.advance(DISCARD_MS + 500);
		await until(request.closed);
	});

	test('is cut when it never ends', async () => {
		const clock = manualClock();
		const server = await testServer({ clock });
		const request = raw(server, 'Content-Length: 100');
		request.socket.write('{');
		await until(() => {
			// The request has to be there before its time can run out.
			clock.advance(BODY_MS / 10);
			return request.text().includes('HTTP/1.1 408');
		});
		await until(request.closed);
		expect((await server.post(one())).status).toBe(200);
	});

	test('may be hung up on', async () => {
		const server = await testServer();
		const request = raw(server, 'Content-Length: 100');
		request.socket.write('{');
		request.socket.destroy();
		await until(request.closed);
		expect((await server.post(one())).status).toBe(200);
	});
});
