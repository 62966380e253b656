import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { DeviceConfig } from '#lib/protocol/branch-file.ts';
import { manualClock } from '../../support/manual-clock.ts';
import type { ManualClock } from '../../support/manual-clock.ts';
import { freePort } from '../../support/peers.ts';
import { lakeside, testServer, until } from '../../support/test-server.ts';
import type { TestServer } from '../../support/test-server.ts';

const host = '127.0.0.1';

async function listen(
	port = 0
): Promise<{ port: number; asked: () => number; close(): Promise<void> }> {
	let asked = 0;
	const server: Server = createServer((socket) => {
		asked += 1;
		socket.on('error', () => {});
	}).listen(port, host);
	await once(server, 'listening');
	const close = async () => {
		if (!server.listening) return;
		server.close();
		await once(server, 'close');
	};
	onTestFinished(close);
	return { port: (server.address() as AddressInfo).port, asked: () => asked, close };
}

function atm(port: number, id = 'atm-1', more: object = {}): DeviceConfig {
	return {
		id,
		kind: 'atm',
		name: { zh: '机', en: 'ATM' },
		probe: { type: 'tcp', host, port, ...more }
	};
}

const told = ({ app }: TestServer) =>
	app.store
		.read('lakeside', 0, 1_000)
		.filter(({ type }) => type.startsWith('device.'))
		.map(({ type, subject, data }) => ({ type, subject, ...(JSON.parse(data) as object) }));

/** Lets time pass in steps, each try coming to its end in its step, until something holds; the seconds that it took. */
async function pass(
	{ clock, server }: { clock: ManualClock; server: TestServer },
	holds: () => boolean,
	most = 600
): Promise<number> {
	for (let quarter = 0; quarter < most * 4; quarter += 1) {
		if (holds()) return quarter / 4;
		clock.advance(250);
		await until(() => server.app.probing.underWay === 0);
	}
	throw new Error('It never came');
}

async function serving(devices: DeviceConfig[], probeHosts = ['127.0.0.0/8']) {
	vi.spyOn(console, 'error').mockImplementation(() => {});
	const clock = manualClock();
	const server = await testServer({ clock, branches: [lakeside({ devices })], probeHosts });
	return { clock, server };
}

test('a device that answers is there, and its death is known within three intervals', async () => {
	const listener = await listen();
	const served = await serving([atm(listener.port)]);
	const { server } = served;
	expect(await pass(served, () => told(server).length === 1)).toBeLessThanOrEqual(31);
	expect(told(server)[0]).toMatchObject({ type: 'device.status', state: 'ok' });
	await pass(served, () => told(server).length === 3);
	expect(told(server).slice(1)).toMatchObject([
		{ type: 'device.heartbeat' },
		{ type: 'device.heartbeat' }
	]);
	await listener.close();
	const last = () => told(server).at(-1);
	const seconds = await pass(served, () => (last() as { state?: string }).state === 'unknown');
	expect(seconds).toBeLessThanOrEqual(90);
	expect(last()).toMatchObject({ state: 'unknown', cause: 'no_answer' });
	const back = await listen(listener.port);
	await pass(served, () => (last() as { state?: string }).state === 'ok');
	expect(back.asked()).toBe(1);
});

test('heartbeats come at most every twenty seconds', async () => {
	const { port, asked } = await listen();
	const served = await serving([atm(port, 'atm-1', { every: 10 })]);
	const { server } = served;
	await pass(served, () => asked() >= 12);
	expect(told(server).length).toBeLessThanOrEqual(7);
	expect(told(server).length).toBeGreaterThanOrEqual(5);
});

test('who is not allowed is never asked, and its device is told so once', async () => {
	const { port, asked } = await listen();
	const served = await serving([atm(port)], []);
	const { clock, server } = served;
	await pass(served, () => told(server).length === 1);
	for (let second = 0; second < 120; second += 1) clock.advance(1_000);
	await new Promise((resolve) => setImmediate(resolve));
	expect(told(server)).toMatchObject([{ state: 'unknown', cause: 'probe_not_allowed' }]);
	expect(asked()).toBe(0);
	const probe = { type: 'tcp', host, port } as const;
	expect((await server.app.probing.tryOnce(probe)).result).toMatchObject({
		cause: 'probe_not_allowed'
	});
});

test('a branch that is set up anew is followed', async () => {
	const [first, second] = [await listen(), await listen()];
	const served = await serving([atm(first.port)]);
	const { clock, server } = served;
	await pass(served, () => first.asked() === 1);
	await server.app.apply(lakeside({ devices: [atm(second.port), atm(second.port, 'atm-2')] }));
	await pass(served, () => second.asked() >= 4);
	expect(first.asked()).toBe(1);
	expect(new Set(told(server).map(({ subject }) => subject))).toEqual(new Set(['atm-1', 'atm-2']));
	await server.app.apply(lakeside({ devices: [] }));
	const asked = second.asked();
	for (let minute = 0; minute < 4; minute += 1) {
		clock.advance(60_000);
		await new Promise((resolve) => setTimeout(resolve, 5));
	}
	expect(second.asked()).toBe(asked);
});

test('a branch whose clock is of events is not probed', async () => {
	const { port, asked } = await listen();
	const clock = manualClock();
	const branches = [lakeside({ clock: 'event', devices: [atm(port)] })];
	const server = await testServer({ clock, branches, probeHosts: [host] });
	clock.advance(120_000);
	await new Promise((resolve) => setTimeout(resolve, 20));
	expect(asked()).toBe(0);
	expect(told(server)).toEqual([]);
});

test('a disk that takes nothing is told again when it does', async () => {
	const { port } = await listen();
	const served = await serving([atm(port)]);
	const { server } = served;
	const branch = server.app.branches.get('lakeside')!;
	const refusal = Object.assign(new Error('full'), { name: 'StoreError' });
	const accept = vi.spyOn(branch, 'accept').mockRejectedValueOnce(refusal);
	await pass(served, () => told(server).length === 1);
	expect(accept.mock.calls.length).toBe(2);
	expect(told(server)).toMatchObject([{ state: 'ok' }]);
});

test('a try while somebody types says what came of it, and what it took', async () => {
	const { server } = await serving([]);
	const { port } = await listen();
	const tried = await server.app.probing.tryOnce({ type: 'tcp', host, port });
	expect(tried).toEqual({ result: { answer: 'ok' }, ms: 0 });
	const closed = { type: 'tcp', host, port: await freePort() } as const;
	expect((await server.app.probing.tryOnce(closed)).result).toMatchObject({ cause: 'unreachable' });
	const given = AbortSignal.abort();
	expect((await server.app.probing.tryOnce(closed, { signal: given })).result).toEqual({
		...{ answer: 'none', cause: 'no_answer' }
	});
});
