import { connect } from 'node:net';
import type { Socket } from 'node:net';

export interface RawAnswer {
	/** 0: the connection ended without an answer. */
	status: number;
	head: string;
	body: string;
}

/** Sends bytes as they are and reads until the server hangs up. `hold` is handed the connection after the bytes. */
export function sendRaw(
	port: number,
	bytes: string | Buffer,
	hold: (socket: Socket) => void = () => undefined
): Promise<RawAnswer> {
	return new Promise((resolve) => {
		const parts: Buffer[] = [];
		const socket = connect(port, '127.0.0.1', () => {
			socket.write(bytes);
			hold(socket);
		});
		socket.on('data', (part: Buffer) => parts.push(part));
		// A reset is the server's way of not reading on.
		socket.on('error', () => undefined);
		socket.on('close', () => {
			const text = Buffer.concat(parts).toString('latin1');
			const [head = '', ...body] = text.split('\r\n\r\n');
			const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1] ?? 0);
			resolve({ status, head, body: body.join('\r\n\r\n') });
		});
	});
}

/** A request by hand: a line, headers, and a body. It asks the server to hang up afterwards. */
export function rawRequest(
	line: string,
	headers: readonly string[] = [],
	body: string | Buffer = ''
): Buffer {
	const head = [`${line} HTTP/1.1`, 'Host: 127.0.0.1', 'Connection: close', ...headers];
	return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`, 'latin1'), Buffer.from(body)]);
}
