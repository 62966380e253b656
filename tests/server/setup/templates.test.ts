import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkBranchFile } from '#server/apply.ts';
import { branchFromTemplate, TEMPLATE_LIMITS, TEMPLATES } from '#server/setup/templates.ts';

const about = {
	id: 'north',
	name: { zh: '城北支行', en: 'North Branch' },
	timeZone: 'Asia/Shanghai'
};
const { counters: most, devicesOfAKind, kinds } = TEMPLATE_LIMITS;
const template = fc.constantFrom(...TEMPLATES.map(({ id }) => id));
const counters = fc.integer({ min: 1, max: most });
const devices = fc.record(
	Object.fromEntries(kinds.map((kind) => [kind, fc.integer({ min: 0, max: devicesOfAKind })])),
	{ requiredKeys: [] }
) as fc.Arbitrary<Record<string, number>>;

describe('a branch from a template', () => {
	test('is whole with any counts, and serves every service somewhere', () => {
		fc.assert(
			fc.property(template, counters, devices, (each, count, counts) => {
				const file = branchFromTemplate({
					...about,
					template: each,
					counters: count,
					devices: counts
				});
				expect(checkBranchFile(file)).toEqual({ ok: true, file });
				expect(file.counters).toHaveLength(count);
				const served = new Set(file.counters?.flatMap(({ services }) => services));
				expect([...served].sort()).toEqual(file.services.map(({ id }) => id).sort());
				expect(file.devices).toHaveLength(
					kinds.reduce((sum, kind) => sum + (counts[kind] ?? 0), 0)
				);
			})
		);
	});

	for (const { id, counters: count, devices: counts } of TEMPLATES) {
		test(`${id} has what its description says`, () => {
			const file = branchFromTemplate({ ...about, template: id });
			expect(file.counters).toHaveLength(count);
			expect(file.counters?.map((each) => each.id)).toEqual(
				Array.from({ length: count }, (_, index) => `${index + 1}`)
			);
			expect(file.devices?.filter(({ kind }) => kind === 'atm')).toHaveLength(counts.atm ?? 0);
			expect(file.staff).toBeUndefined();
			for (const product of file.products ?? []) {
				expect(product.name).toEqual({
					zh: expect.stringMatching(/^示例：/) as string,
					en: expect.stringMatching(/^Example: /) as string
				});
			}
			expect(file.checklists?.map(({ id }) => id)).toEqual([
				'lobby-opening',
				'teller-opening',
				'lobby-closing',
				'teller-closing'
			]);
		});
	}

	test('names what it makes as people do', () => {
		const { devices: made = [], counters: desks = [] } = branchFromTemplate({
			...about,
			template: 'standard'
		});
		expect(made.find(({ id }) => id === 'atm-2')?.name).toEqual({ zh: '2号取款机', en: 'ATM 2' });
		expect(desks[2]?.name).toEqual({ zh: '3号窗口', en: 'Counter 3' });
		expect(desks.filter(({ name }) => name.en.startsWith('Flex'))).toHaveLength(2);
	});

	test('ties a check to its device where there is one', () => {
		const file = branchFromTemplate({
			...about,
			template: 'outlet',
			devices: { atm: 2, phone: 1 }
		});
		const items = file.checklists?.[0]?.items ?? [];
		expect(items.flatMap(({ device = [] }) => device)).toEqual(['atm-1', 'atm-2', 'phone-1']);
		const bare = branchFromTemplate({ ...about, template: 'outlet', devices: {} });
		const ids = bare.checklists?.[0]?.items.map(({ id }) => id);
		expect(ids).toEqual(['feedback-book', 'folder', 'signs', 'screens', 'leaflets']);
	});

	test('shares nothing with the next one', () => {
		const first = branchFromTemplate({ ...about, template: 'outlet' });
		first.services[0]!.name.zh = '改';
		first.counters![0]!.services.push('opening');
		expect(branchFromTemplate({ ...about, template: 'outlet' }).services[0]!.name.zh).toBe(
			'现金业务'
		);
		expect(
			branchFromTemplate({ ...about, template: 'outlet' }).counters![0]!.services
		).toHaveLength(2);
	});

	test('is refused with counts that no template takes', () => {
		const make = (wrong: object) => () =>
			branchFromTemplate({ ...about, template: 'outlet', ...wrong });
		for (const wrong of [0, 61, 1.5, NaN]) expect(make({ counters: wrong })).toThrow(RangeError);
		expect(make({ devices: { atm: 21 } })).toThrow(RangeError);
		expect(make({ devices: { robot: 1 } })).toThrow(/robot/);
		expect(make({ template: 'castle' })).toThrow(/castle/);
	});
});
