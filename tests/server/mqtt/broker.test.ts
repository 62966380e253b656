import { describe, expect, test, vi } from 'vitest';
import { manualClock } from '../../support/manual-clock.ts';
import type { ManualClock } from '../../support/manual-clock.ts';
import { bytes, closed, connectPacket, device, publishPacket } from '../../support/mqtt-client.ts';
import { lakeside, testServer, until } from '../../support/test-server.ts';
import type { TestServer } from '../../support/test-server.ts';

async function started(): Promise<{
	server: TestServer;
	clock: ManualClock;
	port: number;
	key: string;
}> {
	vi.spyOn(console, 'error').mockImplementation(() => {});
	const clock = manualClock();
	const branches = [lakeside(), lakeside({ id: 'harbour' })];
	const server = await testServer({ clock, branches, mqtt: { port: 0 } });
	return { server, clock, port: server.app.mqtt.port!, key: server.key(['devices:write']) };
}

const logged = ({ app }: TestServer, branch = 'lakeside') =>
	app.store
		.read(branch, 0, 1_000)
		.filter(({ type }) => type.startsWith('device.'))
		.map(({ type, subject, data, source }) => ({
			...{ type, subject, source, data: JSON.parse(data) as unknown }
		}));

const STATUS = 'foyer/lakeside/atm-1/status';
const degraded = { state: 'degraded', cause: 'cash_low', levels: { cash: 0.1 } };

describe('our own broker', () => {
	test('listens only where a port is given', async () => {
		const server = await testServer();
		expect(server.app.mqtt.port).toBeNull();
	});

	test('takes what a device says of itself, and confirms it when it is on disk', async () => {
		const { server, port, key } = await started();
		const client = await device(port, key);
		await client.publishAsync(STATUS, JSON.stringify(degraded), { qos: 1 });
		expect(logged(server)).toEqual([
			{ type: 'device.status', subject: 'atm-1', source: 'mqtt/atm-1', data: degraded }
		]);
		expect(server.app.mqtt.counts.accepted).toBe(1);
		expect(server.app.mqtt.connections).toBe(1);
	});

	test('a device that drops off is gone, by its last will', async () => {
		const { server, port, key } = await started();
		const will = {
			topic: 'foyer/lakeside/atm-1/gone',
			payload: Buffer.from('bye'),
			qos: 1
		} as const;
		const client = await device(port, key, { will });
		client.stream.destroy();
		await until(() => logged(server).length > 0);
		expect(logged(server)).toMatchObject([{ data: { state: 'offline', cause: 'gone' } }]);
	});

	test('heartbeats are written down once in twenty seconds', async () => {
		const { server, clock, port, key } = await started();
		const client = await device(port, key);
		const beat = () => client.publishAsync('foyer/lakeside/atm-1/heartbeat', '', { qos: 1 });
		await beat();
		await beat();
		clock.advance(19_999);
		await beat();
		expect(logged(server)).toHaveLength(1);
		clock.advance(1);
		await beat();
		expect(logged(server)).toHaveLength(2);
		expect(server.app.mqtt.counts).toMatchObject({ accepted: 2, spared: 2 });
	});

	test('XFS4IoT’s messages add up to a status', async () => {
		const { server, port, key } = await started();
		const client = await device(port, key);
		const say = (name: string, payload: unknown) =>
			client.publishAsync(
				'foyer/lakeside/atm-1/xfs4iot',
				JSON.stringify({ header: { type: 'unsolicited', name }, payload }),
				{ qos: 1 }
			);
		await say('Common.StatusChangedEvent', { common: { device: 'online' } });
		await say('Common.StatusChangedEvent', { printer: { paper: { upper: 'low' } } });
		await say('Common.StatusChangedEvent', { common: { device: 'hardwareError' } });
		await say('Common.PowerSaveChangeEvent', { powerSaveRecoveryTime: 1 });
		expect(logged(server).map(({ data }) => data)).toEqual([
			{ state: 'ok' },
			{ state: 'degraded', cause: 'paper_low', components: { receipt_printer: 'low' } },
			{ state: 'offline', cause: 'hardware', components: { receipt_printer: 'low' } }
		]);
		expect(server.app.mqtt.counts.invalid).toBe(1);
	});

	test('a redelivery is the same message, and the same said again is another', async () => {
		const { server, port, key } = await started();
		const socket = await bytes(port);
		let received = Buffer.alloc(0);
		socket.on('data', (part) => (received = Buffer.concat([received, part])));
		// CONNACK and PUBACK are of four bytes each, the packet's number the last two.
		const acknowledged = () =>
			Array.from({ length: (received.length >> 2) - 1 }, (_, at) =>
				received.readUInt16BE(4 * at + 6)
			);
		socket.write(connectPacket('raw', key));
		await until(() => received.length === 4);
		const say = async (messageId: number, dup: boolean) => {
			const { length } = received;
			socket.write(publishPacket(STATUS, JSON.stringify(degraded), { messageId, dup }));
			await until(() => received.length === length + 4);
		};
		await say(1, false);
		await say(1, true);
		await say(2, false);
		expect(acknowledged()).toEqual([1, 1, 2]);
		expect(logged(server)).toHaveLength(2);
		expect(server.app.mqtt.counts).toMatchObject({ accepted: 2, duplicate: 1 });
	});

	test('one that says its time is the same however it comes', async () => {
		const { server, clock, port, key } = await started();
		const time = new Date(clock.now() - 60_000).toISOString();
		const client = await device(port, key);
		const say = (at: string) =>
			client.publishAsync(STATUS, JSON.stringify({ ...degraded, time: at }), { qos: 1 });
		await say(time);
		await say(time);
		await say(new Date(clock.now() + 300_000).toISOString());
		expect(logged(server)).toHaveLength(1);
		expect(server.app.store.read('lakeside', 0, 10).at(-1)?.at).toBe(clock.now() - 60_000);
		expect(server.app.mqtt.counts).toMatchObject({ accepted: 1, duplicate: 1, refused: 1 });
	});

	test.each([
		['not_json', STATUS, 'state=ok'],
		['not_json', STATUS, '{"state":"ok","levels":{"cash":NaN}}'],
		['not_json', STATUS, Buffer.from([0x22, 0xff, 0x22])],
		['not_json', STATUS, '['.repeat(60_000)],
		['invalid', STATUS, '{"state":"ok","levels":{"cash":1.7}}'],
		['invalid', STATUS, '{"state":"ok","levels":{"cash":"0.5"}}'],
		['invalid', STATUS, '{"state":"on fire"}'],
		['invalid', STATUS, '{"state":"ok","time":7}'],
		['invalid', STATUS, '[]'],
		['invalid', STATUS, 'null'],
		['invalid', STATUS, `${'['.repeat(30_000)}${']'.repeat(30_000)}`],
		['invalid', 'foyer/lakeside/atm-1/xfs4iot', '{"header":null}'],
		['unknown_device', 'foyer/lakeside/atm-9/status', '{"state":"ok"}'],
		['unknown_topic', 'foyer/lakeside/atm-1/config', '{"state":"ok"}'],
		['unknown_topic', 'foyer/lakeside/%ff/status', '{"state":"ok"}'],
		['unknown_topic', 'elsewhere', '{"state":"ok"}']
	])('%s: %s %s is kept out', async (kind, topic, payload) => {
		const { server, port, key } = await started();
		const client = await device(port, key);
		await client.publishAsync(topic, payload, { qos: 1 });
		expect(logged(server)).toEqual([]);
		expect(server.app.mqtt.counts).toMatchObject({ [kind]: 1, accepted: 0 });
		await client.publishAsync(STATUS, JSON.stringify(degraded), { qos: 1 });
		expect(server.app.mqtt.counts.accepted).toBe(1);
	});

	test('what is kept out is logged once a minute and a kind', async () => {
		const { clock, port, key } = await started();
		const said = vi.mocked(console.error);
		const lines = () =>
			said.mock.calls.filter(([line]) => String(line).includes('MQTT kept out')).length;
		const client = await device(port, key);
		for (let n = 0; n < 20; n += 1) await client.publishAsync(STATUS, 'x', { qos: 1 });
		expect(lines()).toBe(1);
		await client.publishAsync(STATUS, '7', { qos: 1 });
		expect(lines()).toBe(2);
		clock.advance(60_000);
		await client.publishAsync(STATUS, 'x', { qos: 1 });
		expect(lines()).toBe(3);
	});

	test('lets nobody in without a key for devices', async () => {
		const { server, port } = await started();
		await expect(device(port, 'wrong')).rejects.toThrow();
		await expect(device(port, server.key(['read']))).rejects.toThrow();
		expect(server.app.mqtt.connections).toBe(0);
	});

	test('tells nobody anything', async () => {
		const { port, key } = await started();
		const client = await device(port, key);
		const gone = closed(client);
		await client.subscribeAsync('foyer/#', { qos: 1 }).then(
			(granted) => expect(granted.every(({ qos }) => qos >= 128)).toBe(true),
			() => {}
		);
		client.end(true);
		await gone;
	});

	test('a key of one branch tells of no other', async () => {
		const { server, port, key } = await started();
		const client = await device(port, key);
		const gone = closed(client);
		client.publish('foyer/harbour/atm-1/status', '{"state":"ok"}', { qos: 1 });
		await gone;
		expect(logged(server, 'harbour')).toEqual([]);
		expect(server.app.mqtt.counts).toMatchObject({ forbidden: 1, accepted: 0 });
		const all = await device(port, server.key(['devices:write'], null));
		await all.publishAsync('foyer/harbour/atm-1/status', '{"state":"ok"}', { qos: 1 });
		expect(logged(server, 'harbour')).toHaveLength(1);
	});

	test('whose key is revoked is cut', async () => {
		const { server, clock, port, key } = await started();
		const client = await device(port, key);
		const gone = closed(client);
		for (const each of server.app.store.keys.list())
			server.app.store.keys.revoke(each.id, clock.real());
		clock.advance(2_000);
		await gone;
	});

	test('a packet that is too long is cut before it is kept', async () => {
		const { server, port, key } = await started();
		const client = await device(port, key);
		const gone = closed(client);
		client.publish(STATUS, 'x'.repeat(80_000), { qos: 1 });
		await gone;
		const edge = await device(port, key);
		await edge.publishAsync(STATUS, 'x'.repeat(65_537), { qos: 1 });
		expect(server.app.mqtt.counts.too_long).toBe(1);
		// A head that announces 256 MB, from somebody who did not sign in.
		const socket = await bytes(port);
		const cut = closed(socket);
		socket.write(Buffer.from([0x10, 0xff, 0xff, 0xff, 0x7f]));
		await cut;
	});

	test('noise does nothing', async () => {
		const { server, port, key } = await started();
		for (let n = 0; n < 50; n += 1) {
			const socket = await bytes(port);
			const cut = closed(socket);
			socket.end(Buffer.from(Array.from({ length: 100 }, (_, at) => (at * 37 + n * 101) & 255)));
			await cut;
		}
		const client = await device(port, key);
		await client.publishAsync(STATUS, JSON.stringify(degraded), { qos: 1 });
		expect(server.app.mqtt.counts.accepted).toBe(1);
	});
});
