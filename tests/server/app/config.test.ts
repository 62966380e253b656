import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ConfigError, readConfig } from '#server/config.ts';
import type { Config } from '#server/config.ts';

describe('whom it speaks with, and how', () => {
	const files = { FOYER_TLS_CERT: '/x/a.crt', FOYER_TLS_KEY: '/x/a.key' };
	const rules: [string, Record<string, string>, Config['tls']][] = [
		['this machine alone: plain', {}, { mode: 'off' }],
		['this machine alone, by name: plain', { HOST: 'localhost' }, { mode: 'off' }],
		['a proxy here: plain', { FOYER_PROXY: '127.0.0.1' }, { mode: 'off' }],
		['everybody: a local CA', { HOST: '0.0.0.0' }, { mode: 'local', names: [] }],
		['everybody, IPv6 too', { HOST: '::' }, { mode: 'local', names: [] }],
		['as people write it', { HOST: '[::]' }, { mode: 'local', names: [] }],
		['one address', { HOST: '192.168.1.4' }, { mode: 'local', names: ['192.168.1.4'] }],
		[
			'a name like a loopback address',
			{ HOST: '127.evil.example' },
			{
				mode: 'local',
				names: ['127.evil.example']
			}
		],
		[
			'further names',
			{ HOST: 'Foyer.lan', FOYER_TLS_NAMES: '10.1.2.3, Wall.lan,' },
			{ mode: 'local', names: ['10.1.2.3', 'wall.lan', 'foyer.lan'] }
		],
		['a local CA here too, when told', { FOYER_TLS: 'local' }, { mode: 'local', names: [] }],
		[
			'a proxy elsewhere: plain, for it',
			{ HOST: '0.0.0.0', FOYER_PROXY: '10.0.0.2' },
			{ mode: 'off' }
		],
		[
			'HTTPS behind a proxy, when told',
			{ HOST: '0.0.0.0', FOYER_PROXY: '10.0.0.2', FOYER_TLS: 'local' },
			{ mode: 'local', names: [] }
		],
		[
			'brought files',
			{ HOST: '0.0.0.0', ...files },
			{
				mode: 'files',
				cert: '/x/a.crt',
				key: '/x/a.key'
			}
		],
		['brought files here too', files, { mode: 'files', cert: '/x/a.crt', key: '/x/a.key' }]
	];
	test.each(rules)('%s', (_, env, tls) => {
		expect(readConfig(env).tls).toEqual(tls);
	});

	test('can be said as flags', () => {
		expect(readConfig({ FOYER_TLS: 'off' }, { host: '0.0.0.0', tls: 'local' }).tls.mode).toBe(
			'local'
		);
		const flags = { tlsCert: '/y/b.crt', tlsKey: '/y/b.key', proxy: '10.0.0.2,fd00::/8' };
		expect(readConfig(files, flags)).toMatchObject({
			tls: { mode: 'files', cert: '/y/b.crt', key: '/y/b.key' },
			proxies: ['10.0.0.2', 'fd00::/8']
		});
	});
});

describe('settings', () => {
	test('have defaults', () => {
		expect(readConfig({})).toEqual({
			host: '127.0.0.1',
			port: 3000,
			data: resolve('data'),
			origins: [],
			tls: { mode: 'off' },
			proxies: [],
			voice: null,
			archive: null,
			webhookHosts: [],
			probeHosts: [],
			mqtt: { url: null, port: null },
			logLevel: 'info',
			socket: null,
			backups: { folder: resolve('data/backups'), keyFile: null },
			secure: false,
			provider: null
		});
	});

	test('take a socket that was handed over to this very process, and one only', () => {
		const own = { LISTEN_PID: String(process.pid) };
		expect(readConfig({ LISTEN_FDS: '1', ...own }).socket).toBe(3);
		expect(readConfig({ LISTEN_FDS: '1', LISTEN_PID: '1' }).socket).toBeNull();
		expect(readConfig({ LISTEN_FDS: '1' }).socket).toBeNull();
		expect(() => readConfig({ LISTEN_FDS: '2', ...own })).toThrow(/leave one ListenStream/);
	});

	test('come from the environment, and flags win', () => {
		const env = {
			HOST: 'localhost',
			PORT: '4000',
			FOYER_DATA: '/a',
			FOYER_ORIGINS: 'http://X.test:80/',
			FOYER_VOICE: ' recordings ',
			FOYER_ARCHIVE: 'archive',
			FOYER_WEBHOOK_HOSTS: 'Hooks.lan, 127.0.0.1:9000',
			FOYER_PROBE_HOSTS: '10.8.0.0/16',
			FOYER_MQTT_PORT: '1883',
			FOYER_BACKUPS: 'copies',
			FOYER_BACKUP_KEY: '/keys/backup'
		};
		expect(readConfig(env, { port: '0', data: '/b' })).toEqual({
			host: 'localhost',
			port: 0,
			data: '/b',
			origins: ['http://x.test'],
			tls: { mode: 'off' },
			proxies: [],
			voice: resolve('recordings'),
			archive: resolve('archive'),
			webhookHosts: ['https://hooks.lan', 'https://127.0.0.1:9000', 'http://127.0.0.1:9000'],
			probeHosts: ['10.8.0.0/16'],
			mqtt: { url: null, port: 1883 },
			logLevel: 'info',
			socket: null,
			backups: { folder: resolve('copies'), keyFile: '/keys/backup' },
			secure: false,
			provider: null
		});
	});

	test('may leave backups out', () => {
		expect(readConfig({ FOYER_BACKUPS: 'off' }).backups).toBeNull();
	});

	const wrong: [Record<string, string>, RegExp][] = [
		[{ HOST: '256.1.1.1' }, /an address of this machine, 0\.0\.0\.0 or ::/],
		[{ HOST: '192.168.1' }, /write an address of this machine/],
		[{ HOST: 'foyer lan' }, /write an address of this machine/],
		[{ HOST: 'http://foyer.lan' }, /write an address of this machine/],
		[{ HOST: '0.0.0.0', FOYER_TLS: 'off' }, /passwords in the clear: leave FOYER_TLS out, or name/],
		[{ FOYER_TLS: 'on' }, /write local for a certificate that Foyer makes/],
		[{ FOYER_TLS_CERT: 'a.crt' }, /FOYER_TLS_CERT is given without FOYER_TLS_KEY/],
		[{ FOYER_TLS_KEY: 'a.key' }, /FOYER_TLS_KEY is given without FOYER_TLS_CERT/],
		[
			{ FOYER_TLS: 'local', FOYER_TLS_CERT: 'a.crt', FOYER_TLS_KEY: 'a.key' },
			/leave one of the two out/
		],
		[{ FOYER_TLS_NAMES: 'foyer.lan,*.lan' }, /FOYER_TLS_NAMES has "\*\.lan"; write names/],
		[{ FOYER_PROXY: 'nginx' }, /FOYER_PROXY has "nginx"; write the proxies' addresses/],
		[{ FOYER_PROXY: '10.0.0.0/33' }, /FOYER_PROXY has/],
		[{ FOYER_PROXY: '0.0.0.0/0' }, /FOYER_PROXY has/],
		[{ PORT: '70000' }, /from 0 to 65535/],
		[{ PORT: 'http' }, /from 0 to 65535/],
		[{ FOYER_ORIGINS: 'foyer.test' }, /write origins like/],
		[{ FOYER_ORIGINS: 'file:///x' }, /write origins like/],
		[{ FOYER_WEBHOOK_HOSTS: 'a.lan/path' }, /FOYER_WEBHOOK_HOSTS has "a\.lan\/path"; write hosts/]
	];
	for (const [env, message] of wrong) {
		test(`${JSON.stringify(env)} is refused with what to write`, () => {
			expect(() => readConfig(env)).toThrow(ConfigError);
			expect(() => readConfig(env)).toThrow(message);
		});
	}
});
