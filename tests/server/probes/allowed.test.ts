import { describe, expect, test } from 'vitest';
import { AllowedHosts, ruleOf } from '#server/probes/allowed.ts';
import { targetOf } from '#server/probes/target.ts';
import { ConfigError, readConfig } from '#server/config.ts';

describe('the list of whom probes may ask', () => {
	test('is empty unless somebody writes it', () => {
		expect(readConfig({}).probeHosts).toEqual([]);
		expect(new AllowedHosts([]).names('127.0.0.1', 80)).toBe(false);
		expect(new AllowedHosts([]).holds('127.0.0.1')).toBe(false);
	});

	test('takes hosts, ports of hosts and networks', () => {
		const { probeHosts } = readConfig({
			FOYER_PROBE_HOSTS: 'atm-1.bank.lan, 10.1.2.3:9100,10.8.0.0/16 ,[::1]:80,::1'
		});
		expect(probeHosts).toEqual([
			...['atm-1.bank.lan', '10.1.2.3:9100', '10.8.0.0/16', '[::1]:80', '::1']
		]);
		const allowed = new AllowedHosts(probeHosts);
		expect(allowed.names('ATM-1.bank.lan', 1)).toBe(true);
		expect(allowed.names('atm-1.bank.lan', null)).toBe(true);
		expect(allowed.names('10.1.2.3', 9100)).toBe(true);
		expect(allowed.names('10.1.2.3', 80)).toBe(false);
		expect(allowed.names('10.1.2.3', null)).toBe(false);
		expect(allowed.names('atm-1.bank.lan.evil.lan', 1)).toBe(false);
		expect(allowed.holds('10.8.255.1')).toBe(true);
		expect(allowed.holds('10.9.0.1')).toBe(false);
		expect(allowed.holds('::ffff:10.8.0.1')).toBe(false);
	});

	test.each([
		...['*', '10.8.0.0/33', '10.8.0.0/0', '10.8/16', '::/8', 'a b', 'http://a.lan', 'a.lan:0'],
		...['a.lan:70000', 'a.lan/8', '300.1.1.1', '-f', '[a.lan]:80', 'a@b', '10.1.2']
	])('has no place for %s', (entry) => {
		expect(ruleOf(entry)).toBeUndefined();
		expect(() => readConfig({ FOYER_PROBE_HOSTS: entry })).toThrow(ConfigError);
	});

	test('a name is asked at the address that was checked', async () => {
		const inside = new AllowedHosts(['127.0.0.0/8']);
		expect(await targetOf('localhost', 80, inside)).toEqual({
			...{ host: 'localhost', address: '127.0.0.1', family: 4, port: 80 }
		});
		expect(await targetOf('127.1', 80, inside)).toMatchObject({ address: '127.0.0.1' });
		expect(await targetOf('localhost', 80, new AllowedHosts(['10.0.0.0/8']))).toBeNull();
		expect(await targetOf('::1', 80, inside)).toBeNull();
	});
});
