import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import WebSocket from 'ws';
import { event, startTestServer, until } from '../../support/test-server.ts';
import type { TestServer } from '../../support/test-server.ts';

const wall = { protocol: 1, branch: 'lakeside', screen: 'wall' };

/** Speaks Engine.IO and Socket.IO by hand, so that it can say what no client would. */
async function raw(server: TestServer) {
	const socket = new WebSocket(
		`${server.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`
	);
	const frames: string[] = [];
	let closed = false;
	socket.on('message', (data: Buffer) => {
		const text = data.toString();
		if (text === '2') socket.send('3');
		else frames.push(text);
	});
	socket.on('close', () => (closed = true));
	socket.on('error', () => undefined);
	await until(() => frames.length > 0);
	socket.send(`40${JSON.stringify({ token: server.key(['read', 'events:write'], null) })}`);
	await until(() => frames.length > 1);
	frames.length = 0;
	return {
		socket,
		frames,
		closed: () => closed,
		/** The answer to a message sent with an acknowledgement. */
		ask: async (name: string, ...args: string[]): Promise<{ code?: string; ok: boolean }> => {
			const before = frames.length;
			socket.send(`421${JSON.stringify([name]).slice(0, -1)}${args.map((a) => `,${a}`).join('')}]`);
			await until(() => frames.slice(before).some((frame) => frame.startsWith('431')));
			const answer = frames.slice(before).find((frame) => frame.startsWith('431'))!;
			return (JSON.parse(answer.slice(3)) as [{ ok: boolean }])[0];
		}
	};
}

let server: TestServer;
beforeAll(async () => {
	server = await startTestServer();
});
afterAll(() => server.stop());

let issued = 0;

/** The process is up: an event goes in, and a screen sees it. */
async function expectAlive(): Promise<void> {
	const answer = await server.post(event('ticket.issued', `N${issued++}`, { service: 'cash' }));
	expect(answer.status).toBe(200);
	const { socket, ask } = await raw(server);
	expect(await ask('watch', JSON.stringify(wall))).toMatchObject({ ok: true });
	socket.close();
}

const deep = `${'['.repeat(5_000)}${']'.repeat(5_000)}`;
const deepObject = `${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`;

describe('a message that is not as the protocol says', () => {
	const messages: [string, string, string[]][] = [
		['nothing', 'watch', []],
		['null', 'watch', ['null']],
		['a number', 'watch', ['42']],
		['a text', 'act', ['"x"']],
		['an array', 'act', ['[]']],
		['a deep array', 'watch', [deep]],
		['a deep object', 'act', [deepObject]],
		['a deep array in data', 'act', [`{"id":"1","type":"clock.tick","data":{"a":${deep}}}`]],
		[
			'many fields',
			'act',
			[
				`{"id":"1","type":"clock.tick","data":${JSON.stringify(
					Object.fromEntries(Array.from({ length: 3_000 }, (_, i) => [`f${i}`, i]))
				)}}`
			]
		],
		['a screen that is none', 'watch', [JSON.stringify({ ...wall, screen: 'boss' })]],
		['a branch that is a path', 'watch', [JSON.stringify({ ...wall, branch: '../../etc' })]],
		['a branch that is a prototype', 'watch', [JSON.stringify({ ...wall, branch: '__proto__' })]],
		['a negative since', 'watch', [JSON.stringify({ ...wall, since: -1 })]],
		['a huge since', 'watch', [`{"protocol":1,"branch":"lakeside","screen":"wall","since":1e400}`]],
		['an id that is an object', 'act', ['{"id":{},"type":"clock.tick","data":{}}']]
	];
	for (const [name, type, args] of messages) {
		test(`${name}: is refused, and that is all`, async () => {
			const { ask, socket } = await raw(server);
			expect(await ask(type, ...args)).toMatchObject({ ok: false, code: 'invalid_message' });
			socket.close();
			await expectAlive();
		});
	}

	test('more arguments than there are change nothing', async () => {
		const { ask, socket } = await raw(server);
		expect(await ask('watch', JSON.stringify(wall), deep, '1', 'null')).toMatchObject({ ok: true });
		socket.close();
	});
});

describe('a frame that nobody expects', () => {
	const frames: [string, (string | Buffer)[]][] = [
		['a missing acknowledgement', [`42["watch",${JSON.stringify(wall)}]`, '42["act",null]']],
		[
			'unknown events',
			['42["nothing",1]', '42["error",{}]', '42["toString"]', '42["__proto__",1]']
		],
		['reserved events', ['42["disconnect"]', '42["connect"]', '42["newListener",1]']],
		['an event without a name', ['42[]', '42[null]', '42[{}]', '42{}', '42']],
		['an acknowledgement of nothing', ['431[1]', '4399999999999[]', '43[]']],
		['attachments that never come', ['451-["watch",{"_placeholder":true,"num":0}]', '42["x"]']],
		['attachments that are claimed by millions', ['4599999999-["watch"]']],
		['attachments out of nowhere', [Buffer.from([1, 2, 3]), Buffer.alloc(0)]],
		['a binary message', ['451-["watch",{"_placeholder":true,"num":0}]', Buffer.from('x')]],
		['another namespace', ['40/admin,', '42/admin,["watch"]', '40/__proto__,{}']],
		['no packet at all', ['', '9', 'x', '4', '4x', '48', '\0', '40{', '42["watch",{]']],
		['a second hello', ['40{}', '40{}']],
		['engine packets that are the server’s', ['0{}', '1', '5', '6']]
	];
	for (const [name, sent] of frames) {
		test(`${name}: the process stays up`, async () => {
			const { socket, closed } = await raw(server);
			for (const frame of sent) socket.send(frame);
			await expectAlive();
			if (!closed()) socket.close();
			await until(closed);
		});
	}

	test('a huge frame: the connection is cut', async () => {
		const { socket, closed } = await raw(server);
		socket.send(`42["act",{"id":"${'x'.repeat(128 * 1024)}"}]`);
		await until(closed);
		await expectAlive();
	});

	test('a flood: refused, then cut', async () => {
		const { socket, frames, closed } = await raw(server);
		for (let i = 0; i < 3_000; i += 1) socket.send(`42${i}["act",{}]`);
		await until(closed);
		expect(frames.some((frame) => frame.includes('too_many'))).toBe(true);
		await expectAlive();
	});
});

describe('random frames', () => {
	test('never end the process nor change the branch', async () => {
		const branch = server.app.branches.get('lakeside')!;
		const before = branch.seq;
		const word = fc.constantFrom('watch', 'act', 'patch', 'error', 'disconnect', '', 'x');
		const value = fc.oneof(
			fc.json(),
			fc.string(),
			fc.constant(JSON.stringify(wall)),
			fc.constant('{"id":"1","type":"ticket.called","subject":"Z","data":{"counter":"1"}}')
		);
		const frame = fc.oneof(
			fc.string(),
			fc.tuple(fc.constantFrom('42', '421', '43', '45', '40', '41'), value).map((t) => t.join('')),
			fc
				.tuple(fc.nat(99), word, fc.array(value, { maxLength: 3 }))
				.map(([id, name, args]) => `42${id}[${[JSON.stringify(name), ...args].join(',')}]`)
		);
		await fc.assert(
			fc.asyncProperty(fc.array(frame, { minLength: 20, maxLength: 40 }), async (sent) => {
				const { socket, closed } = await raw(server);
				for (const each of sent) socket.send(each);
				socket.close();
				await until(closed);
			}),
			{ numRuns: 60 }
		);
		expect(branch.seq).toBe(before);
		await expectAlive();
	});
});
