import type { ServerResponse } from 'node:http';
import { problem, PROBLEM_TYPE } from '#lib/protocol/problem.ts';

/** What is wrong with a whole request. `retryAfter` in seconds. */
export interface RequestFault {
	status: number;
	code: string;
	detail: string;
	retryAfter?: number;
	allow?: string;
}

const JSON_TYPE = 'application/json';

/** Header names and values in turn: the form that node:http takes without making an object of it. */
export function sendJson(res: ServerResponse, body: string): void {
	if (res.writableEnded || res.destroyed) return;
	const length = Buffer.byteLength(body);
	res.writeHead(200, ['Content-Type', JSON_TYPE, 'Content-Length', `${length}`]);
	res.end(body);
}

/** The answer to one accepted event, nearly all there are: plain ASCII, which node writes without encoding it. */
export function sendAccepted(res: ServerResponse, seq: number): void {
	if (res.writableEnded || res.destroyed) return;
	const body = `{"accepted":1,"duplicates":0,"rejected":[],"seq":${seq}}`;
	res.writeHead(200, ['Content-Type', JSON_TYPE, 'Content-Length', `${body.length}`]);
	res.end(body, 'latin1');
}

export function sendFault(res: ServerResponse, fault: RequestFault): void {
	if (res.writableEnded || res.destroyed || res.headersSent) return;
	const body = JSON.stringify(problem(fault.status, fault.code, fault.detail));
	const headers = ['Content-Type', PROBLEM_TYPE, 'Content-Length', `${Buffer.byteLength(body)}`];
	headers.push('Cache-Control', 'no-store', 'X-Content-Type-Options', 'nosniff');
	if (fault.retryAfter !== undefined) headers.push('Retry-After', `${fault.retryAfter}`);
	if (fault.allow !== undefined) headers.push('Allow', fault.allow);
	if (fault.status === 401) headers.push('WWW-Authenticate', 'Bearer realm="foyer"');
	res.writeHead(fault.status, headers);
	res.end(body);
}
