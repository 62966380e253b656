import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect as connectPlain, isIPv4 } from 'node:net';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { io } from 'socket.io-client';
import { describe, expect, onTestFinished, test } from 'vitest';
import { announcement } from '#server/announcement.ts';
import { outerAddressesOf, thisHost } from '#server/tls/host.ts';
import type { RunningServer } from '#server/server.ts';
import { testConfig } from '../../support/test-config.ts';
import { ask, serverWith } from './support.ts';

const local = { mode: 'local', names: [] } as const;
const ownAddress = outerAddressesOf(thisHost()).find((each) => isIPv4(each));

function caOf(server: RunningServer): string {
	return server.app.tls.authority?.pem ?? '';
}

/** One port for all the tests that only ask. */
async function everywhere() {
	const server = await serverWith({ host: '0.0.0.0', tls: local });
	return { server, ca: caOf(server), at: (host: string) => `https://${host}:${server.port}` };
}

/** Says something in the clear and reads until the other side hangs up. */
async function sayPlainly(port: number, words: string, host = '127.0.0.1'): Promise<string> {
	const socket = connectPlain(port, host);
	let heard = '';
	socket.setEncoding('utf8').on('data', (chunk: string) => (heard += chunk));
	socket.write(words);
	await once(socket, 'close');
	return heard;
}

describe('a server that all the network reaches', () => {
	test('is reached by name and by address, by whoever trusts its CA', async () => {
		const { server, ca, at } = await everywhere();
		const hosts = ['localhost', '127.0.0.1', ...(ownAddress === undefined ? [] : [ownAddress])];
		for (const host of hosts) {
			const { status } = await ask(`${at(host)}/healthz`, { ca });
			expect([host, status]).toEqual([host, 404]);
		}
		// By the name that it calls itself, which no resolver of this machine has to know.
		const [name = 'localhost'] = [thisHost().name.toLowerCase()];
		const named = await ask(`${at(name)}/healthz`, {
			ca,
			lookup: (_, options, found) =>
				options.all === true
					? found(null, [{ address: '127.0.0.1', family: 4 }])
					: found(null, '127.0.0.1', 4)
		});
		expect(named.status).toBe(404);
		expect(server.secure).toBe(true);
	});

	test('is reached by nobody who does not', async () => {
		const { at } = await everywhere();
		await expect(ask(at('localhost'))).rejects.toThrow(/self-signed certificate|unable to verify/);
	});

	test('names every way in, one that other machines can take first', async () => {
		const { server } = await everywhere();
		expect(server.url).toBe(server.urls[0]);
		if (ownAddress !== undefined) expect(server.url).toBe(`https://${ownAddress}:${server.port}`);
		expect(server.urls).toContain(`https://localhost:${server.port}`);
		expect(server.urls.every((url) => url.startsWith('https://'))).toBe(true);
		const lines = announcement(testConfig(server.folder, { host: '0.0.0.0' }), server.app.tls);
		for (const url of server.urls) expect(lines.join('\n')).toContain(url);
		expect(lines.join('\n')).toContain(new X509Certificate(caOf(server)).fingerprint256);
		expect(lines.join('\n')).toContain(`${server.url}/trust`);
		expect(lines.join('\n')).toContain(join(server.folder, 'tls', 'foyer-ca.crt'));
	});

	test('serves screens over it', async () => {
		const { server, ca, at } = await everywhere();
		const key = { branch: null, scopes: ['read'], name: 'test' };
		const { secret } = server.app.store.keys.create(key, server.app.clock.real());
		const auth = { token: secret };
		const screen = io(at('localhost'), {
			...{ transports: ['websocket'], ca, auth },
			reconnection: false
		});
		onTestFinished(() => void screen.close());
		await new Promise<void>((resolve, reject) => {
			screen.once('connect', resolve);
			screen.once('connect_error', reject);
		});
		const said = once(screen as unknown as NodeJS.EventEmitter, 'bye');
		await server.close();
		expect(await said).toEqual([{ code: 'upgrade' }]);
	});

	test('takes events over it', async () => {
		const { server, ca, at } = await everywhere();
		const key = { branch: null, scopes: ['events:write'], name: 'test' };
		const { secret } = server.app.store.keys.create(key, server.app.clock.real());
		const answer = await ask(`${at('127.0.0.1')}/api/v1/events`, {
			ca,
			method: 'POST',
			headers: {
				authorization: `Bearer ${secret}`,
				'content-type': 'application/cloudevents-batch+json'
			},
			body: '[]'
		});
		expect([answer.status, answer.text]).toEqual([200, expect.stringContaining('"accepted":0')]);
	});

	test('speaks nothing older than TLS 1.2', async () => {
		const { server, ca } = await everywhere();
		const socket = connect({
			port: server.port,
			host: '127.0.0.1',
			ca,
			minVersion: 'TLSv1',
			maxVersion: 'TLSv1.1',
			ciphers: 'DEFAULT@SECLEVEL=0'
		});
		const [error] = (await once(socket, 'error')) as [Error];
		expect(error.message).toMatch(/protocol version|unsupported protocol/i);
	});

	test.each(['ECDHE-ECDSA-AES128-SHA256', 'ECDHE-ECDSA-AES256-SHA', 'AES128-GCM-SHA256'])(
		'speaks no %s, which hides less or shows no change',
		async (ciphers) => {
			const { server, ca } = await everywhere();
			const socket = connect({
				...{ port: server.port, host: '127.0.0.1', ca },
				...{ maxVersion: 'TLSv1.2', ciphers: `${ciphers}@SECLEVEL=0` }
			});
			const [error] = (await once(socket, 'error')) as [Error];
			expect(error.message).toMatch(/handshake failure/i);
		}
	);

	test('prefers TLS 1.3, and speaks TLS 1.2 to who knows no better', async () => {
		const { server, ca } = await everywhere();
		for (const [maxVersion, spoken] of [
			['TLSv1.3', 'TLSv1.3'],
			['TLSv1.2', 'TLSv1.2']
		] as const) {
			const socket = connect({ port: server.port, host: '127.0.0.1', ca, maxVersion });
			await once(socket, 'secureConnect');
			expect([socket.getProtocol(), socket.getCipher().name]).toEqual([
				spoken,
				expect.stringContaining('GCM')
			]);
			socket.destroy();
		}
	});

	test('tells browsers with every answer to come by https only, for a year', async () => {
		const server = await serverWith({ host: '0.0.0.0', tls: local, secure: true });
		const ca = caOf(server);
		const ways = [
			...['/sign-in', '/nothing', '/api/v1/events', '/api/v1/branches/lakeside/view'],
			...['/socket.io/?EIO=4&transport=polling', '/socket.io/?EIO=4&transport=nothing']
		];
		for (const way of ways) {
			const { headers } = await ask(`https://localhost:${server.port}${way}`, { ca });
			expect([way, headers['strict-transport-security']]).toEqual([way, 'max-age=31536000']);
		}
	});

	test('sends who forgot the https to the right address, and serves nothing else in the clear', async () => {
		const { server } = await everywhere();
		const { port } = server;
		const { status, headers, text } = await ask(`http://127.0.0.1:${port}/wall?lang=en`);
		expect([status, headers.location, text]).toEqual([
			308,
			`https://127.0.0.1:${port}/wall?lang=en`,
			''
		]);
		const posted = await ask(`http://127.0.0.1:${port}/api/v1/events`, {
			method: 'POST',
			body: 'x'.repeat(200_000)
		});
		expect([posted.status, posted.headers.location]).toEqual([400, undefined]);
		expect(JSON.parse(posted.text)).toMatchObject({
			code: 'https_required',
			detail: 'This port speaks HTTPS: write https:// in the address.'
		});
		for (const words of [
			'GET / HTTP/1.1\r\nhost: a b\r\n\r\n',
			'GET / HTTP/1.1\r\nhost: "><script>\r\n\r\n',
			'GET /\u0001 HTTP/1.1\r\nhost: a\r\n\r\n',
			'GET / HTTP/1.0\r\n\r\n',
			'SSH-2.0-x\r\n'
		]) {
			expect(await sayPlainly(port, words)).toMatch(/^HTTP\/1\.1 400 (?!.*location)/s);
		}
	});

	test('outlives who connects and says nothing, or hangs up', async () => {
		const { server, ca, at } = await everywhere();
		const silent = connectPlain(server.port, '127.0.0.1');
		await once(silent, 'connect');
		silent.resetAndDestroy();
		const polite = connectPlain(server.port, '127.0.0.1');
		polite.end();
		await once(polite.resume(), 'close');
		const halfway = connectPlain(server.port, '127.0.0.1');
		halfway.write(Buffer.from([0x16, 3, 1]));
		expect((await ask(`${at('localhost')}/healthz`, { ca })).status).toBe(404);
		halfway.destroy();
	});

	test('closes while somebody has connected and says nothing', async () => {
		const { server } = await everywhere();
		const silent = connectPlain(server.port, '127.0.0.1');
		await once(silent, 'connect');
		const gone = once(silent, 'close');
		silent.resume();
		await server.close();
		await gone;
	});
});

describe('a server on this machine alone', () => {
	test('speaks HTTPS when told to', async () => {
		const server = await serverWith({ tls: local });
		expect(server.urls).toEqual([`https://127.0.0.1:${server.port}`]);
		const { status } = await ask(`${server.url}/healthz`, { ca: caOf(server) });
		expect(status).toBe(404);
	});

	test('speaks plain HTTP when told nothing', async () => {
		const server = await serverWith({});
		expect([server.url, server.secure]).toEqual([`http://127.0.0.1:${server.port}`, false]);
		expect((await ask(`${server.url}/healthz`)).status).toBe(404);
		expect(server.app.tls).toMatchObject({ mode: 'off', authority: undefined });
	});

	test('keeps its CA when it starts again', async () => {
		const first = await serverWith({ tls: local });
		const pem = readFileSync(join(first.folder, 'tls', 'server.pem'), 'utf8');
		await first.close();
		const second = await serverWith({ tls: local, data: first.folder });
		expect(second.app.tls.authority).toEqual(first.app.tls.authority);
		expect(readFileSync(join(first.folder, 'tls', 'server.pem'), 'utf8')).toBe(pem);
	});
});

test.skipIf(ownAddress === undefined)(
	'plain HTTP behind a proxy is for that proxy and for this machine',
	async () => {
		const host = { host: '0.0.0.0', tls: { mode: 'off' } } as const;
		const behind = await serverWith({ ...host, proxies: ['198.51.100.1'] });
		expect((await ask(`http://127.0.0.1:${behind.port}/healthz`)).status).toBe(404);
		const refused = await ask(`http://${ownAddress}:${behind.port}/healthz`);
		expect([refused.status, refused.headers.connection]).toEqual([403, 'close']);
		expect(JSON.parse(refused.text)).toMatchObject({
			code: 'https_required',
			detail:
				'Plain HTTP is spoken only with this machine and with the proxies that FOYER_PROXY names.'
		});
		const named = await serverWith({ ...host, proxies: [`${ownAddress}/32`] });
		expect((await ask(`http://${ownAddress}:${named.port}/healthz`)).status).toBe(404);
	}
);

describe('a screen behind a proxy that hands on the outer name', () => {
	const outcome = async (proxies: string[]) => {
		const server = await serverWith({ proxies });
		const key = { branch: null, scopes: ['read'], name: 'screen' };
		const { secret } = server.app.store.keys.create(key, server.app.clock.real());
		const screen = io(server.url, {
			transports: ['websocket'],
			reconnection: false,
			auth: { token: secret },
			extraHeaders: {
				origin: 'https://foyer.bank.example',
				'x-forwarded-for': '192.168.1.9',
				'x-forwarded-proto': 'https',
				'x-forwarded-host': 'foyer.bank.example'
			}
		});
		onTestFinished(() => void screen.close());
		return new Promise<string>((resolve) => {
			screen.once('connect', () => resolve('connected'));
			screen.once('connect_error', () => resolve('refused'));
		});
	};

	test('is of the same origin when the proxy is named', async () => {
		expect(await outcome(['127.0.0.1'])).toBe('connected');
	});

	test('is foreign when it is not', async () => {
		expect(await outcome([])).toBe('refused');
		expect(await outcome(['198.51.100.1'])).toBe('refused');
	});
});
