import { describe, expect, test } from 'vitest';
import type { DeviceRow, ServiceRow } from '#lib/protocol/index.ts';
import { closedAs, deviceFor, servicesApart } from '../../src/routes/kiosk/offers.ts';

const name = { zh: '名', en: 'Name' };
const device = (id: string, kind: string, state: DeviceRow['state']): DeviceRow => ({
	...{
		id,
		kind,
		state,
		name,
		components: {},
		service: 'full' as const,
		functions: {},
		since: null,
		lastSeenAt: null
	}
});
const rows = <T extends { id: string }>(...all: T[]) =>
	Object.fromEntries(all.map((each) => [each.id, each]));

describe('a machine instead of a line', () => {
	const branch = { selfService: { cash: ['atm', 'crs'], transfer: ['terminal'] } };

	test('is one of a kind that does the service, in the order of the kinds, and only one that works', () => {
		const devices = rows(
			device('crs-3', 'crs', 'ok'),
			device('atm-1', 'atm', 'offline'),
			device('atm-2', 'atm', 'ok'),
			device('terminal-4', 'terminal', 'degraded')
		);
		expect(deviceFor('cash', branch, devices)?.id).toBe('atm-2');
		const broken = { ...devices, 'atm-2': device('atm-2', 'atm', 'unknown') };
		expect(deviceFor('cash', branch, broken)?.id).toBe('crs-3');
		expect(deviceFor('transfer', branch, devices)).toBeUndefined();
		expect(deviceFor('opening', branch, devices)).toBeUndefined();
		expect(deviceFor(null, branch, devices)).toBeUndefined();
	});

	test('is not offered while it does only some of its work, or comes and goes', () => {
		const atm = device('atm-1', 'atm', 'ok');
		const limited = rows({ ...atm, service: 'limited' as const });
		expect(deviceFor('cash', branch, limited)).toBeUndefined();
		expect(deviceFor('cash', branch, rows({ ...atm, flaps: true as const }))).toBeUndefined();
		expect(deviceFor('cash', branch, rows(atm))?.id).toBe('atm-1');
	});

	test.for(['unknown', 'degraded', 'offline', 'maintenance'] as const)(
		'is not offered while it is %s',
		(state) => {
			expect(deviceFor('cash', branch, rows(device('atm-1', 'atm', state)))).toBeUndefined();
		}
	);
});

test('what is quickly done and what takes long stand apart, each in the order of the file', () => {
	const service = (id: string, complexity: ServiceRow['complexity']) =>
		({ id, complexity }) as ServiceRow;
	const { simple, complex } = servicesApart(
		rows(
			service('opening', 'complex'),
			service('cash', 'simple'),
			service('wealth', 'complex'),
			service('transfer', 'simple')
		)
	);
	expect(simple.map(({ id }) => id)).toEqual(['cash', 'transfer']);
	expect(complex.map(({ id }) => id)).toEqual(['opening', 'wealth']);
});

describe('opening hours', () => {
	const [opensAt, closesAt] = [9_000, 17_000];

	test('the kiosk follows its own clock between two words of the branch', () => {
		expect(closedAs({ open: true, opensAt, closesAt }, 9_000)).toBeNull();
		expect(closedAs({ open: true, opensAt, closesAt }, 16_999)).toBeNull();
		expect(closedAs({ open: true, opensAt, closesAt }, 17_000)).toBe('over');
		expect(closedAs({ open: false, opensAt, closesAt }, 8_999)).toBe('early');
		expect(closedAs({ open: false, opensAt, closesAt }, 17_001)).toBe('over');
	});

	test('a day without hours is no day of business, and a branch without any is open', () => {
		expect(closedAs({ open: false, opensAt: null, closesAt: null }, 12_000)).toBe('not_today');
		expect(closedAs({ open: true, opensAt: null, closesAt: null }, 12_000)).toBeNull();
	});
});
