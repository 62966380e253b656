import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { problem, PROBLEM_TYPE } from '#lib/protocol/problem.ts';

export interface FrontOptions {
	/** Whether what stands behind speaks TLS. */
	secure: boolean;
	/** Whether an address may speak plain HTTP here. */
	admits: (address: string | undefined) => boolean;
}

/** The first byte of a TLS handshake. */
const HANDSHAKE = 0x16;
/** Whoever connects has so long to say something, and as long to take a refusal. Real milliseconds. */
const PATIENCE_MS = 15_000;

/**
 * Looks at a connection before the server does: where TLS is spoken, somebody who typed the address without https is
 * sent to the right one, and where it is not, who may not speak plain HTTP is told so. To call before anybody else
 * listens for connections.
 */
export function standInFront(server: Server, { secure, admits }: FrontOptions): void {
	const behind = server.listeners('connection');
	server.removeAllListeners('connection');
	server.on('connection', (socket: Socket) => {
		const pass = () => {
			for (const listener of behind) Reflect.apply(listener, server, [socket]);
		};
		if (!secure && admits(socket.remoteAddress)) pass();
		else {
			firstWords(socket, (words) => {
				if (words[0] !== HANDSHAKE) refuse(socket, secure ? elsewhere(words) : FORBIDDEN);
				else if (secure) pass();
				else socket.destroy();
			});
		}
	});
}

/** Hands over what a connection begins with, and leaves it to be read again. */
function firstWords(socket: Socket, take: (words: Buffer) => void): void {
	const drop = () => socket.destroy();
	const look = () => {
		const words = socket.read() as Buffer | null;
		if (words === null) return;
		socket.off('readable', look).off('error', drop).off('end', drop).off('timeout', drop);
		socket.setTimeout(0);
		socket.unshift(words);
		take(words);
	};
	socket.on('readable', look).on('error', drop).on('end', drop).on('timeout', drop);
	socket.setTimeout(PATIENCE_MS);
}

/** An answer in plain HTTP, as its lines, after which nothing more is read. */
function refuse(socket: Socket, answer: string): void {
	const drop = () => socket.destroy();
	socket.on('error', drop).on('timeout', drop).setTimeout(PATIENCE_MS);
	// What is not read when a connection ends makes the other side throw the answer away.
	socket.resume();
	socket.end(answer);
}

const FORBIDDEN = saying(
	403,
	'https_required',
	'Plain HTTP is spoken only with this machine and with the proxies that FOYER_PROXY names.'
);
const HTTPS_REQUIRED = saying(
	400,
	'https_required',
	'This port speaks HTTPS: write https:// in the address.'
);

/** A page that is asked for is sent to its https address; what would change something is not repeated there unasked. */
function elsewhere(words: Buffer): string {
	const head = words.toString('latin1');
	const path = /^(?:GET|HEAD) (\/[\x21-\x7e]*) HTTP\/1\.[01]\r\n/.exec(head)?.[1];
	const host = /\r\nhost: *([\w.:[\]-]+) *\r\n/i.exec(head)?.[1];
	if (path === undefined || host === undefined) return HTTPS_REQUIRED;
	return [
		'HTTP/1.1 308 Permanent Redirect',
		`location: https://${host}${path}`,
		'cache-control: no-store',
		'content-length: 0',
		'connection: close',
		'\r\n'
	].join('\r\n');
}

function saying(status: number, code: string, detail: string): string {
	const document = problem(status, code, detail);
	const body = JSON.stringify(document);
	return [
		`HTTP/1.1 ${status} ${document.title}`,
		`content-type: ${PROBLEM_TYPE}`,
		`content-length: ${Buffer.byteLength(body)}`,
		'connection: close',
		'',
		body
	].join('\r\n');
}
