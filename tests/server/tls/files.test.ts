import { generateKeyPairSync } from 'node:crypto';
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { ConfigError } from '#server/config.ts';
import { startServer } from '#server/server.ts';
import { broughtCertificate } from '#server/tls/files.ts';
import { manualClock } from '../../support/manual-clock.ts';
import { testConfig } from '../../support/test-config.ts';
import { ask, brought, DAY, newFolder, serverWith } from './support.ts';

type Pair = { cert: string; key: string };

function onDisk(folder: string, { cert, key }: Pair): Pair {
	const files = { cert: join(folder, 'bank.crt'), key: join(folder, 'bank.key') };
	writeFileSync(files.cert, cert);
	writeFileSync(files.key, key);
	return files;
}

/** The way in as a client sees it that trusts one CA alone. */
async function reached(url: string, ca: string): Promise<boolean> {
	return ask(`${url}/healthz`, { ca }).then(
		({ status }) => status === 404,
		() => false
	);
}

test('a brought certificate serves with its whole chain, under the names that it holds', async () => {
	const { ca, pair } = await brought(['foyer.example', 'localhost', '*.foyer.example']);
	const files = onDisk(newFolder(), { cert: pair.cert + ca.cert, key: pair.key });
	const server = await serverWith({ tls: { mode: 'files', ...files } });
	expect(server.urls).toEqual([
		`https://foyer.example:${server.port}`,
		`https://localhost:${server.port}`
	]);
	expect(server.app.tls).toMatchObject({ mode: 'files', secure: true, authority: undefined });
	const seen = await ask(`https://127.0.0.1:${server.port}/healthz`, {
		ca: ca.cert,
		servername: 'foyer.example',
		headers: { host: 'foyer.example' },
		checkServerIdentity: (_host, { issuerCertificate }) =>
			issuerCertificate?.subject.CN === 'Bank CA' ? undefined : new Error('no chain')
	});
	expect(seen.status).toBe(404);
});

describe('what cannot be used is refused at the start, with what to do:', () => {
	async function refusal(change: (files: Pair, pair: Pair) => void | Promise<void>) {
		const { pair } = await brought();
		const folder = newFolder();
		const files = onDisk(folder, pair);
		await change(files, pair);
		const config = testConfig(newFolder(), { tls: { mode: 'files', ...files } });
		const started = await startServer({ config, pages: false }).catch((error: unknown) => error);
		expect(started).toBeInstanceOf(ConfigError);
		const { message } = started as ConfigError;
		expect(message).not.toContain('PRIVATE KEY-----\n');
		return message.replaceAll(`${folder}/`, '');
	}

	test('a certificate that does not match its key', async () => {
		const message = await refusal(async (files) => {
			writeFileSync(files.key, (await brought()).pair.key);
		});
		expect(message).toBe(
			'The certificate bank.crt does not match the key bank.key: name the key that it was asked for with, ' +
				"and put the server's own certificate first in the file, before those of its CA."
		);
	});

	test('a chain in the wrong order', async () => {
		const message = await refusal(async (files, pair) => {
			writeFileSync(files.cert, (await brought()).ca.cert + pair.cert);
		});
		expect(message).toMatch(/does not match the key/);
	});

	test('a file that is not there', async () => {
		const message = await refusal((files) => {
			files.cert += 'x';
		});
		expect(message).toBe('bank.crtx does not exist; write in FOYER_TLS_CERT where the file is.');
	});

	test('a folder in place of a file', async () => {
		const message = await refusal((files) => {
			files.key = join(files.key, '..');
		});
		expect(message).toMatch(
			/cannot be read \(EISDIR\); write in FOYER_TLS_KEY where the file is\.$/
		);
	});

	test.skipIf(process.getuid?.() === 0)('a key that may not be read', async () => {
		const message = await refusal((files) => chmodSync(files.key, 0));
		expect(message).toMatch(/may not be read by the user that runs Foyer/);
	});

	test('a certificate that is not PEM', async () => {
		const message = await refusal((files) => writeFileSync(files.cert, Buffer.from([0x30, 0x82])));
		expect(message).toMatch(/^bank\.crt holds no certificate in PEM .*openssl x509 -inform der/);
		const broken = await refusal((files) =>
			writeFileSync(files.cert, '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n')
		);
		expect(broken).toMatch(/^bank\.crt holds no certificate in PEM/);
	});

	test('a key that is not PEM', async () => {
		const message = await refusal((files, pair) => writeFileSync(files.key, pair.cert));
		expect(message).toMatch(/^bank\.key holds no private key in PEM/);
	});

	test('a key with a passphrase', async () => {
		const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
		const locked = {
			type: 'pkcs8',
			format: 'pem',
			cipher: 'aes-256-cbc',
			passphrase: 'x'
		} as const;
		const message = await refusal((files) => writeFileSync(files.key, privateKey.export(locked)));
		expect(message).toMatch(/^The key bank\.key is locked with a passphrase.*unlock it with/);
		const old = { type: 'sec1', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' } as const;
		const older = await refusal((files) => writeFileSync(files.key, privateKey.export(old)));
		expect(older).toMatch(/locked with a passphrase/);
	});

	test('a certificate that has run out, or does not count yet', async () => {
		const at = (day: string) => Date.parse(`${day}T12:00:00Z`);
		const { pair } = await brought(undefined, at('2026-01-10'), at('2026-03-10'));
		const files = onDisk(newFolder(), pair);
		const on = (day: string) => () => broughtCertificate(files, at(day));
		expect(on('2026-02-01')).not.toThrow();
		expect(on('2026-03-10')).toThrow(/ran out on 2026-03-10; bring a renewed one\.$/);
		expect(on('2026-01-09')).toThrow(/counts only from 2026-01-10; bring one that counts today/);
		expect(on('2026-01-09')).toThrow(ConfigError);
	});
});

describe('while the server runs', () => {
	async function running() {
		const clock = manualClock(Date.now());
		const { ca, pair } = await brought();
		const files = onDisk(newFolder(), pair);
		const server = await serverWith({ tls: { mode: 'files', ...files } }, clock);
		const url = `https://127.0.0.1:${server.port}`;
		const said = vi.spyOn(console, 'error').mockImplementation(() => undefined);
		onTestFinished(() => said.mockRestore());
		return { clock, ca, files, server, url, said };
	}

	test('a renewed certificate is taken within a minute, and nobody is cut off', async () => {
		const { clock, ca, files, server, url } = await running();
		const before = server.app.tls.expiresAt ?? NaN;
		const next = await brought(undefined, undefined, before + 7 * DAY);
		writeFileSync(files.cert, next.pair.cert);
		writeFileSync(files.key, next.pair.key);
		expect(await reached(url, ca.cert)).toBe(true);
		clock.advance(60_000);
		await vi.waitUntil(() => reached(url, next.ca.cert));
		expect(await reached(url, ca.cert)).toBe(false);
		expect(server.app.tls.expiresAt).toBeGreaterThan(before);
	});

	test('one that is no good is not taken, and why is said once', async () => {
		const { clock, ca, files, url, said } = await running();
		const next = await brought();
		writeFileSync(files.cert, next.pair.cert);
		clock.advance(60_000);
		await vi.waitUntil(() => said.mock.calls.length > 0);
		clock.advance(60_000);
		clock.advance(60_000);
		expect(await reached(url, ca.cert)).toBe(true);
		expect(said.mock.calls).toEqual([
			[
				expect.stringMatching(
					/does not match the key .* Until then the certificate in use stays\."}$/
				)
			]
		]);
		writeFileSync(files.key, next.pair.key);
		clock.advance(60_000);
		await vi.waitUntil(() => reached(url, next.ca.cert));
	});
});
