import { describe, expect, test } from 'vitest';
import type { DeviceRow } from '../../src/lib/protocol/index.ts';
import { actionsFor, devicesFor } from '../../src/routes/lobby/actions.ts';
import { asTapped } from '../../src/routes/lobby/as-tapped.ts';
import { actOf } from '../../src/routes/lobby/deeds.ts';
import * as taps from '../../src/routes/lobby/taps.ts';
import * as acts from '../../src/routes/lobby/devices/acts.ts';
import { fine, signed } from '../../src/routes/lobby/opening/acts.ts';
import { byId, deviceRow, ticket } from './lobby-rows.ts';

const task = { id: 'long_wait/A1/day', number: 'A1' };
const wanted = {
	service: 'cash',
	segment: 'ordinary' as const,
	further: [] as string[],
	tags: [] as string[],
	name: '',
	note: ''
};

describe('while nothing is heard', () => {
	test.each([
		['what came of a talk', actOf('interested', task, 'm01')],
		['that nobody was reached', actOf('not_reached', task, 'm01')],
		['that it is done', actOf('done', task, 'm01')],
		['that it goes back to colleagues', actOf('hand_back', task, 'm01')],
		['a form with faults', taps.formChecked('B1', ['signature'], 'm01')],
		['a form that is right', taps.formChecked('B1', null, 'm01')],
		['stepping out', taps.parked('B1')],
		['coming back', taps.resumed('B1')],
		['another service', taps.transferred('B1', 'cash')],
		['sent back', taps.requeued('B1', 'form_error', [], 'm01')],
		['gone', taps.abandoned('B1')],
		['a complaint', taps.complained(null, 'fees', 'm01')],
		['led there', taps.met('r1', 'm01')],
		['a ticket', taps.issued(wanted)],
		['that the vendor was called', acts.passed('i1', '', '', 'm01')],
		['that a device works again', acts.resolved('i1', '', 'm01')],
		['that a device is out of use', acts.told('atm-2', 'maintenance')],
		['what was found of an item', fine({ list: 'opening' }, { id: 'signs' }, 'm01')],
		['doing it on their phone', taps.diverted('A1', taps.ONLINE)]
	])('%s is a fact, and kept', (_, act) => {
		expect(taps.isFact(act)).toBe(true);
	});

	test.each([
		['taking what a colleague may have', actOf('accept', task, 'm01')],
		['seeing to a fault that a colleague may have', acts.acknowledged('i1', 'm01')],
		['sending somebody to a machine that may be down', taps.diverted('A1', 'atm-2')]
	])('%s is refused', (_, act) => {
		expect(taps.isFact(act)).toBe(false);
	});
});

test('every act says what it is about, so that its card finds it', () => {
	const about = [
		actOf('accept', task, 'm01'),
		actOf('talked', task, 'm01'),
		taps.met('r1', 'm01'),
		taps.formChecked('B1', null, 'm01'),
		taps.complained('B1', 'fees', 'm01'),
		taps.complained(null, 'fees', 'm01'),
		taps.issued(wanted),
		acts.noted('atm-2/day/1', '拍照留底', 'm01'),
		acts.told('atm-2', 'maintenance'),
		fine({ list: 'opening' }, { id: 'signs' }, 'm01'),
		signed({ list: 'opening' }, 'm01')
	].map(taps.aboutOf);
	expect(about).toEqual([
		...['long_wait/A1/day', 'long_wait/A1/day', 'referral/r1', 'ticket/B1', 'ticket/B1'],
		...['complaint.made', 'ticket.issued'],
		...['incident/atm-2/day/1', 'machine/atm-2', 'check/opening/signs', 'check/opening']
	]);
});

test('a ticket says only what was said of it, and the same both ways', () => {
	expect(taps.issued({ ...wanted, name: '  ' }).data).toEqual({
		service: 'cash',
		segment: 'ordinary',
		channel: 'lobby'
	});
	const full = {
		...wanted,
		further: ['cash', 'wealth'],
		tags: ['outflow'],
		name: ' 王五 ',
		note: '带了合同'
	};
	const { customer, channel, ...data } = taps.issued(full).data;
	expect([customer, channel]).toEqual([{ name: '王五', note: '带了合同' }, 'lobby']);
	const { id, name, note, ...request } = taps.requestOf('tap-1', full);
	expect([id, name, note]).toEqual(['tap-1', '王五', '带了合同']);
	// The log compares them as they are written: the order counts.
	expect(JSON.stringify(request)).toBe(JSON.stringify(data));
	expect(data['further']).toEqual(['wealth']);
});

describe('a ticket as tapped', () => {
	const b1 = ticket('B1', 5, { form: 'needed' });

	test('is what the taps make of it, in their order, and nothing of others’', () => {
		const row = asTapped(b1, [
			taps.formChecked('B1', ['signature'], 'm01'),
			taps.parked('B1'),
			taps.abandoned('B2'),
			taps.resumed('B1'),
			taps.formChecked('B1', null, 'm01')
		]);
		expect(row).toMatchObject({ form: 'ok', state: 'waiting', service: 'cash' });
		expect(asTapped(b1, [taps.transferred('B1', 'opening')])?.service).toBe('opening');
		expect(asTapped(b1, [])).toBe(b1);
	});

	test('is over once somebody has left or was sent elsewhere', () => {
		expect(asTapped(b1, [taps.abandoned('B1')])).toBeNull();
		expect(asTapped(b1, [taps.diverted('B1', taps.ONLINE)])).toBeNull();
	});
});

describe('what can be done', () => {
	const forms = { transfer: [{ id: 'signature', name: { zh: '签名', en: 'Signature' } }] };
	const of = (state: 'waiting' | 'parked' | 'called' | 'serving', service = 'transfer') =>
		actionsFor({ state, service, form: null }, { forms });

	test('follows where the customer is', () => {
		expect(of('waiting')).not.toContain('requeue');
		expect(of('waiting')).not.toContain('resume');
		expect(of('parked')[0]).toBe('resume');
		expect(of('parked')).not.toContain('park');
		expect(of('called')).toContain('requeue');
		expect(of('serving')).not.toContain('divert');
		expect(of('serving')).not.toContain('abandon');
		for (const state of ['waiting', 'parked', 'called', 'serving'] as const) {
			expect(of(state)).toContain('complain');
		}
	});

	test('a form is looked at where the service has one', () => {
		expect(of('waiting')).toContain('check');
		expect(of('waiting', 'cash')).not.toContain('check');
	});

	test('only machines of the service’s kinds are named, and those that work first', () => {
		const device = (id: string, kind: string, state: DeviceRow['state']) =>
			deviceRow(id, { kind, state });
		const devices = byId([
			device('atm-1', 'atm', 'offline'),
			device('atm-2', 'atm', 'ok'),
			device('printer-3', 'printer', 'ok'),
			device('crs-4', 'crs', 'degraded'),
			device('crs-5', 'crs', 'ok')
		]);
		const selfService = { cash: ['atm', 'crs'] };
		expect(devicesFor('cash', { selfService }, devices).map(({ id }) => id)).toEqual([
			...['atm-2', 'crs-5', 'atm-1', 'crs-4']
		]);
		expect(devicesFor('wealth', { selfService }, devices)).toEqual([]);
	});
});
