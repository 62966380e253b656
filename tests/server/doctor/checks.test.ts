import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Condition } from '#server/condition.ts';
import { backupFindings } from '#server/doctor/checks/backups.ts';
import { certificateFindings } from '#server/doctor/checks/certificate.ts';
import { clockFindings } from '#server/doctor/checks/clock.ts';
import { databaseFindings } from '#server/doctor/checks/database.ts';
import { deviceFindings } from '#server/doctor/checks/devices.ts';
import { diskFindings, measureDisk } from '#server/doctor/checks/disk.ts';
import { brokerFindings, webhookFindings } from '#server/doctor/checks/outside.ts';
import { portFindings } from '#server/doctor/checks/port.ts';
import { screenFindings } from '#server/doctor/checks/screens.ts';
import { nodeFindings, serverFindings } from '#server/doctor/checks/server.ts';
import { settingFindings } from '#server/doctor/checks/settings.ts';
import type { Finding, Patient } from '#server/doctor/finding.ts';
import { NOTHING_SHORT } from '#server/shedding.ts';
import { openStore } from '#server/store/index.ts';
import { VERSION } from '#server/version.ts';
import { testConfig } from '../../support/test-config.ts';
import { lakeside } from '../../support/test-server.ts';
import { events, group, T0, tamper } from '../store/support.ts';

const NOW = Date.UTC(2026, 10, 26, 2);
const DAY = 86_400_000;

function newFolder(): string {
	const folder = mkdtempSync(join(tmpdir(), 'foyer-doctor-'));
	onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
	return folder;
}

const RUNNING: Condition = {
	version: VERSION,
	node: process.versions.node,
	state: 'serving',
	urls: ['http://127.0.0.1:1'],
	certificateUntil: null,
	notHeld: [],
	clockSteps: 0,
	lastClockStep: null,
	shortness: NOTHING_SHORT,
	backups: { last: null, failed: null },
	screens: { wall: 2 },
	brokerReached: null
};

function patient(change: Partial<Patient> = {}): Patient {
	const config = testConfig('/data');
	return { config, now: NOW, store: null, closed: null, running: null, ...change };
}

const running = (change: Partial<Condition>): Patient =>
	patient({ running: { ...RUNNING, ...change } });

/** What needs doing, as one text; empty: nothing. */
const ills = (findings: readonly Finding[]) =>
	findings.flatMap(({ says, todo }) => (todo === null ? [] : [`${says}: ${todo}`])).join('\n');

/** A store with five events of a branch. */
async function stored(change?: (folder: string) => void) {
	const folder = newFolder();
	const store = openStore(folder);
	await store.append(group({ events: events('lakeside', 1, 5) }));
	await store.close();
	change?.(folder);
	const read = openStore(folder, { readOnly: true });
	onTestFinished(() => read.close());
	return read;
}

test('a Node that is too old is named', () => {
	expect(ills(nodeFindings('20.20.2'))).toContain('Node 20.20.2');
	expect(ills(nodeFindings('24.6.0'))).toContain('24.7');
	expect(ills(nodeFindings())).toBe('');
});

test('a server of another version, one that stores nothing, and one that is short of something are told', () => {
	expect(ills(serverFindings(patient()))).toBe('');
	expect(ills(serverFindings(running({})))).toBe('');
	expect(ills(serverFindings(running({ version: '0.0.1' })))).toContain('it runs version 0.0.1');
	expect(ills(serverFindings(running({ state: 'halted' })))).toContain('takes no events');
	const shortness = { ...NOTHING_SHORT, disk: 'some' as const };
	expect(ills(serverFindings(running({ shortness })))).toContain('short of disk');
});

describe('the disk', () => {
	const facts = { folder: '/data', free: 40e9, wal: 0, write: 0.5 };

	test('is well, nearly full, slow, or not to be written', () => {
		expect(ills(diskFindings(facts))).toBe('');
		expect(ills(diskFindings({ ...facts, free: 5e8 }))).toContain('0.50 GB are free');
		expect(ills(diskFindings({ ...facts, write: 59 }))).toContain('takes 59.0 ms');
		expect(ills(diskFindings({ ...facts, wal: 3e8 }))).toContain('300 MB');
		expect(ills(diskFindings({ ...facts, write: { failed: 'ENOSPC' } }))).toContain('ENOSPC');
	});

	test('is measured by writing beside the database, and nothing is left', () => {
		const folder = newFolder();
		let clock = 0;
		const measured = measureDisk(folder, () => (clock += 2));
		expect(measured).toMatchObject({ folder, wal: 0, write: 2 });
		expect(measured.free).toBeGreaterThan(0);
		expect(readdirSync(folder)).toEqual([]);
	});

	test.skipIf(process.getuid?.() === 0)('that is read only is told', () => {
		const folder = newFolder();
		chmodSync(folder, 0o500);
		expect(measureDisk(folder, () => 0).write).toEqual({ failed: 'EACCES' });
		chmodSync(folder, 0o700);
	});
});

describe('the database', () => {
	test('is walked, and a row that is not what was written is found', async () => {
		expect(ills(databaseFindings(patient({ store: await stored() })))).toBe('');
		const store = await stored((folder) =>
			tamper(folder, `update events set subject = 'A9' where seq = 3`)
		);
		expect(ills(databaseFindings(patient({ store })))).toContain('log of lakeside, from event 3');
	});

	test('that cannot be opened is told with the reason', () => {
		const closed = 'The database is damaged';
		expect(ills(databaseFindings(patient({ closed })))).toContain(closed);
	});
});

describe('the clock', () => {
	test('that is behind what was recorded was set back', async () => {
		const store = await stored();
		expect(ills(clockFindings(patient({ store }), [], true))).toBe('');
		const back = patient({ store, now: T0 - 3_600_000 });
		expect(ills(clockFindings(back, [], true))).toMatch(/it is 360\d s behind the newest event/);
	});

	test('without a time server, or set at once today, is told', () => {
		expect(ills(clockFindings(patient(), [], false))).toContain('no time server');
		expect(ills(clockFindings(patient(), [], null))).toBe('');
		const set = (at: number) => running({ clockSteps: 1, lastClockStep: { by: -7_200_000, at } });
		expect(ills(clockFindings(set(NOW - 60_000), [], true))).toContain('-7200.0 s');
		expect(ills(clockFindings(set(NOW - 2 * DAY), [], true))).toBe('');
	});

	test('of a branch in a time zone that nobody knows is told', () => {
		const file = lakeside({ timeZone: 'Mars/Olympus' });
		expect(ills(clockFindings(patient(), [file, lakeside()], true))).toBe(
			'lakeside is in the time zone Mars/Olympus, which this Node does not know: use a newer Node, or mend the branch file'
		);
	});

	test('of a source that is always ahead is told, one late event or two are not', async () => {
		const folder = newFolder();
		const store = openStore(folder);
		const told = events('lakeside', 1, 8).map((each) => ({
			...each,
			source: 'queue-machine',
			at: each.recordedAt + 40_000
		}));
		await store.append(group({ events: told }));
		expect(ills(clockFindings(patient({ store }), [], true))).toContain(
			'the clock of "queue-machine" at lakeside is 40 s ahead'
		);
		await store.append(
			group({
				events: events('lakeside', 9, 9).map((each) => ({ ...each, source: 'queue-machine' }))
			})
		);
		expect(ills(clockFindings(patient({ store }), [], true))).toBe('');
		await store.close();
	});
});

test('backups that are off, failed, or too old are told', () => {
	const backups = { folder: '/backups', keyFile: null };
	const config = testConfig('/data', { backups });
	const last = (at: number) => ({ file: '/backups/x', at, bytes: 1 });
	const told = (status: Condition['backups']) =>
		ills(backupFindings({ ...running({ backups: status }), config }));
	expect(told({ last: last(NOW - 60_000), failed: null })).toBe('');
	expect(told({ last: last(NOW - DAY), failed: null })).toContain('the newest is of 2026-11-25');
	expect(told({ last: last(NOW), failed: { at: NOW, why: 'no room' } })).toContain('no room');
	const off = testConfig('/data', { backups: null });
	expect(ills(backupFindings(patient({ config: off })))).toContain('FOYER_BACKUPS');
});

test('a certificate that ran out, is missing, or cannot hold a name is told', () => {
	const until = (certificateUntil: number) => certificateFindings(running({ certificateUntil }));
	expect(ills(until(NOW + 60 * DAY))).toBe('');
	expect(ills(until(NOW - DAY))).toContain('it ran out on 2026-11-25');
	expect(
		ills(certificateFindings(running({ certificateUntil: NOW + DAY, notHeld: ['foyer.lan'] })))
	).toContain('foyer.lan');
	const tls = { mode: 'files' as const, cert: '/nowhere/cert.pem', key: '/nowhere/key.pem' };
	const missing = patient({ config: testConfig('/data', { tls }) });
	expect(ills(certificateFindings(missing))).toContain('/nowhere/cert.pem');
});

test('a port that somebody else has, and a server that does not answer at its own, are told', async () => {
	const taken = createServer().listen(0, '127.0.0.1');
	await new Promise((resolve) => taken.once('listening', resolve));
	onTestFinished(() => void taken.close());
	const { port } = taken.address() as AddressInfo;
	const config = testConfig('/data', { port });
	expect(ills(await portFindings(patient({ config })))).toContain('EADDRINUSE');
	expect(ills(await portFindings(patient()))).toBe('');
	expect(ills(await portFindings(running({})))).toContain('http://127.0.0.1:1 does not answer');
});

test('devices that nothing is heard of are named, branch by branch, and not all of fifty', () => {
	const device = (id: string, state: 'ok' | 'unknown' | 'offline', lastSeenAt: number | null) => ({
		...{ id, state, lastSeenAt }
	});
	const silent = Array.from({ length: 50 }, (_, n) => device(`atm-${n}`, 'unknown', NOW));
	const told = deviceFindings([
		{ branch: 'lakeside', devices: [...silent, device('crs-1', 'offline', NOW)] },
		{ branch: 'harbour', devices: [device('new', 'unknown', null), device('atm', 'ok', NOW)] }
	]);
	expect(ills(told)).toMatch(/lakeside: nothing is heard of atm-0 \(since .*\).* and 45 more/);
	expect(ills(told)).toContain('out of reach: crs-1');
	expect(ills(told)).not.toContain('harbour');
});

test('a paired display that is away while the server runs is named; one that was put away is not', async () => {
	const folder = newFolder();
	const store = openStore(folder);
	const paired = (name: string, at: number) => {
		const display = { branch: 'lakeside', screen: 'wall', name, approvedBy: 'shen' } as const;
		return store.displays.create(display, at);
	};
	paired('lobby wall', NOW - 3_600_000);
	paired('in the cellar', NOW - 90 * DAY);
	const told = screenFindings({ ...running({}), store });
	expect(ills(told)).toContain('the wall "lobby wall" of lakeside');
	expect(ills(told)).not.toContain('cellar');
	expect(ills(screenFindings(patient({ store })))).toBe('');
	await store.close();
});

test('a webhook whose host is no longer allowed, and a broker that is away, are told', async () => {
	const folder = newFolder();
	const store = openStore(folder);
	const url = 'https://hooks.bank.lan/x';
	store.webhooks.create({ branch: 'lakeside', url, kinds: ['prompt'] }, NOW);
	const told = (webhookHosts: string[]) =>
		ills(webhookFindings(patient({ store, config: testConfig('/data', { webhookHosts }) })));
	expect(told([])).toContain('is not in FOYER_WEBHOOK_HOSTS');
	expect(told(['https://hooks.bank.lan'])).toBe('');
	await store.close();
	expect(ills(brokerFindings(running({ brokerReached: false })))).toContain(
		'broker is not reached'
	);
	expect(ills(brokerFindings(running({ brokerReached: true })))).toBe('');
});

test('settings that do not fit together are told', () => {
	const probe = { type: 'tcp' as const, host: '10.0.0.9', port: 9100 };
	const probed = lakeside({
		devices: [{ id: 'atm-1', kind: 'atm', name: { zh: '机', en: 'ATM' }, probe }]
	});
	expect(ills(settingFindings(patient(), [probed]))).toContain('FOYER_PROBE_HOSTS allows nobody');
	const config = testConfig('/data', { secure: true, origins: ['http://relay.lan'] });
	expect(ills(settingFindings(patient({ config }), [lakeside()]))).toContain('http://relay.lan');
	expect(ills(settingFindings(patient(), [lakeside()]))).toBe('');
});
