import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { WaitStratum } from '#lib/protocol/conversion.ts';
import { standardised } from '#server/reports/paying.ts';

function stratum(engaged: number, engagedSold: number, missed: number, missedSold: number) {
	return { waitFrom: 0, waitTo: null, engaged, engagedSold, missed, missedSold } as WaitStratum;
}

const strata = fc.array(
	fc
		.record({ m: fc.nat(40), n: fc.nat(40), x: fc.double({ min: 0, max: 1, noNaN: true }) })
		.map(({ m, n, x }) => stratum(m, Math.floor(x * m), n, Math.floor((1 - x) * n))),
	{ maxLength: 6 }
);

describe('engaged against not engaged', () => {
	it('is in one stratum the difference of two shares, with its textbook interval', () => {
		const { engagedRate, missedRate, difference, low, high } = standardised([
			stratum(40, 10, 60, 6)
		]);
		expect(engagedRate).toBeCloseTo(0.25, 12);
		expect(missedRate).toBeCloseTo(0.1, 12);
		expect(difference).toBeCloseTo(0.15, 12);
		const deviation = Math.sqrt((0.25 * 0.75) / 40 + (0.1 * 0.9) / 60);
		expect(low).toBeCloseTo(0.15 - 1.959964 * deviation, 6);
		expect(high).toBeCloseTo(0.15 + 1.959964 * deviation, 6);
	});

	it('is not fooled by longer waits that both buy more and are talked to more', () => {
		// In either stratum a talk changes nothing: 10 % buy after short waits, 50 % after long ones.
		const alike = [stratum(10, 1, 90, 9), stratum(90, 45, 10, 5)];
		expect(standardised(alike).difference).toBeCloseTo(0, 12);
		const crude = 46 / 100 - 14 / 100;
		expect(crude).toBeGreaterThan(0.3);
	});

	it('says nothing where no stratum has both', () => {
		const nothing = {
			engagedRate: null,
			missedRate: null,
			difference: null,
			low: null,
			high: null
		};
		expect(standardised([])).toEqual(nothing);
		expect(standardised([stratum(5, 1, 0, 0), stratum(0, 0, 7, 3)])).toEqual(nothing);
	});

	it('turns its sign with the sides, and its interval holds it', () => {
		fc.assert(
			fc.property(strata, (own) => {
				const one = standardised(own);
				const other = standardised(
					own.map((each) => stratum(each.missed, each.missedSold, each.engaged, each.engagedSold))
				);
				fc.pre(one.difference !== null);
				expect(other.difference).toBeCloseTo(-one.difference!, 9);
				expect(other.low).toBeCloseTo(-one.high!, 9);
				expect(one.engagedRate! - one.missedRate!).toBeCloseTo(one.difference!, 9);
				expect(one.low!).toBeLessThanOrEqual(one.difference!);
				expect(one.high!).toBeGreaterThanOrEqual(one.difference!);
			})
		);
	});
});
