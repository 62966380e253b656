import { expect, test } from 'vitest';
import type { PromptRow } from '../../src/lib/protocol/index.ts';
import { resolved, told } from '../../src/routes/lobby/devices/acts.ts';
import { fine } from '../../src/routes/lobby/opening/acts.ts';
import { isCounted, recordOf, spentBy } from '../../src/routes/lobby/stints.ts';
import * as taps from '../../src/routes/lobby/taps.ts';
import { NOW } from './lobby-rows.ts';

const record = (act: Parameters<typeof recordOf>[0], seconds: number | null) =>
	recordOf(act, 'm01', seconds === null ? null : NOW - seconds * 1000, NOW);

test('an act is work of its kind, from when its sheet was opened', () => {
	expect(record(taps.formChecked('B1', null, 'm01'), 90)).toEqual({
		type: 'activity.logged',
		subject: 'm01',
		data: { activity: 'forms', from: '2026-11-25T02:22:30.000Z', to: '2026-11-25T02:24:00.000Z' }
	});
	const kindOf = (act: Parameters<typeof recordOf>[0]) => record(act, 90)?.data['activity'];
	expect(kindOf(taps.diverted('A1', 'atm-1'))).toBe('devices');
	expect(kindOf(taps.met('r1', 'm01'))).toBe('escort');
	expect(kindOf(taps.parked('A1'))).toBe('greeting');
});

test('what the server counts is not counted twice, and what nobody opened is not made up', () => {
	expect(record(taps.complained('A1', 'fees', 'm01'), 90)).toBeNull();
	expect(record({ type: 'prompt.done', subject: 'help/1', data: {} }, 90)).toBeNull();
	expect(record({ type: 'engagement.recorded', data: {} }, 90)).toBeNull();
	expect(record(taps.formChecked('B1', null, 'm01'), null)).toBeNull();
	expect(record(taps.formChecked('B1', null, 'm01'), 0.5)).toBeNull();
});

test('what a taken prompt is about is counted by the server, and only that', () => {
	const prompt = (more: Partial<PromptRow>): PromptRow => ({
		...{ id: 'p', rule: 'device', kind: 'operate', state: 'accepted', assignee: 'm01' },
		...{ level: 0, raisedAt: NOW },
		...more
	});
	const counts = (act: Parameters<typeof recordOf>[0], more: Partial<PromptRow>) =>
		isCounted(act, { p: prompt(more) }, 'm01');
	const fault = { device: 'atm-2', incident: 'i1' };
	expect(counts(resolved('i1', '', 'm01'), fault)).toBe(true);
	expect(counts(told('atm-2', 'maintenance'), fault)).toBe(true);
	expect(counts(resolved('i2', '', 'm01'), fault)).toBe(false);
	expect(counts(resolved('i1', '', 'm01'), { ...fault, assignee: 'm02' })).toBe(false);
	const found = fine({ list: 'opening' }, { id: 'signs' }, 'm01');
	expect(counts(found, { rule: 'checklist', list: 'opening' })).toBe(true);
	expect(counts(found, { rule: 'checklist', list: 'opening/m01' })).toBe(true);
	expect(counts(found, { rule: 'checklist', list: 'opening', item: 'signs' })).toBe(false);
	expect(counts(taps.formChecked('B1', null, 'm01'), fault)).toBe(false);
	expect(record(found, 90)?.data['activity']).toBe('opening');
	expect(record(told('note-8', 'offline', 'note_jam'), 90)?.data['activity']).toBe('devices');
});

test('the plan divides the time that was counted, and every kind has its line', () => {
	const { rows, total } = spentBy(
		{ forms: 900, help: 300, tidying: 60 },
		{ greeting: 0.3, forms: 0.2, engagement: 0, training: 0.1 }
	);
	expect(total).toBe(1260);
	expect(rows).toEqual([
		{ kind: 'greeting', seconds: 0, planned: 378 },
		{ kind: 'forms', seconds: 900, planned: 252 },
		{ kind: 'help', seconds: 300, planned: null },
		{ kind: 'training', seconds: 0, planned: 126 },
		{ kind: 'tidying', seconds: 60, planned: null }
	]);
});

test('a day without taps has a plan of nothing', () => {
	expect(spentBy({}, { forms: 0.5 })).toEqual({
		rows: [{ kind: 'forms', seconds: 0, planned: 0 }],
		total: 0
	});
});
