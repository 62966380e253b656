import { X509Certificate } from 'node:crypto';
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { connect } from 'node:tls';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { ConfigError } from '#server/config.ts';
import type { Host } from '#server/tls/host.ts';
import { localCertificate } from '#server/tls/local.ts';
import { readPair } from '#server/tls/pem-file.ts';
import { makeLeaf } from '#server/tls/x509.ts';
import { DAY, newFolder, opensslVerifies } from './support.ts';

const NOW = Date.UTC(2026, 10, 25);
const host: Host = {
	name: 'branch-pc',
	addresses: [
		{ address: '127.0.0.1', cidr: '127.0.0.1/8', internal: true },
		{ address: '192.168.1.5', cidr: '192.168.1.5/24', internal: false },
		{ address: 'fe80::1', cidr: 'fe80::1/64', internal: false }
	]
};
const moved = (address: string): Host => ({
	...host,
	addresses: [{ address, cidr: `${address}/24`, internal: false }]
});

function made(folder: string, change: Partial<Parameters<typeof localCertificate>[0]> = {}) {
	const log = () => undefined;
	return localCertificate({ folder, host, further: [], now: NOW, log, ...change });
}

describe('the local CA', () => {
	test('is made once, and its certificate is reused', async () => {
		const folder = newFolder();
		const first = await made(folder);
		const again = await made(folder, { now: NOW + DAY });
		expect(again).toEqual(first);
		expect(first.authority?.pem).toBe(readFileSync(join(folder, 'foyer-ca.crt'), 'utf8'));
	});

	test('is for ten years, for signing, and named after the machine', async () => {
		const { authority } = await made(newFolder());
		const ca = new X509Certificate(authority?.pem ?? '');
		expect(ca.subject).toBe('CN=Foyer local CA branch-pc');
		expect(ca.ca).toBe(true);
		expect(ca.verify(ca.publicKey)).toBe(true);
		expect(ca.validToDate.getUTCFullYear()).toBe(2036);
		expect(authority?.fingerprint).toBe(ca.fingerprint256);
	});

	test('keeps its keys to their owner', async () => {
		const folder = join(newFolder(), 'tls');
		await made(folder);
		const mode = (file: string) => statSync(join(folder, file)).mode & 0o777;
		expect(mode('.')).toBe(0o700);
		expect(mode('ca.pem')).toBe(0o600);
		expect(mode('server.pem')).toBe(0o600);
		expect(readFileSync(join(folder, 'foyer-ca.crt'), 'utf8')).not.toContain('PRIVATE');
	});

	test('signs what every name and address of the machine is reached by', async () => {
		const folder = newFolder();
		const { pair, authority, left } = await made(folder, { further: ['foyer.bank.example'] });
		const ca = new X509Certificate(authority?.pem ?? '');
		const leaf = new X509Certificate(pair.cert);
		expect(leaf.checkIssued(ca)).toBe(true);
		expect(leaf.verify(ca.publicKey)).toBe(true);
		expect(leaf.ca).toBe(false);
		expect(leaf.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1']);
		const days = (leaf.validToDate.getTime() - leaf.validFromDate.getTime()) / DAY;
		expect(days).toBeLessThanOrEqual(397);
		for (const name of ['branch-pc', 'branch-pc.local', 'localhost', 'foyer.bank.example']) {
			expect(leaf.checkHost(name)).toBe(name);
		}
		for (const address of ['192.168.1.5', '127.0.0.1', '::1']) {
			expect(leaf.checkIP(address)).toBe(address);
		}
		expect(left).toEqual([]);
		const verified = opensslVerifies(join(folder, 'foyer-ca.crt'), join(folder, 'server.pem'));
		expect(verified ?? true).toBe(true);
	});

	test('is of no use for the name of somebody else, even to whoever has its key', async () => {
		const folder = newFolder();
		const { authority } = await made(folder, { now: Date.now() });
		const ca = readPair(join(folder, 'ca.pem'));
		if (ca === undefined) throw new Error('no CA');
		const validity = { from: Date.now() - DAY, until: Date.now() + DAY };
		const outcome = async (name: string) => {
			const pair = await makeLeaf(ca, 'Thief', [name], validity);
			const server = createServer(pair).listen(0, '127.0.0.1');
			onTestFinished(() => void server.close());
			await new Promise((resolve) => server.once('listening', resolve));
			const { port } = server.address() as AddressInfo;
			return new Promise<string>((resolve) => {
				const options = { port, host: '127.0.0.1', servername: name, ca: authority?.pem };
				const socket = connect(options, () => resolve('trusted'));
				socket.on('error', (error) => resolve(error.message));
				onTestFinished(() => void socket.destroy());
			});
		};
		expect(await outcome('branch-pc')).toBe('trusted');
		expect(await outcome('www.bank.example')).toBe('permitted subtree violation');
	});

	test('that cannot be read is not replaced behind anybody', async () => {
		const folder = newFolder();
		await made(folder);
		writeFileSync(join(folder, 'ca.pem'), 'half');
		await expect(made(folder)).rejects.toThrow(ConfigError);
		await expect(made(folder)).rejects.toThrow(
			/cannot be read as a CA's certificate with its key; bring it back from a backup, or remove it/
		);
	});

	test('that has run out is made anew, and that is said', async () => {
		const folder = newFolder();
		const first = await made(folder);
		const said: string[] = [];
		const second = await made(folder, { now: NOW + 3640 * DAY, log: (line) => said.push(line) });
		expect(second.authority?.fingerprint).not.toBe(first.authority?.fingerprint);
		expect(said).toEqual([expect.stringMatching(/every tablet has to trust it again/)]);
		const leaf = new X509Certificate(second.pair.cert);
		expect(leaf.checkIssued(new X509Certificate(second.authority?.pem ?? ''))).toBe(true);
		const old = readPair(join(folder, 'ca.old.pem'));
		expect(old?.certificate.fingerprint256).toBe(first.authority?.fingerprint);
	});

	test('stays when the clock has fallen years behind, until it is right again', async () => {
		const folder = newFolder();
		const first = await made(folder);
		const behind = await made(folder, { now: Date.UTC(2000, 0, 1) });
		const right = await made(folder, { now: NOW + DAY });
		expect(behind.authority).toEqual(first.authority);
		expect(right.authority).toEqual(first.authority);
		const leaf = new X509Certificate(right.pair.cert);
		expect(leaf.validFromDate.getTime()).toBe(NOW);
	});
});

describe('its certificate is made anew', () => {
	const anew: [string, Partial<Parameters<typeof localCertificate>[0]>, boolean][] = [
		['not while it has more than 30 days', { now: NOW + 365 * DAY }, false],
		['when it ends within 30 days', { now: NOW + 367 * DAY }, true],
		['when it does not count yet', { now: NOW - 2 * DAY }, true],
		['when the machine has another address', { host: moved('192.168.7.9') }, true],
		['not when an address went away', { host: { ...host, addresses: [] } }, false],
		['when another name is asked for', { further: ['wall.lan'] }, true]
	];
	test.each(anew)('%s', async (_, change, expected) => {
		const folder = newFolder();
		const first = await made(folder);
		const second = await made(folder, change);
		expect(second.pair.cert !== first.pair.cert).toBe(expected);
		expect(second.authority).toEqual(first.authority);
	});

	test('when its file is gone, broken, or of another CA', async () => {
		const folder = newFolder();
		const first = await made(folder);
		const path = join(folder, 'server.pem');
		rmSync(path);
		const second = await made(folder);
		expect(second.pair.cert).not.toBe(first.pair.cert);
		writeFileSync(path, `${first.pair.key}${second.pair.cert}`);
		const third = await made(folder);
		expect(third.pair.cert).not.toBe(second.pair.cert);
		const elsewhere = newFolder();
		await made(elsewhere);
		writeFileSync(path, readFileSync(join(elsewhere, 'server.pem')));
		const fourth = await made(folder);
		const ca = new X509Certificate(fourth.authority?.pem ?? '');
		expect(new X509Certificate(fourth.pair.cert).verify(ca.publicKey)).toBe(true);
	});
});

describe('what the CA was not made for', () => {
	test('is refused when somebody asks for it', async () => {
		const folder = newFolder();
		await made(folder);
		const asking = made(folder, { further: ['foyer.bank.example'] });
		await expect(asking).rejects.toThrow(ConfigError);
		await expect(made(folder, { further: ['8.8.4.4'] })).rejects.toThrow(
			/made before "8\.8\.4\.4" was asked for and may not sign for it: leave the name out/
		);
	});

	test('is left out when the machine has it by chance, and the same certificate stays', async () => {
		const folder = newFolder();
		const first = await made(folder);
		const there = moved('203.0.113.9');
		const second = await made(folder, { host: there });
		expect(second.left).toEqual(['203.0.113.9']);
		expect(second.pair.cert).toBe(first.pair.cert);
		expect((await made(folder, { host: there })).left).toEqual(['203.0.113.9']);
	});
});
