import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ConfigError, readConfig } from '#server/config.ts';

describe('settings', () => {
	test('have defaults', () => {
		expect(readConfig({})).toEqual({
			host: '127.0.0.1',
			port: 3000,
			data: resolve('data'),
			origins: []
		});
	});

	test('come from the environment, and flags win', () => {
		const env = {
			HOST: 'localhost',
			PORT: '4000',
			FOYER_DATA: '/a',
			FOYER_ORIGINS: 'http://X.test:80/'
		};
		expect(readConfig(env, { port: '0', data: '/b' })).toEqual({
			host: 'localhost',
			port: 0,
			data: '/b',
			origins: ['http://x.test']
		});
	});

	const wrong: [Record<string, string>, RegExp][] = [
		[{ HOST: '0.0.0.0' }, /no sign-in yet.*127\.0\.0\.1/],
		[{ HOST: '::' }, /this machine only/],
		[{ HOST: '192.168.1.4' }, /this machine only/],
		[{ HOST: '127.evil.example' }, /this machine only/],
		[{ PORT: '70000' }, /from 0 to 65535/],
		[{ PORT: 'http' }, /from 0 to 65535/],
		[{ FOYER_ORIGINS: 'foyer.test' }, /write origins like/],
		[{ FOYER_ORIGINS: 'file:///x' }, /write origins like/]
	];
	for (const [env, message] of wrong) {
		test(`${JSON.stringify(env)} is refused with what to write`, () => {
			expect(() => readConfig(env)).toThrow(ConfigError);
			expect(() => readConfig(env)).toThrow(message);
		});
	}
});
