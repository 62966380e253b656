import { connect } from 'node:net';
import { onTestFinished, test } from 'vitest';
import { testServer, until } from '../../support/test-server.ts';

test('a request whose body a page did not read leaves its connection to the next one', async () => {
	const server = await testServer({ pages: true });
	const socket = connect(server.port, '127.0.0.1');
	onTestFinished(() => void socket.destroy());
	let text = '';
	socket.on('data', (part: Buffer) => (text += part.toString('latin1')));
	const body = 'x'.repeat(2 << 20);
	const head = `Host: x\r\nContent-Type: application/json\r\nContent-Length: ${body.length}`;
	socket.write(`POST /sign-in?/password HTTP/1.1\r\n${head}\r\n\r\n${body}`);
	socket.write('GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n');
	await until(() => text.includes('HTTP/1.1 415') && text.includes('HTTP/1.1 200'));
});

test('who sends more than any page takes loses the connection', async () => {
	const server = await testServer({ pages: true });
	const socket = connect(server.port, '127.0.0.1');
	let closed = false;
	socket.on('close', () => (closed = true));
	socket.on('error', () => undefined);
	socket.on('data', () => undefined);
	socket.write(
		'POST /api/v1/branches/lakeside/tickets HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999\r\n\r\n'
	);
	const pour = () => {
		while (!closed && socket.write(Buffer.alloc(65_536)));
	};
	socket.on('drain', pour);
	pour();
	await until(() => closed);
});
