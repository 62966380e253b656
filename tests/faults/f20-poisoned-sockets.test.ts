import { connect } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import WebSocket from 'ws';
import { eventData } from '#lib/protocol/events/index.ts';
import { callersOf } from '../support/callers.ts';
import type { CallerKind, Shown } from '../support/callers.ts';
import { howMany, report } from '../support/fault.ts';
import { manualClock } from '../support/manual-clock.ts';
import { event, lakeside, startTestServer, until } from '../support/test-server.ts';
import type { TestServer } from '../support/test-server.ts';

/**
 * F20: nonsense from everybody who gets a socket and from somebody who gets none. Messages are packets that reach our
 * handlers; what is no packet at all ends its connection at once, and so needs one for each.
 */
const MESSAGES = howMany(3_600, 95_000);
const BROKEN = howMany(100, 2_000);
/** Frames that are no websocket's, each on a connection of its own. */
const FRAMES = howMany(60, 3_000);
/** As many as a screen may send at once: the others would be refused unread. */
const AT_ONCE = 90;
const A_SOCKET = 20 * AT_ONCE;
const WHO: CallerKind[] = ['lobby_manager', 'wall_display', 'reader_key', 'administrator'];

const clock = manualClock();
let server: TestServer;
let shown: ReturnType<typeof callersOf>;
beforeAll(async () => {
	server = await startTestServer({ clock, branches: [lakeside()], unlimited: true });
	shown = callersOf(server.app, () => clock.real());
});
afterAll(() => server.stop());

const word = fc.constantFrom(
	// Twice, so that most get past the name.
	...['watch', 'act', 'watch', 'act', 'patch', 'bye', 'error', '__proto__', 'toString', '']
);
const text = fc.oneof(
	fc.string({ unit: 'binary', maxLength: 40 }),
	fc.constantFrom('\u202eevil', '\0', '<script>', '=1+1', "' or 1=1", '\ud800', 'A1', 'lakeside')
);
const value: fc.Arbitrary<unknown> = fc.oneof(
	fc.jsonValue({ maxDepth: 6 }),
	text,
	fc.constantFrom(null, 1e308, -0, 2 ** 53, [], {}, [[[[[[[[[[]]]]]]]]]]),
	fc.record({
		protocol: fc.oneof(fc.constant(1), fc.jsonValue()),
		branch: fc.oneof(fc.constant('lakeside'), text),
		screen: fc.oneof(fc.constantFrom('wall', 'lobby', 'head'), text),
		since: fc.oneof(fc.integer(), text)
	}),
	fc.record({
		id: text,
		// No true event is among them: whatever is stored afterwards got in by mistake.
		type: fc.oneof(fc.constantFrom(...Object.keys(eventData)), text),
		subject: text,
		data: fc.oneof(fc.record({ __proto__: fc.jsonValue(), staff: fc.jsonValue() }), fc.jsonValue())
	})
);
const message: fc.Arbitrary<string> = fc
	.tuple(fc.constantFrom('', '1', '2', '77'), word, fc.array(value, { maxLength: 3 }))
	.map(([ack, name, args]) => `42${ack}${JSON.stringify([name, ...args])}`);
const broken: fc.Arbitrary<string | Buffer> = fc.oneof(
	fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }),
	fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes)),
	fc
		.tuple(fc.constantFrom('40', '41', '42', '43', '44', '45', '46', '2', '6'), value)
		.map(([kind, it]) => `${kind}${JSON.stringify(it)}`),
	// Packets of Engine.IO and Socket.IO of every kind, with spaces of names, attachments that never come, and acks.
	fc
		.tuple(
			fc.integer({ min: 0, max: 9 }),
			fc.integer({ min: 0, max: 9 }),
			fc.constantFrom('', '1-', '9-', '999999999999-', '-1-', '1.5-', '-'),
			fc.constantFrom('', '/admin,', '/__proto__,', '/,', '/?a=b,', `/${'x'.repeat(500)},`),
			fc.constantFrom('', '0', '7', '99999999999999999999', '-1'),
			fc.constantFrom('["act",{"_placeholder":true,"num":0}]', '["watch"]', '{}', '[', '')
		)
		.map((parts) => parts.join(''))
);

interface Raw {
	socket: WebSocket;
	closed(): boolean;
	/** Resolves when the server has read all that was sent before; or it has cut the connection. */
	read(): Promise<void>;
}

/** A socket that says what no client would. */
async function raw(caller: Shown): Promise<Raw> {
	const cookie = caller.headers['cookie'];
	const socket = new WebSocket(
		`${server.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`,
		cookie === undefined ? {} : { headers: { cookie } }
	);
	let closed = false;
	const frames: string[] = [];
	socket.on('message', (data: Buffer) => frames.push(data.toString()));
	socket.on('close', () => (closed = true));
	socket.on('error', () => undefined);
	await until(() => frames.length > 0 || closed);
	socket.send(`40${JSON.stringify(caller.auth)}`);
	await until(() => frames.length > 1 || closed);
	return {
		socket,
		closed: () => closed,
		read: async () => {
			frames.length = 0;
			socket.send('42999["act",0]');
			await until(() => closed || frames.some((each) => each.startsWith('43999')));
		}
	};
}

test(`F20: ${MESSAGES} messages of nonsense and ${BROKEN} broken frames change nothing`, async () => {
	const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31));
	const branch = server.app.branches.get('lakeside')!;
	const before = branch.seq;
	const heap = process.memoryUsage().heapUsed;
	const messages = fc.sample(message, { seed, numRuns: Math.min(MESSAGES, 20_000) });
	let sent = 0;
	for (let n = 0; sent < MESSAGES; n += 1) {
		const { socket, closed, read } = await raw(shown(WHO[n % WHO.length] as CallerKind));
		for (let here = 0; here < A_SOCKET && !closed(); here += AT_ONCE) {
			for (let i = 0; i < AT_ONCE; i += 1)
				socket.send(messages[sent++ % messages.length] as string);
			await read();
			// What was counted against this screen is forgotten.
			clock.advance(2_000);
		}
		socket.close();
		await until(closed);
	}
	for (const each of fc.sample(broken, { seed, numRuns: BROKEN })) {
		const who = sent++ % 5 === 0 ? 'nobody' : (WHO[sent % WHO.length] as CallerKind);
		const { socket, closed } = await raw(shown(who));
		socket.send(each);
		socket.close();
		await until(closed);
	}
	const stored = server.app.store.read('lakeside', before, 1_000);
	const { unknownMessages } = server.app.gateway.stats;
	report(
		'F20',
		`${MESSAGES} messages, ${BROKEN} broken frames, seed ${seed}, ${stored.length} stored, ` +
			`${unknownMessages} of unknown names, heap ${Math.round(heap / 2 ** 20)} to ` +
			`${Math.round(process.memoryUsage().heapUsed / 2 ** 20)} MB`
	);
	expect(stored).toEqual([]);
	// They did reach the handlers: about half of the names are none of ours.
	expect(unknownMessages).toBeGreaterThan(MESSAGES / 5);
	const answer = await server.post(event('ticket.issued', 'A1', { service: 'cash' }));
	expect(answer.status).toBe(200);
	await until(() => server.app.gateway.stats.connections === 0);
}, 600_000);

/** A frame by hand: RFC 6455, with whatever bits, length and mask somebody likes. */
const frame: fc.Arbitrary<Buffer> = fc
	.record({
		bits: fc.integer({ min: 0, max: 7 }),
		final: fc.boolean(),
		opcode: fc.integer({ min: 0, max: 15 }),
		masked: fc.boolean(),
		length: fc.constantFrom<'own' | 16 | 64>('own', 'own', 16, 64),
		says: fc.constantFrom(0, 5, 125, 65_535, 2 ** 31, 2 ** 53, Number.MAX_SAFE_INTEGER),
		body: fc.uint8Array({ maxLength: 60 })
	})
	.map(({ bits, final, opcode, masked, length, says, body }) => {
		const first = (final ? 0x80 : 0) | (bits << 4) | opcode;
		const mask = masked ? 0x80 : 0;
		const long = Buffer.alloc(8);
		if (length === 16) long.writeUInt16BE(says & 0xffff);
		else if (length === 64) long.writeBigUInt64BE(BigInt(says) << 1n);
		const size =
			length === 'own'
				? Buffer.from([mask | Math.min(body.length, 125)])
				: Buffer.concat([
						Buffer.from([mask | (length === 16 ? 126 : 127)]),
						long.subarray(0, length === 16 ? 2 : 8)
					]);
		return Buffer.concat([
			Buffer.from([first]),
			size,
			masked ? Buffer.alloc(4, 7) : Buffer.alloc(0),
			body
		]);
	});

/** Upgrades by hand as who `headers` show, says the bytes, and waits until the server has hung up or answered to a hang-up. */
function upgraded(headers: Record<string, string>, bytes: Buffer): Promise<void> {
	return new Promise((resolve) => {
		const socket = connect(server.port, '127.0.0.1', () => {
			const own = Object.entries(headers).map(([name, text]) => `${name}: ${text}\r\n`);
			socket.write(
				`GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\n` +
					'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n' +
					`Sec-WebSocket-Key: ${Buffer.alloc(16, 1).toString('base64')}\r\n${own.join('')}\r\n`
			);
		});
		socket.once('data', () => socket.end(bytes));
		socket.on('data', () => undefined);
		socket.on('error', () => undefined);
		socket.on('close', () => resolve());
	});
}

test(`F20: ${FRAMES} frames that are no websocket's end their own connection and no other`, async () => {
	const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31));
	const before = server.app.branches.get('lakeside')!.seq;
	const other = await raw(shown('lobby_manager'));
	const frames = fc.sample(fc.array(frame, { minLength: 1, maxLength: 4 }), {
		seed,
		numRuns: FRAMES
	});
	for (let from = 0; from < FRAMES; from += 20) {
		const some = frames.slice(from, from + 20);
		await Promise.all(
			some.map((each, n) =>
				upgraded(shown(WHO[n % WHO.length] as CallerKind).headers, Buffer.concat(each))
			)
		);
	}
	await other.read();
	expect(other.closed()).toBe(false);
	other.socket.close();
	expect(server.app.store.read('lakeside', before, 1_000)).toEqual([]);
	const answer = await server.post(event('ticket.issued', 'A2', { service: 'cash' }));
	expect(answer.status).toBe(200);
	await until(() => server.app.gateway.stats.connections === 0);
	report(
		'F20',
		`${FRAMES} connections with frames that are no websocket's, seed ${seed}: 0 stored, all over`
	);
}, 600_000);
