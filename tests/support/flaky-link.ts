import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

/** A way to a server over which connections are cut, and for a while none comes up. Loopback only. */
export interface FlakyLink {
	/** The server's address through the link. */
	url: string;
	/** Cuts what is connected, and refuses whoever comes until `mend`. */
	cut(): void;
	mend(): void;
	/** Connections that were cut so far. */
	readonly dropped: number;
	close(): Promise<void>;
}

export async function flakyLink(target: string): Promise<FlakyLink> {
	const { hostname, port } = new URL(target);
	const open = new Set<Socket>();
	let down = false;
	let dropped = 0;
	const link = createServer((near) => {
		if (down) return void near.destroy();
		const far = connect(Number(port), hostname);
		for (const socket of [near, far]) {
			open.add(socket);
			socket.on('error', () => socket.destroy());
			socket.on('close', () => {
				open.delete(socket);
				near.destroy();
				far.destroy();
			});
		}
		near.pipe(far).pipe(near);
	});
	link.listen(0, '127.0.0.1');
	await once(link, 'listening');
	const cut = () => {
		down = true;
		dropped += Math.ceil(open.size / 2);
		for (const socket of open) socket.destroy();
	};
	return {
		url: `http://127.0.0.1:${(link.address() as AddressInfo).port}`,
		cut,
		mend() {
			down = false;
		},
		get dropped() {
			return dropped;
		},
		async close() {
			cut();
			link.close();
			await once(link, 'close');
		}
	};
}
