import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

/** A way to a server on which things go wrong. Loopback only. */
export interface FlakyLink {
	/** The server's address through the link. */
	url: string;
	/** Cuts what is connected, and refuses whoever comes until `mend`. */
	cut(): void;
	/** What the server says is lost until `mend`, also on connections to come; what it is told arrives. */
	loseAnswers(): void;
	/** Nothing arrives any more on what is connected, either way, and neither end is told. Whoever comes gets through. */
	fallSilent(): void;
	/** Whoever comes gets through. */
	mend(): void;
	/** Connections that were cut so far. */
	readonly dropped: number;
	close(): Promise<void>;
}

interface Pair {
	near: Socket;
	far: Socket;
}

export async function flakyLink(target: string): Promise<FlakyLink> {
	const { hostname, port } = new URL(target);
	const open = new Set<Pair>();
	let down = false;
	let deaf = false;
	let dropped = 0;
	const link = createServer((near) => {
		if (down) return void near.destroy();
		const far = connect(Number(port), hostname);
		const pair = { near, far };
		open.add(pair);
		for (const socket of [near, far]) {
			socket.on('error', () => socket.destroy());
			socket.on('close', () => {
				open.delete(pair);
				near.destroy();
				far.destroy();
			});
		}
		near.pipe(far).pipe(near);
		if (deaf) swallow(far, near);
	});
	link.listen(0, '127.0.0.1');
	await once(link, 'listening');
	const cut = () => {
		down = true;
		dropped += open.size;
		for (const { near, far } of open) {
			near.destroy();
			far.destroy();
		}
	};
	return {
		url: `http://127.0.0.1:${(link.address() as AddressInfo).port}`,
		cut,
		loseAnswers() {
			deaf = true;
			for (const { near, far } of open) swallow(far, near);
		},
		fallSilent() {
			for (const { near, far } of open) {
				swallow(far, near);
				swallow(near, far);
			}
		},
		mend() {
			down = false;
			deaf = false;
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

/** What comes from one end is read, and gets no further. */
function swallow(from: Socket, to: Socket): void {
	from.unpipe(to);
	from.resume();
}
