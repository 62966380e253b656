import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseFile } from '../../src/routes/admin/branch/faults.ts';
import { freeShown, freeTyped } from '../../src/routes/admin/branch/free.ts';
import { renameReferences } from '../../src/routes/admin/branch/renaming.ts';
import {
	freshId,
	newRow,
	rowKeys,
	withCopy,
	withMoved
} from '../../src/routes/admin/branch/rows.ts';
import { valueAt, without, withValue } from '../../src/routes/admin/branch/tree.ts';
import { shown, typed } from '../../src/routes/admin/branch/units.ts';
import { hoursOf, keyOfDay, timeTyped, weekOf } from '../../src/routes/admin/branch/week.ts';
import type { Times } from '../../src/routes/admin/branch/week.ts';
import { fieldsOf } from '../../src/routes/admin/branch/fields.ts';

describe('a value in the file', () => {
	test('is put and taken by its JSON pointer; groups come and go with it', () => {
		const file = { id: 'a', services: [{ id: 'cash' }] };
		const put = withValue<object>(file, '/calling/levels/vip', 3);
		expect(put).toEqual({ ...file, calling: { levels: { vip: 3 } } });
		expect(valueAt(put, '/calling/levels/vip')).toBe(3);
		expect(without(put, '/calling/levels/vip')).toEqual(file);
		expect(withValue<object>(file, '/services/0/a~1b', 1)).toEqual({
			id: 'a',
			services: [{ id: 'cash', 'a/b': 1 }]
		});
		expect(without(file, '/services/0')).toEqual({ id: 'a', services: [] });
		expect(without(file, '/nothing/here')).toBe(file);
		expect(file).toEqual({ id: 'a', services: [{ id: 'cash' }] });
	});

	test('shares what did not change', () => {
		const file = { a: { b: 1 }, c: { d: 1 } };
		expect(withValue(file, '/a/b', 2).c).toBe(file.c);
	});
});

describe('a number', () => {
	test('is shown in minutes, percent and whole money, and stored as the file wants it', () => {
		expect(shown(600, 'minutes')).toBe('10');
		expect(typed('10', 'minutes', true)).toBe(600);
		expect(typed('2.5', 'minutes', true)).toBe(150);
		expect(shown(0.85, 'percent')).toBe('85');
		expect(typed('57', 'percent', false)).toBe(0.57);
		expect(typed('1,000.50', 'money', true)).toBe(100_050);
		expect(typed('１２', 'none', true)).toBe(12);
	});

	test('that is none stays as it was typed, for the check to refuse; nothing is nothing', () => {
		expect(typed('abc', 'minutes', true)).toBe('abc');
		expect(shown('abc', 'minutes')).toBe('abc');
		expect(typed('  ', 'minutes', true)).toBeUndefined();
		expect(typed('1.5', 'none', true)).toBe(1.5);
	});

	test('comes back as it was, in every unit', () => {
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 86_400 }), (seconds) => {
				expect(typed(shown(seconds, 'minutes'), 'minutes', true)).toBe(seconds);
				expect(typed(shown(seconds, 'money'), 'money', true)).toBe(seconds);
			})
		);
	});
});

describe('a week', () => {
	const times = fc.option(
		fc.constantFrom<Times>(['09:00', '17:00'], ['09:30', '16:00'], ['10:00', '12:00'])
	);

	test('shares a line among neighbours', () => {
		const long: Times = ['09:00', '17:00'];
		const short: Times = ['09:30', '16:00'];
		const week = [long, long, long, long, long, short, null];
		expect(hoursOf(week)).toEqual({ 'mon-fri': long, sat: short });
		expect(keyOfDay(hoursOf(week), 2)).toBe('mon-fri');
		expect(keyOfDay(hoursOf(week), 6)).toBeUndefined();
	});

	test('is the same when it comes back from the file', () => {
		fc.assert(
			fc.property(fc.tuple(times, times, times, times, times, times, times), (week) => {
				expect(weekOf(hoursOf(week))).toEqual(week);
			})
		);
	});

	test('is read from lines that go over the weekend', () => {
		const week = weekOf({ 'sat-mon': ['10:00', '12:00'] });
		expect(week.map((day) => day !== null)).toEqual([true, false, false, false, false, true, true]);
	});

	test('takes times as people type them', () => {
		for (const text of ['9:05', '0905', '905', '9：05', ' 09:05 ', '9.05', '9时05分']) {
			expect(timeTyped(text)).toBe('09:05');
		}
		expect(timeTyped('9')).toBe('09:00');
		expect(timeTyped('25:99')).toBe('25:99');
		expect(timeTyped('noon')).toBe('noon');
	});
});

describe('the rows of a list', () => {
	const rows = [{ id: 'a' }, { id: 'b' }, { id: 'c' }];

	test('are moved, and stay where there is no further', () => {
		expect(withMoved(rows, 0, 1).map(({ id }) => id)).toEqual(['b', 'a', 'c']);
		expect(withMoved(rows, 2, -1).map(({ id }) => id)).toEqual(['a', 'c', 'b']);
		expect(withMoved(rows, 2, 1)).toEqual(rows);
		expect(withMoved(rows, 0, -1)).toEqual(rows);
	});

	test('get a copy under an id of its own, right after the first', () => {
		const copied = withCopy([{ id: 'atm-1', name: { zh: '机' } }, { id: 'atm-2' }], 0);
		expect(copied.map(({ id }) => id)).toEqual(['atm-1', 'atm-3', 'atm-2']);
		(copied[1]?.['name'] as { zh: string }).zh = '新';
		expect(copied[0]).toEqual({ id: 'atm-1', name: { zh: '机' } });
	});

	test('get the next id', () => {
		expect(freshId([], 'cash')).toBe('cash');
		expect(freshId([{ id: 'cash' }], 'cash')).toBe('cash-2');
		expect(freshId([{ id: '8' }, { id: '9' }], '8')).toBe('10');
	});

	test('begin with what the schema requires', () => {
		const fields = fieldsOf({
			type: 'object',
			required: ['id', 'kind', 'names'],
			properties: {
				id: { type: 'string' },
				kind: { type: 'string', enum: ['x', 'y'] },
				names: { type: 'array', items: { type: 'string' } },
				note: { type: 'string' }
			}
		});
		expect(newRow([{ id: '8' }], fields)).toEqual({ id: '9', kind: 'x', names: [] });
		expect(newRow([{ id: 'cash' }], fields)).toMatchObject({ id: '' });
	});

	test('can be told apart while ids are missing or stand twice', () => {
		const fields = fieldsOf({ type: 'object', properties: { id: { type: 'string' } } });
		const keys = rowKeys([{ id: 'a' }, {}, { id: 'a' }, { id: '' }], fields);
		expect(new Set(keys).size).toBe(4);
		expect(keys[0]).toBe('a');
	});
});

test('a new id is carried to whatever refers to the old one', () => {
	const file = {
		services: [{ id: 'cash' }],
		counters: [{ id: '1', services: ['cash', 'opening'] }, { id: '2' }],
		needs: [{ id: 'n' }],
		products: [{ id: 'p', needs: ['m', 'n'] }, { id: 'o' }],
		pitches: [{ service: 'cash', product: 'p' }, { sentence: {} }],
		profiles: [{ id: 'f', services: ['cash'] }],
		targets: [{ product: 'p', staff: { w: 1, v: 2 } }],
		checklists: [{ id: 'c', items: [{ id: 'i', device: 'atm-1' }, { id: 'j' }] }]
	};
	expect(renameReferences(file, 'services', 'cash', 'till').counters).toMatchObject([
		{ services: ['till', 'opening'] },
		{ id: '2' }
	]);
	const till = renameReferences(file, 'services', 'cash', 'till');
	expect(till.profiles).toEqual([{ id: 'f', services: ['till'] }]);
	expect(till.pitches).toEqual([{ service: 'till', product: 'p' }, { sentence: {} }]);
	expect(renameReferences(file, 'products', 'p', 'q').targets).toMatchObject([{ product: 'q' }]);
	expect(renameReferences(file, 'products', 'p', 'q').pitches).toEqual([
		{ service: 'cash', product: 'q' },
		{ sentence: {} }
	]);
	expect(renameReferences(file, 'needs', 'n', 'z').products).toEqual([
		{ id: 'p', needs: ['m', 'z'] },
		{ id: 'o' }
	]);
	expect(renameReferences(file, 'staff', 'w', 'x').targets).toMatchObject([
		{ staff: { x: 1, v: 2 } }
	]);
	expect(renameReferences(file, 'devices', 'atm-1', 'atm-9').checklists).toMatchObject([
		{ items: [{ device: 'atm-9' }, { id: 'j' }] }
	]);
	expect(renameReferences(file, 'counters', '1', '9')).toBe(file);
});

test('a parameter is text unless it is plainly a number, a truth or JSON', () => {
	for (const value of ['public', 9100, 0.5, true, null, { a: [1] }, '007']) {
		expect(freeTyped(freeShown(value))).toEqual(value);
	}
	expect(freeTyped('{not json}')).toBe('{not json}');
});

test('a text that is no JSON says near which line', () => {
	expect(parseFile('\uFEFF{"id":"a"}')).toEqual({ file: { id: 'a' } });
	expect(parseFile('{\n"id": "a"\n"x": 1}')).toMatchObject({
		fault: { code: 'malformed_json', params: { line: 3 } }
	});
	expect(parseFile('{"id":')).toMatchObject({ fault: { code: 'malformed_json' } });
	expect(parseFile('')).toMatchObject({ fault: { code: 'malformed_json' } });
});
