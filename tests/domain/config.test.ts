import { describe, expect, it } from 'vitest';
import { configOf, DEFAULTS } from '#lib/domain/config/config.ts';
import { checkReferences } from '#lib/domain/config/references.ts';
import type { BranchFile } from '#lib/protocol/index.ts';
import { at, smallBranch, Told } from '../support/history.ts';

const name = { zh: '名', en: 'Name' };
const found = (changes: Partial<BranchFile>) =>
	checkReferences(smallBranch(changes)).map(({ code, path }) => `${code} ${path}`);

describe('a branch file', () => {
	it('that is whole has no issues', () => {
		expect(
			found({
				hours: { 'mon-fri': ['09:00', '17:00'], sat: ['09:30', '16:00'] },
				products: [{ id: 'steady', name }],
				targets: [{ product: 'steady', perDay: 3, staff: { wang: 2 } }],
				checklists: [{ id: 'opening', role: 'lobby', items: [{ id: 'a', name, device: 'atm-1' }] }]
			})
		).toEqual([]);
	});

	it('names every id that stands twice, where the second stands', () => {
		const twice = <T extends { id: string }>(items: T[] = []) => [...items, items[0] as T];
		const file = smallBranch();
		expect(found({ services: twice(file.services) })).toEqual(['duplicate_id /services/2/id']);
		expect(found({ counters: twice(file.counters) })).toEqual(['duplicate_id /counters/3/id']);
		expect(found({ devices: twice(file.devices) })).toEqual(['duplicate_id /devices/1/id']);
		expect(found({ staff: twice(file.staff) })).toEqual(['duplicate_id /staff/2/id']);
		expect(found({ products: twice([{ id: 'p', name }]) })).toEqual([
			'duplicate_id /products/1/id'
		]);
		const items = twice([{ id: 'a', name }]);
		expect(found({ checklists: twice([{ id: 'c', role: 'r', items }]) })).toEqual([
			'duplicate_id /checklists/1/id',
			'duplicate_id /checklists/0/items/1/id',
			'duplicate_id /checklists/1/items/1/id'
		]);
	});

	it('names every reference to nothing', () => {
		expect(
			found({
				counters: [{ id: '1', name, services: ['cash', 'gold'] }],
				targets: [{ product: 'silver', perDay: 1, staff: { 'li/2~x': 1 } }],
				checklists: [{ id: 'c', role: 'r', items: [{ id: 'a', name, device: 'crs-1' }] }]
			})
		).toEqual([
			'unknown_service /counters/0/services/1',
			'unknown_product /targets/0/product',
			// A JSON pointer: / is ~1 and ~ is ~0.
			'unknown_person /targets/0/staff/li~12~0x',
			'unknown_device /checklists/0/items/0/device'
		]);
	});

	it('names a printer for the kiosk that is one, and can be reached', () => {
		const printer = { id: 'p', kind: 'printer', name };
		const reached = { ...printer, probe: { type: 'tcp' as const, host: '10.0.0.9' } };
		const kiosk = { printer: 'p' };
		expect(found({ kiosk, devices: [reached] })).toEqual([]);
		expect(found({ kiosk, devices: [] })).toEqual(['unknown_device /kiosk/printer']);
		expect(found({ kiosk, devices: [printer] })).toEqual(['not_a_printer /kiosk/printer']);
		expect(found({ kiosk, devices: [{ ...printer, probe: { type: 'tcp', host: '' } }] })).toEqual([
			'not_a_printer /kiosk/printer'
		]);
		expect(found({ kiosk, devices: [{ ...reached, kind: 'atm' }] })).toEqual([
			'not_a_printer /kiosk/printer'
		]);
		expect(found({ kiosk: {}, devices: [printer] })).toEqual([]);
	});

	it('has a zone that exists and hours that begin before they end', () => {
		expect(found({ timeZone: 'Asia/Beijing' })).toEqual(['unknown_time_zone /timeZone']);
		expect(found({ hours: { mon: ['17:00', '09:00'], tue: ['09:00', '09:00'] } })).toEqual([
			'closes_before_opening /hours/mon',
			'closes_before_opening /hours/tue'
		]);
	});

	it('has a weekday once: nobody could say which hours hold', () => {
		expect(found({ hours: { 'mon-fri': ['09:00', '17:00'], fri: ['09:00', '16:00'] } })).toEqual([
			'day_twice /hours/fri'
		]);
		expect(found({ hours: { 'sat-mon': ['09:00', '12:00'], sun: ['10:00', '11:00'] } })).toEqual([
			'day_twice /hours/sun'
		]);
	});

	it('has the documented defaults where it says nothing', () => {
		const config = configOf(smallBranch());
		expect(config).toMatchObject({
			longWait: { seconds: 600, escalate: [1200, 1800] },
			levels: { ordinary: 0, priority: 2, vip: 3 },
			ageEvery: 300_000,
			cap: 6,
			recalls: 2,
			consecutivePriority: 3,
			clock: 'event'
		});
		expect(config.services.get('cash')).toMatchObject({
			longWait: 600,
			targetWait: 600,
			typicalService: 300
		});
		expect(DEFAULTS.longWait).toBe(600);
		const own = smallBranch({ longWait: { seconds: 480, escalate: [1800, 900] } });
		own.services[0]!.longWait = 300;
		own.services[1]!.targetWait = 60;
		const changed = configOf(own);
		expect(changed.longWait.escalate).toEqual([900, 1800]);
		expect(changed.services.get('cash')).toMatchObject({ longWait: 300, targetWait: 300 });
		expect(changed.services.get('opening')).toMatchObject({ longWait: 480, targetWait: 60 });
	});
});

describe('new settings in the middle of a day', () => {
	const waiting = () => {
		const branch = new Told();
		branch.tell('ticket.issued', at('09:00'), 'A1', { service: 'cash' });
		branch.tell('ticket.issued', at('09:00'), 'C1', { service: 'opening' });
		branch.tell('ticket.parked', at('09:01'), 'C1', {});
		branch.tell('ticket.called', at('09:02'), 'A1', { counter: '1' });
		return branch;
	};
	const without = (what: 'opening' | 'cash' | 'counter 1') => {
		const file = smallBranch();
		if (what === 'counter 1') return { ...file, counters: file.counters?.slice(1) ?? [] };
		return {
			...file,
			services: file.services.filter(({ id }) => id !== what),
			counters: [{ id: '1', name, services: [what === 'cash' ? 'opening' : 'cash'] }]
		};
	};

	it('leave nobody waiting, parked, called or served for what is gone', () => {
		const branch = waiting();
		expect(branch.configure(without('opening'))).toBe('in_use');
		expect(branch.configure(without('cash'))).toBe('in_use');
		expect(branch.configure(without('counter 1'))).toBe('in_use');
		branch.tell('ticket.finished', at('09:05'), 'A1', {});
		expect(branch.configure(without('counter 1'))).toBe('ok');
		expect(Object.keys(branch.view().counters)).toEqual(['2', '3']);
		branch.tell('ticket.cancelled', at('09:06'), 'C1', {});
		expect(branch.configure(without('opening'))).toBe('ok');
		expect(Object.keys(branch.view().services)).toEqual(['cash']);
	});

	it('may not change where or how the branch counts its days, once it has', () => {
		const branch = new Told();
		expect(branch.configure(smallBranch({ timeZone: 'Europe/Berlin' }), at('08:00'))).toBe('ok');
		branch.tell('ticket.issued', at('09:00'), 'A1', { service: 'cash' });
		expect(branch.configure(smallBranch())).toBe('in_use');
		expect(branch.configure(smallBranch({ timeZone: 'Europe/Berlin', clock: 'wall' }))).toBe(
			'in_use'
		);
	});

	it('open the day of a wall clock in its zone', () => {
		const branch = new Told(smallBranch({ clock: 'wall' }));
		const late = at('02:00');
		branch.configure(smallBranch({ clock: 'wall' }), late);
		expect(branch.view().branch['lakeside']).toMatchObject({ businessDay: '2026-11-25' });
		branch.configure(smallBranch({ clock: 'wall', timeZone: 'Europe/Berlin' }), late);
		expect(branch.view().branch['lakeside']).toMatchObject({ businessDay: '2026-11-24' });
	});

	it('make due at once what a shorter limit makes due, and not before', () => {
		const branch = new Told();
		branch.tell('ticket.issued', at('09:00'), 'A1', { service: 'cash' });
		branch.tell('clock.tick', at('09:08'), '', {});
		branch.configure(smallBranch({ longWait: { seconds: 300, escalate: [420] } }), at('09:08'));
		branch.pass(at('09:09'));
		expect(branch.view().prompts['long_wait/A1/2026-11-25']).toMatchObject({
			raisedAt: at('09:08'),
			level: 1
		});
	});

	it('put off what a longer limit puts off', () => {
		const branch = new Told();
		branch.tell('ticket.issued', at('09:00'), 'A1', { service: 'cash' });
		branch.configure(smallBranch({ longWait: { seconds: 900 } }), at('09:08'));
		branch.pass(at('09:15:00.000'));
		expect(branch.view().prompts).toEqual({});
		branch.pass(at('09:15:00.001'));
		expect(Object.keys(branch.view().prompts)).toHaveLength(1);
	});

	it('change the order of calling', () => {
		const branch = new Told();
		branch.tell('ticket.issued', at('09:00'), 'A1', { service: 'cash' });
		branch.tell('ticket.issued', at('09:09'), 'P1', { service: 'cash', segment: 'priority' });
		const { A1, P1 } = branch.view().tickets;
		expect(P1!.order).toBeLessThan(A1!.order);
		branch.configure(smallBranch({ calling: { levels: { priority: 1 } } }));
		const after = branch.view().tickets;
		expect(after['P1']!.order).toBeGreaterThan(after['A1']!.order);
	});
});
