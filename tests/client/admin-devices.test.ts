import { describe, expect, test } from 'vitest';
import { DeviceConfig } from '../../src/lib/protocol/branch-file.ts';
import type { BranchFile } from '../../src/lib/protocol/branch-file.ts';
import type { FileSchema } from '../../src/lib/protocol/check/schema-faults.ts';
import { KINDS } from '../../src/lib/domain/devices/kinds/index.ts';
import * as words from '../../src/lib/i18n/admin-devices.ts';
import {
	deviceOf,
	faultsAt,
	faultsIn,
	probeField,
	settingsOf,
	typedIn,
	typedOf,
	typesOf
} from '../../src/routes/admin/devices/form.ts';
import { isSame, saveDevice } from '../../src/routes/admin/devices/saving.ts';
import type { Branch } from '../../src/routes/admin/devices/saving.ts';
import { nextNumber, suggestion } from '../../src/routes/admin/devices/suggest.ts';
import { BAD, trialOf } from '../../src/routes/admin/devices/trial.ts';
import { usesOf } from '../../src/routes/admin/devices/uses.ts';

const schema = JSON.parse(JSON.stringify(DeviceConfig)) as FileSchema;
const probe = probeField(schema);
const some = (...ids: string[]) => ids.map((id) => ({ id, kind: id.split('-')[0] ?? '' }));

describe('what a new device is called', () => {
	test.each([
		['atm', some(), 1],
		['atm', some('atm-1', 'atm-2'), 3],
		['crs', some('atm-1', 'atm-2'), 1],
		['atm', some('atm-1', 'crs-1', 'crs-2'), 2],
		['crs', some('atm-1', 'atm-2', 'crs-3', 'terminal-4'), 5],
		['phone', some('atm-1', 'atm-2', 'crs-3', 'terminal-4'), 5],
		['atm', some('front', 'back'), 1]
	] as const)('%s beside %o has number %i', (kind, devices, number) => {
		expect(nextNumber(devices, kind)).toBe(number);
	});

	test('is its kind’s word and its number, in both languages', () => {
		expect(suggestion(some('atm-1', 'atm-2'), 'atm')).toEqual({
			id: 'atm-3',
			name: { zh: '3号取款机', en: 'ATM 3' }
		});
		expect(suggestion([], 'crs').name.en).toBe('Recycler 1');
	});
});

describe('the form of a device', () => {
	const printer = {
		...{ id: 'printer-1', kind: 'printer', name: { zh: '打印机', en: 'Printer' } },
		probe: { type: 'tcp', host: '10.0.0.9', port: 9100, print: 'image', columns: 32 },
		silence: { stale: 90 }
	};

	test('asks of each type what it needs, from the schema', () => {
		expect(typesOf(probe)).toEqual(['tcp', 'http', 'icmp', 'snmp', 'sip', 'xfs4iot']);
		expect(settingsOf(probe, 'http').map(({ key }) => key)).toEqual(
			expect.arrayContaining(['host', 'path', 'tls', 'text'])
		);
		expect(settingsOf(probe, 'icmp').map(({ key }) => key)).toEqual(['host', 'every', 'timeout']);
		expect(settingsOf(probe, '')).toEqual([]);
	});

	test('gives back what it was drawn from, with what it does not show', () => {
		const typed = typedOf(printer, probe);
		expect(typed).toMatchObject({
			zh: '打印机',
			type: 'tcp',
			'probe.host': '10.0.0.9',
			'probe.port': '9100'
		});
		expect(deviceOf(typed, printer, probe)).toEqual(printer);
	});

	test('keeps how a printer prints where its probe is another that prints, and no longer where not', () => {
		const typed = { ...typedOf(printer, probe), type: 'snmp', 'probe.port': '' };
		expect(deviceOf(typed, printer, probe).probe).toEqual({
			...{ type: 'snmp', host: '10.0.0.9', print: 'image', columns: 32 }
		});
		const sip = deviceOf({ ...typed, type: 'sip' }, printer, probe);
		expect(sip.probe).toEqual({ type: 'sip', host: '10.0.0.9' });
		expect(deviceOf({ ...typed, type: '' }, printer, probe)).not.toHaveProperty('probe');
	});

	test('reads numbers, boxes and what was left empty', () => {
		const typed = {
			...{ id: 'pc-1', kind: 'pc', zh: '网银机', en: 'PC', type: 'http' },
			...{
				'probe.host': ' bank.lan ',
				'probe.port': '８４４３',
				'probe.tls': 'on',
				'probe.every': ''
			}
		};
		expect(deviceOf(typed, null, probe).probe).toEqual({
			...{ type: 'http', host: 'bank.lan', port: 8443, tls: true }
		});
	});

	test('says what is wrong beside the field that it is in', () => {
		const typed = { id: 'atm-1', kind: 'atm', zh: '机', en: 'M', type: 'tcp', 'probe.port': 'x' };
		const faults = faultsIn(schema, deviceOf(typed, null, probe), ['atm-1']);
		const codes = (name: string) => faultsAt(faults, name).map(({ code }) => code);
		expect(codes('id')).toEqual(['duplicate_id']);
		expect(codes('probe.host')).toEqual(['too_short']);
		expect(codes('probe.port')).toEqual(['not_a_number']);
		expect(codes('zh')).toEqual([]);
		expect(faultsIn(schema, deviceOf(typedOf(printer, probe), printer, probe), [])).toEqual([]);
	});

	test('knows its own fields in what was sent, and no others', () => {
		const sent: Record<string, string> = {
			id: 'atm-1',
			'probe.host': 'h',
			before: '{}',
			evil: '1'
		};
		const typed = typedIn((name) => sent[name] ?? '', probe);
		expect(typed).toMatchObject({ id: 'atm-1', 'probe.host': 'h', type: '' });
		expect(typed).not.toHaveProperty('before');
		expect(typed).not.toHaveProperty('evil');
	});

	test('has words for all that it shows', () => {
		for (const { zh, en } of [words]) {
			expect(Object.keys(zh.typeHints)).toEqual(typesOf(probe));
			expect(Object.keys(en.typeHints)).toEqual(typesOf(probe));
		}
		const parts = new Set(KINDS.flatMap(({ components }) => Object.keys(components)));
		expect([...parts].filter((part) => !(part in words.zh.parts))).toEqual([]);
	});
});

/** A branch that others may change between reading and applying. */
class FakeBranch implements Branch {
	devices: Record<string, unknown>[];
	applied: unknown[] = [];
	/** What others do just before the next apply. */
	meanwhile: (() => void)[] = [];

	constructor(...devices: Record<string, unknown>[]) {
		this.devices = devices;
	}

	read() {
		const file = { id: 'b', devices: this.devices } as unknown as BranchFile;
		return { file, tag: JSON.stringify(file) };
	}

	apply(file: unknown, basedOn: string): ReturnType<Branch['apply']> {
		this.meanwhile.shift()?.();
		if (basedOn !== this.read().tag) {
			const fault = { path: '', code: 'changed_meanwhile' as const, params: {} };
			return Promise.resolve({ ok: false, issues: [fault] });
		}
		this.applied.push(file);
		this.devices = (file as { devices?: Record<string, unknown>[] }).devices ?? [];
		return Promise.resolve({ ok: true });
	}
}

describe('saving a device', () => {
	const one = { id: 'atm-1', kind: 'atm' };
	const two = { id: 'atm-2', kind: 'atm' };

	test('puts it in the place of what it was; a new one comes last, and the last one leaves no list', async () => {
		const branch = new FakeBranch(one, two);
		const after = { ...one, kind: 'crs' };
		expect(await saveDevice(branch, { before: one, after })).toEqual({ kind: 'saved' });
		expect(branch.devices).toEqual([after, two]);
		await saveDevice(branch, { before: null, after: { id: 'x', kind: 'led' } });
		expect(branch.devices.map(({ id }) => id)).toEqual(['atm-1', 'atm-2', 'x']);
		const last = new FakeBranch(one);
		await saveDevice(last, { before: one, after: null });
		expect(last.applied).toEqual([{ id: 'b' }]);
	});

	test('loses nothing of what others saved in the same moment', async () => {
		const branch = new FakeBranch(one, two);
		branch.meanwhile.push(() => (branch.devices = [...branch.devices, { id: 'new', kind: 'led' }]));
		const after = { ...one, kind: 'crs' };
		expect(await saveDevice(branch, { before: one, after })).toEqual({ kind: 'saved' });
		expect(branch.devices.map(({ id }) => id)).toEqual(['atm-1', 'atm-2', 'new']);
	});

	test('stops where others changed or removed this very device', async () => {
		const branch = new FakeBranch({ ...one, kind: 'terminal' });
		const change = { before: one, after: { ...one, kind: 'crs' } };
		expect(await saveDevice(branch, change)).toEqual({
			kind: 'changed',
			theirs: { ...one, kind: 'terminal' }
		});
		expect(await saveDevice(new FakeBranch(), change)).toEqual({ kind: 'changed', theirs: null });
		expect(branch.applied).toEqual([]);
	});

	test('does not fight for ever with somebody who saves without end', async () => {
		const branch = new FakeBranch(one);
		branch.apply = () =>
			Promise.resolve({ ok: false, issues: [{ path: '', code: 'changed_meanwhile', params: {} }] });
		const outcome = await saveDevice(branch, { before: one, after: one });
		expect(outcome).toMatchObject({ kind: 'refused', issues: [{ code: 'changed_meanwhile' }] });
	});

	test('is told its own mistakes by their place in the device, others by theirs in the file', async () => {
		const branch = new FakeBranch(two, one);
		branch.apply = () =>
			Promise.resolve({
				ok: false,
				issues: [
					{ path: '/devices/1/probe/host', code: 'too_short', params: { min: 1 } },
					{ path: '/checklists/0/items/2/device', code: 'unknown_device', params: { id: 'x' } }
				]
			});
		const outcome = await saveDevice(branch, { before: one, after: one });
		expect(outcome.kind === 'refused' && outcome.issues.map(({ path }) => path)).toEqual([
			'/probe/host',
			'/checklists/0/items/2/device'
		]);
	});

	test('two devices say the same in whatever order', () => {
		expect(isSame({ a: 1, b: { c: 2, d: [1] } }, { b: { d: [1], c: 2 }, a: 1 })).toBe(true);
		expect(isSame({ a: [1, 2] }, { a: [2, 1] })).toBe(false);
	});
});

test('what keeps a device: the kiosk’s printer and items of checklists', () => {
	const name = { zh: '检查', en: 'Check' };
	const file = {
		kiosk: { printer: 'printer-1' },
		checklists: [
			{ id: 'opening', role: 'lobby_manager', name, items: [{ id: 'i', name, device: 'atm-1' }] },
			{ id: 'plain', role: 'teller', items: [{ id: 'i', name, device: 'atm-1' }] }
		]
	} as unknown as BranchFile;
	expect(usesOf(file, 'printer-1')).toEqual([{ what: 'kiosk' }]);
	expect(usesOf(file, 'atm-1').map((use) => use.what === 'item' && use.list.en)).toEqual([
		'Check',
		'plain'
	]);
	expect(usesOf(file, 'atm-2')).toEqual([]);
});

describe('what came of a try', () => {
	test.each([
		['unreachable', 'connect ECONNREFUSED 10.0.0.9:80', 'refused'],
		['unreachable', 'ENOTFOUND', 'unknown_host'],
		['unreachable', 'EHOSTUNREACH', 'unreachable'],
		['no_answer', undefined, 'no_answer'],
		['probe_not_allowed', undefined, 'probe_not_allowed'],
		['a_new_cause', undefined, 'unreachable']
	] as const)('%s (%s) is said as %s', (cause, detail, kind) => {
		const result = { answer: 'none' as const, cause, ...(detail !== undefined && { detail }) };
		expect(trialOf({ result, ms: 3 }).kind).toBe(kind);
	});

	test('tells how long it took and what the device said', () => {
		const status = { state: 'degraded', cause: 'paper_low' };
		expect(trialOf({ result: { answer: 'ok', status }, ms: 12 })).toEqual({
			kind: 'ok',
			ms: 12,
			status
		});
		for (const bad of BAD) expect(words.en.trial.advice[bad]).toBeTruthy();
	});
});
