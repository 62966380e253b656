import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Load } from '#server/load.ts';
import { NOTHING_SHORT, reasonToShed, SHORTAGES, shortnessAfter } from '#server/shedding.ts';
import type { Bounds, Readings, SHED } from '#server/shedding.ts';
import { manualClock } from '../../support/manual-clock.ts';

const BOUND = { begin: 100, end: 50, taps: 200 };
const BOUNDS: Bounds = { disk: BOUND, processor: BOUND, memory: BOUND, screens: BOUND };
const IDLE: Readings = { disk: 0, processor: 0, memory: 0, screens: 0 };

const readings = fc.record(
	Object.fromEntries(SHORTAGES.map((each) => [each, fc.nat(300)])) as Record<
		keyof Readings,
		fc.Arbitrary<number>
	>
);
const history = fc.array(readings, { minLength: 1, maxLength: 50 });

function after(all: readonly Readings[]) {
	return all.reduce((before, each) => shortnessAfter(before, each, BOUNDS), NOTHING_SHORT);
}

describe('what the server is short of', () => {
	test('begins at its bound, and ends only below the lower one', () => {
		const at = (...disk: number[]) => after(disk.map((each) => ({ ...IDLE, disk: each }))).disk;
		expect([at(99), at(100), at(100, 51), at(100, 50)]).toEqual(['none', 'some', 'some', 'none']);
		expect([at(200), at(200, 101), at(200, 100)]).toEqual(['all', 'all', 'some']);
	});

	test('follows from its own readings alone, whatever the others were', () => {
		fc.assert(
			fc.property(history, (all) => {
				const whole = after(all);
				for (const each of SHORTAGES) {
					const alone = after(all.map((reading) => ({ ...IDLE, [each]: reading[each] })));
					expect(alone[each]).toBe(whole[each]);
				}
			})
		);
	});

	test('is nothing once every reading is low, whatever came before', () => {
		fc.assert(
			fc.property(history, (all) => {
				expect(after([...all, IDLE])).toEqual(NOTHING_SHORT);
			})
		);
	});
});

describe('what is asked to come again', () => {
	test('people’s taps last: whenever they are, so are events, and whenever events are, so are reports', () => {
		fc.assert(
			fc.property(history, (all) => {
				const shortness = after(all);
				const sheds = (what: (typeof SHED)[number]) => reasonToShed(shortness, what) !== undefined;
				if (sheds('taps')) expect(sheds('events')).toBe(true);
				if (sheds('events')) expect(sheds('reports')).toBe(true);
			})
		);
	});

	test('names what is short, and after how many seconds to try again', () => {
		expect(reasonToShed(NOTHING_SHORT, 'reports')).toBeUndefined();
		expect(reasonToShed({ ...NOTHING_SHORT, disk: 'some' }, 'events')).toEqual({
			shortOf: 'disk',
			retryAfter: 1
		});
		expect(reasonToShed({ ...NOTHING_SHORT, disk: 'all' }, 'screens')).toBeUndefined();
		expect(reasonToShed({ ...NOTHING_SHORT, screens: 'some' }, 'events')).toBeUndefined();
	});
});

describe('a server', () => {
	/** One whose readings are set by hand; looked at once a second. */
	function loaded() {
		const clock = manualClock();
		const said: string[] = [];
		const set = { disk: 0, mean: 0 };
		const load = new Load({
			clock,
			delay: { lookAtMean: () => set.mean, dispose: () => undefined },
			read: () => ({ disk: set.disk, memory: 0, screens: 0 }),
			mostScreens: 10,
			log: (sentence) => void said.push(sentence),
			bounds: BOUNDS
		});
		const lives = (change: Partial<typeof set>) => {
			Object.assign(set, change);
			clock.advance(1_000);
		};
		return { clock, said, load, lives };
	}

	test('that is short says so once, counts what it turns away, and says when it is over', () => {
		const { clock, said, load, lives } = loaded();
		expect(load.turnsAway('events')).toBeUndefined();
		lives({ disk: 150 });
		expect(load.turnsAway('events')).toEqual({ shortOf: 'disk', retryAfter: 1 });
		expect(load.turnsAway('taps')).toBeUndefined();
		expect(load.sentence).toBe('short of the disk: commands wait for it');
		lives({ disk: 10 });
		expect(load.turnsAway('events')).toBeUndefined();
		expect(load.sentence).toBeNull();
		expect(load.shed.events.disk).toBe(1);
		expect(said).toEqual([
			'short of the disk: commands wait for it; some is asked to come again',
			'no longer short of the disk: commands wait for it'
		]);
		load.dispose();
		expect(clock.pending).toBe(0);
	});

	test('whose event loop was held up once is not short of processor time; one that stays late is', () => {
		const { load, lives } = loaded();
		lives({ mean: 1_500 });
		expect(load.turnsAway('events')).toBeUndefined();
		lives({ mean: 0 });
		expect(load.turnsAway('events')).toBeUndefined();
		lives({ mean: 150 });
		lives({ mean: 150 });
		expect(load.turnsAway('events')).toEqual({ shortOf: 'processor', retryAfter: 2 });
		load.dispose();
	});
});
