import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { healthOf, isHealthy, type ToldStatus } from '#lib/domain/devices/health.ts';
import { KINDS, kindOf } from '#lib/domain/devices/kinds/index.ts';
import { at, smallBranch, Told } from '../support/history.ts';

const told = (some: Partial<ToldStatus>): ToldStatus => ({
	state: 'ok',
	cause: null,
	components: {},
	levels: {},
	...some
});

describe('online is not in service', () => {
	it.each<[kind: string, some: Partial<ToldStatus>, service: string, cause: string | null]>([
		['atm', {}, 'full', null],
		['atm', { levels: { cash: 0.5, paper: 0.5 } }, 'full', null],
		['atm', { levels: { cash: 0 } }, 'out', 'out_of_cash'],
		['atm', { levels: { cash: 0.08 } }, 'limited', 'cash_low'],
		['atm', { levels: { paper: 0 } }, 'limited', 'out_of_paper'],
		['atm', { components: { card_reader: 'jammed' } }, 'out', 'card_reader_jammed'],
		['atm', { components: { dispenser: 'ok', receipt_printer: 'low' } }, 'limited', null],
		['crs', { levels: { cash: 0 } }, 'limited', 'out_of_cash'],
		['crs', { components: { acceptor: 'jammed', dispenser: 'empty' } }, 'out', null],
		['kiosk', { levels: { paper: 0 } }, 'limited', 'out_of_paper'],
		['printer', { levels: { toner: 0 } }, 'out', 'out_of_toner'],
		['pc', { components: { sign_in_page: 'error' } }, 'out', 'sign_in_page_error'],
		['atm', { state: 'offline', cause: 'power' }, 'out', 'power'],
		['atm', { state: 'maintenance' }, 'out', null],
		['atm', { state: 'unknown', cause: 'no_answer' }, 'unknown', 'no_answer'],
		['atm', { state: 'degraded', cause: 'note_jam' }, 'limited', 'note_jam'],
		// Parts that are named like something of every object.
		['atm', { components: { constructor: 'stuck', toString: 'low' } as never }, 'limited', null],
		['atm', { levels: { valueOf: 0, hasOwnProperty: 0 } as never }, 'full', null],
		// A kind of the branch's own: what it tells is believed.
		['lift', { components: { door: 'stuck' } }, 'limited', 'door_stuck'],
		['lift', { levels: { oil: 0 } }, 'full', null]
	])('%s %j: %s', (kind, some, service, cause) => {
		const health = healthOf(told(some), kindOf(kind));
		expect(health.service).toBe(service);
		if (cause !== null || service === 'full') expect(health.cause).toBe(cause);
	});

	it('says it function by function', () => {
		const health = healthOf(told({ components: { acceptor: 'jammed' } }), kindOf('crs'));
		expect(health).toMatchObject({
			state: 'degraded',
			functions: { dispense: 'ok', deposit: 'out', card: 'ok', receipt: 'ok', network: 'ok' }
		});
	});

	it('keeps the cause that the source gives', () => {
		const health = healthOf(told({ cause: 'note_jam', levels: { cash: 0 } }), kindOf('atm'));
		expect(health.cause).toBe('note_jam');
	});
});

describe('a device that becomes another kind', () => {
	it('is judged by that at once', () => {
		const branch = new Told();
		branch.tell('device.status', at('09:00'), 'atm-1', { state: 'ok', levels: { cash: 0 } });
		expect(branch.view().devices['atm-1']).toMatchObject({ service: 'out' });
		const name = { zh: '1号', en: '1' };
		branch.configure(smallBranch({ devices: [{ id: 'atm-1', kind: 'crs', name }] }), at('09:10'));
		expect(branch.view().devices['atm-1']).toMatchObject({
			service: 'limited',
			functions: { dispense: 'out', deposit: 'ok' }
		});
	});
});

describe('every kind', () => {
	it.each(KINDS.map((kind) => [kind.id, kind] as const))('%s is whole', (_, kind) => {
		expect(kind.essential.length).toBeGreaterThan(0);
		const named = [
			...kind.essential,
			...Object.values(kind.components).flat(),
			...Object.values(kind.levels).flatMap(({ carries }) => carries)
		];
		for (const name of named) expect(kind.functions).toContain(name);
		// A function that nothing can break would be no state of its own.
		const broken = new Set(Object.values(kind.components).flat());
		for (const name of kind.functions) expect([...broken, 'network']).toContain(name);
		expect(kind.silence.offline).toBeGreaterThan(kind.silence.stale);
		for (const { low, empty } of Object.values(kind.levels)) expect(low).toBeGreaterThan(empty);
	});

	it('is healthy only where all it does works, and never better for worse news', () => {
		const kind = fc.constantFrom(...KINDS);
		const word = fc.constantFrom('ok', 'low', 'empty', 'jammed', 'unknown', 'full');
		const level = fc.double({ min: 0, max: 1, noNaN: true });
		fc.assert(
			fc.property(
				kind.chain((each) =>
					fc.record({
						kind: fc.constant(each),
						components: fc.dictionary(fc.constantFrom(...Object.keys(each.components)), word),
						levels: fc.dictionary(fc.constantFrom('cash', 'paper', 'toner', 'cards'), level),
						part: fc.constantFrom(...Object.keys(each.components))
					})
				),
				({ kind: each, components, levels, part }) => {
					const health = healthOf(told({ components, levels }), each);
					const all = Object.values(health.functions);
					if (isHealthy(health)) expect(all.every((state) => state === 'ok')).toBe(true);
					const worse = healthOf(
						told({ components: { ...components, [part]: 'jammed' }, levels }),
						each
					);
					const rank = { full: 0, limited: 1, unknown: 1, out: 2 };
					expect(rank[worse.service]).toBeGreaterThanOrEqual(rank[health.service]);
					expect(worse.service).not.toBe('full');
				}
			)
		);
	});
});
