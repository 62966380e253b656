import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import type { DeviceConfig } from '#lib/protocol/branch-file.ts';
import { howMany, report } from '../support/fault.ts';
import { smallBranch } from '../support/history.ts';
import { hurriedClock } from '../support/hurried-clock.ts';
import { testServer, until } from '../support/test-server.ts';

/** Devices that take the connection and then say nothing for ever, more than may be asked at once … */
const TAR_PITS = 60;
/** … and devices that answer, beside them. */
const HEALTHY = 20;
/** Seconds from one try to the next, and the most that one may take. */
const EVERY = 10;
const TIMEOUT = 5;
/** Three that fail, and one more. */
const TRIES = howMany(4, 6);
/** The server waits so many times less than in life. */
const HURRY = howMany(12, 4);

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
	const { app } = await testServer({
		clock: hurriedClock(HURRY),
		branches: [smallBranch({ clock: 'wall', devices })],
		probeHosts: ['127.0.0.0/8']
	});
	const told = () =>
		app.store.read('lakeside', 0, 10_000).filter(({ type }) => type.startsWith('device.'));
	const begun = performance.now();
	const enough = () => [...instants.values()].filter((each) => each.length >= TRIES).length;
	await until(() => enough() === HEALTHY);
	const events = told();
	const seconds = ((performance.now() - begun) * HURRY) / 1_000;

	const gaps = [...instants.values()].flatMap((each) =>
		each.slice(1).map((at, n) => at - each[n]!)
	);
	const longest = (Math.max(...gaps) * HURRY) / 1_000;
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
	report(
		'F30',
		`${seconds.toFixed(0)} s, longest time between two tries of a device that answers ` +
			`${longest.toFixed(2)} s (every ${EVERY} s), ${pits.length} of ${TAR_PITS} unknown, each told once`
	);
}, 120_000);
