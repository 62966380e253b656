import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BranchFile } from '#lib/protocol/branch-file.ts';
import type { FileSchema } from '#lib/protocol/check/schema-faults.ts';
import { en, zh } from '#lib/i18n/branch-editor.ts';
import { lakeside } from '#server/demo/lakeside.ts';
import { changesOf, pointerOf, withChange } from '../../src/routes/admin/branch/changes.ts';
import type { Change } from '../../src/routes/admin/branch/changes.ts';
import { fieldsOf } from '../../src/routes/admin/branch/fields.ts';
import type { Row } from '../../src/routes/admin/branch/rows.ts';
import { Words } from '../../src/routes/admin/branch/words.ts';

const fields = fieldsOf(JSON.parse(JSON.stringify(BranchFile)) as FileSchema);
const live = lakeside as unknown as Row;
const changed = (edit: (file: BranchFile) => void): Row => {
	const file = structuredClone(lakeside);
	edit(file);
	return file as unknown as Row;
};
const said = (after: Row, words = new Words(en, 'en')) =>
	changesOf(fields, live, after).map((change) =>
		words.change(change, live, after).replaceAll('\u2009', ' ')
	);

describe('what differs from what is live', () => {
	test('is nothing for the same file, in another order of keys too', () => {
		expect(changesOf(fields, live, structuredClone(live))).toEqual([]);
		const { id, ...rest } = live;
		expect(changesOf(fields, live, { ...rest, id })).toEqual([]);
	});

	test('is said in the words of the form', () => {
		const after = changed((file) => {
			file.longWait!.seconds = 480;
			file.counters![2]!.services.push('opening');
			file.staff!.splice(4, 1);
			file.devices!.push({ id: 'atm-13', kind: 'atm', name: { zh: '13号取款机', en: 'ATM 13' } });
			file.products!.reverse();
			file.hours!['sun'] = ['10:00', '12:00'];
			file.services[0]!.name.zh = '现金';
		});
		expect(said(after)).toEqual([
			'Opening hours Monday–Friday 09:00–17:00, Saturday 09:30–16:00, Sunday Closed → ' +
				'Monday–Friday 09:00–17:00, Saturday 09:30–16:00, Sunday 10:00–12:00',
			'Long waits: A wait is long after 10 min → 8 min',
			'Services · Cash: Name Cash / 现金业务 → Cash / 现金',
			'Counters · Counter 3: Services Cash, Transfers → Cash, Transfers, Account opening',
			'Devices · ATM 13 added',
			'Staff · Liu Yang removed',
			'Products in another order'
		]);
		expect(said(after, new Words(zh, 'zh'))).toContain(
			'窗口 · 3 号窗口：办理的业务 现金业务、转账汇款 → 现金、转账汇款、开户'
		);
	});

	test('says of what was left out that the default holds', () => {
		const after = changed((file) => delete file.services[1]!.typicalService);
		expect(said(after)).toEqual(['Services · Transfers: Usual service time 7 min → not set']);
	});

	test('is not that a box that is not ticked is left out', () => {
		const before = changed((file) => (file.services[0]!.needsForm = false));
		expect(changesOf(fields, before, live)).toEqual([]);
	});
});

describe('a change', () => {
	const edits: ((file: BranchFile) => void)[] = [
		(file) => (file.longWait = { seconds: 300 }),
		(file) => delete file.goals,
		(file) => (file.calling = { levels: { vip: 9 } }),
		(file) => file.counters!.reverse(),
		(file) => file.counters!.splice(1, 2),
		(file) => file.counters!.push({ id: '99', name: { zh: '新', en: 'New' }, services: ['cash'] }),
		(file) => (file.counters!.at(-1)!.services = ['wealth']),
		(file) => (file.staff = file.staff!.filter(({ role }) => role !== 'teller')),
		(file) => (file.targets![0]!.staff = { t02: 9 }),
		(file) => file.targets!.pop(),
		(file) => (file.checklists = [{ id: 'c', role: 'teller', items: [] }]),
		(file) => (file.name.en = 'Lake Branch')
	];
	const some = fc.subarray(edits.map((_, index) => index));
	const edited = (which: number[]) =>
		changed((file) => which.forEach((index) => edits[index]!(file)));
	const apply = (file: Row, changes: Change[], to: 'before' | 'after') =>
		changes.reduce((each, change) => withChange(each, change, to), file);

	test('can be made again to the file that it was made to', () => {
		fc.assert(
			fc.property(some, (which) => {
				const after = edited(which);
				const made = apply(live, changesOf(fields, live, after), 'after');
				expect(changesOf(fields, made, after)).toEqual([]);
			})
		);
	});

	test('can be taken back', () => {
		fc.assert(
			fc.property(some, (which) => {
				const after = edited(which);
				const back = apply(after, changesOf(fields, live, after).reverse(), 'before');
				expect(changesOf(fields, back, live)).toEqual([]);
			})
		);
	});

	test('finds its row by its id after others have come and gone', () => {
		const mine = changesOf(
			fields,
			live,
			changed((file) => (file.counters![4]!.services = ['cash']))
		);
		const theirs = changed((file) => file.counters!.shift());
		expect(pointerOf(theirs, mine[0]!)).toBe('/counters/3/services');
		expect(withChange(theirs, mine[0]!, 'after')).toMatchObject({
			counters: expect.arrayContaining([
				expect.objectContaining({ id: '5', services: ['cash'] })
			]) as unknown
		});
	});

	test('of a row that is gone changes nothing', () => {
		const [mine] = changesOf(
			fields,
			live,
			changed((file) => (file.counters![0]!.services = ['wealth']))
		);
		const theirs = changed((file) => file.counters!.shift());
		expect(pointerOf(theirs, mine!)).toBeUndefined();
		expect(withChange(theirs, mine!, 'after')).toBe(theirs);
	});
});
