/** As much of net-snmp as the probe uses; it brings no types. */
declare module 'net-snmp' {
	import type { Socket, SocketType } from 'node:dgram';
	import type { EventEmitter } from 'node:events';

	export const Version1: 0;
	export const Version2c: 1;

	export interface Varbind {
		oid: string;
		type: number;
		/** A number, a Buffer of an octet string, or whatever the agent sent. */
		value: unknown;
	}

	export interface Session extends EventEmitter {
		/** Everything below an object, in parts; `feed` returns true to end it. */
		subtree(
			oid: string,
			maxRepetitions: number,
			feed: (varbinds: Varbind[]) => boolean,
			done: (error: Error | null) => void
		): void;
		close(): void;
	}

	export function createSession(
		target: string,
		community: string,
		options: {
			port: number;
			version: 0 | 1;
			/** Real milliseconds until a request is sent again. */
			timeout: number;
			retries: number;
			transport: SocketType;
			dgramModule: { createSocket(type: SocketType): Socket };
		}
	): Session;

	export function isVarbindError(varbind: Varbind): boolean;
}
