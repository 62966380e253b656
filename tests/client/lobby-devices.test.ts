import { describe, expect, test } from 'vitest';
import { isFit } from '../../src/lib/client/fit.ts';
import { KINDS } from '../../src/lib/domain/devices/kinds/index.ts';
import * as steps from '../../src/lib/i18n/device-steps.ts';
import * as lobby from '../../src/lib/i18n/lobby.ts';
import type { DeviceRow, IncidentRow, PromptRow } from '../../src/lib/protocol/index.ts';
import * as acts from '../../src/routes/lobby/devices/acts.ts';
import { causesOf } from '../../src/routes/lobby/devices/causes.ts';
import { choicesFor } from '../../src/routes/lobby/devices/choices.ts';
import { logOf } from '../../src/routes/lobby/devices/log.ts';
import { listed, troubleOf, troublesOf } from '../../src/routes/lobby/devices/troubles.ts';
import { effectText, passedText, stateText } from '../../src/routes/lobby/devices/words.ts';
import { byId, cash, deviceRow, incidentRow, NOW } from './lobby-rows.ts';

const MINUTE = 60_000;
const out = (id: string, more: Partial<DeviceRow> = {}) =>
	deviceRow(id, { state: 'offline', service: 'out', incident: id, ...more });
const limited = (id: string, more: Partial<DeviceRow> = {}) =>
	deviceRow(id, { state: 'degraded', service: 'limited', incident: id, ...more });

function asked(device: string, assignee?: string): PromptRow {
	return {
		...{ id: `device/${device}`, rule: 'device', kind: 'operate', device, incident: device },
		...{ level: 0, raisedAt: NOW, state: assignee === undefined ? 'open' : 'accepted' },
		...(assignee !== undefined && { assignee })
	};
}

const rows = (devices: DeviceRow[], incidents: IncidentRow[], prompts: PromptRow[] = []) => ({
	devices: byId(devices),
	incidents: byId(incidents),
	prompts: byId(prompts)
});

/** Without the thin spaces between Chinese and digits. */
const plain = (text: string) => text.replaceAll('\u2009', '');

describe('which devices need somebody', () => {
	test('those that serve nobody first, of them those that nobody has, then the oldest', () => {
		const devices = [limited('a'), out('b'), out('c'), out('d'), deviceRow('e')];
		const incidents = [
			incidentRow('a', 90),
			incidentRow('b', 60, { acknowledgedBy: 'm02' }),
			incidentRow('c', 5),
			incidentRow('d', 30)
		];
		const found = troublesOf(rows(devices, incidents));
		expect(found.map(({ device, owner }) => [device.id, owner])).toEqual([
			...[
				['d', undefined],
				['c', undefined]
			],
			...[
				['b', 'm02'],
				['a', undefined]
			]
		]);
	});

	test('nobody hears of what works again, rests as planned, or was never a fault', () => {
		const devices = [
			deviceRow('back', { incident: 'back' }),
			deviceRow('rests', { state: 'maintenance', service: 'out', incident: 'rests' }),
			deviceRow('new', { state: 'unknown', service: 'unknown', lastSeenAt: null })
		];
		const incidents = ['back', 'rests'].map((id) => incidentRow(id, 9, { fineSince: NOW }));
		const all = rows(devices, incidents);
		expect(troublesOf(all)).toEqual([]);
		const { watched, resting, others } = listed(all, ['crs', 'atm']);
		expect(watched.map(({ id }) => id)).toEqual(['back']);
		expect(resting.map(({ id }) => id)).toEqual(['rests']);
		expect(others).toMatchObject([{ kind: 'atm', devices: [{ id: 'new' }] }]);
	});

	test('who handed it back has it no longer, although they were the first who saw to it', () => {
		const device = out('atm-2');
		const incident = incidentRow('atm-2', 12, { acknowledgedBy: 'm01' });
		const owner = (prompts: PromptRow[], more: Partial<IncidentRow> = {}) =>
			troubleOf(device, rows([device], [{ ...incident, ...more }], prompts))?.owner;
		expect(owner([asked('atm-2', 'm01')])).toBe('m01');
		expect(owner([asked('atm-2')])).toBeUndefined();
		expect(owner([])).toBe('m01');
		// The vendor was called: that is taken care of.
		expect(owner([asked('atm-2')], { passedAt: NOW })).toBe('m01');
	});

	test('the page lists every device once, by the order of the kinds, the branch’s own last', () => {
		const devices = [
			deviceRow('x-1', { kind: 'coffee' }),
			deviceRow('atm-1'),
			deviceRow('crs-1', { kind: 'crs' }),
			out('atm-2')
		];
		const { troubles, others } = listed(rows(devices, [incidentRow('atm-2', 1)]), ['atm', 'crs']);
		expect(troubles.map(({ device }) => device.id)).toEqual(['atm-2']);
		expect(others.map(({ kind }) => kind)).toEqual(['atm', 'crs', 'coffee']);
	});
});

test('nobody is sent to a device that is not wholly well', () => {
	expect(isFit(deviceRow('a'))).toBe(true);
	expect(isFit(deviceRow('a', { service: 'limited' }))).toBe(false);
	expect(isFit(deviceRow('a', { state: 'degraded' }))).toBe(false);
	expect(isFit(deviceRow('a', { flaps: true }))).toBe(false);
});

describe('what is said of a device', () => {
	const crs = limited('crs-3', {
		kind: 'crs',
		cause: 'out_of_cash',
		functions: { dispense: 'out', deposit: 'ok' }
	});

	test('is what it lacks and what it still does; nothing twice', () => {
		expect(stateText(crs, lobby.zh, 'zh')).toBe('缺钞，能存款，不能取现');
		expect(stateText(crs, lobby.en, 'en')).toBe('out of cash, deposits OK, no withdrawals');
		expect(stateText(deviceRow('a'), lobby.zh, 'zh')).toBe('正常');
		const new1 = deviceRow('a', { state: 'unknown', service: 'unknown', lastSeenAt: null });
		expect(stateText(new1, lobby.en, 'en')).toBe('not heard from yet');
		const dead = out('pc-9', {
			kind: 'pc',
			functions: { sign_in: 'out', network: 'out' },
			cause: 'x'
		});
		expect(stateText(dead, lobby.zh, 'zh')).toBe('不能登录');
	});

	test('is no trouble while somebody works on it, though its fault goes on', () => {
		const fault = incidentRow('i', 14, { device: 'atm-2' });
		const at = (state: DeviceRow['state']) => {
			const atm = out('atm-2', { state, incident: 'i' });
			return troubleOf(atm, { devices: byId([atm]), incidents: byId([fault]), prompts: {} });
		};
		expect(at('maintenance')).toBe(null);
		expect(at('offline')).toMatchObject({ down: true });
	});

	test('is what its fault does to the lines, rounded up, and nothing where it does nothing', () => {
		const live = { services: { cash }, devices: {} };
		const said = (effect: IncidentRow['effect'], locale: 'zh' | 'en' = 'zh') =>
			plain(effectText({ effect }, live, lobby[locale], locale));
		const nine = { services: { cash: 9 }, service: 'cash', seconds: 301 };
		expect(said(nine)).toBe('现金多9人，等候+6分钟');
		expect(said(nine, 'en')).toBe('9 more for Cash, wait +6 min');
		expect(said({ ...nine, seconds: 0 })).toBe('现金多9人');
		expect(said({ services: { cash: 9, transfer: 2 }, service: 'cash', seconds: 0 })).toBe(
			'窗口多11人'
		);
		expect(said({ services: {}, seconds: 0, to: 'crs-3' })).toBe('');
		expect(said(undefined)).toBe('');
	});

	test('is what has happened about its fault, in its order', () => {
		const at = (minutes: number) => NOW - minutes * MINUTE;
		const incident = incidentRow('atm-2', 12, {
			...{ cause: 'out_of_cash', acknowledgedBy: 'm01', acknowledgedAt: at(10) },
			...{ passedAt: at(4), vendor: '广电', reference: '8842' },
			notes: [{ at: at(7), staff: 'm01', text: '已叫加钞' }],
			...{ fineSince: at(1), resolvedBy: 'm01' }
		});
		const staff = byId([
			{ id: 'm01', name: { zh: '王敏', en: 'Wang Min' }, role: 'lobby_manager' }
		]);
		const log = logOf(incident, out('atm-2'), { staff }, lobby.zh, 'zh');
		expect(log.map(({ text }) => plain(text))).toEqual([
			...['开始：缺钞', '王敏去处理', '王敏：已叫加钞', '已报修广电，单号8842', '王敏说修好了'].map(
				(line) => line.replace('已报修广电', '已报修 广电')
			)
		]);
		expect(passedText(incidentRow('x', 1), lobby.zh)).toBe('');
		expect(passedText(incidentRow('x', 1, { passedAt: NOW }), lobby.en)).toBe('vendor called');
	});
});

describe('what to do first', () => {
	test.each(['zh', 'en'] as const)(
		'stands for every cause that can be told of a kind, in %s',
		(locale) => {
			const other = steps[locale].other;
			for (const { id } of KINDS) {
				for (const cause of causesOf(id)) {
					const told = steps.stepsFor(id, cause, steps[locale]);
					expect(told, `${id} ${cause}`).not.toBe(other);
					expect(told.length, `${id} ${cause}`).toBeLessThanOrEqual(4);
				}
				expect(steps.stepsFor(id, undefined, steps[locale]), id).toBe(steps[locale].byKind[id]);
			}
			expect(steps.stepsFor('coffee', 'cold', steps[locale])).toBe(other);
		}
	);

	test('is as long in both languages, and depends on the kind where that matters', () => {
		for (const part of ['byCause', 'byKind', 'both'] as const) {
			const lengths = (locale: 'zh' | 'en') =>
				Object.entries(steps[locale][part]).map(([id, all]) => [id, all.length]);
			expect(lengths('zh')).toEqual(lengths('en'));
		}
		expect(steps.stepsFor('kiosk', 'out_of_paper', steps.en)[0]).toMatch(/tablet/);
		expect(steps.stepsFor('printer', 'out_of_paper', steps.en)[0]).toMatch(/roll/);
	});

	test('of a suspected fraud is to leave everything as it is and to call the supervisor', () => {
		expect(steps.stepsFor('atm', 'fraud', steps.zh).join()).toMatch(/保持原样.*停用维护.*运营主管/);
	});
});

describe('what can be done', () => {
	const of = (device: DeviceRow, incident?: IncidentRow, prompts: PromptRow[] = []) => {
		const all = rows([device], incident ? [incident] : [], prompts);
		return choicesFor(device, incident, troubleOf(device, all), 'm01').map(
			({ choice, kind }) => `${choice} ${kind}`
		);
	};
	const fault = incidentRow('atm-2', 12);

	test('of a fault that nobody has: take it, red where it serves nobody', () => {
		expect(of(out('atm-2'), fault, [asked('atm-2')])).toEqual([
			...['handle over', 'pass plain', 'note plain', 'fixed plain', 'rest plain']
		]);
		expect(of(limited('atm-2'), fault)[0]).toBe('handle ink');
		const called = { ...fault, acknowledgedBy: 'm02', passedAt: NOW };
		expect(of(out('atm-2'), called, [asked('atm-2')])[0]).toBe('handle ink');
	});

	test('of mine: say that it works is next; hand back what a prompt gave me', () => {
		expect(of(out('atm-2'), fault, [asked('atm-2', 'm01')])).toEqual([
			...['fixed ink', 'pass plain', 'note plain', 'handBack plain', 'rest plain']
		]);
		expect(of(limited('atm-2'), { ...fault, acknowledgedBy: 'm01' })).not.toContain(
			'handBack plain'
		);
		expect(of(out('atm-2'), fault, [asked('atm-2', 'm02')])[0]).toBe('fixed plain');
	});

	test('of one that works, rests, or is watched', () => {
		expect(of(deviceRow('a'))).toEqual(['report plain', 'rest plain']);
		expect(of(deviceRow('a', { state: 'maintenance', service: 'out' }))[0]).toBe('resume ink');
		const back = deviceRow('atm-2', { incident: 'atm-2' });
		expect(of(back, { ...fault, fineSince: NOW })[0]).toBe('note plain');
	});
});

test('acts say only what somebody wrote', () => {
	expect(acts.passed('i', ' 广电 ', '', 'm01').data).toEqual({ staff: 'm01', vendor: '广电' });
	expect(acts.resolved('i', '  ', 'm01').data).toEqual({ staff: 'm01' });
	expect(acts.told('a', 'ok').data).toEqual({ state: 'ok' });
	expect(acts.told('a', 'offline', 'power').data).toEqual({ state: 'offline', cause: 'power' });
});
