import type { Config } from '#server/config.ts';

/** Settings of a server that only this machine reaches, on any free port; what is not named is as it is by default. */
export function testConfig(data: string, change: Partial<Config> = {}): Config {
	return {
		host: '127.0.0.1',
		port: 0,
		socket: null,
		data,
		secure: false,
		provider: null,
		origins: [],
		tls: { mode: 'off' },
		proxies: [],
		voice: null,
		archive: null,
		webhookHosts: [],
		probeHosts: [],
		mqtt: { url: null, port: null },
		logLevel: 'info',
		backups: null,
		...change
	};
}
