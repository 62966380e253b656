import type { Server } from 'node:net';
import type { Socket } from 'node:net';

/** Bytes of a server's connections, counted by the sockets themselves. */
export class Traffic {
	readonly #open = new Set<Socket>();
	/** Of connections that are closed. */
	#before = { in: 0, out: 0 };

	constructor(server: Server) {
		server.on('connection', (socket: Socket) => {
			this.#open.add(socket);
			socket.once('close', () => {
				this.#open.delete(socket);
				this.#before.in += socket.bytesRead;
				this.#before.out += socket.bytesWritten;
			});
		});
	}

	/** Since the start. */
	get bytes(): { in: number; out: number } {
		const all = { ...this.#before };
		for (const { bytesRead, bytesWritten } of this.#open) {
			all.in += bytesRead;
			all.out += bytesWritten;
		}
		return all;
	}
}
