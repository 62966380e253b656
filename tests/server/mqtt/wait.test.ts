import { expect, test } from 'vitest';
import { ConfigError, readConfig } from '#server/config.ts';
import { waitAfter } from '#server/mqtt/listener.ts';

test('waits double up to a minute, with jitter', () => {
	expect([1, 2, 3, 7, 50].map((failures) => waitAfter(failures, 1))).toEqual([
		...[1_000, 2_000, 4_000, 60_000, 60_000]
	]);
	expect(waitAfter(3, 0)).toBe(2_000);
});

test('is off unless it is set, and takes no nonsense', () => {
	expect(readConfig({}).mqtt).toEqual({ url: null, port: null });
	const url = 'mqtt://user:pass@mqtt.bank.lan:1883';
	expect(readConfig({ FOYER_MQTT: url, FOYER_MQTT_PORT: '1883' }).mqtt).toEqual({
		url,
		port: 1883
	});
	for (const env of [
		...[{ FOYER_MQTT: 'http://a' }, { FOYER_MQTT: 'mqtt' }],
		...[{ FOYER_MQTT_PORT: '70000' }, { FOYER_MQTT_PORT: 'x' }]
	]) {
		expect(() => readConfig(env)).toThrow(ConfigError);
	}
	expect(() => readConfig({ FOYER_MQTT: 'http://u:secret@h' })).not.toThrow(/secret/);
});
