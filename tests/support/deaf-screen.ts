import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { until } from './test-server.ts';

const WALL = { protocol: 1, branch: 'lakeside', screen: 'wall' };

/** A screen that watches the wall and then never reads again. Whoever asked for it ends it. */
export async function deafScreen(port: number, token: string): Promise<Socket> {
	const socket = connect(port, '127.0.0.1');
	let read = '';
	socket.on('data', (chunk) => (read += chunk.toString('latin1')));
	socket.on('error', () => undefined);
	socket.write(
		'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\n' +
			'Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n'
	);
	await until(() => read.includes('pingInterval'));
	socket.write(frame(`40${JSON.stringify({ token })}`));
	await until(() => read.includes('40{"sid"'));
	socket.write(frame(`421["watch",${JSON.stringify(WALL)}]`));
	await until(() => read.includes('431[{"ok":true'));
	socket.pause();
	return socket;
}

/** It goes on saying that it lives, so that it is not the ping that finds it. */
export function pretendToLive(socket: Socket): void {
	socket.write(frame('3'));
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
