import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { catalogueOf, riskOf, tenorOf, type Catalogue } from '#lib/domain/catalogue/catalogue.ts';
import { pitchFor } from '#lib/domain/catalogue/pitch.ts';
import { fits, suggest } from '#lib/domain/catalogue/suggest.ts';
import {
	RISKS,
	type NeedConfig,
	type PitchConfig,
	type ProductConfig
} from '#lib/protocol/index.ts';
import { smallBranch } from '../support/history.ts';

const name = (word: string) => ({ zh: word, en: word });
const sentence = (product?: string, service?: string): PitchConfig => ({
	...(product !== undefined && { product }),
	...(service !== undefined && { service }),
	sentence: name(`${service ?? 'any'} ${product ?? 'none'}`)
});

function catalogue(
	products: (Partial<ProductConfig> & { id: string })[],
	pitches: PitchConfig[] = []
): Catalogue {
	return catalogueOf({
		...smallBranch(),
		needs: [
			{ id: 'stay', name: name('stay'), signals: ['outflow'] },
			{ id: 'idle', name: name('idle'), signals: ['large_amount', 'salary'] }
		],
		products: products.map((each) => ({ name: name(each.id), needs: ['idle'], ...each })),
		pitches
	});
}

const threeAndTwelve = [
	{ id: 'growth-1y', tenorDays: 365, risk: 'R3' as const },
	{ id: 'steady-3m', tenorDays: 90, risk: 'R2' as const }
];
const productFor = (tags: string[], { needs, products }: Catalogue) =>
	suggest(tags, { needs, products })?.product;

describe('what a card suggests', () => {
	it('nothing before a need is known', () => {
		expect(suggest(['vip', 'tenor_90'], catalogue(threeAndTwelve))).toBeUndefined();
	});

	it('a three-month product for a three-month deposit', () => {
		expect(suggest(['large_amount', 'tenor_90'], catalogue(threeAndTwelve))).toEqual({
			signal: 'large_amount',
			need: 'idle',
			product: 'steady-3m',
			tenor: 90,
			guards: ['risk_unknown', 'recording']
		});
	});

	it('nothing that keeps the money for longer than it is free, but for a tenth', () => {
		const shop = catalogue(threeAndTwelve);
		expect(productFor(['large_amount', 'tenor_364'], shop)).toBe('growth-1y');
		expect(productFor(['large_amount', 'tenor_300'], shop)).toBe('steady-3m');
		expect(productFor(['large_amount', 'tenor_82'], shop)).toBe('steady-3m');
		expect(productFor(['large_amount', 'tenor_81'], shop)).toBeNull();
	});

	it('nothing above the customer’s risk level, nor what is withdrawn', () => {
		const shop = catalogue([
			{ id: 'bold', risk: 'R4', key: true },
			{ id: 'old', risk: 'R1', key: true, withdrawn: true },
			{ id: 'calm', risk: 'R2' }
		]);
		expect(productFor(['salary', 'risk_r2'], shop)).toBe('calm');
		expect(productFor(['salary', 'risk_r1'], shop)).toBeNull();
		expect(productFor(['salary'], shop)).toBe('bold');
	});

	it('key products first, then in the order of the branch’s own list', () => {
		expect(productFor(['salary'], catalogue([{ id: 'a' }, { id: 'b', key: true }]))).toBe('b');
		expect(productFor(['salary'], catalogue([{ id: 'b' }, { id: 'a' }]))).toBe('b');
	});

	it('for the need of the first tag that points to one', () => {
		const shop = catalogue([{ id: 'a' }, { id: 'b', needs: ['stay'] }]);
		expect(productFor(['vip', 'outflow', 'large_amount'], shop)).toBe('b');
		expect(productFor(['large_amount', 'outflow'], shop)).toBe('a');
	});

	it.each([
		[{ risk: 'R2' as const }, ['risk_r3'], ['recording']],
		[{ risk: 'R2' as const, recording: false }, ['risk_r3'], []],
		[{ risk: 'R2' as const, recording: false }, [], ['risk_unknown']],
		[{ recording: true }, [], ['recording']],
		[{}, [], []]
	])('%j to somebody with %j: %j stands before a sale', (product, tags, guards) => {
		const shop = catalogue([{ id: 'a', ...product }]);
		expect(suggest(['salary', ...tags], shop)?.guards).toEqual(guards);
	});
});

describe('the sentence at the counter', () => {
	const products = [
		{ id: 'calm' },
		{ id: 'bold', risk: 'R4' as const, key: true },
		{ id: 'gone', withdrawn: true }
	];
	const chosen = (service: string, tags: string[], pitches: PitchConfig[]) => {
		const found = pitchFor({ service, tags }, catalogue(products, pitches));
		return found && [found.pitch.sentence.en, found.why];
	};

	it('is of the need’s product, before one of the service, before one for everybody', () => {
		const all = [sentence('calm', 'cash'), sentence('bold', 'cash'), sentence('bold'), sentence()];
		expect(chosen('cash', ['salary'], all)).toEqual(['cash bold', 'need']);
		expect(chosen('opening', ['salary'], all)).toEqual(['any bold', 'need']);
		expect(chosen('cash', [], all)).toEqual(['cash bold', 'service']);
		expect(chosen('opening', [], all)).toEqual(['any bold', 'any']);
	});

	it('is never above the customer’s risk level, nor of what is withdrawn or unknown', () => {
		const all = [sentence('gone', 'cash'), sentence('none', 'cash'), sentence('bold', 'cash')];
		expect(chosen('cash', ['risk_r2'], [...all, sentence('calm')])).toEqual(['any calm', 'any']);
		expect(chosen('cash', ['risk_r2'], all)).toBeUndefined();
	});

	it('is nobody’s where nobody wrote one', () => {
		expect(chosen('cash', ['salary'], [])).toBeUndefined();
		expect(chosen('cash', ['salary'], [sentence('calm', 'opening')])).toBeUndefined();
	});
});

describe('tags', () => {
	it.each([
		['tenor_90', 90],
		['tenor_0', 0],
		['tenor_', null],
		['tenor_123456', null],
		['tenor_9d', null]
	])('%s means that the money is free for %s days', (tag, days) => {
		expect(tenorOf(['vip', tag])).toBe(days);
	});

	it.each([
		['risk_r1', 'R1'],
		['risk_r5', 'R5'],
		['risk_r6', null],
		['risk_R2', null]
	])('%s means the risk level %s', (tag, risk) => {
		expect(riskOf([tag])).toBe(risk);
	});
});

const id = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');
const need = fc.constantFrom('n1', 'n2', 'n3');
const needs: fc.Arbitrary<NeedConfig[]> = fc.uniqueArray(
	fc.record({
		id: need,
		name: fc.constant(name('need')),
		signals: fc.subarray(['outflow', 'large_amount', 'maturing'])
	}),
	{ selector: (each) => each.id }
);
const products: fc.Arbitrary<ProductConfig[]> = fc.uniqueArray(
	fc.record(
		{
			id,
			name: fc.constant(name('product')),
			key: fc.boolean(),
			risk: fc.constantFrom(...RISKS),
			tenorDays: fc.integer({ min: 0, max: 800 }),
			needs: fc.uniqueArray(need),
			recording: fc.boolean(),
			withdrawn: fc.boolean()
		},
		{ requiredKeys: ['id', 'name'] }
	),
	{ selector: (each) => each.id }
);
const service = fc.constantFrom('cash', 'opening', 'transfer');
const pitches: fc.Arbitrary<PitchConfig[]> = fc.array(
	fc.record(
		{ service, product: id, sentence: fc.constant(name('sentence')) },
		{ requiredKeys: ['sentence'] }
	)
);
const tags = fc.uniqueArray(
	fc.oneof(
		fc.constantFrom('outflow', 'large_amount', 'maturing', 'small_cash', 'family'),
		fc.constantFrom('risk_r1', 'risk_r2', 'risk_r3', 'risk_r4', 'risk_r5'),
		fc.integer({ min: 0, max: 800 }).map((days) => `tenor_${days}`)
	)
);
const shop = fc
	.record({ needs, products, pitches })
	.map((parts) => catalogueOf({ ...smallBranch(), ...parts }));

describe('of any catalogue and any tags', () => {
	it('a suggestion answers a need that a tag points to, and fits the customer', () => {
		fc.assert(
			fc.property(shop, tags, (all, own) => {
				const found = suggest(own, all);
				const known = all.needs.filter(({ signals }) =>
					signals?.some((each) => own.includes(each))
				);
				if (found === undefined) {
					expect(known).toEqual([]);
					return;
				}
				expect(own).toContain(found.signal);
				expect(known.find(({ id: each }) => each === found.need)?.signals).toContain(found.signal);
				const product = all.products.get(found.product ?? '');
				if (product === undefined) {
					expect(found).toMatchObject({ product: null, guards: [] });
					return;
				}
				expect(product.withdrawn ?? false).toBe(false);
				expect(product.needs).toContain(found.need);
				const level = riskOf(own);
				if (level !== null && product.risk !== undefined) {
					expect(RISKS.indexOf(product.risk)).toBeLessThanOrEqual(RISKS.indexOf(level));
				}
				const free = tenorOf(own);
				if (free !== null) expect(product.tenorDays ?? 0).toBeLessThanOrEqual(free * 1.1);
				expect(found.guards.includes('risk_unknown')).toBe(
					product.risk !== undefined && level === null
				);
			}),
			{ numRuns: 2_000 }
		);
	});

	it('of those that fit, no other is nearer to how long the money is free', () => {
		fc.assert(
			fc.property(shop, tags, (all, own) => {
				const found = suggest(own, all);
				const free = tenorOf(own);
				if (found === undefined || free === null) return;
				const fitting = [...all.products.values()].filter(
					(each) =>
						each.needs?.includes(found.need) &&
						fits(each, own) &&
						(each.tenorDays ?? 0) <= free * 1.1
				);
				expect(found.product === null).toBe(fitting.length === 0);
				const off = (each: ProductConfig) => Math.abs((each.tenorDays ?? 0) - free);
				const chosen = all.products.get(found.product ?? '');
				for (const each of fitting) expect(off(each)).toBeGreaterThanOrEqual(off(chosen!));
			}),
			{ numRuns: 2_000 }
		);
	});

	it('a sentence is one that somebody wrote, for this service or any, about what fits', () => {
		fc.assert(
			fc.property(shop, tags, service, (all, own, at) => {
				const found = pitchFor({ service: at, tags: own }, all);
				if (found === undefined) return;
				expect(all.pitches).toContain(found.pitch);
				expect([at, undefined]).toContain(found.pitch.service);
				if (found.pitch.product === undefined) return;
				const product = all.products.get(found.pitch.product);
				expect(product !== undefined && fits(product, own)).toBe(true);
				if (found.why === 'need') expect(product?.id).toBe(suggest(own, all)?.product);
			}),
			{ numRuns: 2_000 }
		);
	});

	it('the same is said each time', () => {
		fc.assert(
			fc.property(shop, tags, service, (all, own, at) => {
				const again = catalogueOf(structuredClone({ ...smallBranch(), ...fileOf(all) }));
				expect(suggest([...own], again)).toEqual(suggest(own, all));
				expect(pitchFor({ service: at, tags: [...own] }, again)).toEqual(
					pitchFor({ service: at, tags: own }, all)
				);
			})
		);
	});
});

function fileOf({ needs: own, products: sold, pitches: said }: Catalogue) {
	return { needs: [...own], products: [...sold.values()], pitches: [...said] };
}
