import { describe, expect, it } from 'vitest';
import { at, Told } from '../support/history.ts';

const row = (branch: Told) => branch.view().devices['atm-1'];

describe('a device', () => {
	it('is unknown until something is heard of it', () => {
		expect(row(new Told())).toMatchObject({ state: 'unknown', since: null, lastSeenAt: null });
	});

	it('is what it last said, since that changed', () => {
		const branch = new Told();
		branch.tell('device.status', at('09:00'), 'atm-1', {
			state: 'degraded',
			cause: 'paper_low',
			components: { printer: 'paper_low' },
			levels: { paper: 0.1 }
		});
		expect(row(branch)).toMatchObject({
			state: 'degraded',
			cause: 'paper_low',
			components: { printer: 'paper_low' },
			since: at('09:00')
		});
		branch.tell('device.status', at('09:05'), 'atm-1', { state: 'degraded', cause: 'paper_low' });
		expect(row(branch)).toMatchObject({
			since: at('09:00'),
			lastSeenAt: at('09:05'),
			components: {}
		});
		branch.tell('device.status', at('09:06'), 'atm-1', { state: 'degraded', cause: 'jam' });
		expect(row(branch)).toMatchObject({ since: at('09:06'), cause: 'jam' });
		branch.tell('device.status', at('09:07'), 'atm-1', { state: 'ok' });
		expect(row(branch)).not.toHaveProperty('cause');
	});

	it('is alive by a heartbeat, which changes nothing else', () => {
		const branch = new Told();
		branch.tell('device.heartbeat', at('09:00'), 'atm-1', {});
		expect(row(branch)).toMatchObject({ state: 'ok', since: at('09:00') });
		branch.tell('device.status', at('09:01'), 'atm-1', { state: 'maintenance' });
		branch.tell('device.heartbeat', at('09:03'), 'atm-1', {});
		expect(row(branch)).toMatchObject({ state: 'maintenance', since: at('09:01') });
		branch.tell('device.status', at('09:04'), 'atm-1', { state: 'offline', cause: 'power' });
		branch.tell('device.heartbeat', at('09:05'), 'atm-1', {});
		expect(row(branch)).toMatchObject({ state: 'ok', since: at('09:05') });
		expect(row(branch)).not.toHaveProperty('cause');
	});

	it('is seen to the minute: screens are told of a heartbeat once in that time', () => {
		const branch = new Told();
		for (const second of ['00', '20', '40', '59'])
			branch.tell('device.heartbeat', at(`09:00:${second}`), 'atm-1', {});
		expect(row(branch)).toMatchObject({ lastSeenAt: at('09:00') });
		branch.tell('device.heartbeat', at('09:01:00'), 'atm-1', {});
		expect(row(branch)).toMatchObject({ lastSeenAt: at('09:01') });
	});

	it('is not moved back by a late word', () => {
		const branch = new Told();
		branch.tell('device.status', at('09:10'), 'atm-1', { state: 'ok' });
		const heard = at('09:11');
		branch.tell('device.status', at('09:05'), 'atm-1', { state: 'offline' }, { heard });
		branch.tell('device.heartbeat', at('09:06'), 'atm-1', {}, { heard });
		expect(row(branch)).toMatchObject({ state: 'ok', since: at('09:10'), lastSeenAt: at('09:10') });
	});
});
