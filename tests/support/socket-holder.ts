/**
 * Listens on a port and hands the socket to one server after the other, as systemd does: `node socket-holder.ts PORT
 * ENTRY MOST`. It takes no connection itself, since it waits for the server that runs without doing anything else: whoever
 * connects in between waits for the next one. Ends after `MOST` servers, or with one that does not end in order.
 */
import { spawnSync } from 'node:child_process';
import { createServer } from 'node:net';

const [port = '0', entry = '', most = '2'] = process.argv.slice(2);
const holder = createServer();
holder.listen(Number(port), '127.0.0.1', () => {
	const { fd } = (holder as unknown as { _handle: { fd: number } })._handle;
	for (let started = 0; started < Number(most); started += 1) {
		// Whoever is meant is named by its process, which only that process knows.
		const run = `LISTEN_FDS=1 LISTEN_PID=$$ exec "${process.execPath}" "${entry}"`;
		const { status } = spawnSync('/bin/sh', ['-c', run], {
			stdio: ['ignore', 'inherit', 'inherit', fd]
		});
		if (status !== 0) process.exit(1);
	}
	process.exit(0);
});
