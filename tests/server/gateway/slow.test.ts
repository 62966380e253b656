import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import type { Patch } from '#lib/protocol/index.ts';
import { manualClock } from '../../support/manual-clock.ts';
import { event, testServer, until } from '../../support/test-server.ts';
import type { TestServer } from '../../support/test-server.ts';

const wall = { protocol: 1, branch: 'lakeside', screen: 'wall' } as const;

/** A screen that watches and then never reads again. */
async function deafScreen(server: TestServer): Promise<Socket> {
	const socket = connect(server.port, '127.0.0.1');
	onTestFinished(() => void socket.destroy());
	let read = '';
	socket.on('data', (chunk) => (read += chunk.toString('latin1')));
	socket.on('error', () => undefined);
	socket.write(
		'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\n' +
			'Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n'
	);
	await until(() => read.includes('pingInterval'));
	socket.write(frame(`40${JSON.stringify({ token: server.key(['read']) })}`));
	await until(() => read.includes('40{"sid"'));
	socket.write(frame(`421["watch",${JSON.stringify(wall)}]`));
	await until(() => read.includes('431[{"ok":true'));
	socket.pause();
	return socket;
}

/** A short text frame, masked with zeros. */
function frame(text: string): Buffer {
	const payload = Buffer.from(text);
	const length =
		payload.length < 126
			? [0x80 | payload.length]
			: [0xfe, payload.length >> 8, payload.length & 255];
	return Buffer.concat([Buffer.from([0x81, ...length, 0, 0, 0, 0]), payload]);
}

test('a screen that stops reading is cut, and the others go on', async () => {
	const clock = manualClock();
	const server = await testServer({ clock });
	const good = await server.screen();
	const patches: Patch[] = [];
	good.on('patch', (patch) => patches.push(patch));
	const first = await good.emitWithAck('watch', wall);
	if (!first.ok) throw new Error(first.code);
	const deaf = await deafScreen(server);
	await until(() => server.app.gateway.stats.connections === 2);

	// Large rows, so that the kernel's buffers are full soon; the clock moves on as it would.
	const tags = Array.from({ length: 20 }, (_, i) => `${'x'.repeat(60)}${i}`);
	let number = 0;
	while (server.app.gateway.stats.connections === 2) {
		const events = Array.from({ length: 200 }, () =>
			event('ticket.issued', `A${number++}`, { service: 'cash', tags })
		);
		const { body } = await server.batch(events);
		expect(body.accepted).toBe(200);
		// It goes on saying that it lives, so that it is not the ping that finds it.
		deaf.write(frame('3'));
		clock.advance(500);
	}

	await until(() => patches.at(-1)?.seq === server.app.branches.get('lakeside')!.seq);
	let seq = first.seq;
	for (const patch of patches) {
		expect(patch.prev).toBe(seq);
		seq = patch.seq;
	}
	expect(good.connected).toBe(true);
});
