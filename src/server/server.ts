import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { Server as SecureServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import type { SecureContextOptions } from 'node:tls';
import { problem, PROBLEM_TYPE } from '#lib/protocol/problem.ts';
import type { Problem } from '#lib/protocol/problem.ts';
import { isLoopback } from './access/loopback.ts';
import { App, APP } from './app.ts';
import type { AuditLog } from './audit.ts';
import type { Clock } from './clock.ts';
import { wallClock } from './clock.ts';
import { ConfigError, trustOurHeaders } from './config.ts';
import type { Config } from './config.ts';
import { startControl } from './control.ts';
import type { ServerFile } from './control.ts';
import type { Analyses } from './forecast/analysts.ts';
import type { Limits } from './limits/limits.ts';
import { discardLeftover } from './leftover.ts';
import { logSentence, setLogLevel } from './log.ts';
import { proxiesOf, settleHeaders, speaksPlain } from './peer.ts';
import { setHttpsOnly, setSafetyHeaders } from './safety-headers.ts';
import { openCertificates } from './tls/certificates.ts';
import type { Certificates } from './tls/certificates.ts';
import { standInFront } from './tls/front.ts';
import type { Served } from './tls/served.ts';
import { statusOf } from './tls/status.ts';
import { Traffic } from './traffic.ts';

export interface ServerOptions {
	config: Config;
	clock?: Clock;
	/** False: no pages, only events, screens' sockets and control. Then nothing needs to be built. */
	pages?: boolean;
	/** Other limits than those of limits.ts: for tests. */
	limits?: Limits | undefined;
	/** Another audit than that of the data folder: for tests. */
	audit?: AuditLog | undefined;
	/** Other analysts than a thread: for tests. */
	analysts?: Analyses | undefined;
}

export interface RunningServer {
	/** The best way in, without a slash at the end. */
	url: string;
	/** Every way in, by name and by address, the best one first. */
	urls: readonly string[];
	/** Whether it speaks HTTPS itself. */
	secure: boolean;
	/** How our own commands talk to it. */
	control: ServerFile;
	app: App;
	/** Says goodbye, commits and closes. Calling it twice does no harm. */
	close(): Promise<void>;
}

const PAGES = new URL('../../build/handler.js', import.meta.url);
/** Keys that are thrown away, and ciphers that notice a change: what Node offers beyond these is for older clients. */
const CIPHERS = [
	...['TLS_AES_256_GCM_SHA384', 'TLS_CHACHA20_POLY1305_SHA256', 'TLS_AES_128_GCM_SHA256'],
	...['ECDHE-ECDSA-AES256-GCM-SHA384', 'ECDHE-RSA-AES256-GCM-SHA384'],
	...['ECDHE-ECDSA-CHACHA20-POLY1305', 'ECDHE-RSA-CHACHA20-POLY1305'],
	...['ECDHE-ECDSA-AES128-GCM-SHA256', 'ECDHE-RSA-AES128-GCM-SHA256']
].join(':');
/** At the end, a connection has so long to take what was written to it. Real milliseconds. */
const LAST_WORDS_MS = 1_000;

/**
 * Starts a whole server: the one instance of the app, its pages in front of nothing but the machines' door, and
 * the control listener. Throws a ConfigError or a StoreError that says what to do.
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
	const { config, clock = wallClock(), pages = true, limits, audit, analysts } = options;
	if (pages && !existsSync(PAGES)) {
		throw new ConfigError('The pages are not built; run "npm run build" first.');
	}
	setLogLevel(config.logLevel);
	const app = new App(config, clock, { limits, audit, analysts, reading: true });
	let certificates: Certificates | undefined;
	try {
		(globalThis as Record<symbol, unknown>)[APP] = app;
		certificates = await openCertificates({ config, clock, log: logSentence });
		const proxies = proxiesOf(config.proxies);
		const answer = listener(app, pages ? await loadPages() : noPages);
		const server = serverOf(certificates?.served, answer);
		const secure = certificates !== undefined;
		if (secure || !isLoopback(config.host)) {
			standInFront(server, { secure, admits: speaksPlain(proxies) });
		}
		const spoken = track(server, 'secureConnection');
		const sockets = track(server, 'connection');
		app.traffic = new Traffic(server);
		app.gateway.attach(server);
		// In front of the gateway and the pages, which read these headers; the machines' door has no use for them.
		for (const event of ['request', 'upgrade']) {
			server.prependListener(event, (req: IncomingMessage) => {
				if (!app.ingests(req)) settleHeaders(req, proxies);
			});
		}
		if (config.secure) server.prependListener('request', (_, res) => setHttpsOnly(res));
		const bound = await listen(server, config);
		const show = (served: Served | undefined) => (app.tls = statusOf(config, bound, served));
		const { urls } = show(certificates?.served);
		await app.mqtt.start(config.host, certificates && contextOf(certificates.served));
		certificates?.onChange((served) => {
			(server as SecureServer).setSecureContext(contextOf(served));
			app.mqtt.renew(contextOf(served));
			show(served);
		});
		const [url] = urls;
		const control = await startControl(app, url);
		let closed: Promise<void> | undefined;
		const close = async () => {
			certificates?.dispose();
			await control.close();
			server.close();
			await app.dispose();
			await hangUp(spoken, clock);
			await hangUp(sockets, clock);
		};
		return { url, urls, secure, control: control.file, app, close: () => (closed ??= close()) };
	} catch (error) {
		certificates?.dispose();
		await app.dispose();
		throw error;
	}
}

function serverOf(served: Served | undefined, answer: RequestListener): Server {
	// Bodies have their own limit at the door; this is the backstop for heads that trickle in.
	const limits = {
		requestTimeout: 60_000,
		headersTimeout: 15_000,
		connectionsCheckingInterval: 5_000
	};
	return served === undefined
		? createServer(limits, answer)
		: createSecureServer(
				{ ...limits, ...contextOf(served), handshakeTimeout: 15_000, ALPNProtocols: ['http/1.1'] },
				answer
			);
}

function contextOf({ pair }: Served): SecureContextOptions {
	return { ...pair, minVersion: 'TLSv1.2', ciphers: CIPHERS, honorCipherOrder: true };
}

function listener(app: App, pages: RequestListener): RequestListener {
	return (req, res) => {
		if (app.ingest(req, res)) return;
		setSafetyHeaders(res);
		discardLeftover(req, res);
		pages(req, res);
	};
}

async function loadPages(): Promise<RequestListener> {
	trustOurHeaders();
	const { handler } = (await import(PAGES.href)) as { handler: RequestListener };
	return handler;
}

function noPages(_req: IncomingMessage, res: ServerResponse): void {
	send(res, problem(404, 'not_found', 'This server was started without its pages.'));
}

function send(res: ServerResponse, document: Problem): void {
	res.writeHead(document.status, { 'content-type': PROBLEM_TYPE });
	res.end(JSON.stringify(document));
}

async function listen(server: Server, { host, port, socket }: Config): Promise<AddressInfo> {
	await new Promise<void>((resolve, reject) => {
		server.once('error', (error: NodeJS.ErrnoException) => {
			const why = LISTEN_FAULTS[error.code as string]?.(host, port);
			reject(why === undefined ? error : new ConfigError(why));
		});
		if (socket === null) server.listen(port, host, resolve);
		else server.listen({ fd: socket }, resolve);
	});
	const bound = server.address() as AddressInfo;
	if (isLoopback(host) && !isLoopback(bound.address)) {
		server.close();
		throw new ConfigError(
			`The socket that was handed over listens on ${bound.address}, but HOST is "${host}"; set HOST to the same address.`
		);
	}
	return bound;
}

const notOurs = (host: string) =>
	`HOST is "${host}", which is no address of this machine; write one that it has, or 0.0.0.0 for all of them.`;

const LISTEN_FAULTS: Record<string, (host: string, port: number) => string> = {
	EADDRINUSE: (_, port) => `Port ${port} is in use; stop what uses it or choose another PORT.`,
	EACCES: (_, port) =>
		`Port ${port} is not for this user; choose a PORT from 1024 up, or let the system hand it over.`,
	EADDRNOTAVAIL: notOurs,
	ENOTFOUND: notOurs,
	EAI_AGAIN: notOurs
};

function track(server: Server, event: 'connection' | 'secureConnection'): Set<Socket> {
	const sockets = new Set<Socket>();
	server.on(event, (socket: Socket) => {
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
