import { spawn } from 'node:child_process';
import { platform } from 'node:os';
import type { Kind } from '../kind.ts';
import { none, OK } from '../result.ts';
import type { TryResult } from '../result.ts';

/** What `ping` says that is not allowed to: then no device is to blame. */
const FORBIDDEN = /not permitted|permission denied|lacking privilege/i;
/** Of what it says so much is kept. */
const MOST_KEPT = 2_000;

/** Whether it answers a ping: the system's own program asks, since raw sockets are not for us. */
export const icmp: Kind<'icmp'> = {
	type: 'icmp',
	port: () => null,
	ask(_probe, { address }, { signal, timeout }) {
		const { promise, resolve } = Promise.withResolvers<TryResult>();
		// Without a shell the address is one argument, and the schema lets none begin with a dash.
		const child = spawn('ping', argumentsFor(address, timeout), {
			stdio: ['ignore', 'pipe', 'pipe']
		});
		let said = '';
		const keep = (part: Buffer) => (said = (said + part.toString()).slice(0, MOST_KEPT));
		child.stdout.on('data', keep);
		child.stderr.on('data', keep);
		const stop = () => child.kill('SIGKILL');
		signal.addEventListener('abort', stop, { once: true });
		child.once('error', ({ message }) => resolve(none('probe_unavailable', message)));
		child.once('close', (code) => {
			signal.removeEventListener('abort', stop);
			if (code === 0) resolve(OK);
			else if (FORBIDDEN.test(said)) resolve(none('probe_unavailable', said.trim()));
			else resolve(none('no_answer'));
		});
		return promise;
	}
};

/** One question, no names looked up, and an end by itself should nobody end it. */
function argumentsFor(address: string, timeout: number): string[] {
	if (platform() === 'win32') return ['-n', '1', '-w', String(timeout), address];
	const seconds = String(Math.ceil(timeout / 1_000));
	if (platform() === 'darwin') return ['-n', '-c', '1', '-t', seconds, address];
	return ['-n', '-c', '1', '-w', seconds, address];
}
