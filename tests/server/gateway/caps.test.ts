import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { io } from 'socket.io-client';
import type { Socket } from 'socket.io-client';
import { expect, onTestFinished, test } from 'vitest';
import type { Access } from '#server/access/access.ts';
import { Gateway } from '#server/gateway/gateway.ts';
import { manualClock } from '../../support/manual-clock.ts';

/** A gateway that lets everybody in, and sees them come from where they say. */
async function gateway(
	caps: { screens: number; perAddress: number },
	turnsAway: () => { retryAfter: number } | undefined = () => undefined
) {
	const operator = { kind: 'operator' } as const;
	const made = new Gateway(
		{
			branches: { get: () => undefined },
			access: { identify: () => operator, renewed: () => operator } as unknown as Access,
			clock: manualClock(),
			origins: [],
			state: () => 'serving',
			turnsAway,
			addressOf: ({ headers }) => String(headers['x-from']),
			fault: () => ''
		},
		caps
	);
	const server = createServer();
	made.attach(server);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	onTestFinished(async () => {
		await made.dispose();
		server.close();
	});
	const { port } = server.address() as AddressInfo;
	return async (from: string): Promise<Socket> => {
		const socket = io(`http://127.0.0.1:${port}`, {
			transports: ['websocket'],
			forceNew: true,
			reconnection: false,
			extraHeaders: { 'x-from': from }
		});
		onTestFinished(() => void socket.close());
		await new Promise<void>((resolve, reject) => {
			socket.once('connect', resolve);
			socket.once('connect_error', reject);
		});
		return socket;
	};
}

test('one address has so many screens and no more, until one of them goes', async () => {
	const open = await gateway({ screens: 100, perAddress: 2 });
	const first = await open('10.0.0.9');
	await open('10.0.0.9');
	await expect(open('10.0.0.9')).rejects.toThrow('too_many');
	await open('10.0.0.8');
	first.close();
	// The server hears of it in its own time.
	await expect
		.poll(() =>
			open('10.0.0.9').then(
				() => true,
				() => false
			)
		)
		.toBe(true);
});

test('this machine’s own programs have as many as there is room for', async () => {
	const open = await gateway({ screens: 4, perAddress: 1 });
	for (let i = 0; i < 4; i += 1) await open('127.0.0.1');
	await expect(open('127.0.0.1')).rejects.toThrow('too_many');
});

test('while the server is short of something, a new screen is told when to come again, and who is there stays', async () => {
	let short = false;
	const connect = await gateway({ screens: 9, perAddress: 9 }, () =>
		short ? { retryAfter: 2 } : undefined
	);
	const first = await connect('10.0.0.1');
	short = true;
	await expect(connect('10.0.0.1')).rejects.toMatchObject({
		message: 'busy',
		data: { retryAfter: 2 }
	});
	expect(first.connected).toBe(true);
	short = false;
	expect((await connect('10.0.0.1')).connected).toBe(true);
});
