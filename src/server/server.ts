import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { problem, PROBLEM_TYPE } from '#lib/protocol/problem.ts';
import type { Problem } from '#lib/protocol/problem.ts';
import { App, APP } from './app.ts';
import type { AuditLog } from './audit.ts';
import type { Clock } from './clock.ts';
import { wallClock } from './clock.ts';
import { ConfigError, trustOurProtocolHeader } from './config.ts';
import type { Config } from './config.ts';
import { startControl } from './control.ts';

export interface ServerOptions {
	config: Config;
	clock?: Clock;
	/** False: no pages, only events, screens' sockets and control. Then nothing needs to be built. */
	pages?: boolean;
	audit?: AuditLog;
}

export interface RunningServer {
	/** Where it is reached, without a slash at the end. */
	url: string;
	app: App;
	/** Says goodbye, commits and closes. Calling it twice does no harm. */
	close(): Promise<void>;
}

const PAGES = new URL('../../build/handler.js', import.meta.url);
/** At the end, a connection has so long to take what was written to it. Real milliseconds. */
const LAST_WORDS_MS = 1_000;

/**
 * Starts a whole server: the one instance of the app, its pages in front of nothing but the machines' door, and
 * the control listener. Throws a ConfigError or a StoreError that says what to do.
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
	const { config, clock = wallClock(), pages = true, audit } = options;
	if (pages && !existsSync(PAGES)) {
		throw new ConfigError('The pages are not built; run "npm run build" first.');
	}
	const app = new App(config, clock, audit);
	try {
		(globalThis as Record<symbol, unknown>)[APP] = app;
		const server = createServer(
			// Bodies have their own limit at the door; this is the backstop for heads that trickle in.
			{ requestTimeout: 60_000, headersTimeout: 15_000, connectionsCheckingInterval: 5_000 },
			listener(app, pages ? await loadPages() : noPages)
		);
		const sockets = track(server);
		app.gateway.attach(server);
		const url = await listen(server, config);
		const control = await startControl(app, url);
		let closed: Promise<void> | undefined;
		const close = async () => {
			await control.close();
			server.close();
			await app.dispose();
			await hangUp(sockets, clock);
		};
		return { url, app, close: () => (closed ??= close()) };
	} catch (error) {
		await app.dispose();
		throw error;
	}
}

function listener(app: App, pages: RequestListener): RequestListener {
	return (req, res) => {
		if (app.ingest(req, res)) return;
		if (!OPEN.test(req.url as string) && !isHere(app, req)) {
			const detail = 'There is no sign-in yet, so pages are shown at this machine only.';
			send(res, problem(403, 'forbidden', detail));
			return;
		}
		// Nobody stands in front of us that could know better, and pages must not believe the sender.
		req.headers['x-forwarded-proto'] = 'http';
		pages(req, res);
	};
}

async function loadPages(): Promise<RequestListener> {
	trustOurProtocolHeader();
	const { handler } = (await import(PAGES.href)) as { handler: RequestListener };
	return handler;
}

/** Routes that look at who asks by themselves, or tell nothing. */
const OPEN = /^\/(api\/|healthz|readyz)/;

/** A foreign page can have its own name point to this machine, and would read ours under that name. */
function isHere(app: App, { headers, socket }: IncomingMessage): boolean {
	const forwarded = headers['x-forwarded-for'] !== undefined || headers.forwarded !== undefined;
	const { host } = headers;
	return app.access.identify({ address: socket.remoteAddress, host, forwarded }).kind === 'local';
}

function noPages(_req: IncomingMessage, res: ServerResponse): void {
	send(res, problem(404, 'not_found', 'This server was started without its pages.'));
}

function send(res: ServerResponse, document: Problem): void {
	res.writeHead(document.status, { 'content-type': PROBLEM_TYPE });
	res.end(JSON.stringify(document));
}

async function listen(server: Server, { host, port }: Config): Promise<string> {
	await new Promise<void>((resolve, reject) => {
		server.once('error', (error: NodeJS.ErrnoException) => {
			reject(
				error.code === 'EADDRINUSE'
					? new ConfigError(`Port ${port} is in use; stop what uses it or choose another PORT.`)
					: error
			);
		});
		server.listen(port, host, resolve);
	});
	const address = server.address() as AddressInfo;
	const name = address.family === 'IPv6' ? `[${address.address}]` : address.address;
	return `http://${name}:${address.port}`;
}

function track(server: Server): Set<Socket> {
	const sockets = new Set<Socket>();
	server.on('connection', (socket: Socket) => {
		sockets.add(socket);
		socket.once('close', () => sockets.delete(socket));
	});
	return sockets;
}

/** Lets every connection take what was written to it, but waits for nobody that does not. */
async function hangUp(sockets: Set<Socket>, clock: Clock): Promise<void> {
	const ended = [...sockets].map((socket) => {
		const closed = new Promise((resolve) => socket.once('close', resolve));
		socket.destroySoon();
		return closed;
	});
	const cancel = clock.after(LAST_WORDS_MS * clock.rate, () => {
		for (const socket of sockets) socket.destroy();
	});
	await Promise.all(ended);
	cancel();
}
