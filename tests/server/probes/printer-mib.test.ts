import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isTellable } from '#server/devices/status.ts';
import { printerStatus } from '#server/probes/snmp/printer-mib.ts';
import type { PrinterReading } from '#server/probes/snmp/printer-mib.ts';

const reading = (change: Partial<PrinterReading> = {}): PrinterReading => ({
	...{ status: [3], errors: [Buffer.from([0])], supplies: [], inputs: [] },
	...change
});
const bit = (at: number) => {
	const octets = Buffer.alloc(2);
	octets[at >> 3] = 0x80 >> (at & 7);
	return octets;
};

describe('a printer', () => {
	test.each([
		[0, 'degraded', 'paper_low'],
		[1, 'offline', 'out_of_paper'],
		[2, 'degraded', 'toner_low'],
		[3, 'offline', 'out_of_toner'],
		[4, 'offline', 'cover_open'],
		[5, 'offline', 'paper_jam'],
		[6, 'offline', 'operator'],
		[7, 'offline', 'hardware'],
		[10, 'offline', 'out_of_toner'],
		[12, 'degraded', 'output_full'],
		[14, 'degraded', 'service_due']
	])('with bit %i is %s: %s', (at, state, cause) => {
		expect(printerStatus(reading({ errors: [bit(at)] }))).toMatchObject({ state, cause });
	});

	test('that says nothing at all is none', () => {
		expect(printerStatus({ status: [], errors: [], supplies: [], inputs: [] })).toBeNull();
		expect(printerStatus(reading())).toMatchObject({ state: 'ok' });
	});

	test('with one of two trays empty has paper', () => {
		const inputs = [
			{ level: 0, max: 100 },
			{ level: 250, max: 500 }
		];
		expect(printerStatus(reading({ inputs }))).toMatchObject({
			...{ state: 'ok', levels: { paper: 0.42 } }
		});
		expect(printerStatus(reading({ inputs: inputs.slice(0, 1) }))).toMatchObject({
			...{ state: 'offline', cause: 'out_of_paper' }
		});
	});

	test('levels that the MIB has no number for are none', () => {
		for (const level of [-1, -2, -3]) {
			const inputs = [{ level, max: 500 }];
			expect(printerStatus(reading({ inputs }))).not.toHaveProperty('levels');
			expect(
				printerStatus(reading({ inputs: [...inputs, { level: 50, max: 100 }] }))
			).toMatchObject({
				levels: { paper: 0.5 }
			});
		}
		// Some is left in the other tray: this is not out of paper.
		const inputs = [
			{ level: 0, max: 100 },
			{ level: -3, max: 100 }
		];
		expect(printerStatus(reading({ inputs }))).toMatchObject({ state: 'ok' });
		expect(printerStatus(reading({ inputs: [{ level: 50, max: -2 }] }))).not.toHaveProperty(
			'levels'
		);
	});

	test('its emptiest colour counts, and a box for waste does not', () => {
		const supplies = [
			{ class: 3, type: 3, level: 80, max: 100 },
			{ class: 3, type: 21, level: 7, max: 100 },
			{ class: 4, type: 4, level: 0, max: 100 },
			{ class: 3, type: 9, level: 0, max: 100 }
		];
		expect(printerStatus(reading({ supplies }))).toMatchObject({
			state: 'ok',
			levels: { toner: 0.07 }
		});
	});
});

const value = fc.oneof(
	fc.integer({ min: -10, max: 200 }),
	fc.double(),
	fc.anything(),
	fc.uint8Array({ maxLength: 4 })
);

test('whatever an agent answers makes a status by the schema', () => {
	fc.assert(
		fc.property(
			fc.record({
				status: fc.array(value, { maxLength: 3 }),
				errors: fc.array(value, { maxLength: 3 }),
				supplies: fc.array(fc.record({ class: value, type: value, level: value, max: value })),
				inputs: fc.array(fc.record({ level: value, max: value }))
			}),
			(said) => {
				const found = printerStatus(said);
				expect(found === null || isTellable(found)).toBe(true);
			}
		),
		{ numRuns: 1_000 }
	);
});
