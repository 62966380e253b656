import { once } from 'node:events';
import { connect as connectSocket } from 'node:net';
import type { Socket } from 'node:net';
import { connectAsync } from 'mqtt';
import type { IClientOptions, MqttClient } from 'mqtt';
import { onTestFinished } from 'vitest';

/** A device's connection, ended with the test; rejects where the broker does not let it in. */
export async function device(
	port: number,
	password: string,
	options: IClientOptions = {}
): Promise<MqttClient> {
	const client = await connectAsync(`mqtt://127.0.0.1:${port}`, {
		...{ username: 'device', password, reconnectPeriod: 0, connectTimeout: 5_000 },
		...options
	});
	client.on('error', () => {});
	onTestFinished(() => void client.end(true));
	return client;
}

/** A connection of bytes, for what no library sends. */
export async function bytes(port: number): Promise<Socket> {
	const socket = connectSocket({ host: '127.0.0.1', port });
	socket.on('error', () => {});
	onTestFinished(() => void socket.destroy());
	await once(socket, 'connect');
	return socket;
}

/** Resolves when a connection is over, however it ended. */
export function closed(connection: MqttClient | Socket): Promise<void> {
	const { promise, resolve } = Promise.withResolvers<void>();
	(connection as Socket).once('close', () => resolve());
	return promise;
}

const text = (value: string | Buffer) => {
	const body = Buffer.from(value);
	return Buffer.concat([Buffer.from([body.length >> 8, body.length & 255]), body]);
};

function packet(first: number, ...parts: Buffer[]): Buffer {
	const body = Buffer.concat(parts);
	const length: number[] = [];
	for (let left = body.length; length.length === 0 || left > 0; left >>= 7) {
		length.push((left & 127) | (left > 127 ? 128 : 0));
	}
	return Buffer.concat([Buffer.from([first, ...length]), body]);
}

/** CONNECT of MQTT 3.1.1 with a name and a password, a clean session and no keep-alive. */
export function connectPacket(client: string, password: string): Buffer {
	const flags = Buffer.from([4, 0b1100_0010, 0, 0]);
	return packet(0x10, text('MQTT'), flags, text(client), text('device'), text(password));
}

/** PUBLISH of QoS 1. */
export function publishPacket(
	topic: string,
	payload: string,
	{ messageId, dup }: { messageId: number; dup: boolean }
): Buffer {
	const number = Buffer.from([messageId >> 8, messageId & 255]);
	return packet(dup ? 0x3a : 0x32, text(topic), number, Buffer.from(payload));
}
