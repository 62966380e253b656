import fc from 'fast-check';
import { Compile } from 'typebox/compile';
import { describe, expect, test } from 'vitest';
import { en, sentenceOf, zh } from '#lib/i18n/branch-faults.ts';
import { BranchFile } from '#lib/protocol/branch-file.ts';
import { keysOf } from '#lib/protocol/check/pointer.ts';
import { schemaFaults } from '#lib/protocol/check/schema-faults.ts';
import type { FileSchema } from '#lib/protocol/check/schema-faults.ts';
import { checkBranchFile, tagOf } from '#server/apply.ts';
import { lakeside as demo } from '#server/demo/lakeside.ts';
import { lakeside, testServer } from '../../support/test-server.ts';
import type { TestServer } from '../../support/test-server.ts';

type Json = Record<string, never>;

const name = (zh: string) => ({ zh, en: `Name ${zh}` });
const found = (file: unknown) => {
	const checked = checkBranchFile(file);
	return checked.ok ? [] : checked.issues;
};
const said = (file: unknown) => found(file).map(({ path, code }) => `${code} ${path}`);

/** A file in which each mistake stands alone; its name says what a reader should be told. */
function twoHundredMistakes() {
	const expected: string[] = [];
	const expect_ = (code: string, path: string) => void expected.push(`${code} ${path}`);
	const file: Record<string, unknown> = {
		id: 'lake',
		name: { zh: '湖', en: 'x'.repeat(201), fr: 'Lac' },
		timeZone: 'Asia/Beijing',
		clock: 'sun',
		hours: {
			'mon-tue': ['09:00', '24:10'],
			wed: ['17:00', '09:00'],
			'tue-wed': ['08:00', '09:00'],
			funday: ['09:00', '17:00'],
			thu: ['09:00'],
			fri: 'all day'
		},
		longWait: { seconds: 0, escalate: [1200, 99_999, 3.5], colour: 'red' },
		calling: { levels: { priority: 101, vip: '3' }, ageEvery: 1.5, recalls: -1 },
		goals: { withinTarget: 85 }
	};
	expect_('too_long', '/name/en');
	expect_('unknown_key', '/name/fr');
	expect_('unknown_time_zone', '/timeZone');
	expect_('invalid_choice', '/clock');
	expect_('invalid_time', '/hours/mon-tue/1');
	expect_('closes_before_opening', '/hours/wed');
	expect_('day_twice', '/hours/tue-wed');
	expect_('unknown_key', '/hours/funday');
	expect_('wrong_count', '/hours/thu');
	expect_('not_a_list', '/hours/fri');
	expect_('out_of_range', '/longWait/seconds');
	expect_('out_of_range', '/longWait/escalate/1');
	expect_('not_a_whole_number', '/longWait/escalate/2');
	expect_('unknown_key', '/longWait/colour');
	expect_('out_of_range', '/calling/levels/priority');
	expect_('not_a_number', '/calling/levels/vip');
	expect_('not_a_whole_number', '/calling/ageEvery');
	expect_('out_of_range', '/calling/recalls');
	expect_('out_of_range', '/goals/withinTarget');
	file.services = [
		{ id: 'cash', name: name('现金'), complexity: 'simple' },
		{ id: 'cash', name: name('现金'), complexity: 'hard', prefix: 'ABCDE', 'a/b~c': 1 },
		{ id: '-x', name: { zh: '\u0000', en: 'No' }, complexity: 'simple', needsForm: 'yes' },
		{ id: 'gold', name: '黄金', complexity: 'simple', selfService: [7] }
	];
	expect_('duplicate_id', '/services/1/id');
	expect_('invalid_choice', '/services/1/complexity');
	expect_('too_long', '/services/1/prefix');
	expect_('unknown_key', '/services/1/a~1b~0c');
	expect_('invalid_id', '/services/2/id');
	expect_('invalid_text', '/services/2/name/zh');
	expect_('not_yes_or_no', '/services/2/needsForm');
	expect_('not_an_object', '/services/3/name');
	expect_('not_text', '/services/3/selfService/0');
	file.counters = Array.from({ length: 34 }, (_, i) => ({
		id: `${i}`,
		services: i % 2 === 0 ? ['cash', `none-${i}`] : [],
		note: 'x'
	}));
	for (let i = 0; i < 34; i += 1) {
		if (i % 2 === 0) expect_('unknown_service', `/counters/${i}/services/1`);
		else expect_('too_few', `/counters/${i}/services`);
		expect_('unknown_key', `/counters/${i}/note`);
		expect_('missing_key', `/counters/${i}/name`);
	}
	file.devices = [
		{ id: 'atm-1', kind: '', name: name('机') },
		{ id: 'atm-2', kind: 'atm', name: name('机'), probe: { type: 'tcp', host: 'h', port: 70_000 } },
		{ id: 'atm-3', kind: 'atm', name: name('机'), probe: { host: 'h', free: 1 } }
	];
	expect_('too_short', '/devices/0/kind');
	expect_('out_of_range', '/devices/1/probe/port');
	expect_('missing_key', '/devices/2/probe/type');
	file.needs = [
		{ id: 'n', name: name('需'), signals: ['outflow'] },
		{ id: 'n', name: name('需'), signals: [] },
		{ id: 'm', name: name('需'), signals: [''], questions: [{ zh: '问' }] }
	];
	expect_('duplicate_id', '/needs/1/id');
	expect_('too_few', '/needs/1/signals');
	expect_('too_short', '/needs/2/signals/0');
	expect_('missing_key', '/needs/2/questions/0/en');
	file.products = [
		{ id: 'p', name: name('品'), tenorDays: -1, needs: Array(51).fill('n') },
		{ id: 'r', name: name('品'), risk: 'R6', minimum: -1, needs: ['n', 'gone'] }
	];
	expect_('out_of_range', '/products/0/tenorDays');
	expect_('too_many', '/products/0/needs');
	expect_('invalid_choice', '/products/1/risk');
	expect_('out_of_range', '/products/1/minimum');
	expect_('unknown_need', '/products/1/needs/1');
	file.pitches = [
		{ service: 'cash', product: 'p', sentence: name('话') },
		{ service: 'gone', product: 'gone', sentence: name('话') },
		{ product: 'p', service: 'cash', sentence: name('话') },
		{ sentence: name('话') },
		{ sentence: name('话') }
	];
	expect_('unknown_service', '/pitches/1/service');
	expect_('unknown_product', '/pitches/1/product');
	expect_('pitch_twice', '/pitches/2');
	expect_('pitch_twice', '/pitches/4');
	file.prompts = {
		vip: { after: 1200, on: false },
		outflow: { after: 601 },
		maturing: { after: 600, value: 0 },
		likely_long_wait: { after: 900 },
		divertible: { after: 3600 },
		long_wait: { on: false },
		silence: {}
	};
	expect_('after_long_wait', '/prompts/outflow/after');
	expect_('out_of_range', '/prompts/maturing/value');
	expect_('unknown_key', '/prompts/long_wait/on');
	expect_('unknown_key', '/prompts/silence');
	file.staff = [
		{ id: 'w', name: 7, role: 'teller' },
		{ id: 'v', name: { zh: '王' }, role: 'teller' }
	];
	expect_('not_text', '/staff/0/name');
	expect_('missing_key', '/staff/1/name/en');
	file.targets = [
		{ product: 'q', perDay: 'many', staff: { nobody: 1, w: -1 } },
		{ product: 'p', perDay: 1 },
		{ product: 'p', perDay: 2 }
	];
	expect_('unknown_product', '/targets/0/product');
	expect_('not_a_number', '/targets/0/perDay');
	expect_('unknown_person', '/targets/0/staff/nobody');
	expect_('out_of_range', '/targets/0/staff/w');
	expect_('target_twice', '/targets/2');
	file.checklists = [
		{
			id: 'c',
			role: 'teller',
			items: Array.from({ length: 20 }, (_, i) => ({
				id: 'same',
				name: name('项'),
				device: `no-${i}`
			}))
		}
	];
	for (let i = 0; i < 20; i += 1) {
		if (i > 0) expect_('duplicate_id', `/checklists/0/items/${i}/id`);
		expect_('unknown_device', `/checklists/0/items/${i}/device`);
	}
	for (let i = expected.length; i < 200; i += 1) {
		file[`unknown${i}`] = i;
		expect_('unknown_key', `/unknown${i}`);
	}
	return { file, expected };
}

describe('a branch file with mistakes', () => {
	test('two hundred of them are named at once, in the order of the file, and nothing is applied', async () => {
		const { file, expected } = twoHundredMistakes();
		expect(new Set(expected).size).toBe(200);
		expect(said(file)).toEqual(expected);
		const { app } = await testServer({ branches: [] });
		const answer = await app.apply(file);
		expect(answer.ok ? [] : answer.issues).toHaveLength(200);
		expect(app.branches.list()).toEqual([]);
		expect(app.store.branches()).toEqual([]);
	});

	test('each has a sentence of its own in both languages', () => {
		const { file } = twoHundredMistakes();
		for (const fault of found(file)) {
			expect(fault.detail).toMatch(/^\S.*\.$/s);
			expect(fault.detail).toBe(sentenceOf(en, fault));
			expect(sentenceOf(zh, fault)).toMatch(/\p{Script=Han}/u);
			expect(`${fault.detail} ${sentenceOf(zh, fault)}`).not.toMatch(
				/undefined|\[object|must |NaN/
			);
		}
		const time = found({ ...lakeside(), hours: { mon: ['9:00', '17:00'] } });
		expect(time[0]?.detail).toBe('Write a time like 09:30, from 00:00 to 23:59.');
	});

	test('markup in what is said is none: it is text, and shown as such', () => {
		const sentence = { zh: '<b onclick=x>好</b>', en: '=HYPERLINK("a") & <script>' };
		const products = [{ id: 'p', name: sentence, points: [sentence], leaflet: sentence }];
		expect(found({ ...lakeside(), products, retention: [sentence] })).toEqual([]);
	});

	test('more than a thousand are counted', () => {
		const counters = Array.from({ length: 1_200 }, (_, i) => ({ id: `${i}`, name: name('x') }));
		const issues = found({ ...lakeside(), counters });
		expect(issues).toHaveLength(1_001);
		expect(issues.at(-1)).toMatchObject({ path: '', code: 'more_faults', params: { count: 200 } });
	});

	test('of references to a list that cannot be read nothing is said', () => {
		const services = [{ id: 7, name: name('x'), complexity: 'simple' }];
		expect(said({ ...lakeside(), services })).toEqual(['not_text /services/0/id']);
		expect(said({ ...lakeside(), services: 'cash' })).toEqual(['not_a_list /services']);
	});

	test('nothing that JSON can hold breaks the check', () => {
		fc.assert(
			fc.property(
				fc.jsonValue(),
				fc.constantFrom(...Object.keys(BranchFile.properties)),
				(junk, key) => {
					const issues = found({ ...lakeside(), [key]: junk });
					for (const { path } of issues) expect(path === '' || path.startsWith(`/`)).toBe(true);
				}
			)
		);
	});
});

test('the walk finds a fault exactly where the compiled schema refuses', () => {
	const compiled = Compile(BranchFile);
	const places: string[] = [];
	const walk = (value: unknown, path: string) => {
		if (path !== '') places.push(path);
		if (typeof value !== 'object' || value === null) return;
		for (const [key, entry] of Object.entries(value)) walk(entry, `${path}/${key}`);
	};
	const whole = {
		...demo,
		checklists: [{ id: 'c', role: 'r', items: [{ id: 'a', name: name('x') }] }]
	};
	walk(whole, '');
	const junk = fc.oneof(
		fc.jsonValue({ maxDepth: 1 }),
		fc.constantFrom<unknown>(
			undefined,
			'',
			0,
			-1,
			1.5,
			1e9,
			'09:30',
			'simple',
			'x'.repeat(300),
			'😀'.repeat(4),
			[],
			{}
		)
	);
	fc.assert(
		fc.property(fc.array(fc.tuple(fc.constantFrom(...places), junk), { maxLength: 3 }), (edits) => {
			const file = structuredClone(whole) as unknown as Json;
			for (const [path, value] of edits) {
				const keys = keysOf(path);
				const last = keys.pop()!;
				let here = file;
				for (const key of keys) here = (here?.[key] ?? {}) as Json;
				if (typeof here !== 'object') continue;
				if (value === undefined && !Array.isArray(here)) delete here[last];
				else here[last] = structuredClone(value ?? null) as never;
			}
			const text = JSON.parse(JSON.stringify(file)) as unknown;
			expect(schemaFaults(BranchFile as FileSchema, text).length === 0).toBe(compiled.Check(text));
		}),
		{ numRuns: 2_000 }
	);
});

describe('a file made from an older one', () => {
	test('is refused once somebody else has changed the branch, and does nothing', async () => {
		const { app } = await testServer();
		const { file, tag } = app.branchFile('lakeside')!;
		const theirs = { ...file, longWait: { seconds: 300 } };
		const mine = { ...file, longWait: { seconds: 900 } };
		const both = await Promise.all([
			app.apply(theirs, undefined, { basedOn: tag }),
			app.apply(mine, undefined, { basedOn: tag })
		]);
		expect(both[0]).toMatchObject({ ok: true, changed: ['/longWait'] });
		expect(both[1]).toMatchObject({ ok: false, issues: [{ path: '', code: 'changed_meanwhile' }] });
		expect(app.branchFile('lakeside')?.file.longWait).toEqual({ seconds: 300 });
		const { tag: now } = app.branchFile('lakeside')!;
		expect(await app.apply(mine, undefined, { basedOn: now })).toMatchObject({ ok: true });
	});

	test('for a new branch does not overwrite one that exists', async () => {
		const { app } = await testServer();
		const fresh = lakeside({ longWait: { seconds: 60 } });
		expect(await app.apply(fresh, undefined, { basedOn: null })).toMatchObject({
			ok: false,
			issues: [{ path: '/id', code: 'branch_exists' }]
		});
		expect(app.branchFile('lakeside')?.file.longWait).toBeUndefined();
		expect(await app.apply({ ...fresh, id: 'other' }, undefined, { basedOn: null })).toMatchObject({
			ok: true
		});
	});

	test('is told apart by what it says, not by the order of its keys', () => {
		const { id, ...rest } = lakeside();
		expect(tagOf({ ...rest, id })).toBe(tagOf(lakeside()));
		expect(tagOf(lakeside({ clock: 'event' }))).not.toBe(tagOf(lakeside()));
	});
});

const dayOf = (app: TestServer['app']) =>
	app.branches.get('lakeside')!.view('wall').view.branch!['lakeside']!.businessDay;

test('what is in use stays, and all of it is named with its place', async () => {
	const staff = ['wang', 'li'].map((id) => ({ id, name: id, role: 'lobby_manager' }));
	const { app, batch } = await testServer({ branches: [lakeside({ staff })] });
	const event = (id: string, type: string, subject: string, data: object) => ({
		specversion: '1.0',
		source: 'test',
		id,
		type,
		subject,
		data
	});
	await batch([
		event('1', 'ticket.issued', 'A1', { service: 'cash' }),
		event('2', 'ticket.issued', 'B1', { service: 'opening' }),
		event('3', 'ticket.called', 'B1', { counter: '1' }),
		event('4', 'help.called', '1', {}),
		event('5', 'prompt.accepted', `help/${dayOf(app)}/1`, { staff: 'wang' })
	]);
	const answer = await app.apply(
		lakeside({
			timeZone: 'Europe/Berlin',
			services: [{ id: 'new', name: name('新'), complexity: 'simple' }],
			counters: []
		})
	);
	const issues = answer.ok ? [] : answer.issues;
	for (const fault of issues) {
		expect(fault.detail).toBe(sentenceOf(en, fault));
		expect(sentenceOf(zh, fault)).toMatch(/\p{Script=Han}/u);
		expect(`${fault.detail} ${sentenceOf(zh, fault)}`).not.toMatch(/undefined|\[object/);
	}
	expect(issues).toMatchObject([
		{ path: '/timeZone', code: 'in_use' },
		{ path: '/services', code: 'in_use', params: { what: 'service', id: 'cash', ticket: 'A1' } },
		{ path: '/services', code: 'in_use', params: { what: 'service', id: 'opening', ticket: 'B1' } },
		{ path: '/counters', code: 'in_use', params: { what: 'counter', id: '1', ticket: 'B1' } },
		{ path: '/staff', code: 'in_use', params: { what: 'person', id: 'wang', tasks: 1 } }
	]);
});
