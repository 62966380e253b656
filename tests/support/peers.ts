import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { until } from './test-server.ts';

/** Where Debian puts the programs that tests speak with; their owners' PATH need not have it. */
const FOLDERS = ['/usr/sbin', '/usr/bin', '/usr/local/sbin', '/usr/local/bin', '/sbin', '/bin'];

/** A program of this machine; undefined: it has none, and the test is skipped by its name. */
export function peer(name: string): string | undefined {
	return FOLDERS.map((folder) => join(folder, name)).find((path) => existsSync(path));
}

/** Whether this machine can ping itself: not every container may. */
export function canPing(): boolean {
	const ping = peer('ping');
	if (ping === undefined) return false;
	return spawnSync(ping, ['-n', '-c', '1', '-w', '2', '127.0.0.1']).status === 0;
}

/** A program that ends with the test. `said`: what it has written so far. */
export interface Peer {
	child: ChildProcess;
	said(): string;
	/** By its own process id, and waits until it is gone. */
	stop(signal?: NodeJS.Signals): Promise<void>;
}

export function start(program: string, args: string[], cwd: string): Peer {
	const child = spawn(program, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
	const gone = once(child, 'exit');
	let said = '';
	child.stdout.on('data', (part: Buffer) => (said += part.toString()));
	child.stderr.on('data', (part: Buffer) => (said += part.toString()));
	const stop = async (signal: NodeJS.Signals = 'SIGKILL') => {
		if (child.exitCode === null && child.signalCode === null) child.kill(signal);
		await gone;
	};
	onTestFinished(() => stop());
	return { child, said: () => said, stop };
}

/** A folder of the test, gone with it. */
export function folder(files: Record<string, string> = {}): string {
	const made = mkdtempSync(join(tmpdir(), 'foyer-peer-'));
	onTestFinished(() => rmSync(made, { recursive: true, force: true }));
	for (const [name, text] of Object.entries(files)) writeFileSync(join(made, name), text);
	return made;
}

/** A port of TCP that nobody listens at. */
export async function freePort(): Promise<number> {
	const server = createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	server.close();
	await once(server, 'close');
	return port;
}

/** A port of UDP that nobody listens at. */
export async function freeUdpPort(): Promise<number> {
	const socket = createSocket('udp4');
	socket.bind(0, '127.0.0.1');
	await once(socket, 'listening');
	const { port } = socket.address();
	socket.close();
	await once(socket, 'close');
	return port;
}

/** Net-SNMP's agent with lines of configuration of its own, at a port of UDP; resolves when it answers. */
export async function snmpd(lines: string[]): Promise<{ port: number; peer: Peer }> {
	const port = await freeUdpPort();
	const made = folder({ 'snmpd.conf': ['rocommunity branch 127.0.0.1', ...lines, ''].join('\n') });
	const args = ['-f', '-Lo', '-C', '-c', join(made, 'snmpd.conf'), '-p', join(made, 'pid'), '-I'];
	const agent = start(
		peer('snmpd') as string,
		[...args, '-usmConf,ifTable,ipAddressTable', `udp:127.0.0.1:${port}`],
		made
	);
	await until(() => /NET-SNMP version/.test(agent.said()) || agent.child.exitCode !== null);
	if (agent.child.exitCode !== null) throw new Error(agent.said());
	return { port, peer: agent };
}
