import { createServer } from 'node:net';
import { get } from 'node:http';
import { get as secureGet } from 'node:https';
import { ill, well } from '../finding.ts';
import type { Finding, Patient } from '../finding.ts';

/** Whoever takes longer does not answer. Real milliseconds. */
const ANSWER_WITHIN = 5_000;

/** Whether the running server answers at its address, or whether the port is free for the next one. */
export async function portFindings({ running, config }: Patient): Promise<Finding[]> {
	const [url] = running?.urls ?? [];
	if (url === undefined) return [await free(config.host, config.port)];
	const status = await ready(`${url}/readyz`);
	if (status === 200) return [well('port', `${url} answers`)];
	const said = status === null ? 'does not answer' : `answers ${status} to /readyz`;
	return [ill('port', `${url} ${said}`, 'look at the log, and at what stands between')];
}

function free(host: string, port: number): Promise<Finding> {
	return new Promise((resolve) => {
		const server = createServer();
		server.once('error', (error: NodeJS.ErrnoException) =>
			resolve(
				ill(
					'port',
					`nobody can listen on ${host}:${port} (${error.code ?? error.message})`,
					'stop what has it, or choose another HOST or PORT'
				)
			)
		);
		server.listen(port, host, () => {
			server.close(() =>
				resolve(well('port', port === 0 ? 'any free one' : `${host}:${port} is free`))
			);
		});
	});
}

/** The status of an answer; null: there was none. Whom the certificate convinces is not asked here. */
function ready(url: string): Promise<number | null> {
	return new Promise((resolve) => {
		const answered = (res: { statusCode?: number | undefined; resume(): void }) => {
			res.resume();
			resolve(res.statusCode ?? null);
		};
		const options = { timeout: ANSWER_WITHIN, agent: false as const };
		const req = url.startsWith('https:')
			? secureGet(url, { ...options, rejectUnauthorized: false }, answered)
			: get(url, options, answered);
		req.once('timeout', () => req.destroy());
		req.once('error', () => resolve(null));
	});
}
