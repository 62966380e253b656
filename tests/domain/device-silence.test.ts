import { describe, expect, it } from 'vitest';
import { at, smallBranch, Told } from '../support/history.ts';

const row = (branch: Told) => branch.view().devices['atm-1'];
const incidents = (branch: Told) => Object.values(branch.view().incidents);
const silences = (branch: Told) => branch.log.filter(({ type }) => type === 'device.silent');

function beating(changes: Parameters<typeof smallBranch>[0] = {}): Told {
	const branch = new Told(smallBranch(changes));
	branch.tell('device.heartbeat', at('09:00'), 'atm-1', {});
	return branch;
}

describe('a device that sends heartbeats', () => {
	it('is unknown after 60 s of silence and gone after 180, at those instants', () => {
		const branch = beating();
		branch.pass(at('09:00:59.999'));
		expect(row(branch)).toMatchObject({ state: 'ok' });
		branch.pass(at('09:01'));
		expect(row(branch)).toMatchObject({
			state: 'unknown',
			cause: 'silent',
			service: 'unknown',
			since: at('09:01'),
			lastSeenAt: at('09:00')
		});
		branch.pass(at('09:03'));
		expect(row(branch)).toMatchObject({ state: 'offline', cause: 'silent', since: at('09:03') });
		expect(silences(branch).map((event) => event.at)).toEqual([at('09:01'), at('09:03')]);
	});

	it('is what it was as soon as it is heard again', () => {
		const branch = beating();
		branch.tell('device.status', at('09:00:30'), 'atm-1', {
			state: 'degraded',
			cause: 'paper_low',
			levels: { paper: 0.05 }
		});
		branch.pass(at('09:10'));
		expect(row(branch)).toMatchObject({ state: 'offline', cause: 'silent' });
		branch.tell('device.heartbeat', at('09:10:05'), 'atm-1', {});
		expect(row(branch)).toMatchObject({
			state: 'degraded',
			cause: 'paper_low',
			levels: { paper: 0.05 },
			since: at('09:10:05')
		});
	});

	it('is not silent as long as anything is heard, and is watched again after each return', () => {
		const branch = beating();
		for (let second = 40; second <= 600; second += 40) {
			const when = at('09:00') + second * 1000;
			if (second % 80 === 0) branch.tell('device.heartbeat', when, 'atm-1', {});
			else branch.tell('device.status', when, 'atm-1', { state: 'ok' });
		}
		expect(silences(branch)).toEqual([]);
		branch.pass(at('09:20'));
		branch.tell('device.heartbeat', at('09:20'), 'atm-1', {});
		branch.pass(at('09:30'));
		expect(silences(branch)).toHaveLength(4);
	});

	it('may be silent as long as the branch says, and at least three tries of its probe', () => {
		const patient = beating({
			devices: [
				{
					id: 'atm-1',
					kind: 'atm',
					name: { zh: '1号取款机', en: 'ATM 1' },
					silence: { stale: 300, offline: 900 }
				}
			]
		});
		patient.pass(at('10:00'));
		expect(silences(patient).map((event) => event.at)).toEqual([at('09:05'), at('09:15')]);
		const probed = beating({
			devices: [
				{
					id: 'atm-1',
					kind: 'atm',
					name: { zh: '1号取款机', en: 'ATM 1' },
					probe: { type: 'tcp', host: '127.0.0.1', port: 9100 }
				}
			]
		});
		probed.pass(at('10:00'));
		expect(silences(probed).map((event) => event.at)).toEqual([at('09:01:30'), at('09:03:30')]);
	});

	it('of one that only tells its state nothing is expected', () => {
		const branch = new Told();
		branch.tell('device.status', at('09:00'), 'atm-1', { state: 'ok' });
		branch.pass(at('16:00'));
		expect(row(branch)).toMatchObject({ state: 'ok' });
	});

	it('may be switched off while somebody works on it', () => {
		const branch = beating();
		branch.tell('device.status', at('09:00:30'), 'atm-1', { state: 'maintenance' });
		branch.pass(at('10:00'));
		expect(row(branch)).toMatchObject({ state: 'maintenance' });
		branch.tell('device.status', at('10:00'), 'atm-1', { state: 'ok' });
		branch.pass(at('10:05'));
		expect(row(branch)).toMatchObject({ state: 'offline', cause: 'silent' });
	});

	it('is not blamed for the hours in which the server was away', () => {
		const branch = beating({ clock: 'wall' });
		// Nobody ticks until 11:00: the server was off.
		branch.pass(at('11:00'));
		expect(row(branch)).toMatchObject({ state: 'ok' });
		expect(incidents(branch)).toEqual([]);
		branch.pass(at('11:00:59'));
		expect(row(branch)).toMatchObject({ state: 'ok' });
		branch.pass(at('11:01'));
		branch.pass(at('11:03'));
		expect(silences(branch).map((event) => event.at)).toEqual([at('11:01'), at('11:03')]);
	});

	it('goes on being watched over midnight', () => {
		const branch = new Told();
		branch.tell('device.heartbeat', at('23:59:30'), 'atm-1', {});
		branch.pass(at('00:10', '2026-11-26'));
		expect(silences(branch).map((event) => event.at)).toEqual([
			at('00:00:30', '2026-11-26'),
			at('00:02:30', '2026-11-26')
		]);
	});
});
