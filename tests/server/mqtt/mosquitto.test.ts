import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { manualClock } from '../../support/manual-clock.ts';
import { device } from '../../support/mqtt-client.ts';
import { folder, freePort, peer, start } from '../../support/peers.ts';
import type { Peer } from '../../support/peers.ts';
import { lakeside, testServer, until } from '../../support/test-server.ts';
import type { TestServer } from '../../support/test-server.ts';

const STATUS = 'foyer/lakeside/atm-1/status';

async function mosquitto(port: number): Promise<Peer> {
	const made = folder({
		'mosquitto.conf': `listener ${port} 127.0.0.1\nallow_anonymous true\npersistence false\n`
	});
	const broker = start(peer('mosquitto') as string, ['-c', join(made, 'mosquitto.conf')], made);
	await until(() => /running/.test(broker.said()) || broker.child.exitCode !== null);
	if (broker.child.exitCode !== null) throw new Error(broker.said());
	return broker;
}

const counted = ({ app }: TestServer) => app.mqtt.counts;

describe.skipIf(peer('mosquitto') === undefined)('a broker of the bank’s, Mosquitto', () => {
	const clock = () => manualClock();

	test('devices at it are heard, with what was kept of them if it is fresh', async () => {
		vi.spyOn(console, 'error').mockImplementation(() => {});
		const port = await freePort();
		await mosquitto(port);
		const own = clock();
		const atm = await device(port, 'x');
		const at = (ago: number) => new Date(own.now() - ago).toISOString();
		const keep = (topic: string, body: unknown) =>
			atm.publishAsync(topic, JSON.stringify(body), { qos: 1, retain: true });
		await keep(STATUS, { state: 'degraded', cause: 'paper_low', time: at(60_000) });
		await keep('foyer/lakeside/atm-2/status', { state: 'offline', time: at(365 * 86_400_000) });
		await keep('foyer/lakeside/atm-3/status', { state: 'offline' });
		const devices = ['atm-1', 'atm-2', 'atm-3'].map((id) => ({
			...{ id, kind: 'atm', name: { zh: '机', en: 'ATM' } }
		}));
		const server = await testServer({
			...{ clock: own, branches: [lakeside({ devices })] },
			mqtt: { url: `mqtt://127.0.0.1:${port}` }
		});
		await until(
			() => counted(server).accepted + counted(server).stale + counted(server).unknown_branch >= 3
		);
		await atm.publishAsync('foyer/lakeside/atm-2/heartbeat', '', { qos: 1 });
		await until(() => server.app.branches.get('lakeside')?.device('atm-2')?.state === 'ok');
		expect(server.app.branches.get('lakeside')?.device('atm-3')?.state).toBe('unknown');
	});

	test('while it is away we call again and again, ever more rarely, and are back with it', async () => {
		vi.spyOn(console, 'error').mockImplementation(() => {});
		const port = await freePort();
		let broker = await mosquitto(port);
		const own = clock();
		const server = await testServer({ clock: own, mqtt: { url: `mqtt://127.0.0.1:${port}` } });
		await until(() => server.app.mqtt.listening);
		const waiting = own.pending;
		await broker.stop();
		await until(() => !server.app.mqtt.listening);
		// An hour: each try fails by itself, in real time.
		for (let minute = 0; minute < 60; minute += 1) {
			own.advance(60_000);
			await new Promise((resolve) => setImmediate(resolve));
		}
		expect(own.pending).toBeLessThanOrEqual(waiting + 1);
		broker = await mosquitto(port);
		while (!server.app.mqtt.listening) {
			own.advance(60_000);
			await new Promise((resolve) => setTimeout(resolve, 5));
		}
		const atm = await device(port, 'x');
		while (counted(server).accepted === 0) {
			await atm.publishAsync(STATUS, '{"state":"ok"}', { qos: 1 });
		}
		expect(server.app.branches.get('lakeside')?.device('atm-1')?.state).toBe('ok');
		await broker.stop();
	});
});
