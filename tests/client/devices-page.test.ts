import { describe, expect, test } from 'vitest';
import { kindOf } from '../../src/lib/domain/devices/kinds/index.ts';
import * as page from '../../src/lib/i18n/devices-page.ts';
import type {
	ChecklistReport,
	DeviceReport,
	DeviceSpell
} from '../../src/lib/protocol/device-report.ts';
import type {
	ChecklistRow,
	DeviceRow,
	IncidentRow,
	StaffRow
} from '../../src/lib/protocol/index.ts';
import { causesFor } from '../../src/routes/devices/chosen/causes.ts';
import { actOf, deedOf, keyOf } from '../../src/routes/devices/chosen/deeds.ts';
import type { Deed } from '../../src/routes/devices/chosen/deeds.ts';
import {
	choicesFor,
	faultsOf,
	lasted,
	peopleFor,
	stepsOf
} from '../../src/routes/devices/chosen/steps.ts';
import {
	downOf,
	hoursShown,
	MOST_STRIPS,
	stripsOf,
	ticksOf,
	troublesOf
} from '../../src/routes/devices/chosen/strip.ts';
import {
	countsOf,
	firstOf,
	isHeard,
	isUntaken,
	listed,
	standingOf,
	suppliesOf
} from '../../src/routes/devices/now/lines.ts';
import {
	checkedDays,
	CheckNames,
	failedIn,
	sumOf,
	toldIn
} from '../../src/routes/devices/reports/checks.ts';
import {
	divertedIn,
	leastAvailable,
	missedIn,
	sumRows
} from '../../src/routes/devices/reports/sums.ts';
import {
	columnDuration,
	deedText,
	effectTexts,
	refusalText,
	timeText,
	vendorText
} from '../../src/routes/devices/words.ts';

const at = (time: string, day = '2026-11-25') => Date.parse(`${day}T${time}:00+08:00`);
const ZONE = 'Asia/Shanghai';

function device(id: string, parts: Partial<DeviceRow> = {}): DeviceRow {
	return {
		...{ id, kind: id.split('-')[0] ?? '', name: { zh: `${id}号`, en: id } },
		...{ state: 'ok', service: 'full', functions: {}, components: {} },
		...{ since: at('08:55'), lastSeenAt: at('10:00') },
		...parts
	};
}

function fault(id: string, parts: Partial<IncidentRow> = {}): IncidentRow {
	const [of = ''] = id.split('/');
	return {
		...{ id, device: of, severity: 'down', openedAt: at('10:12'), notes: [], flaps: 0 },
		...parts
	};
}

const rows = <R extends { id: string }>(...all: R[]) =>
	Object.fromEntries(all.map((row) => [row.id, row]));

describe('the list of devices', () => {
	const down = { state: 'offline', service: 'out' } as const;

	test.each([
		[device('atm-1'), undefined, 'fine'],
		[device('atm-1'), fault('atm-1/1', { fineSince: at('10:20') }), 'watched'],
		[device('atm-1', down), fault('atm-1/1'), 'down'],
		[device('atm-1', { service: 'limited', state: 'degraded' }), fault('atm-1/1'), 'limited'],
		[device('atm-1', { state: 'maintenance', service: 'out' }), fault('atm-1/1'), 'rest'],
		[device('atm-1', { state: 'unknown', service: 'unknown' }), fault('atm-1/1'), 'lost'],
		[
			device('note-1', { state: 'unknown', service: 'unknown', lastSeenAt: null }),
			undefined,
			'unheard'
		]
	] as const)('%# stands as %s', (row, incident, standing) => {
		expect(standingOf(row, incident)).toBe(standing);
	});

	test('has the worst first, of two alike the one that nobody took, and the others by kind', () => {
		const incidents = rows(
			fault('atm-2/1', { acknowledgedBy: 'm01' }),
			fault('crs-3/1'),
			fault('terminal-4/1', { severity: 'limited' })
		);
		const list = listed(
			rows(
				device('phone-9'),
				device('terminal-4', { service: 'limited', state: 'degraded', incident: 'terminal-4/1' }),
				device('atm-2', { ...down, incident: 'atm-2/1', since: at('09:00') }),
				device('crs-3', { ...down, incident: 'crs-3/1', since: at('10:00') }),
				device('robot-1'),
				device('atm-1')
			),
			incidents
		);
		expect(list.trouble.map((line) => line.device.id)).toEqual(['crs-3', 'atm-2', 'terminal-4']);
		expect(list.trouble.map(isUntaken)).toEqual([true, false, true]);
		expect(list.kinds.map(({ kind }) => kind.id)).toEqual(['atm', 'phone', 'robot']);
		expect(firstOf(list)).toBe('crs-3');
		expect(countsOf(list)).toEqual({ down: 2, limited: 1, rest: 0, unheard: 0, working: 3 });
	});

	test('of a branch without devices is empty', () => {
		const list = listed({}, {});
		expect(firstOf(list)).toBeUndefined();
		expect(countsOf(list).working).toBe(0);
	});

	test('tells who is no longer heard of, and what runs out', () => {
		expect(isHeard({ state: 'ok' })).toBe(true);
		expect(isHeard({ state: 'offline', cause: 'out_of_cash' })).toBe(true);
		expect(isHeard({ state: 'offline', cause: 'silent' })).toBe(false);
		expect(isHeard({ state: 'unknown' })).toBe(false);
		expect(suppliesOf({ kind: 'crs', levels: { cash: 0, paper: 0.08, ink: 0.5 } })).toEqual([
			{ id: 'cash', level: 0, state: 'empty' },
			{ id: 'paper', level: 0.08, state: 'low' },
			{ id: 'ink', level: 0.5, state: 'fine' }
		]);
	});
});

describe('a fault', () => {
	test('has four steps whether or not they were taken', () => {
		const taken = fault('atm-2/1', { acknowledgedBy: 'm01', acknowledgedAt: at('10:15') });
		expect(stepsOf(taken).map((step) => step.at)).toEqual([at('10:12'), at('10:15'), null, null]);
		const fixed = { ...taken, fineSince: at('10:40'), resolvedBy: 'm02' };
		expect(stepsOf(fixed)[3]).toEqual({ name: 'fine', at: at('10:40'), staff: 'm02' });
		expect(lasted(taken, at('10:24'))).toBe(12 * 60_000);
		expect(lasted(fixed, at('11:24'))).toBe(28 * 60_000);
	});

	test('is among those of its device, the newest first', () => {
		const older = fault('atm-2/1', { openedAt: at('09:00') });
		const newer = fault('atm-2/2');
		expect(faultsOf('atm-2', rows(older, newer, fault('crs-3/1')))).toEqual([newer, older]);
	});

	test('offers what can be done about it as it is', () => {
		const ok = { state: 'ok' } as const;
		expect(choicesFor(ok, undefined)).toEqual(['tell', 'rest']);
		expect(choicesFor({ state: 'maintenance' }, undefined)).toEqual(['resume']);
		expect(choicesFor(ok, fault('a/1'))).toEqual(['take', 'pass', 'note', 'resolve', 'rest']);
		const taken = fault('a/1', { acknowledgedBy: 'm01' });
		expect(choicesFor(ok, taken)).not.toContain('take');
		expect(choicesFor(ok, { ...taken, fineSince: at('10:30') })).toEqual(['note', 'rest']);
	});

	test('is told with the causes that its kind can have', () => {
		expect(causesFor(kindOf('atm'))).toEqual([
			...['out_of_cash', 'out_of_paper', 'note_jam', 'card_jam', 'paper_jam', 'network', 'power']
		]);
		expect(causesFor(kindOf('note'))).toEqual(['note_jam', 'power']);
		expect(causesFor(kindOf('robot'))).toEqual(['power']);
	});

	test('is given to those who see to devices, whoever is at work first', () => {
		const person = (id: string, role: string, onDuty?: number): StaffRow => ({
			...{ id, role, name: { zh: id, en: id } },
			...(onDuty !== undefined && { onDuty })
		});
		const staff = rows(
			person('t01', 'teller', at('09:00')),
			person('h01', 'branch_head', at('09:00')),
			person('m01', 'lobby_manager'),
			person('m02', 'lobby_manager', at('09:00'))
		);
		expect(peopleFor(staff).map(({ id }) => id)).toEqual(['m02', 'h01', 'm01']);
	});
});

describe('a deed', () => {
	const deeds: Deed[] = [
		{ do: 'take', incident: 'atm-2/1', staff: 'm01' },
		{ do: 'pass', incident: 'atm-2/1', staff: 'm01', vendor: '广电', reference: '47' },
		{ do: 'pass', incident: 'atm-2/1', staff: 'm01' },
		{ do: 'note', incident: 'atm-2/1', staff: 'm01', note: '卡了' },
		{ do: 'resolve', incident: 'atm-2/1', staff: 'm01' },
		{ do: 'rest', device: 'atm-2', cause: '换钞' },
		{ do: 'resume', device: 'atm-2' },
		{ do: 'tell', device: 'note-8', state: 'degraded', cause: 'note_jam' }
	];

	test.each(deeds)('%o is read back from its act', (deed) => {
		expect(deedOf(actOf(deed))).toEqual(deed);
	});

	test('is an act that the server knows', () => {
		expect(actOf(deeds[1]!)).toEqual({
			type: 'incident.passed',
			subject: 'atm-2/1',
			data: { staff: 'm01', vendor: '广电', reference: '47' }
		});
		expect(actOf(deeds[5]!)).toEqual({
			type: 'device.status',
			subject: 'atm-2',
			data: { state: 'maintenance', cause: '换钞' }
		});
		expect(keyOf(deeds[0]!)).toBe('incident/atm-2/1');
		expect(keyOf(deeds[6]!)).toBe('device/atm-2');
		expect(deedOf({ type: 'ticket.called', subject: 'A1', data: {} })).toBeNull();
	});

	test('is said in words, and so is why it did not happen', () => {
		const live = {
			devices: { 'atm-2': { name: { zh: '2号取款机', en: 'ATM 2' } } },
			incidents: rows(fault('atm-2/1'))
		};
		expect(deedText(deeds[0]!, live, page.en, 'en')).toBe('See to ATM 2');
		expect(deedText(deeds[6]!, live, page.zh, 'zh')).toMatch(/^恢复\s2\s号取款机$/u);
		expect(refusalText('X', 'incident_taken', page.en)).toBe(
			'X: not done. Somebody else took this fault first.'
		);
		expect(refusalText('X', 'new_code', page.en)).toContain('new_code');
		for (const code of ['unknown_incident', 'incident_over', 'too_many_notes', 'stale']) {
			expect(page.zh.refused[code], code).toBeTruthy();
			expect(page.en.refused[code], code).toBeTruthy();
		}
	});
});

describe('what a fault does', () => {
	const live = {
		branch: { timeZone: ZONE, businessDay: '2026-11-25' },
		devices: rows(device('crs-3', { name: { zh: '3号一体机', en: 'Recycler 3' } })),
		services: {
			cash: { name: { zh: '现金', en: 'Cash' } },
			transfer: { name: { zh: '转账', en: 'Transfers' } }
		},
		staff: {}
	};

	test('is told by the line that has most of it, then by the others, then where to go', () => {
		const effect = {
			services: { transfer: 2, cash: 9 },
			service: 'cash',
			seconds: 372,
			to: 'crs-3'
		};
		expect(effectTexts({ effect }, live, page.en, 'en')).toEqual([
			...['Cash +7 min, 9 more', 'Transfers: 2 more', 'send customers to Recycler 3']
		]);
		const short = { services: { cash: 1 }, service: 'cash', seconds: 20 };
		expect(effectTexts({ effect: short }, live, page.en, 'en')).toEqual(['Cash +1 min, 1 more']);
		const none = { services: { cash: 1 }, service: 'cash', seconds: 0 };
		expect(effectTexts({ effect: none }, live, page.en, 'en')).toEqual(['Cash: 1 more']);
		expect(effectTexts({}, live, page.en, 'en')).toEqual([]);
	});

	test('vendors, times and durations are said as columns need them', () => {
		expect(vendorText(fault('a/1'), page.en)).toBe('');
		expect(vendorText(fault('a/1', { passedAt: 1, reference: '47' }), page.en)).toBe(
			'reported, ref. 47'
		);
		expect(timeText(at('10:12'), live, 'en')).toBe('10:12');
		expect(timeText(at('16:50', '2026-11-24'), live, 'en')).toBe('24 Nov 16:50');
		expect(columnDuration(null, page.en)).toBe('');
		expect(columnDuration(2_760, page.en)).toBe('46′');
		expect(columnDuration(8_200, page.en)).toBe('2.3 h');
	});
});

describe('the strips of a device', () => {
	const spell = (from: number, to: number | null, service = 'full', state = 'ok'): DeviceSpell => ({
		from,
		to,
		state,
		service,
		cause: null,
		functions: {}
	});
	const now = at('10:30');
	const hours = { from: 8, to: 18 };

	test('are between an hour before opening and an hour after closing', () => {
		expect(hoursShown({ opensAt: at('09:00'), closesAt: at('17:00') }, ZONE)).toEqual(hours);
		expect(hoursShown({ opensAt: at('09:30'), closesAt: at('16:30') }, ZONE)).toEqual({
			...{ from: 8, to: 18 }
		});
		expect(hoursShown({ opensAt: null, closesAt: null }, ZONE)).toEqual(hours);
		expect(ticksOf(hours).map(({ hour }) => hour)).toEqual([8, 10, 12, 14, 16, 18]);
		expect(ticksOf({ from: 0, to: 24 }).map(({ hour }) => hour)).toEqual([0, 4, 8, 12, 16, 20, 24]);
	});

	test('cut what lasted at the hours, at the day and at now', () => {
		const spells = [
			spell(at('07:00', '2026-11-24'), at('13:00', '2026-11-24'), 'out', 'offline'),
			spell(at('09:00'), at('10:00')),
			spell(at('10:00'), null, 'limited', 'degraded')
		];
		const [today, before] = stripsOf(
			spells,
			{ from: '2026-11-24', to: '2026-11-25' },
			{ hours, timeZone: ZONE, now }
		);
		expect(today!.day).toBe('2026-11-25');
		expect(today!.now).toBe(25);
		expect(today!.stretches.map(({ look, left, width }) => [look, left, width])).toEqual([
			['full', 10, 10],
			['limited', 20, 5]
		]);
		expect(before!.now).toBeNull();
		expect(before!.stretches.map(({ left, width }) => [left, width])).toEqual([[0, 50]]);
	});

	test('are at most a month of them', () => {
		const days = { from: '2026-01-01', to: '2026-11-25' };
		expect(stripsOf([], days, { hours, timeZone: ZONE, now })).toHaveLength(MOST_STRIPS);
	});

	test('count one failure once, whatever it was called meanwhile, and no maintenance', () => {
		const spells = [
			spell(at('09:00'), at('09:10'), 'out', 'offline'),
			spell(at('09:10'), at('09:30'), 'out', 'offline'),
			spell(at('09:30'), at('09:40')),
			spell(at('09:40'), at('09:50'), 'out', 'maintenance'),
			spell(at('10:20'), null, 'out', 'offline')
		];
		expect(downOf(spells, now)).toEqual({ times: 2, seconds: 2_400 });
		expect(troublesOf(spells).map(({ from }) => from)).toEqual([
			...[at('10:20'), at('09:40'), at('09:10'), at('09:00')]
		]);
	});
});

describe('the devices’ report', () => {
	const sums = {
		...{ incidents: 0, open: 0, downSeconds: 0, watchedSeconds: 36_000, availability: 1 },
		...{ medianDownSeconds: null, longestDownSeconds: null },
		...{ meanRepairSeconds: null, meanResponseSeconds: null }
	};
	const report: DeviceReport = {
		...{ from: '2026-11-19', to: '2026-11-25', total: { ...sums, watchedSeconds: 72_000 } },
		devices: [
			{
				device: 'gone-1',
				...sums,
				watchedSeconds: 0,
				availability: null,
				functions: {},
				diverted: 0
			},
			{
				...{ device: 'atm-2', ...sums, availability: 0.9, diverted: 4 },
				functions: { card: 0.95, dispense: 0.9, network: 1, receipt: null }
			},
			{ device: 'atm-1', ...sums, functions: {}, diverted: 3 }
		],
		incidents: [],
		diversion: [
			{ day: '2026-11-24', prompted: 8, diverted: 3, savedSeconds: 600 },
			{ day: '2026-11-25', prompted: 4, diverted: 4, savedSeconds: 900 }
		]
	};

	test('is in the order of the branch, with all of them last', () => {
		const all = sumRows(report, ['atm-1', 'atm-2']);
		expect(all.map((row) => row.device)).toEqual(['atm-1', 'atm-2', 'gone-1', null]);
		expect(all[1]!.hours).toEqual({ up: 9, of: 10 });
		expect(all[1]!.functions).toEqual([
			{ id: 'dispense', share: 0.9 },
			{ id: 'card', share: 0.95 }
		]);
		expect(all[2]!.hours).toBeNull();
		expect(all[3]!.diverted).toBe(7);
		expect(leastAvailable(all)?.device).toBe('atm-2');
		expect(leastAvailable([all[0]!])).toBeUndefined();
	});

	test('adds up who was led to machines, and whom a fault cost', () => {
		expect(divertedIn(report.diversion)).toEqual({
			prompted: 12,
			diverted: 7,
			savedSeconds: 1_500
		});
		expect(missedIn({ effect: { services: { cash: 9, transfer: 2 }, seconds: 0 } })).toBe(11);
		expect(missedIn({ missed: 4, effect: { services: { cash: 9 }, seconds: 0 } })).toBe(4);
		expect(missedIn({})).toBe(0);
	});
});

describe('the checks', () => {
	const item = (
		id: string,
		ok: boolean,
		note: string | null = null,
		photo: string | null = null
	) => ({
		...{ item: id, ok, staff: 'm01', at: at('08:40'), note, photo, late: false }
	});
	const list = {
		...{ day: '2026-11-25', list: 'opening', owner: null, checked: 3, failed: 1, late: 2 },
		...{ doneAt: null, signedBy: null, signedAt: null },
		items: [item('led', true), item('ads', false, '旧'), item('book', true, null, 'p1')]
	};
	const report: ChecklistReport = {
		...{ from: '2026-11-24', to: '2026-11-25' },
		days: [{ ...list, day: '2026-11-24', failed: 0, late: 0 }, list, { ...list, list: 'tellers' }]
	};

	test('are by day, the newest first, and added up', () => {
		const days = checkedDays(report, ['tellers', 'opening']);
		expect(days.map(({ day, groups }) => [day, groups.map((each) => each.list)])).toEqual([
			['2026-11-25', ['tellers', 'opening']],
			['2026-11-24', ['opening']]
		]);
		expect(sumOf(report)).toEqual({ checked: 9, failed: 2, late: 4 });
		expect(failedIn(list).map((each) => each.item)).toEqual(['ads']);
		expect(toldIn(list).map((each) => each.item)).toEqual(['book']);
	});

	test('that everybody has of their own are one line, with those who are not done with theirs', () => {
		const fine = {
			...list,
			items: [],
			failed: 0,
			late: 0,
			doneAt: 1,
			signedAt: 2,
			signedBy: 't01'
		};
		const own = (owner: string, parts: Partial<typeof list> = {}) => ({ ...fine, owner, ...parts });
		const days = [
			own('t01'),
			own('t02', { signedAt: null }),
			own('t03', { failed: 1, doneAt: null })
		];
		const [day] = checkedDays({ ...report, days: days as ChecklistReport['days'] }, []);
		expect(day!.groups).toHaveLength(1);
		expect(day!.groups[0]).toMatchObject({
			...{ own: true, people: 3, checked: 9, failed: 1, unfinished: 1, unsigned: 1 }
		});
		expect(day!.groups[0]!.told.map(({ owner }) => owner)).toEqual(['t02', 't03']);
	});

	test('are called as they are called today', () => {
		const row = {
			...{
				id: 'opening',
				list: 'opening',
				name: { zh: '营业前检查', en: 'Opening' },
				role: 'teller'
			},
			items: [{ id: 'led', name: { zh: 'LED 屏', en: 'LED screen' } }]
		} as ChecklistRow;
		const names = new CheckNames({ opening: row });
		expect(names.list('opening').en).toBe('Opening');
		expect(names.item('opening', 'led').en).toBe('LED screen');
		expect(names.item('opening', 'gone').en).toBe('gone');
		expect([names.order, names.role('opening'), names.role('x')]).toEqual([
			...[['opening'], 'teller', undefined]
		]);
	});
});
