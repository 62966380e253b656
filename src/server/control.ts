import { randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { problem, PROBLEM_TYPE } from '#lib/protocol/problem.ts';
import { COMMAND_LINE } from './access/access.ts';
import type { App } from './app.ts';
import { conditionOf } from './condition.ts';
import { logFault, logSentence } from './log.ts';
import type { ErasureRequest } from './personal.ts';

/** What `server.json` in the data folder tells our own command line about a running server. */
export interface ServerFile {
	pid: number;
	url: string;
	/**
	 * `POST /apply` takes a branch file, `POST /events` CloudEvents, `POST /erase` an ErasureRequest, `POST /condition`
	 * nothing, and answers with a Condition; each with
	 * `Authorization: Bearer` and the token.
	 */
	controlUrl: string;
	token: string;
}

export const SERVER_FILE = 'server.json';
const MOST_BYTES = 8 * 1024 * 1024;

/**
 * Lets the command line change a branch while the server holds the data folder: on this machine only, for
 * who can read a file that only its owner can.
 */
export async function startControl(
	app: App,
	url: string
): Promise<{ file: ServerFile; close(): Promise<void> }> {
	const token = randomBytes(32).toString('base64url');
	const server = createServer((req, res) => {
		answer(app, token, req, res).catch((error: unknown) => {
			send(res, 500, problem(500, 'internal', `See the log under ${logFault('control', error)}.`));
		});
	});
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(0, '127.0.0.1', resolve);
	});
	const { port } = server.address() as AddressInfo;
	const path = join(app.store.folder, SERVER_FILE);
	const file: ServerFile = { pid: process.pid, url, controlUrl: `http://127.0.0.1:${port}`, token };
	leave(path, file);
	return {
		file,
		close: () => {
			removeOwn(path, token);
			server.closeAllConnections();
			return new Promise((resolve) => server.close(() => resolve()));
		}
	};
}

/** Whole or not at all, and never readable by others, not even for a moment. Without it only our own commands miss us. */
function leave(path: string, file: ServerFile): void {
	try {
		writeFileSync(`${path}.new`, `${JSON.stringify(file)}\n`, { mode: 0o600 });
		renameSync(`${path}.new`, path);
	} catch (error) {
		logSentence(
			`commands cannot reach this server, ${path} was not written: ${(error as Error).message}`
		);
	}
}

async function answer(
	app: App,
	token: string,
	req: IncomingMessage,
	res: ServerResponse
): Promise<void> {
	if (!isToken(req.headers.authorization, token)) {
		send(res, 401, problem(401, 'unauthenticated', 'Send the token of server.json.'));
	} else if (req.method !== 'POST') {
		send(res, 405, problem(405, 'method_not_allowed', 'Use POST.'));
	} else if (req.url === '/events') {
		app.takeFromOperator(req, res);
	} else if (req.url === '/condition') {
		send(res, 200, conditionOf(app));
	} else if (req.url === '/apply') {
		await applyFrom(app, req, res);
	} else if (req.url === '/erase') {
		await eraseFrom(app, req, res);
	} else
		send(res, 404, problem(404, 'not_found', 'There are /apply, /condition, /erase and /events.'));
}

async function applyFrom(app: App, req: IncomingMessage, res: ServerResponse): Promise<void> {
	const body = await bodyOf(req, res);
	if (body === undefined) return;
	try {
		const applied = await app.apply(body.json);
		send(res, applied.ok ? 200 : 422, applied);
	} catch (error) {
		if ((error as { name?: unknown }).name !== 'StoreError') throw error;
		send(res, 503, problem(503, 'unavailable', (error as Error).message));
	}
}

/** Our own command line is the only one that asks, so that the request has the shape that it gives it. */
async function eraseFrom(app: App, req: IncomingMessage, res: ServerResponse): Promise<void> {
	const body = await bodyOf(req, res);
	if (body === undefined) return;
	const erased = await app.personal.erase(COMMAND_LINE, body.json as ErasureRequest);
	send(res, erased.ok ? 200 : 422, erased);
}

/** The JSON of a request; undefined: it was answered, because there is none. */
async function bodyOf(
	req: IncomingMessage,
	res: ServerResponse
): Promise<{ json: unknown } | undefined> {
	const chunks: Buffer[] = [];
	let size = 0;
	for await (const chunk of req as AsyncIterable<Buffer>) {
		size += chunk.length;
		if (size > MOST_BYTES) {
			send(res, 413, problem(413, 'too_large', `A request has at most ${MOST_BYTES} bytes.`));
			return undefined;
		}
		chunks.push(chunk);
	}
	try {
		return { json: JSON.parse(Buffer.concat(chunks).toString('utf8')) };
	} catch {
		send(res, 400, problem(400, 'malformed_json', 'The body is not valid JSON.'));
		return undefined;
	}
}

function isToken(authorization: string | undefined, token: string): boolean {
	const given = Buffer.from(authorization?.replace(/^bearer /i, '') ?? '');
	const expected = Buffer.from(token);
	return given.length === expected.length && timingSafeEqual(given, expected);
}

function send(res: ServerResponse, status: number, body: object): void {
	if (res.headersSent) return;
	const type = status < 400 ? 'application/json' : PROBLEM_TYPE;
	res.writeHead(status, { 'content-type': type });
	res.end(JSON.stringify(body));
}

/** Another server may have taken over the folder meanwhile and written its own. */
function removeOwn(path: string, token: string): void {
	try {
		if ((JSON.parse(readFileSync(path, 'utf8')) as ServerFile).token === token) rmSync(path);
	} catch {
		// Gone already.
	}
}
