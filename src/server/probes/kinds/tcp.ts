import { once } from 'node:events';
import { connect } from 'node:net';
import type { Kind } from '../kind.ts';
import { OK } from '../result.ts';

/** Raw printing's port. */
const PRINTING = 9100;

/** Whether it takes a connection. Nothing is sent: a printer would print it. */
export const tcp: Kind<'tcp'> = {
	type: 'tcp',
	port: ({ port = PRINTING }) => port,
	async ask(_probe, { address, port }, { signal }) {
		const socket = connect({ host: address, port });
		// Never taken away: a socket that has nobody to tell of an error ends the process.
		socket.on('error', () => {});
		try {
			await once(socket, 'connect', { signal });
			return OK;
		} finally {
			socket.destroy();
		}
	}
};
