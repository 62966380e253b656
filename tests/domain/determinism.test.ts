import fc from 'fast-check';
import { afterEach, expect, it, vi } from 'vitest';
import { stepOfDays, tellAll } from '../support/arbitrary.ts';
import { smallBranch, Told } from '../support/history.ts';

afterEach(() => {
	vi.restoreAllMocks();
	vi.unstubAllGlobals();
});

const forbidden = (what: string) => () => {
	throw new Error(`The domain used ${what}`);
};

it('the branch looks at no clock, throws no dice and sets no timer', () => {
	const [steps] = fc.sample(fc.array(stepOfDays, { minLength: 3_000, maxLength: 3_000 }), {
		numRuns: 1,
		seed: 7
	});
	const run = () => {
		const branch = new Told(smallBranch());
		tellAll(branch, steps ?? []);
		return { log: branch.log, view: branch.restarted().view() };
	};
	const expected = run();
	const RealDate = Date;
	vi.stubGlobal(
		'Date',
		class extends RealDate {
			constructor(...args: number[]) {
				if (args.length === 0) forbidden('new Date()')();
				super(...(args as [number]));
			}
			static override now = forbidden('Date.now');
		}
	);
	vi.spyOn(Math, 'random').mockImplementation(forbidden('Math.random'));
	vi.spyOn(performance, 'now').mockImplementation(forbidden('performance.now'));
	vi.spyOn(crypto, 'randomUUID').mockImplementation(forbidden('crypto.randomUUID'));
	for (const timer of ['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask']) {
		vi.stubGlobal(timer, forbidden(timer));
	}
	const again = run();
	vi.unstubAllGlobals();
	vi.restoreAllMocks();
	expect(again).toEqual(expected);
	expect(expected.log.length).toBeGreaterThan(500);
});
