import { describe, expect, it } from 'vitest';
import type { BranchFile } from '#lib/protocol/index.ts';
import { at, smallBranch, Told } from '../support/history.ts';

/** Cash can be had at two machines; counters 1 and 2 give it too. */
function branch(service = 'cash'): Told {
	const named = (name: string) => ({ zh: name, en: name });
	const file: BranchFile = smallBranch({
		devices: [
			{ id: 'atm-1', kind: 'atm', name: named('ATM 1') },
			{ id: 'crs-1', kind: 'crs', name: named('Recycler 1') },
			{ id: 'pc-1', kind: 'pc', name: named('PC 1') }
		]
	});
	file.services[0]!.selfService = ['atm', 'crs'];
	file.services[0]!.id = service;
	for (const counter of file.counters ?? [])
		counter.services = counter.services.map((each) => (each === 'cash' ? service : each));
	file.services[0]!.typicalService = 240;
	const made = new Told(file);
	for (const id of ['atm-1', 'crs-1', 'pc-1'])
		made.tell('device.status', at('08:00'), id, { state: 'ok' });
	made.tell('counter.opened', at('08:30'), '2', { staff: 'wang' });
	return made;
}

const effect = (of: Told) => Object.values(of.view().incidents)[0]?.effect;

function issue(to: Told, number: string, time: string, tags: string[] = ['small_cash']): void {
	to.tell('ticket.issued', at(time), number, { service: 'cash', tags });
}

describe('what a fault does to the lines', () => {
	it('is the customers who would have gone there, and what those who wait add to a wait', () => {
		const told = branch();
		issue(told, 'A1', '09:50');
		told.tell('device.status', at('10:00'), 'atm-1', { state: 'offline', cause: 'out_of_cash' });
		expect(effect(told)).toEqual({ services: {}, seconds: 0, to: 'crs-1' });
		issue(told, 'A2', '10:10');
		issue(told, 'A3', '10:11', []);
		issue(told, 'A4', '10:12');
		const { basis } = told.state.forecast.ofService('cash')!;
		expect(effect(told)).toEqual({
			services: { cash: 2 },
			service: 'cash',
			seconds: Math.round((2 * basis.each) / basis.counters),
			to: 'crs-1'
		});
		told.tell('ticket.called', at('10:13'), 'A2', { counter: '2' });
		expect(effect(told)).toMatchObject({ services: { cash: 2 } });
		expect(effect(told)!.seconds).toBeLessThan(300);
		told.tell('ticket.diverted', at('10:14'), 'A4', { to: 'crs-1' });
		expect(effect(told)).toMatchObject({ services: { cash: 1 }, seconds: 0 });
	});

	it('counts customers of a service that is named like something of every object', () => {
		const told = branch('constructor');
		told.tell('device.status', at('10:00'), 'atm-1', { state: 'offline' });
		const tags = ['small_cash'];
		told.tell('ticket.issued', at('10:10'), 'A1', { service: 'constructor', tags });
		expect(effect(told)).toMatchObject({ services: { constructor: 1 }, service: 'constructor' });
	});

	it('counts no more than the machine gets done', () => {
		const told = branch();
		told.tell('device.status', at('10:00'), 'atm-1', { state: 'offline' });
		for (let n = 0; n < 20; n += 1) issue(told, `A${n}`, `10:06:${String(n).padStart(2, '0')}`);
		// Twenty an hour: two to three in six minutes.
		expect(effect(told)).toMatchObject({ services: { cash: 3 } });
	});

	it('is no more once it works again', () => {
		const told = branch();
		told.tell('device.status', at('10:00'), 'atm-1', { state: 'offline' });
		issue(told, 'A1', '10:10');
		told.tell('device.status', at('10:11'), 'atm-1', { state: 'ok' });
		issue(told, 'A2', '10:12');
		expect(effect(told)).toMatchObject({ services: { cash: 1 } });
		expect(effect(told)).not.toHaveProperty('to');
	});

	it('sends nobody to a machine that is not well, nor to one for something else', () => {
		const told = branch();
		told.tell('device.status', at('10:00'), 'atm-1', { state: 'offline' });
		told.tell('device.status', at('10:01'), 'crs-1', { state: 'ok', levels: { cash: 0.05 } });
		expect(effect(told)).toBeUndefined();
		told.tell('device.status', at('10:02'), 'crs-1', { state: 'ok', levels: { cash: 0.9 } });
		expect(effect(told)).toMatchObject({ to: 'crs-1' });
	});

	it('of a device that takes nobody over is nothing', () => {
		const told = branch();
		told.tell('device.status', at('10:00'), 'pc-1', { state: 'offline' });
		issue(told, 'A1', '10:10');
		expect(effect(told)).toBeUndefined();
	});

	it('is the same after a restart', () => {
		const told = branch();
		told.tell('device.status', at('10:00'), 'atm-1', { state: 'offline' });
		issue(told, 'A1', '10:10');
		expect(effect(told.restarted())).toEqual(effect(told));
	});
});
