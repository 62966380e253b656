import { expect, test } from 'vitest';
import { mayInstall, missing } from '../../scripts/peers.js';

test('programs are found where Debian puts them', () => {
	expect(missing(() => true)).toEqual([]);
	expect(missing(() => false).map(({ from }) => from)).toEqual([
		...['mosquitto', 'snmpd', 'sip-tester', 'iputils-ping']
	]);
	const all = new Set(['/usr/sbin/mosquitto', '/usr/sbin/snmpd', '/bin/ping']);
	expect(missing((file) => all.has(file)).map(({ program }) => program)).toEqual(['sipp']);
});

test('they are installed only where that was asked for, by root, on Debian', () => {
	expect(mayInstall({ CI: 'true' }, 0, true)).toBe(true);
	expect(mayInstall({ FOYER_INSTALL_PEERS: '1' }, 0, true)).toBe(true);
	expect(mayInstall({}, 0, true)).toBe(false);
	expect(mayInstall({ CI: 'true' }, 1_000, true)).toBe(false);
	expect(mayInstall({ CI: 'true' }, 0, false)).toBe(false);
	expect(mayInstall({ CI: 'true' }, undefined, true)).toBe(false);
});
