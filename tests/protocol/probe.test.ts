import { expect, test } from 'vitest';
import { schemaFaults } from '#lib/protocol/check/schema-faults.ts';
import type { FileSchema } from '#lib/protocol/check/schema-faults.ts';
import { Probe } from '#lib/protocol/probe.ts';

const found = (value: unknown) =>
	schemaFaults(Probe as FileSchema, value, '/probe').map(({ path, code }) => `${path} ${code}`);

test.each([
	{ type: 'tcp', host: '127.0.0.1', port: 9100 },
	{ type: 'tcp', host: '10.0.0.9', print: 'image', columns: 32, encoding: 'utf-7' },
	{ type: 'http', host: 'bank.lan', path: '/login?a=1', tls: true, text: '网上银行' },
	{ type: 'icmp', host: '::1', every: 10, timeout: 1 },
	{ type: 'snmp', host: 'printer-2.lan', community: 'branch', version: '1' },
	{ type: 'sip', host: 'pbx.lan', user: '8001' },
	{ type: 'xfs4iot', host: '10.0.0.4', port: 5846, path: '/xfs4iot/v1.0/CashDispenser' }
])('$type is a probe', (probe) => {
	expect(found(probe)).toEqual([]);
});

test('a probe with mistakes is told each of them by its own kind', () => {
	expect(found({ type: 'gopher', host: 'h' })).toEqual(['/probe/type invalid_choice']);
	expect(found({ host: 'h', free: 1 })).toEqual(['/probe/type missing_key']);
	expect(found('tcp')).toEqual(['/probe not_an_object']);
	expect(found({ type: 'icmp', host: '-f', port: 7 })).toEqual([
		'/probe/host invalid_host',
		'/probe/port unknown_key'
	]);
	expect(found({ type: 'http', host: 'h', path: '/a b', every: 9 })).toEqual([
		'/probe/path invalid_path',
		'/probe/every out_of_range'
	]);
	expect(found({ type: 'sip', host: 'h', user: 'a@b', timeout: 11 })).toEqual([
		'/probe/user invalid_id',
		'/probe/timeout out_of_range'
	]);
});
