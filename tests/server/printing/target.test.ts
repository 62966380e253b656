import { describe, expect, test } from 'vitest';
import type { BranchFile, DeviceConfig } from '#lib/protocol/index.ts';
import { printerOf } from '#server/printing/target.ts';
import { lakeside } from '../../support/test-server.ts';

const name = { zh: '取号机打印机', en: 'Kiosk printer' };
const branch = (probe?: Record<string, unknown>, kind = 'printer'): BranchFile =>
	lakeside({
		devices: [{ id: 'printer-1', kind, name, ...(probe && { probe }) } as DeviceConfig]
	});

describe('a printer of the branch file', () => {
	test('has the settings of most printers where its probe leaves them out', () => {
		expect(printerOf(branch({ type: 'printer', host: '10.0.0.9' }), 'printer-1')).toEqual({
			ok: true,
			target: {
				id: 'printer-1',
				host: '10.0.0.9',
				port: 9100,
				mode: 'text',
				encoding: 'gb18030',
				columns: 48,
				command: 'generic',
				qr: 'raster'
			}
		});
	});

	test('has its own where it says so', () => {
		const probe = {
			type: 'printer',
			host: 'printer.branch.lan',
			port: 9101,
			print: 'image',
			encoding: 'cp936',
			columns: 32,
			command: 'epson',
			qr: 'command'
		};
		expect(printerOf(branch(probe), 'printer-1')).toMatchObject({
			ok: true,
			target: {
				host: 'printer.branch.lan',
				port: 9101,
				mode: 'image',
				encoding: 'cp936',
				columns: 32,
				command: 'epson',
				qr: 'command'
			}
		});
	});

	test('is none where it has no address, another kind or another id', () => {
		const at = { type: 'printer', host: '10.0.0.9' };
		const none = { ok: false, fault: 'no_such_printer' };
		expect(printerOf(branch(at), 'printer-2')).toEqual(none);
		expect(printerOf(branch(at, 'atm'), 'printer-1')).toEqual(none);
		expect(printerOf(lakeside({ devices: undefined }), 'printer-1')).toEqual(none);
		const homeless = { ok: false, fault: 'no_address' };
		expect(printerOf(branch(), 'printer-1')).toEqual(homeless);
		expect(printerOf(branch({ type: 'printer' }), 'printer-1')).toEqual(homeless);
	});

	test.for([
		['print', 'photo'],
		['encoding', 'utf-8'],
		['columns', 42],
		['command', 'svg'],
		['command', 'constructor'],
		['qr', true]
	])('is none with a setting that nobody knows: %s %s', ([setting, value]) => {
		const probe = { type: 'printer', host: '10.0.0.9', [setting as string]: value };
		const fault = { ok: false, fault: 'unknown_setting', setting };
		expect(printerOf(branch(probe), 'printer-1')).toEqual(fault);
	});
});
