import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { expect, onTestFinished, test, vi } from 'vitest';
import { openCertificates } from '#server/tls/certificates.ts';
import { thisHost } from '#server/tls/host.ts';
import type { Host } from '#server/tls/host.ts';
import { localCertificate } from '#server/tls/local.ts';
import { manualClock } from '../../support/manual-clock.ts';
import { testConfig } from '../../support/test-config.ts';
import { DAY, newFolder, serverWith } from './support.ts';

test('the local certificate is renewed while the server runs, and open connections stay', async () => {
	const data = newFolder();
	// A little behind, so that what is made a day later counts already for a client of today.
	const begun = Date.now() - DAY / 2;
	// Made so long ago that it has 30 days and half of one left.
	await localCertificate({
		folder: join(data, 'tls'),
		host: thisHost(),
		further: [],
		now: begun - 365.5 * DAY,
		log: (sentence) => expect.fail(sentence)
	});
	const clock = manualClock(begun);
	const server = await serverWith({ data, tls: { mode: 'local', names: [] } }, clock);
	const { authority, expiresAt } = server.app.tls;
	expect(expiresAt).toBeGreaterThan(begun + 30 * DAY);
	const ca = authority?.pem;
	const old = connect({ port: server.port, host: '127.0.0.1', ca });
	onTestFinished(() => void old.destroy());
	await once(old, 'secureConnect');
	const shown = old.getPeerX509Certificate()?.fingerprint256;

	clock.advance(DAY);
	await vi.waitUntil(() => {
		clock.advance(60_000);
		return server.app.tls.expiresAt !== expiresAt;
	});
	expect(server.app.tls.authority).toEqual(authority);
	const fresh = connect({ port: server.port, host: '127.0.0.1', ca });
	onTestFinished(() => void fresh.destroy());
	await once(fresh, 'secureConnect');
	expect(fresh.getPeerX509Certificate()?.fingerprint256).not.toBe(shown);

	old.write('GET /healthz HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n');
	const [answer] = (await once(old.setEncoding('utf8'), 'data')) as [string];
	expect(answer).toMatch(/^HTTP\/1\.1 404/);
});

test('a machine that moves to another network is reached there a minute later', async () => {
	const at = (address: string): Host => ({
		name: 'branch-pc',
		addresses: [{ address, cidr: `${address}/24`, internal: false }]
	});
	const clock = manualClock();
	let host = at('192.168.1.5');
	const certificates = await openCertificates({
		config: testConfig(newFolder(), { tls: { mode: 'local', names: [] } }),
		clock,
		log: (sentence) => expect.fail(sentence),
		host: () => host
	});
	onTestFinished(() => certificates?.dispose());
	const changes: string[] = [];
	certificates?.onChange(({ pair }) => changes.push(pair.cert));
	clock.advance(60_000);
	host = at('10.4.5.6');
	await vi.waitUntil(() => {
		clock.advance(60_000);
		return changes.length > 0;
	});
	const leaf = new X509Certificate(certificates?.served.pair.cert ?? '');
	expect(leaf.checkIP('10.4.5.6')).toBe('10.4.5.6');
	expect(changes).toHaveLength(1);
	certificates?.dispose();
	expect(clock.pending).toBe(0);
});
