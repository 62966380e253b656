import { describe, expect, test } from 'vitest';
import type { Host } from '#server/tls/host.ts';
import { decodePermits, encodePermits, mayHold, permitsFor } from '#server/tls/permits.ts';

const host: Host = {
	name: 'Branch-PC.bank.example',
	addresses: [
		{ address: '127.0.0.1', cidr: '127.0.0.1/8', internal: true },
		{ address: '192.168.1.5', cidr: '192.168.1.5/24', internal: false },
		{ address: '203.0.113.7', cidr: '203.0.113.7/24', internal: false },
		{ address: '2001:db8:1:2::7', cidr: '2001:db8:1:2::7/64', internal: false },
		{ address: '198.51.100.9', cidr: '198.51.100.9/1', internal: false }
	]
};
const permits = permitsFor(host, ['foyer.bank.example', '2001:db8:9::1', '8.8.4.4']);

describe('a local CA', () => {
	test.each([
		'localhost',
		'branch-pc.bank.example',
		'branch-pc.local',
		'foyer.bank.example',
		'anything.lan',
		'127.0.0.1',
		'::1',
		'10.9.8.7',
		'172.31.0.1',
		'192.168.77.1',
		'fd00::2',
		'203.0.113.200',
		'2001:db8:1:2:a:b:c:d',
		'198.51.100.9',
		'8.8.4.4',
		'2001:db8:9::1'
	])('may sign for %s', (name) => {
		expect(mayHold(permits, name)).toBe(true);
		expect(mayHold(decodePermits(encodePermits(permits)), name)).toBe(true);
	});

	test.each([
		'bank.example',
		'www.bank.example',
		'evil.example',
		'notlocal',
		'mylan',
		'8.8.8.8',
		'172.32.0.1',
		'203.0.114.1',
		'198.51.100.10',
		'2001:db8:1:3::1',
		'2001:db8:9::2'
	])('may not sign for %s', (name) => {
		expect(mayHold(permits, name)).toBe(false);
		expect(mayHold(decodePermits(encodePermits(permits)), name)).toBe(false);
	});

	test('says so in bytes as RFC 5280 has them', () => {
		const one = encodePermits({ names: ['lan'], networks: ['10.1.2.3/12', '::ffff:10.1.2.3/128'] });
		expect(Buffer.from(one).toString('hex')).toBe(
			'3039' + // NameConstraints
				'a037' + // permittedSubtrees
				('3005' + '82036c616e') +
				('300a' + '87080a000000fff00000') +
				('3022' + '872000000000000000000000ffff0a010203' + 'ffffffffffffffffffffffffffffffff')
		);
	});
});
