import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { request as plainRequest } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import { request as secureRequest } from 'node:https';
import type { RequestOptions } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { wallClock } from '#server/clock.ts';
import type { Config } from '#server/config.ts';
import { startServer } from '#server/server.ts';
import type { RunningServer } from '#server/server.ts';
import { makeCa, makeLeaf } from '#server/tls/x509.ts';
import type { Pair } from '#server/tls/x509.ts';
import { testConfig } from '../../support/test-config.ts';

export const DAY = 24 * 3600 * 1000;

/** A folder that is gone when the test is. */
export function newFolder(): string {
	const folder = mkdtempSync(join(tmpdir(), 'foyer-tls-'));
	onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
	return folder;
}

/** A real server without pages on the real clock, so that clients find its certificate in date. */
export async function serverWith(
	change: Partial<Config>,
	clock = wallClock()
): Promise<RunningServer & { port: number; folder: string }> {
	const folder = newFolder();
	const server = await startServer({ config: testConfig(folder, change), clock, pages: false });
	onTestFinished(() => server.close());
	return { ...server, folder, port: Number(new URL(server.url).port) };
}

export interface Answer {
	status: number;
	headers: IncomingHttpHeaders;
	text: string;
}

/** One request over a connection of its own. */
export function ask(
	url: string,
	options: RequestOptions & { body?: string } = {}
): Promise<Answer> {
	const { body, ...rest } = options;
	const request = url.startsWith('https:') ? secureRequest : plainRequest;
	return new Promise((resolve, reject) => {
		const req = request(url, { agent: false, ...rest }, (res) => {
			let text = '';
			res.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
			res.on('end', () => resolve({ status: res.statusCode ?? 0, headers: res.headers, text }));
		});
		req.on('error', reject);
		req.end(body);
	});
}

/** A CA and a certificate as a bank would bring them. */
export async function brought(
	holds: string[] = ['localhost', '127.0.0.1'],
	from = Date.now() - DAY,
	until = Date.now() + 90 * DAY
): Promise<{ ca: Pair; pair: Pair }> {
	const permits = { names: ['localhost', 'example'], networks: ['127.0.0.0/8'] };
	const ca = await makeCa('Bank CA', permits, {
		from: from - DAY,
		until: until + DAY
	});
	return { ca, pair: await makeLeaf(ca, 'Bank server', holds, { from, until }) };
}

/** Whether OpenSSL's program takes a certificate for good under a CA; undefined: it is not on this machine. */
export function opensslVerifies(caFile: string, certFile: string): boolean | undefined {
	try {
		execFileSync('openssl', ['verify', '-x509_strict', '-CAfile', caFile, certFile], {
			stdio: 'pipe'
		});
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'ENOENT' ? undefined : false;
	}
}
