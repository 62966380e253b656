import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { DeviceConfig } from '#lib/protocol/branch-file.ts';
import { openStore } from '#server/store/index.ts';
import { smallBranch } from '../support/history.ts';
import { prepareFolder, spawnServer } from '../support/server-process.ts';
import { until } from '../support/test-server.ts';

/** Devices that take the connection and then say nothing for ever, more than may be asked at once … */
const TAR_PITS = 60;
/** … and devices that answer, beside them. */
const HEALTHY = 20;
/** Seconds from one try to the next, and the most that one may take. */
const EVERY = 10;
const TIMEOUT = 5;

async function listen(answer: (socket: Socket) => void): Promise<number> {
	const open = new Set<Socket>();
	const server: Server = createServer((socket) => {
		open.add(socket);
		socket.on('error', () => {});
		socket.once('close', () => open.delete(socket));
		answer(socket);
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
	onTestFinished(() => {
		server.close();
		for (const socket of open) socket.destroy();
	});
	return (server.address() as AddressInfo).port;
}

it(`F30: ${TAR_PITS} devices that never answer delay none of ${HEALTHY} others, and are unknown after three misses`, async () => {
	const instants = new Map<string, number[]>();
	const pit = await listen(() => {});
	const page = await listen((socket) =>
		socket.once('data', (request: Buffer) => {
			const path = /^GET (\S+)/.exec(request.toString())?.[1] ?? '';
			instants.set(path, [...(instants.get(path) ?? []), performance.now()]);
			socket.end('HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: close\r\n\r\nok');
		})
	);
	const device = (id: string, port: number): DeviceConfig => ({
		...{ id, kind: 'atm', name: { zh: id, en: id } },
		probe: {
			...{ type: 'http', host: '127.0.0.1', port, path: `/${id}`, text: 'ok' },
			...{ every: EVERY, timeout: TIMEOUT }
		}
	});
	const devices = [
		...Array.from({ length: TAR_PITS }, (_, n) => device(`pit-${n}`, pit)),
		...Array.from({ length: HEALTHY }, (_, n) => device(`atm-${n}`, page))
	];
	const folder = await mkdtemp(join(tmpdir(), 'foyer-f30-'));
	onTestFinished(() => rm(folder, { recursive: true, force: true }));
	await prepareFolder(folder, smallBranch({ clock: 'wall', devices }));
	const server = await spawnServer(folder, 0, { FOYER_PROBE_HOSTS: '127.0.0.0/8' });
	onTestFinished(() => server.kill('SIGKILL'));
	const begun = performance.now();
	const enough = () => [...instants.values()].filter((each) => each.length >= 6).length === HEALTHY;
	await until(enough);
	const seconds = (performance.now() - begun) / 1_000;
	await server.kill('SIGTERM');

	const gaps = [...instants.values()].flatMap((each) =>
		each.slice(1).map((at, n) => at - each[n]!)
	);
	const longest = Math.max(...gaps) / 1_000;
	const store = openStore(folder, { readOnly: true });
	const events = store.read('lakeside', 0, 10_000).filter(({ type }) => type.startsWith('device.'));
	await store.close();
	const pits = events.filter(({ subject }) => subject.startsWith('pit-'));
	const others = events.filter(({ subject }) => subject.startsWith('atm-'));
	expect(pits.map(({ data }) => JSON.parse(data) as unknown)).toEqual(
		pits.map(() => ({ state: 'unknown', cause: 'no_answer' }))
	);
	expect(new Set(pits.map(({ subject }) => subject)).size).toBe(pits.length);
	expect(pits.length).toBe(TAR_PITS);
	expect(others.filter(({ data }) => data.includes('unknown'))).toEqual([]);
	// None was left out; the machine that tests run on may hold up a single one.
	expect(longest).toBeLessThan(2 * EVERY);
	console.log(
		`F30: ${seconds.toFixed(0)} s, longest time between two tries of a device that answers ` +
			`${longest.toFixed(2)} s (every ${EVERY} s), ${pits.length} of ${TAR_PITS} unknown, each told once`
	);
}, 120_000);
