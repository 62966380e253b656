import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { describe, expect, test } from 'vitest';
import { peerOf, proxiesOf, settleHeaders } from '#server/peer.ts';

const proxies = proxiesOf(['10.0.0.2', '10.0.1.0/24', '2001:db8::5']);

function request(
	address: string,
	headers: IncomingHttpHeaders = {},
	encrypted = false
): Pick<IncomingMessage, 'headers' | 'socket'> {
	return {
		headers,
		socket: { remoteAddress: address, encrypted } as unknown as IncomingMessage['socket']
	};
}

const claims = {
	host: 'inner:3000',
	'x-forwarded-for': '192.168.1.9',
	'x-forwarded-proto': 'https',
	'x-forwarded-host': 'foyer.bank.example'
};

describe('who stands at the other end', () => {
	test.each(['192.168.1.50', '127.0.0.1', '::1', '10.0.0.3', '10.0.2.1', ''])(
		'is the sender itself, whatever it writes, unless it is a named proxy (%s)',
		(address) => {
			expect(peerOf(request(address, claims), proxies)).toEqual({
				address,
				secure: false,
				host: 'inner:3000',
				forwarded: true
			});
		}
	);

	test.each(['10.0.0.2', '::ffff:10.0.0.2', '10.0.1.77', '2001:db8::5', '2001:db8:0::5'])(
		'is who a named proxy says (%s)',
		(address) => {
			expect(peerOf(request(address, claims), proxies)).toEqual({
				address: '192.168.1.9',
				secure: true,
				host: 'foyer.bank.example',
				forwarded: true
			});
		}
	);

	test.each([
		['9.9.9.9, 192.168.1.9', '192.168.1.9'],
		['127.0.0.1, 192.168.1.9, 10.0.1.4', '192.168.1.9'],
		['10.0.1.4', '10.0.1.4'],
		['192.168.1.9, unknown', '10.0.0.2'],
		['192.168.1.9:4711', '192.168.1.9'],
		['[2001:db8::77]:4711', '2001:db8::77'],
		['::ffff:192.168.1.9', '192.168.1.9'],
		['', '10.0.0.2'],
		[' , ,', '10.0.0.2']
	])('is the nearest in "%s" that is no named proxy: %s', (list, address) => {
		const { headers, socket } = request('10.0.0.2', { 'x-forwarded-for': list });
		expect(peerOf({ headers, socket }, proxies).address).toBe(address);
	});

	test('speaks https where the connection does, and where its proxy says so last', () => {
		const secure = (address: string, proto?: string, encrypted = false) =>
			peerOf(
				request(address, proto === undefined ? {} : { 'x-forwarded-proto': proto }, encrypted),
				proxies
			).secure;
		expect(secure('192.168.1.50', undefined, true)).toBe(true);
		expect(secure('192.168.1.50', 'http', true)).toBe(true);
		expect(secure('192.168.1.50', 'https')).toBe(false);
		expect(secure('10.0.0.2', 'https, http')).toBe(false);
		expect(secure('10.0.0.2', 'http, https')).toBe(true);
		expect(secure('10.0.0.2', undefined, true)).toBe(true);
		expect(secure('10.0.0.2')).toBe(false);
	});

	test('is only itself where no proxy is named', () => {
		expect(peerOf(request('127.0.0.1', claims), proxiesOf([])).address).toBe('127.0.0.1');
	});
});

describe('afterwards the headers', () => {
	const settled = (address: string, headers: IncomingHttpHeaders): IncomingHttpHeaders => {
		const req = request(address, { ...headers });
		settleHeaders(req as IncomingMessage, proxies);
		return req.headers;
	};

	test("hold nothing of a sender's own making", () => {
		const forged = { ...claims, forwarded: 'for=1.2.3.4', 'x-foyer-address': '1.2.3.4' };
		expect(settled('192.168.1.50', forged)).toEqual({
			host: 'inner:3000',
			'x-forwarded-for': '192.168.1.50',
			'x-forwarded-proto': 'http',
			'x-foyer-address': '192.168.1.50'
		});
	});

	test('hold what a named proxy said', () => {
		expect(settled('10.0.0.2', claims)).toEqual({
			host: 'foyer.bank.example',
			'x-forwarded-for': '192.168.1.9',
			'x-forwarded-proto': 'https',
			'x-foyer-address': '192.168.1.9'
		});
	});

	test('say that somebody forwarded the request only if somebody did', () => {
		expect(settled('127.0.0.1', { host: 'localhost' })).not.toHaveProperty('x-forwarded-for');
		expect(settled('127.0.0.1', { forwarded: 'for=1.2.3.4' })['x-forwarded-for']).toBe('127.0.0.1');
		// A named proxy that keeps silent about it has forwarded it all the same.
		expect(settled('10.0.0.2', { host: 'localhost' })['x-forwarded-for']).toBe('10.0.0.2');
	});
});
