import type { Probe } from '#lib/protocol/probe.ts';
import type { Clock } from '../clock.ts';
import type { TryResult } from './result.ts';

/** Who is asked: the address that was checked, and never another. */
export interface Target {
	/** As the branch file writes it: for headers and certificates. */
	host: string;
	address: string;
	family: 4 | 6;
	/** 0 where the protocol has none. */
	port: number;
}

export interface Asking {
	clock: Clock;
	/** Aborted when the time is over, or nobody wants to know any more: then sockets and processes are given up. */
	signal: AbortSignal;
	/** What a whole try may take. Real milliseconds. */
	timeout: number;
}

export type ProbeOf<T extends Probe['type']> = Extract<Probe, { type: T }>;

/** One way to look whether a device is there. */
export interface Kind<T extends Probe['type'] = Probe['type']> {
	type: T;
	/** Where it is asked; null: its protocol has no ports. */
	port(probe: ProbeOf<T>): number | null;
	/** Asks once. May reject with whatever its sockets say; leaves nothing behind once `signal` is aborted. */
	ask(probe: ProbeOf<T>, target: Target, asking: Asking): Promise<TryResult>;
}
